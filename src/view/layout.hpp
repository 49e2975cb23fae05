// SPDX-License-Identifier: MIT
// Where things stand in the 520 px frame at each width, and how many columns of heads give the largest
// cells. Pure geometry in CSS px; no drawing.
#pragma once

#include <cstdint>

#include "sim/registry.hpp"

namespace mha::view {

using sim::Rect;

struct FrameLayout {
    float width = 700, margin = 16;
    bool phone = false;   // under 480: short labels, one "more" button
    bool wide = false;    // from 768: words beside the menu icon
    bool roomy = false;   // from 1200: "Share" in words, row labels at every head
    Rect draw, controls;  // the two framed regions, sharing one line
    Rect title;           // between the icons
    Rect field;           // the sentence, with Examples inside at its right
    Rect figure;          // margins taken off
    float rule_y = 414;   // hairline above the strip
    float strip_y = 430;  // middle of the strip
    float row1_y = 468, row2_y = 502;  // middles of the control rows
};

/// Any size gives a layout; widths under 320 are laid out as 320 (the frame clips).
[[nodiscard]] FrameLayout frame_layout(float width, float height);

enum class TextPlace : std::uint8_t { below, beside, heading };
enum class LabelMode : std::uint8_t { horizontal, slanted, vertical };

struct GridInput {
    int heads = 4, words = 5;
    Rect room;                 // where the matrices may stand
    float ratio = 1;           // device pixels per CSS px
    float longest_row_label = 34, longest_column_label = 34;  // px at 12 px type, already shortened
    bool phone = false, roomy = false;
};

struct GridChoice {
    int columns = 1, rows = 1;
    TextPlace text = TextPlace::below;
    LabelMode labels = LabelMode::slanted;
    float cell = 0;            // CSS px, a whole number of device pixels
    float label_height = 36;   // above the top row's matrices
    float heading = 24;        // above every matrix, 0 with text beside
    float row_label = 42;      // left of a matrix that carries row labels
    float beside = 0;          // width of the text beside, gap included
    float bullet = 0;          // width of the upright bullet, gap included
    float below = 0;           // height of the text below, sentence included
    bool labels_on_every_row = false;     // column labels
    bool labels_on_every_column = false;  // row labels
    float left = 0, top = 0;   // top left of the first matrix
    float step_x = 0, step_y = 0;         // to the next matrix
};

/// Every pair of column count and text place is tried; the largest cell wins, then fewer rows, then more text.
[[nodiscard]] GridChoice choose_grid(const GridInput& input);
/// Matrix of head 1..heads in the chosen grid.
[[nodiscard]] Rect matrix_rect(const GridChoice& grid, int head, int words);

/// How column labels stand over cells of this size; `longest` is the longest label's width.
[[nodiscard]] LabelMode label_mode(float cell, float longest);
/// Height that mode needs above the matrix, 20..62.
[[nodiscard]] float label_height(LabelMode mode, float longest);
/// Labels are drawn every n-th word so that they do not touch: 1 from 11 px cells up.
[[nodiscard]] int label_stride(float cell);
/// Largest cell of whole device pixels with n cells in the room.
[[nodiscard]] float cell_size(float room, int n, float ratio);

}  // namespace mha::view
