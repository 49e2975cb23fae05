// SPDX-License-Identifier: MIT
#include "sim/fields.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <optional>

#include "engine/decimal.hpp"
#include "sim/plain_text.hpp"
#include "sim/url.hpp"

namespace mha::sim {
namespace {

// One getter and setter per kind of member, so that a row of the table only names the member.
template <int State::*kMember>
std::string get_number(const State& state) {
    return std::to_string(state.*kMember);
}
template <int State::*kMember, int kLow, int kHigh>
bool set_number(State& state, std::string_view value) {
    int number = 0;
    if (!parse_whole(value, number)) return false;
    state.*kMember = std::clamp(number, kLow, kHigh);
    return true;
}
template <float State::*kMember>
std::string get_decimal(const State& state) {
    return engine::general_text(static_cast<double>(state.*kMember), 6);
}
template <float State::*kMember, int kLow, int kHigh>
bool set_decimal(State& state, std::string_view value) {
    const std::optional<double> number = engine::read_double(value);
    if (!number || !std::isfinite(*number)) return false;
    state.*kMember = static_cast<float>(std::clamp(*number, static_cast<double>(kLow), static_cast<double>(kHigh)));
    return true;
}
template <bool State::*kMember>
std::string get_flag(const State& state) {
    return state.*kMember ? "1" : "0";
}
template <bool State::*kMember>
bool set_flag(State& state, std::string_view value) {
    const bool on = value == "1" || value == "true" || value == "on";
    if (!on && value != "0" && value != "false" && value != "off") return false;
    state.*kMember = on;
    return true;
}

std::string get_text(const State& state) { return state.text; }
bool set_text(State& state, std::string_view value) {
    state.text = one_line(value, kMaxLinkBytes);  // clamp() cuts it to what a sentence may have
    return true;
}

// The catalog of lessons lies above this layer, so any well-formed slug passes here; App knows the rest.
std::string get_lesson(const State& state) { return state.lesson; }
bool set_lesson(State& state, std::string_view value) {
    const bool good = !value.empty() && value.size() <= 32 && std::all_of(value.begin(), value.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
    if (good) state.lesson = value;
    return good;
}

constexpr std::array<std::string_view, 4> kThemes{"auto", "light", "dark", "contrast"};
std::string get_theme(const State& state) {
    return std::string(kThemes[std::min<std::size_t>(static_cast<std::size_t>(state.theme), 3)]);
}
bool set_theme(State& state, std::string_view value) {
    const auto* const found = std::find(kThemes.begin(), kThemes.end(), value);
    if (found == kThemes.end()) return false;
    state.theme = static_cast<ThemeChoice>(found - kThemes.begin());
    return true;
}

// Calls take(item) for each part between commas; stops at the first that is refused.
template <class Take>
bool each_item(std::string_view list, Take take) {
    while (!list.empty()) {
        const std::size_t comma = list.find(',');
        if (!take(list.substr(0, comma))) return false;
        list = comma == std::string_view::npos ? std::string_view{} : list.substr(comma + 1);
    }
    return true;
}

// The key is kept for translations, so that a link of today means the same then.
std::string get_language(const State&) { return "en"; }
bool set_language(State&, std::string_view value) { return value == "en" || value.starts_with("en-"); }

std::string get_off(const State& state) {
    std::string out;
    for (int layer = 1; layer <= kMaxLayers; ++layer) {
        for (int head = 1; head <= kMaxHeads; ++head) {
            if ((state.off & off_bit(layer, head)) == 0) continue;
            if (!out.empty()) out += ',';
            if (layer > 1) out += std::to_string(layer) + '.';
            out += std::to_string(head);
        }
    }
    for (int layer = 1; layer <= kMaxLayers; ++layer) {
        if ((state.off & mlp_off_bit(layer)) != 0) out += (out.empty() ? "mlp" : ",mlp") + std::to_string(layer);
    }
    return out;
}
bool set_off(State& state, std::string_view value) {
    std::uint32_t off = 0;
    const bool good = each_item(value, [&off](std::string_view item) {
        int layer = 1;
        int head = 0;
        if (item.starts_with("mlp")) {
            if (!parse_whole(item.substr(3), layer) || layer < 1 || layer > kMaxLayers) return false;
            off |= mlp_off_bit(layer);
            return true;
        }
        const std::size_t point = item.find('.');
        if (point != std::string_view::npos) {
            if (!parse_whole(item.substr(0, point), layer)) return false;
            item = item.substr(point + 1);
        }
        if (!parse_whole(item, head) || layer < 1 || layer > kMaxLayers || head < 1 || head > kMaxHeads) return false;
        off |= off_bit(layer, head);
        return true;
    });
    if (good) state.off = off;
    return good;
}

std::string get_also(const State& state) {
    std::string out;
    for (int word = 1; word <= kMaxWords; ++word) {
        if ((state.also & word_bit(word)) != 0) out += (out.empty() ? "" : ",") + std::to_string(word);
    }
    return out;
}
bool set_also(State& state, std::string_view value) {
    std::uint32_t also = 0;
    const bool good = each_item(value, [&also](std::string_view item) {
        int word = 0;
        if (!parse_whole(item, word) || word < 1 || word > kMaxWords) return false;
        also |= word_bit(word);
        return true;
    });
    if (good) state.also = also;
    return good;
}

std::string get_hidden(const State& state) {
    std::string out;
    const auto add = [&](std::string_view name) {
        if (is_hidden(state, name)) out += (out.empty() ? "" : ",") + std::string(name);
    };
    for (const Field& field : fields()) add(field.key);
    for (const std::string_view name : more_hide_names()) add(name);
    return out;
}
bool set_hidden(State& state, std::string_view value) {
    std::uint64_t hidden = 0;
    const bool good = each_item(value, [&hidden](std::string_view item) {
        hidden |= hide_bit(item);
        return hide_bit(item) != 0;
    });
    if (good) state.hidden = hidden;
    return good;
}

template <int State::*kMember, int kLow, int kHigh>
constexpr Field number_field(std::string_view key, std::string_view label, std::string_view doc) {
    return {key, FieldType::number, label, kLow, kHigh, {}, doc, get_number<kMember>, set_number<kMember, kLow, kHigh>};
}
template <float State::*kMember, int kLow, int kHigh>
constexpr Field decimal_field(std::string_view key, std::string_view label, std::string_view doc) {
    return {
        key, FieldType::decimal, label, kLow, kHigh, {}, doc, get_decimal<kMember>, set_decimal<kMember, kLow, kHigh>};
}
template <bool State::*kMember>
constexpr Field flag_field(std::string_view key, std::string_view label, std::string_view doc) {
    return {key, FieldType::flag, label, 0, 1, {}, doc, get_flag<kMember>, set_flag<kMember>};
}

// New rows go at the end: the position is the bit of State::hidden. Order of effect in a link is this order.
constexpr Field kFields[] = {
    {"lesson", FieldType::choice, "lesson", 0, 0, "heads words steps committee nano-gpt", "The lesson that is shown.",
     get_lesson, set_lesson},
    {"text",
     FieldType::text,
     "sentence",
     0,
     0,
     {},
     "What the model reads; in most lessons a sentence of at most 16 words.",
     get_text,
     set_text},
    number_field<&State::heads, 1, kMaxHeads>("heads", "heads",
                                              "Which of the eight trained models: the one with this many heads."),
    flag_field<&State::concat>("concat", "Show Concatenation", "1 shows how the heads' outputs are joined and mixed."),
    flag_field<&State::mask>("mask", "causal mask", "1 hides the later words from each word."),
    number_field<&State::layer, 1, kMaxLayers>("layer", "layer", "The layer whose heads are shown."),
    number_field<&State::open, 0, kMaxHeads>("open", "open head", "The head shown large; 0 shows all heads."),
    flag_field<&State::compare>("compare", "Compare", "1 shows two heads side by side."),
    number_field<&State::left, 1, kMaxHeads>("left", "first compared head", "The first of the two compared heads."),
    number_field<&State::right, 1, kMaxHeads>("right", "second compared head", "The second of the two compared heads."),
    number_field<&State::word, 1, kMaxWords>("word", "chosen word", "The chosen word, counted from 1."),
    number_field<&State::dimension, 1, kMaxDimensions>("dim", "dimension",
                                                       "The chosen dimension of the model in the concatenation view."),
    {"off",
     FieldType::heads,
     "parts switched off",
     0,
     0,
     {},
     "Heads that are switched off, as in off=2,3; heads of the second layer as 2.1, and in the lesson nano-gpt the MLP "
     "of the second block as mlp2.",
     get_off,
     set_off},
    {"theme", FieldType::choice, "theme", 0, 0, "auto light dark contrast", "Colours; auto follows the page.",
     get_theme, set_theme},
    {"hide",
     FieldType::keys,
     "hidden controls",
     0,
     0,
     {},
     "Controls that are not shown, by the keys of this table or as examples, menu, more, next, reset, share; for "
     "instance hide=mask,compare.",
     get_hidden,
     set_hidden},
    flag_field<&State::links>("links", "links",
                              "1 shows the open head as links between words where there is no room for both."),
    {"also",
     FieldType::words,
     "further chosen words",
     0,
     0,
     {},
     "Words chosen besides `word`, as in also=4,6; their rows are averaged.",
     get_also,
     set_also},
    flag_field<&State::several>("several", "several words", "1 lets a press add a word to the chosen ones."),
    flag_field<&State::looked_at>("lookedat", "looked at by", "1 shows who looks at the chosen words."),
    flag_field<&State::strongest>("strongest", "strongest per word", "1 lists only the strongest key of each word."),
    flag_field<&State::gold>("gold", "gold links", "1 lays the grammar's own links over the arcs."),
    number_field<&State::page, 1, kMaxPages>("page", "page of the table",
                                             "The page of a table that is longer than its room."),
    number_field<&State::panel, 1, kMaxPanels>("panel", "panel",
                                               "Which panel of the lesson is open; the list below says which."),
    number_field<&State::step, 1, kMaxSteps>("step", "step", "The step of a calculation or of a tour."),
    number_field<&State::part, 1, kMaxParts>("part", "part of the step", "The part of a step that has several."),
    number_field<&State::pick, 0, kMaxPicks>(
        "pick", "picked number", "The number whose arithmetic is shown, counted in reading order; 0 shows none."),
    flag_field<&State::mean>("mean", "mean instead of zero",
                             "1 puts a switched-off head's mean output in its place, not zero."),
    flag_field<&State::early>("early", "1,000 steps",
                              "1 shows a second model, trained for 1,000 steps instead of 5,000."),
    number_field<&State::seed, 1, kMaxSeed>("seed", "seed", "The seed of drawn samples."),
    number_field<&State::zoom, 0, kMaxZoom>(
        "zoom", "zoom", "How near the map is: 0 shows all of it, each step is about twice as near."),
    decimal_field<&State::map_x, 0, kMapSize>("x", "place across",
                                              "The middle of the map's view, in thousandths of its width."),
    decimal_field<&State::map_y, 0, kMapSize>("y", "place down",
                                              "The middle of the map's view, in thousandths of its height."),
    {"lang", FieldType::choice, "language", 0, 0, "en", "Reserved for translations; there is English only.",
     get_language, set_language},
};

}  // namespace

std::span<const Field> fields() { return kFields; }

int field_index(std::string_view key) {
    for (std::size_t index = 0; index < std::size(kFields); ++index) {
        if (kFields[index].key == key) return static_cast<int>(index);
    }
    return -1;
}

const Field* find_field(std::string_view key) {
    const int index = field_index(key);
    return index < 0 ? nullptr : &kFields[index];
}

bool parse_whole(std::string_view text, int& value) {
    constexpr long long kEnd = std::numeric_limits<int>::max();
    const bool negative = !text.empty() && text.front() == '-';
    if (!text.empty() && (negative || text.front() == '+')) text.remove_prefix(1);
    if (text.empty()) return false;
    long long number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
        number = std::min(number * 10 + (c - '0'), kEnd);
    }
    value = static_cast<int>(negative ? -number : number);
    return true;
}

}  // namespace mha::sim
