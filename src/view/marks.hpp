// SPDX-License-Identifier: MIT
// Small marks that carry numbers: bullet with its chance tick, colour scales, plain bars.
#pragma once

#include "view/canvas.hpp"
#include "view/theme.hpp"

namespace mha::view {

/// Track 8 px high; bar to `score`, ink tick at `chance` (both 0..1) with a halo in the ground's colour.
void bullet(const Canvas& canvas, const Theme& theme, Rect track, float score, float chance, Colour bar, Colour ground);
/// The same upright, 8 px wide, growing from the bottom.
void bullet_upright(const Canvas& canvas, const Theme& theme, Rect track, float score, float chance, Colour bar,
                    Colour ground);
/// "0 [ramp] 1" from x; head 0 is grey. Returns its width.
float scale(const Canvas& canvas, const Theme& theme, float x, float middle, int head, float bar_width = 72);
/// Ramp of a difference: the second head's side left, the first's right.
void difference_scale(const Canvas& canvas, const Theme& theme, Rect rect, int first, int second);
/// Ramp from neg over paper to pos.
void signed_scale(const Canvas& canvas, const Theme& theme, Rect rect);
/// Plain bar on a track, share in 0..1.
void bar(const Canvas& canvas, const Theme& theme, Rect track, float share, Colour colour);

}  // namespace mha::view
