// SPDX-License-Identifier: MIT
// Separating axes: ink may be turned by 45 or 90 degrees.
#include "support/overlap.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

namespace mha::tests {
namespace {

using view::Mark;
using view::Point;

constexpr float kSlack = 0.5F, kTuck = 1.5F;

struct Span {
    float low = 1e9F, high = -1e9F;
};

Span along(const Mark& mark, Point axis) {
    Span span;
    for (const Point& p : mark.corners) {
        const float at = p.x * axis.x + p.y * axis.y;
        span.low = std::min(span.low, at), span.high = std::max(span.high, at);
    }
    return span;
}

std::array<Point, 2> axes(const Mark& mark) {
    const Point side = {mark.corners[1].x - mark.corners[0].x, mark.corners[1].y - mark.corners[0].y};
    const float length = std::max(std::hypot(side.x, side.y), 1e-3F);
    return {{{side.x / length, side.y / length}, {-side.y / length, side.x / length}}};
}

bool overlap(const Mark& a, const Mark& b) {
    for (const Mark* mark : {&a, &b}) {
        for (const Point axis : axes(*mark)) {
            const Span sa = along(a, axis), sb = along(b, axis);
            // A subscript tucks in under the letter before it.
            const float slack = a.text.size() == 1 || b.text.size() == 1 ? kTuck : kSlack;
            if (sa.high - slack <= sb.low || sb.high - slack <= sa.low) return false;
        }
    }
    return true;
}

bool inside(const Mark& mark, const Mark& box) {
    const Span x = along(box, {1, 0}), y = along(box, {0, 1});
    return std::all_of(mark.corners.begin(), mark.corners.end(), [&](Point p) {
        return p.x >= x.low - kSlack && p.x <= x.high + kSlack && p.y >= y.low - kSlack && p.y <= y.high + kSlack;
    });
}

Mark box(const sim::Rect& r) {
    return {{}, {{{r.x, r.y}, {r.x + r.w, r.y}, {r.x + r.w, r.y + r.h}, {r.x, r.y + r.h}}}, false};
}

std::string place(const Mark& mark) {
    const Span x = along(mark, {1, 0}), y = along(mark, {0, 1});
    char text[96];
    std::snprintf(text, sizeof text, " (%.1f..%.1f, %.1f..%.1f)", static_cast<double>(x.low),
                  static_cast<double>(x.high), static_cast<double>(y.low), static_cast<double>(y.high));
    return (mark.text.empty() ? "figure" : "'" + mark.text + "'") + text;
}

bool has_edge(const sim::Control& control) {
    using sim::ControlRole;
    if (control.role == ControlRole::cell || control.role == ControlRole::slider) return false;
    if (control.id == "map" || control.id.starts_with("go-")) return false;  // places on a map
    if (control.id == "notice-close") return false;                          // lies over the figure until it is closed
    if (control.rect.h < 14) return false;  // rows of words, without an edge of their own
    return !(control.role == ControlRole::button && control.id.starts_with("head-"));
}

}  // namespace

std::vector<std::string> layout_faults(std::span<const Mark> marks, const sim::Registry& registry, float width,
                                       float height) {
    std::vector<std::string> faults;
    const Mark frame = box({0, 0, width, height});
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const Mark& a = marks[i];
        if (!inside(a, frame)) faults.push_back(place(a) + " leaves the frame");
        if (a.text.empty()) continue;
        for (std::size_t j = 0; j < marks.size(); ++j) {
            const Mark& b = marks[j];
            const bool both_texts = !b.text.empty();
            if (i == j || a.above != b.above || (both_texts && j < i) || !overlap(a, b)) continue;
            if (both_texts || !inside(a, b)) faults.push_back(place(a) + " on " + place(b));
        }
        if (a.above) continue;
        for (const sim::Control& control : registry.controls()) {
            const Mark rect = box(control.rect);
            if (has_edge(control) && control.role != sim::ControlRole::menu_item && overlap(a, rect) &&
                !inside(a, rect))
                faults.push_back(place(a) + " crosses " + control.id);
        }
    }
    return faults;
}

}  // namespace mha::tests
