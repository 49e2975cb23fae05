// SPDX-License-Identifier: MIT
// What the learner points at right now and how far an animation is. Safe to lose; never changes a number.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sim/registry.hpp"

namespace mha::view {

/// A place that takes the pointer, in drawing order (later lies on top).
struct Hit {
    std::string id;
    sim::Rect rect;
};

/// A mark on its way; see motion.hpp.
struct Ease {
    float from = 0, to = 0;
    double start = 0, seconds = 0;
    std::uint64_t frame = 0;  // in which it was drawn last
};

/// A drag, or two fingers, on a control that takes them.
struct Gesture {
    std::string on;                // id of the control; "" = none
    float from_x = 0, from_y = 0;  // where it began, CSS px: the pointer, or the middle between the fingers
    float x = 0, y = 0;            // where that is now
    float factor = 1;              // by how much the fingers have spread
    bool ended = false;            // in this frame: what was shown is to be kept
};

struct Glance {
    float pointer_x = -1, pointer_y = -1;    // CSS px, negative = none
    bool pressed = false;                    // pointer button or touch is down
    bool clicked = false, released = false;  // this frame
    bool by_touch = false;
    float press_x = 0, press_y = 0;  // where the pointer went down
    Gesture gesture;
    std::string hot;             // id of the control under the pointer, "" = none
    std::string active;          // id of the control pressed (drag), "" = none
    std::string focus;           // id that has keyboard focus in the page, "" = none
    bool focus_visible = false;  // the keyboard leads: draw the ring
    std::string menu;            // id of the open menu, "" = none
    double time = 0;             // seconds, from Tick; tests own it
    std::uint64_t frames = 0;    // drawn so far
    std::map<std::string, Ease, std::less<>> eases;
    bool still = false;  // reduced motion: animations jump to their end
    bool notice_closed = false;
    std::string notice;     // the notice that was closed: another one shows again
    std::vector<Hit> hits;  // of the frame being drawn; between frames, of the last one
};

}  // namespace mha::view
