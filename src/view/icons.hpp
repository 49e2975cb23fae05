// SPDX-License-Identifier: MIT
// Icons as strokes of 1.75 px in a 20 px box.
#pragma once

#include "view/canvas.hpp"

namespace mha::view {

enum class Icon : std::uint8_t {
    menu,
    share,
    reset,
    compare,
    chevron_down,
    chevron_left,
    chevron_right,
    check,
    more,
    close
};

/// Drawn around its centre; `size` scales the 20 px box.
void draw_icon(const Canvas& canvas, Icon icon, Point centre, Colour colour, float size = 20);

}  // namespace mha::view
