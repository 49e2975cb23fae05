// SPDX-License-Identifier: MIT
// Buttons, slider, checkbox, switch, segmented choice and head selector. Each takes its control with the hit
// rectangle set, draws it, registers it and answers the pointer.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "view/canvas.hpp"
#include "view/icons.hpp"
#include "view/interact.hpp"
#include "view/theme.hpp"

namespace mha::view {

void focus_ring(const Canvas& canvas, const Theme& theme, Rect rect, float radius);

struct ButtonLook {
    std::string text;  // may differ from the accessible name; empty: icon alone
    bool has_icon = false;
    Icon icon = Icon::menu;
    bool icon_right = false;
    bool framed = true;  // false: an icon on the ground, as in the title row
    bool bold = true;
    bool primary = false;  // the one to press next: filled
};
/// `checked` on the control draws it as toggled. The frame drawn is `face`, the hit rectangle the control's.
Touch button(Frame& frame, sim::Control control, Rect face, const ButtonLook& look);

/// Label with the value at `label_x`, track from `track.x` over `track.w` at its middle height.
Touch slider(Frame& frame, sim::Control control, float label_x, std::string_view label, Type label_type, Rect track);

Touch checkbox(Frame& frame, sim::Control control, float x, float middle, std::string_view label, Type type);
Touch switcher(Frame& frame, sim::Control control, float x, float middle, std::string_view label, Type type);

struct Segment {
    sim::Control control;  // role toggle; its rect is set here
    std::string text;
    int head = 0;  // 1..8: a badge instead of the text
    float width = 0;
};
/// One of several choices, chosen or not; pressing it makes the wish.
[[nodiscard]] Segment choice(std::string id, std::string text, std::string label, bool chosen, float width,
                             sim::Action wish);
/// One row of segments from x; returns the whole rectangle.
Rect segmented(Frame& frame, float x, float y, std::vector<Segment> segments, float height = 32);

/// A field of text: `control.rect` is where the text stands and `field` its frame, in the colour of faults when what it
/// holds is `wrong`. While the page's native field has the focus it shows the text itself.
Touch text_field(Frame& frame, sim::Control control, Rect field, bool wrong);

/// Square with the head's digit.
void badge(const Canvas& canvas, const Theme& theme, int head, Point centre, float size);

}  // namespace mha::view
