// SPDX-License-Identifier: MIT
// Greedy line breaking.
#include "view/text_flow.hpp"

namespace mha::view {

char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned first = byte(at);
    const std::size_t length = first < 0x80 ? 1 : first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 0;
    if (length == 0 || at + length > text.size()) {
        ++at;
        return 0xFFFD;
    }
    char32_t code = length == 1 ? first : first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        const unsigned next = byte(at + i);
        if ((next & 0xC0) != 0x80) {
            at += i;
            return 0xFFFD;
        }
        code = (code << 6) | (next & 0x3F);
    }
    at += length;
    return code;
}

std::string shorten(std::string_view text, float width, const Measure& measure) {
    if (measure(text) <= width + 0.5F) return std::string(text);  // half a pixel: rounding is no reason to cut
    std::vector<std::size_t> ends = {0};
    for (std::size_t at = 0; at < text.size();) {
        (void)next_code_point(text, at);
        ends.push_back(at);
    }
    for (std::size_t i = ends.size(); i-- > 1;) {
        std::string_view head = text.substr(0, ends[i - 1]);
        while (head.ends_with(' ')) head.remove_suffix(1);
        const std::string candidate = std::string(head) + "\u2026";
        if (measure(candidate) <= width) return candidate;
    }
    return "\u2026";
}

std::vector<std::string> wrap(std::string_view text, float width, int most, const Measure& measure) {
    std::vector<std::string> lines;
    std::string line;
    while (!text.empty() && static_cast<int>(lines.size()) < most) {
        const bool last = static_cast<int>(lines.size()) + 1 == most;
        if (last) {
            const std::string rest = (line.empty() ? "" : line + " ") + std::string(text);
            lines.push_back(shorten(rest, width, measure));
            return lines;
        }
        const std::size_t space = text.find(' ');
        const std::string_view word = text.substr(0, space);
        const std::string longer = line.empty() ? std::string(word) : line + " " + std::string(word);
        if (!line.empty() && measure(longer) > width) {
            lines.push_back(shorten(line, width, measure));
            line.clear();
            continue;
        }
        line = longer;
        text = space == std::string_view::npos ? std::string_view{} : text.substr(space + 1);
    }
    if (!line.empty()) lines.push_back(shorten(line, width, measure));
    return lines;
}

}  // namespace mha::view
