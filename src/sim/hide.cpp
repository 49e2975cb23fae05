// SPDX-License-Identifier: MIT
// What an author can hide: the names, and which controls each of them means.
#include <array>
#include <utility>

#include "sim/fields.hpp"

namespace mha::sim {
namespace {

// Their bits of State::hidden count down from the top, those of the table's keys up from the bottom.
constexpr std::array<std::string_view, 6> kMoreNames{"examples", "menu", "more", "reset", "share", "next"};

// First match wins. An id that ends in '-' means every control that begins with it.
constexpr std::pair<std::string_view, std::string_view> kControls[] = {
    {"sentence", "text"},
    {"examples", "examples"},
    {"example-", "examples"},
    {"menu", "menu"},
    {"menu-", "lesson"},
    {"more", "more"},
    {"reset", "reset"},
    {"share", "share"},
    {"share-", "share"},
    {"save-", "share"},
    {"lesson-", "lesson"},
    {"theme-", "theme"},
    {"heads", "heads"},
    {"concat", "concat"},
    {"mask", "mask"},
    {"layer-", "layer"},
    {"compare", "compare"},
    {"compare-left", "left"},
    {"compare-left-", "left"},
    {"compare-right", "right"},
    {"compare-right-", "right"},
    {"head-", "open"},
    {"all-heads", "open"},
    {"view-", "links"},
    {"switch-head", "off"},
    {"cell-", "word"},
    {"word", "word"},
    {"word-", "word"},
    {"dimension", "dim"},
    {"row-", "open"},
    {"looks-at", "lookedat"},
    {"looked-at-by", "lookedat"},
    {"several", "several"},
    {"strongest", "strongest"},
    {"gold", "gold"},
    {"more-rows", "page"},
    {"page-", "page"},
    {"panel-", "panel"},
    {"concept-", "panel"},
    {"open-slices", "panel"},
    {"step-", "step"},
    {"own-names", "text"},
    {"draw-", "seed"},
    {"next-lesson", "next"},
    {"next", "step"},
    {"previous", "step"},
    {"tour", "step"},
    {"next-letter", "word"},
    {"map", "zoom"},
    {"map-", "zoom"},
    {"go-", "zoom"},
    {"zoom-", "zoom"},
    {"whole-map", "zoom"},
    {"small-map", "zoom"},
    {"number-", "pick"},
    {"close-number", "pick"},
    {"block-", "layer"},
    {"weights-", "open"},
    {"switch-", "off"},
    {"whole-layer", "off"},
};

}  // namespace

std::span<const std::string_view> more_hide_names() { return kMoreNames; }

std::uint64_t hide_bit(std::string_view name) {
    const int index = field_index(name);
    if (index >= 0) return std::uint64_t{1} << static_cast<unsigned>(index);
    for (std::size_t i = 0; i < kMoreNames.size(); ++i) {
        if (kMoreNames[i] == name) return std::uint64_t{1} << (63 - i);
    }
    return 0;
}

std::uint64_t all_hide_bits() {
    std::uint64_t bits = 0;
    for (const Field& field : fields()) bits |= hide_bit(field.key);
    for (const std::string_view name : kMoreNames) bits |= hide_bit(name);
    return bits;
}

bool is_hidden(const State& state, std::string_view name) { return (state.hidden & hide_bit(name)) != 0; }

std::string_view hide_name(std::string_view id) {
    for (const auto& [own, name] : kControls) {
        if (id == own || (own.back() == '-' && id.starts_with(own))) return name;
    }
    return {};
}

}  // namespace mha::sim
