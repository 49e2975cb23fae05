// SPDX-License-Identifier: MIT
// Where things stand in the 520 px frame at each width, and how large cells and labels may be. Pure geometry in
// CSS px; no drawing.
#pragma once

#include <cstdint>

#include "sim/registry.hpp"

namespace mha::view {

using sim::Rect;

struct FrameLayout {
    float width = 700, margin = 16;
    bool phone = false;                // under 480: short labels, one "more" button
    bool wide = false;                 // from 768: words beside the menu icon
    bool roomy = false;                // from 1200: "Share" in words, row labels at every head
    Rect draw, controls;               // the two framed regions, sharing one line
    Rect title;                        // between the icons
    Rect field;                        // the sentence, with Examples inside at its right
    Rect figure;                       // margins taken off
    float rule_y = 414;                // hairline above the strip
    float strip_y = 430;               // middle of the strip
    float row1_y = 468, row2_y = 502;  // middles of the control rows
};

/// Any size gives a layout; widths under 320 are laid out as 320 (the frame clips).
[[nodiscard]] FrameLayout frame_layout(float width, float height);

enum class LabelMode : std::uint8_t { horizontal, slanted, vertical };

/// How column labels stand over cells of this size; `longest` is the longest label's width.
[[nodiscard]] LabelMode label_mode(float cell, float longest);
/// Height that mode needs above the matrix, 20..80.
[[nodiscard]] float label_height(LabelMode mode, float longest);
/// Every n-th word is written so that labels do not touch, the others are dots: 1 from 12.5 px cells up.
[[nodiscard]] int label_stride(float cell);
/// Largest cell of whole device pixels with n cells in the room.
[[nodiscard]] float cell_size(float room, int n, float ratio);

}  // namespace mha::view
