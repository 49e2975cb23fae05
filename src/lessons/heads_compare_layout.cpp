// SPDX-License-Identifier: MIT
// Geometry of the comparison.
#include <algorithm>

#include "lessons/heads_compare.hpp"

namespace mha::lessons::heads {
namespace {

constexpr float kChoice = 34;        // the row of head choices
constexpr float kRoleLine = 30;      // under the two heads, with its air
constexpr float kStackedText = 108;  // beside the difference when it stands below
constexpr float kWideText = 72;      // under all three when they stand in a row

/// Largest height of a matrix under column labels of this height.
float room_down(const Rect& figure, float above, bool stacked) {
    if (!stacked) return figure.h - kChoice - 6 - above - kWideText;
    // The lower half serves the difference and the text beside it, whichever is taller.
    const float both = figure.h - kChoice - above - kRoleLine;
    return both / 2 >= kStackedText ? both / 2 : std::max(both - kStackedText, 24.0F);
}

}  // namespace

CompareLayout compare_layout(const Stage& stage) {
    const Canvas canvas(stage.frame);
    const view::FrameLayout& l = stage.layout;
    const int words = stage.word_count();
    CompareLayout c;
    c.stacked = l.width < 560;
    const float longest = stage.longest_word(c.label_room), row_label = longest + 10, gap = c.stacked ? 12.0F : 36.0F;
    const float columns = c.stacked ? 2 : 3;
    const float across = (l.figure.w - row_label - gap * (columns - 1)) / columns;
    float above = 24, cell = 0;
    for (int pass = 0; pass < 3; ++pass) {
        above = view::label_height(c.labels, longest) + 5;
        cell = std::min({view::cell_size(across, words, stage.frame.ratio),
                         view::cell_size(room_down(l.figure, above, c.stacked), words, stage.frame.ratio), 56.0F});
        if (view::label_mode(cell, longest) <= c.labels) break;
        c.labels = view::label_mode(cell, longest);
    }
    const float side = cell * static_cast<float>(words),
                block = std::max(side, std::min(across, c.stacked ? 96.0F : 120.0F));
    c.block = block;
    const float used = row_label + columns * block + gap * (columns - 1);
    const float x = canvas.snap(l.figure.x + row_label + std::max(0.0F, l.figure.w - used) / 2);
    const float choice_y = l.figure.y + (l.phone ? 2.0F : 4.0F), top = canvas.snap(choice_y + 32 + above);
    c.left = {x, top, side, side};
    c.right = {canvas.snap(x + block + gap), top, side, side};
    c.difference = c.stacked ? Rect{x, canvas.snap(top + side + kRoleLine), side, side}
                             : Rect{canvas.snap(x + 2 * (block + gap)), top, side, side};
    c.left_choice = {x, choice_y, std::min(block, 200.0F), 32};
    c.right_choice = {c.right.x, choice_y, std::min(block, 200.0F), 32};
    c.similarity_y = l.rule_y - 23;
    return c;
}

}  // namespace mha::lessons::heads
