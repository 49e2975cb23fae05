// SPDX-License-Identifier: MIT
// How every interactive thing meets pointer and keyboard: one function, no hit testing by ImGui.
#pragma once

#include "sim/registry.hpp"
#include "view/frame.hpp"

namespace mha::view {

struct Touch {
    bool hot = false;      // the pointer is over it and nothing lies on top
    bool held = false;     // pressed and not yet released
    bool focused = false;  // the keyboard leads and stands on it: draw the ring
    bool pointed = false;  // hot or focused
};

/// At the start of a frame's drawing: finds what the pointer is over (what was drawn last there) and what a press
/// holds. At its end: lets go of what was released.
void begin_interaction(Frame& frame);
void end_interaction(Frame& frame);

/// An author hid this control: it is not registered, and nothing of it is drawn but what the picture needs anyway.
[[nodiscard]] bool hidden(const Frame& frame, const sim::Control& control);

/// Registers the control and answers the pointer: acts on release inside; a slider follows the press. A hidden one
/// only tells whether the pointer is over it.
Touch interact(Frame& frame, sim::Control control);

/// Takes the pointer in a rectangle without being a control (the ground behind a menu). True when it was pressed.
bool cover(Frame& frame, std::string_view id, sim::Rect rect);

/// Value of a slider whose track runs from x0 to x1 when pressed at x; snapped to its step, within its range.
[[nodiscard]] double slider_value(const sim::Control& control, float x0, float x1, float x);

}  // namespace mha::view
