// SPDX-License-Identifier: MIT
// sRGB colours as bytes, and the two formulas the theme rests on: mixing and WCAG contrast.
#pragma once

#include <cstdint>

namespace mha::view {

struct Colour {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    friend bool operator==(const Colour&, const Colour&) = default;
};

/// 0xRRGGBB, opaque.
[[nodiscard]] constexpr Colour rgb(std::uint32_t hex) {
    return {static_cast<std::uint8_t>(hex >> 16), static_cast<std::uint8_t>(hex >> 8), static_cast<std::uint8_t>(hex),
            255};
}
/// The same colour with its alpha scaled; alpha in 0..1, clamped.
[[nodiscard]] Colour fade(Colour colour, float alpha);
/// Straight mix of the bytes; t in 0..1, clamped, NaN counts as 0.
[[nodiscard]] Colour mix(Colour from, Colour to, float t);
/// WCAG 2.2 relative luminance, 0..1, alpha ignored.
[[nodiscard]] double luminance(Colour colour);
/// WCAG contrast ratio, 1..21.
[[nodiscard]] double contrast(Colour a, Colour b);
/// Black or white, whichever contrasts more with the ground.
[[nodiscard]] Colour number_on(Colour ground);

}  // namespace mha::view
