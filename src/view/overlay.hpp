// SPDX-License-Identifier: MIT
// What floats over the frame: menus, the tooltip of a head, notices.
#pragma once

#include <string>
#include <vector>

#include "view/canvas.hpp"
#include "view/interact.hpp"
#include "view/theme.hpp"

namespace mha::view {

/// Soft shadow, panel, 1 px edge.
void panel(const Canvas& canvas, const Theme& theme, Rect rect, float radius, Colour edge);

struct MenuRow {
    sim::Control control;  // role menu_item; enabled = false and an empty id: a heading
    std::string text;
    bool chosen = false;
    int head = 0;  // badge before the text
};
/// Draws an open menu hanging from `anchor` inside the frame, registers its items, closes it after a choice or a
/// press elsewhere. Call last: it lies on top.
void menu(Frame& frame, Rect anchor, bool align_right, std::vector<MenuRow> rows, float least_width = 0);

struct Tooltip {
    int head = 1;
    std::string role, heading;  // "modifier → noun", "Head 2"
    bool diffuse = false;
    float score = 0, chance = 0;
    std::string chances;  // where chance comes from: "uniform 0.13, same distance 0.20"
    std::string sentence;
};
/// Beside `head_rect` (right, else left, else below, else above), 8 px inside the frame.
void tooltip(Frame& frame, const Tooltip& tip, Rect head_rect, Rect keep_clear);
/// Where a tooltip of this size goes. Pure.
[[nodiscard]] Rect place_tooltip(float w, float h, Rect head, Rect keep_clear, Rect frame);

/// Over the top of the figure. Returns its rectangle; a close button closes it.
Rect notice(Frame& frame, std::string_view text, bool problem, Rect figure);

}  // namespace mha::view
