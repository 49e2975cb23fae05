// SPDX-License-Identifier: MIT
#include "sim/url.hpp"

#include <algorithm>
#include <cmath>

#include "engine/decimal.hpp"
#include "sim/action.hpp"
#include "sim/fields.hpp"
#include "sim/numerals.hpp"
#include "sim/plain_text.hpp"

namespace mha::sim {
namespace {

struct Pair {
    std::string key, value;
};

// A link in running text is often taken along with what stood behind it: "heads=8." or "(…&open=3)".
void drop_tail(const std::string& key, std::string& value) {
    const Field* field = find_field(key);
    if (field == nullptr || field->type == FieldType::text) return;
    value.erase(value.find_last_not_of(" .,;:)]>\"'") + 1);
}

std::vector<Pair> split(std::string_view query) {
    std::vector<Pair> pairs;
    while (!query.empty()) {
        const std::size_t end = query.find('&');
        const std::string_view part = query.substr(0, end);
        query = end == std::string_view::npos ? std::string_view{} : query.substr(end + 1);
        const std::size_t equals = part.find('=');
        if (part.empty()) continue;
        const bool bare = equals == std::string_view::npos;
        std::string key = percent_decoded(part.substr(0, equals));
        std::string value = bare ? std::string("1") : percent_decoded(part.substr(equals + 1));
        drop_tail(key, value);
        const auto twin =
            std::find_if(pairs.begin(), pairs.end(), [&key](const Pair& pair) { return pair.key == key; });
        if (twin == pairs.end()) {
            pairs.push_back({std::move(key), std::move(value)});
        } else {
            twin->value = std::move(value);
        }
    }
    return pairs;
}

void note(Link& link, std::string sentence) {
    if (link.notices.size() < kMaxNotices) link.notices.push_back(std::move(sentence));
}

std::string shortened(std::string_view text) { return in_quotes(one_line(text, 40)); }

// What is shown instead: "8", "on", "all heads".
std::string shown(const Field& field, const State& state) {
    const std::string value = field.get(state);
    if (field.type == FieldType::flag) return value == "1" ? "on" : "off";
    if (field.type == FieldType::heads || field.type == FieldType::words || field.type == FieldType::keys)
        return value.empty() ? "none" : value;
    return value;
}

}  // namespace

std::string adjusted(const Field& field, std::string_view asked, const State& state) {
    const std::string value = one_line(asked, 40);
    if (field.key == "heads") return "The link asked for " + value + " heads; showing " + field.get(state) + ".";
    if (field.key == "text") return "The link’s sentence is too long; only its beginning is used.";
    return "The link asked for " + std::string(field.label) + " " + value + "; showing " + shown(field, state) + ".";
}

namespace {

// A number may come back changed by its own range or by the other fields ("open=3" among two heads).
bool kept(const Field& field, const Pair& pair, const State& state) {
    if (field.type == FieldType::number) {
        int asked = 0;
        return parse_whole(pair.value, asked) && field.get(state) == std::to_string(asked);
    }
    if (field.type == FieldType::decimal) {
        const auto asked = engine::read_double(pair.value), got = engine::read_double(field.get(state));
        return asked && got && std::fabs(*asked - *got) <= 0.01;
    }
    State wish = state;
    if (!field.set(wish, pair.value)) return true;  // reported when it was read
    return field.get(wish) == field.get(state);
}

}  // namespace

std::string asked_value(std::string_view query, std::string_view key) {
    if (!query.empty() && (query.front() == '?' || query.front() == '#')) query.remove_prefix(1);
    for (const Pair& pair : split(query.substr(0, kMaxLinkBytes))) {
        if (pair.key == key) return pair.value;
    }
    return {};
}

std::string asked_lesson(std::string_view query) { return asked_value(query, "lesson"); }

Link parse_link(std::string_view query, const State& base) {
    Link link{clamp(base), {}};
    if (!query.empty() && (query.front() == '?' || query.front() == '#')) query.remove_prefix(1);
    if (query.size() > kMaxLinkBytes) {
        query = query.substr(0, kMaxLinkBytes);
        note(link, "The link is longer than 64 KB; its end is ignored.");
    }
    const std::vector<Pair> pairs = split(query);
    std::vector<const Pair*> read;
    for (const Pair& pair : pairs) {
        const Field* field = find_field(pair.key);
        if (field == nullptr) {
            note(link, "The link asks for " + shortened(pair.key) + ", which this sim does not know.");
        } else if (!field->set(link.state, pair.value)) {
            note(link, "The link asks for " + std::string(field->label) + " " + shortened(pair.value) +
                           ", which does not exist; showing " + shown(*field, link.state) + ".");
        } else {
            read.push_back(&pair);
        }
    }
    link.state = clamp(std::move(link.state));
    for (const Pair* pair : read) {
        const Field& field = *find_field(pair->key);
        if (!kept(field, *pair, link.state)) note(link, adjusted(field, pair->value, link.state));
    }
    return link;
}

Link parse_link(std::string_view query, std::string_view fragment) {
    Link first = parse_link(query);
    Link second = parse_link(fragment, first.state);
    for (std::string& sentence : second.notices) note(first, std::move(sentence));
    return {std::move(second.state), std::move(first.notices)};
}

std::string write_link(const State& state, const State& base) {
    std::string out;
    for (const Field& field : fields()) {
        const std::string value = field.get(state);
        if (value == field.get(base)) continue;
        if (!out.empty()) out += '&';
        out += field.key;
        out += '=';
        out += percent_encoded(value);
    }
    return out;
}

}  // namespace mha::sim
