// SPDX-License-Identifier: MIT
// Colour tokens of the four themes, the eight head colours, and the ramps that turn weights into colour.
#pragma once

#include <array>

#include "view/colour.hpp"

namespace mha::view {

enum class ThemeKind : std::uint8_t { light, dark, contrast, contrast_light };

struct HeadColours {
    Colour base;  // large marks
    Colour mid;   // weight 0.5
    Colour text;  // text, bars, badges, thin lines, weight 1
};

struct Theme {
    ThemeKind kind = ThemeKind::light;
    Colour bg, ctl, paper, line, hair, edge, ink, ink2, ink3, accent, on_accent, soft, track, pos, neg, bad;
    Colour on_badge;  // digit on a head's badge
    std::array<HeadColours, 8> heads;
    bool dark = false;  // light ink on a dark ground
    bool high_contrast = false;
    float border = 1;          // CSS px of outlines: 2 in high contrast
    float grid_alpha = 0.10F;  // inner grid of a heat map
    float least_alpha = 0;     // no translucent mark is fainter than this
};

[[nodiscard]] Theme make_theme(ThemeKind kind);

/// Head numbers are 1..8; others are brought into the range.
[[nodiscard]] const HeadColours& head_colours(const Theme& theme, int head);
/// Colour of weight w in 0..1: paper, mid, text. Exactly paper at 0; NaN counts as 0.
[[nodiscard]] Colour ramp(const Theme& theme, int head, float w);
/// The same in greys, where several heads share a scale.
[[nodiscard]] Colour grey_ramp(const Theme& theme, float w);
/// Difference a - b in -1..1: the first head's ramp above zero, the second's below.
[[nodiscard]] Colour difference_ramp(const Theme& theme, int first, int second, float v);
/// Signed value: paper at 0, pos or neg at |v| = most (> 0), by (|v| / most)^0.8.
[[nodiscard]] Colour signed_ramp(const Theme& theme, float v, float most);

}  // namespace mha::view
