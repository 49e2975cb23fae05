// SPDX-License-Identifier: MIT
// Pointer handling. What is hot follows from the rectangles of the frame the learner saw.
#include "view/interact.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/fields.hpp"

namespace mha::view {
namespace {

/// What was drawn last at a place.
std::string topmost(const Glance& glance, float x, float y) {
    std::string id;
    for (const Hit& hit : glance.hits) {
        if (hit.rect.contains(x, y)) id = hit.id;
    }
    return id;
}

bool over(const Glance& glance, std::string_view id) {
    return glance.hot == id && (glance.active.empty() || glance.active == id);
}

}  // namespace

void begin_interaction(Frame& frame) {
    ++frame.glance.frames;
    Glance& glance = frame.glance;
    const bool pointing = glance.pointer_x >= 0 && (!glance.by_touch || glance.pressed || glance.released);
    glance.hot = pointing ? topmost(glance, glance.pointer_x, glance.pointer_y) : std::string{};
    // On a slow machine the pointer is elsewhere by now.
    if (glance.clicked) glance.active = topmost(glance, glance.press_x, glance.press_y);
    glance.hits.clear();
}

void end_interaction(Frame& frame) {
    Glance& glance = frame.glance;
    if (!glance.pressed) glance.active.clear();
    // Of another lesson or view, which may have a menu of the same name.
    if (frame.registry.find(glance.menu) == nullptr) glance.menu.clear();
    // A mark that was not drawn starts anew at its place, so its way need not be kept.
    std::erase_if(glance.eases, [&](const auto& ease) { return ease.second.frame != glance.frames; });
}

double slider_value(const sim::Control& control, float x0, float x1, float x) {
    const double share =
        std::clamp(static_cast<double>(x - x0) / std::max(static_cast<double>(x1 - x0), 1.0), 0.0, 1.0);
    const double raw = control.min + share * (control.max - control.min);
    const double step = control.step > 0 ? control.step : 1;
    return std::clamp(control.min + std::round((raw - control.min) / step) * step, control.min, control.max);
}

bool hidden(const Frame& frame, const sim::Control& control) {
    const std::string_view name = sim::hide_name(control.id);
    return !name.empty() && sim::is_hidden(frame.state, name);
}

Touch interact(Frame& frame, sim::Control control) {
    Glance& glance = frame.glance;
    Touch touch;
    if (hidden(frame, control)) {
        touch.hot = touch.pointed = over(glance, control.id);
        glance.hits.push_back({control.id, control.rect});
        return touch;
    }
    if (control.enabled) {
        touch.hot = over(glance, control.id);
        touch.held = glance.active == control.id && glance.pressed;
        const bool inside = control.rect.contains(glance.pointer_x, glance.pointer_y);
        const bool act = glance.released && glance.active == control.id && glance.hot == control.id && inside;
        if (act && control.activate) control.activate(frame.actions);
        glance.hits.push_back({control.id, control.rect});
    }
    touch.focused = glance.focus == control.id && glance.focus_visible;
    touch.pointed = touch.hot || touch.focused;
    frame.registry.add(std::move(control));
    return touch;
}

bool cover(Frame& frame, std::string_view id, sim::Rect rect) {
    frame.glance.hits.push_back({std::string(id), rect});
    return frame.glance.clicked && frame.glance.active == id;
}

}  // namespace mha::view
