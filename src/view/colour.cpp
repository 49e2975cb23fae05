// SPDX-License-Identifier: MIT
// Colour arithmetic.
#include "view/colour.hpp"

#include <algorithm>
#include <cmath>

#include "engine/elementary.hpp"

namespace mha::view {
namespace {

float unit(float t) { return t > 0 ? std::min(t, 1.0F) : 0.0F; }

std::uint8_t mix_byte(std::uint8_t from, std::uint8_t to, float t) {
    const float exact = static_cast<float>(from) + (static_cast<float>(to) - static_cast<float>(from)) * t;
    // Rounded as std::lround does, without its call: a frame of eight matrices does this five thousand times.
    const auto whole = static_cast<std::uint8_t>(exact);
    return exact - static_cast<float>(whole) < 0.5F ? whole : static_cast<std::uint8_t>(whole + 1);
}

double linear(std::uint8_t byte) {
    const double c = byte / 255.0;
    return c <= 0.04045 ? c / 12.92 : engine::math::power((c + 0.055) / 1.055, 2.4);
}

}  // namespace

Colour fade(Colour colour, float alpha) {
    colour.a = static_cast<std::uint8_t>(std::lround(static_cast<float>(colour.a) * unit(alpha)));
    return colour;
}

Colour mix(Colour from, Colour to, float t) {
    t = unit(t);
    return {mix_byte(from.r, to.r, t), mix_byte(from.g, to.g, t), mix_byte(from.b, to.b, t), mix_byte(from.a, to.a, t)};
}

double luminance(Colour colour) {
    return 0.2126 * linear(colour.r) + 0.7152 * linear(colour.g) + 0.0722 * linear(colour.b);
}

double contrast(Colour a, Colour b) {
    const double la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

Colour number_on(Colour ground) {
    const Colour black = rgb(0x000000), white = rgb(0xFFFFFF);
    return contrast(ground, black) >= contrast(ground, white) ? black : white;
}

}  // namespace mha::view
