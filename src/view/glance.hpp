// SPDX-License-Identifier: MIT
// What the learner points at right now and how far an animation is. Safe to lose; never changes a number.
#pragma once

#include <string>
#include <vector>

#include "sim/registry.hpp"

namespace mha::view {

/// A place that takes the pointer, in drawing order (later lies on top).
struct Hit {
    std::string id;
    sim::Rect rect;
};

struct Glance {
    float pointer_x = -1, pointer_y = -1;  // CSS px, negative = none
    bool pressed = false;                  // pointer button or touch is down
    bool clicked = false, released = false;  // this frame
    bool by_touch = false;
    std::string hot;      // id of the control under the pointer, "" = none
    std::string active;   // id of the control pressed (drag), "" = none
    std::string focus;    // id that has keyboard focus in the page, "" = none
    bool focus_visible = false;  // the keyboard leads: draw the ring
    std::string menu;     // id of the open menu, "" = none
    double time = 0;      // seconds, from Tick; tests own it
    bool still = false;   // reduced motion: animations jump to their end
    bool notice_closed = false;
    std::string notice;   // the notice that was closed: another one shows again
    std::vector<Hit> hits;  // of the frame being drawn; between frames, of the last one
};

}  // namespace mha::view
