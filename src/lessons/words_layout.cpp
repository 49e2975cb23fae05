// SPDX-License-Identifier: MIT
// Geometry of the lesson `words`, in CSS px. No drawing.
#include <algorithm>
#include <cmath>

#include "lessons/words_parts.hpp"
#include "view/text_flow.hpp"

namespace mha::lessons::words {
namespace {

constexpr float kChipHeight = 28, kArcRoom = 98, kGoldRoom = 36;

struct Spacing {
    float pad, gap;
};
constexpr Spacing kSpacings[] = {{10, 6}, {8, 5}, {6, 4}, {5, 3}};

/// Chips in one line, centred; none when they do not fit.
std::vector<Rect> chips(const Stage& stage, Rect room, float y) {
    const Canvas canvas(stage.frame);
    for (Spacing spacing : kSpacings) {
        float total = spacing.gap * static_cast<float>(stage.word_count() - 1);
        for (const std::string& word : stage.words)
            total += std::max(24.0F, canvas.width(Type::body, word) + 2 * spacing.pad);
        if (total > room.w) continue;
        // A short sentence spreads, so that its arcs have room.
        const auto gaps = static_cast<float>(std::max(stage.word_count() - 1, 1));
        const float air = std::clamp((room.w * 0.8F - total) / gaps, 0.0F, 40.0F);
        spacing.gap += air, total += air * static_cast<float>(stage.word_count() - 1);
        std::vector<Rect> out;
        float x = room.x + (room.w - total) / 2;
        for (const std::string& word : stage.words) {
            const float w = std::max(24.0F, canvas.width(Type::body, word) + 2 * spacing.pad);
            out.push_back({canvas.snap(x), y, w, kChipHeight});
            x += w + spacing.gap;
        }
        return out;
    }
    return {};
}

void place_list(const Stage& stage, WordsLayout& out, Rect room) {
    const Canvas canvas(stage.frame);
    const float pitch = std::clamp(room.h / static_cast<float>(stage.word_count()), 12.0F, 28.0F);
    float longest = 30;
    for (const std::string& word : stage.words) longest = std::max(longest, canvas.width(Type::body, word));
    const float label = std::min(longest + 12, room.w * 0.42F);
    for (int i = 0; i < stage.word_count(); ++i) {
        out.words.push_back({room.x, room.y + pitch * static_cast<float>(i), label, pitch});
    }
    out.bars = room.x + room.w;
    out.arcs = {room.x + label + 2, room.y, std::min(90.0F, room.w * 0.26F),
                pitch * static_cast<float>(stage.word_count())};
}

void place_wide(const Stage& stage, WordsLayout& out) {
    const view::FrameLayout& l = stage.layout;
    const Rect figure = {l.figure.x, 84, l.figure.w, l.rule_y - 84};
    out.gold = stage.state().gold ? kGoldRoom : 0;
    const float bend = out.gold > 0 ? kArcRoom - 28 : kArcRoom, chips_y = figure.y + bend;
    out.words = chips(stage, figure, chips_y);
    out.list = out.words.empty();
    float top = chips_y + kChipHeight + out.gold + 12, left = figure.x, width = figure.w;
    if (out.list) {
        const float list = std::min(420.0F, figure.w * 0.5F);
        place_list(stage, out, {figure.x, figure.y + 6, list, figure.h - 14});
        top = figure.y + 4, left = figure.x + list + 24, width = figure.w - list - 24;
        const float all = figure.y + figure.h - 6 - top, rows = 96 + 20 * static_cast<float>(stage.head_count());
        out.rows = {left, top, width, std::min(rows, all)};
        out.table = {left, top + rows + 12, width, all - rows - 12};
        return;
    }
    out.arcs = {figure.x, figure.y, figure.w, bend};
    const float height = figure.y + figure.h - 4 - top, table = std::floor(std::min(width * 0.6F, 620.0F));
    out.table = {left, top, table, height};
    out.rows = {left + table + 28, top, width - table - 28, height};
}

void place_narrow(const Stage& stage, WordsLayout& out) {
    const view::FrameLayout& l = stage.layout;
    out.list = out.panels = true;
    const float top = 104;
    const Rect room = {l.figure.x, top, l.figure.w, l.rule_y - 2 - top};
    // Under the panel's own check boxes.
    place_list(stage, out, {room.x, room.y + 27, room.w, room.h - 27});
    const Rect below = {room.x, room.y + 30, room.w, room.h - 34};
    out.table = out.rows = below;
}

}  // namespace

WordsLayout words_layout(const Stage& stage) {
    WordsLayout out;
    const view::FrameLayout& l = stage.layout;
    const bool narrow = l.width < 640;
    out.selector = {l.margin, narrow ? 42.0F : 46.0F, l.width - 2 * l.margin, 32};
    out.role = {l.margin, narrow ? 78.0F : 46.0F, l.width - 2 * l.margin, narrow ? 24.0F : 32.0F};
    if (narrow)
        place_narrow(stage, out);
    else
        place_wide(stage, out);
    out.row_pitch =
        narrow ? std::clamp((out.table.h - 24) / static_cast<float>(std::max(stage.word_count(), 1)), 17.0F, 26.0F)
               : 20.0F;
    return out;
}

}  // namespace mha::lessons::words
