// SPDX-License-Identifier: MIT
// Drawing of marks.
#include "view/marks.hpp"

#include <algorithm>
#include <cmath>

namespace mha::view {
namespace {

float unit(float v) { return v > 0 ? std::min(v, 1.0F) : 0.0F; }

}  // namespace

void bar(const Canvas& canvas, const Theme& theme, Rect track, float share, Colour colour) {
    canvas.solid(track);
    canvas.fill_round(track, 2, theme.track);
    const float w = canvas.snap(track.w * unit(share));
    if (w > 0) canvas.fill_round({track.x, track.y, w, track.h}, 2, colour);
}

void bullet(const Canvas& canvas, const Theme& theme, Rect track, float score, float chance, Colour colour,
            Colour ground) {
    bar(canvas, theme, track, score, colour);
    const float x = canvas.snap(track.x + track.w * unit(chance) - 1);
    canvas.fill({x - 1, track.y - 3, 4, track.h + 6}, ground);
    canvas.fill({x, track.y - 3, 2, track.h + 6}, theme.ink);
}

void bullet_upright(const Canvas& canvas, const Theme& theme, Rect track, float score, float chance, Colour colour,
                    Colour ground) {
    canvas.solid(track);
    canvas.fill_round(track, 2, theme.track);
    const float h = canvas.snap(track.h * unit(score));
    if (h > 0) canvas.fill_round({track.x, track.y + track.h - h, track.w, h}, 2, colour);
    const float y = canvas.snap(track.y + track.h * (1 - unit(chance)) - 1);
    canvas.fill({track.x - 3, y - 1, track.w + 6, 4}, ground);
    canvas.fill({track.x - 3, y, track.w + 6, 2}, theme.ink);
}

float scale(const Canvas& canvas, const Theme& theme, float x, float middle, int head, float bar_width) {
    const float digit = canvas.text(Type::number_small, x, middle, "0", theme.ink2);
    const Rect rect = {canvas.snap(x + digit + 5), canvas.snap(middle - 5), bar_width, 10};
    const auto colour = [&](float w) { return head > 0 ? ramp(theme, head, w) : grey_ramp(theme, w); };
    canvas.gradient({rect.x, rect.y, rect.w / 2, rect.h}, colour(0), colour(0.5F));
    canvas.gradient({rect.x + rect.w / 2, rect.y, rect.w / 2, rect.h}, colour(0.5F), colour(1));
    canvas.solid(rect);
    canvas.outline(rect, 1, theme.edge);
    canvas.text(Type::number_small, rect.x + rect.w + 5, middle, "1", theme.ink2);
    return digit + 5 + bar_width + 5 + digit;
}

void difference_scale(const Canvas& canvas, const Theme& theme, Rect rect, int first, int second) {
    constexpr int kParts = 4;
    for (int i = 0; i < kParts; ++i) {
        const float a = -1 + 2 * static_cast<float>(i) / kParts, b = a + 2.0F / kParts;
        canvas.gradient({rect.x + rect.w * static_cast<float>(i) / kParts, rect.y, rect.w / kParts, rect.h},
                        a < 0 ? ramp(theme, second, -a) : ramp(theme, first, a),
                        b > 0 ? ramp(theme, first, b) : ramp(theme, second, -b));
    }
    canvas.solid(rect);
    canvas.outline(rect, 1, theme.edge);
    canvas.fill({canvas.snap(rect.x + rect.w / 2), rect.y - 3, 1, rect.h + 6}, theme.ink);
}

void signed_scale(const Canvas& canvas, const Theme& theme, Rect rect) {
    canvas.gradient({rect.x, rect.y, rect.w / 2, rect.h}, theme.neg, theme.paper);
    canvas.gradient({rect.x + rect.w / 2, rect.y, rect.w / 2, rect.h}, theme.paper, theme.pos);
    canvas.solid(rect);
    canvas.outline(rect, 1, theme.edge);
}

}  // namespace mha::view
