// SPDX-License-Identifier: MIT
// Links of one head: words that look at the left, words looked at at the right, beziers as wide as the weight.
#pragma once

#include <span>
#include <string>

#include "engine/matrix_view.hpp"
#include "view/canvas.hpp"
#include "view/theme.hpp"

namespace mha::view {

struct Links {
    Rect rect;                   // rows share its height evenly
    float from_x = 0, to_x = 0;  // where beziers start and end
    engine::MatrixView weights;
    int head = 1;
    int query = 0;  // chosen row, from 0
    bool off = false;
};
void draw_links(const Canvas& canvas, const Theme& theme, const Links& links);

/// Width in CSS px of a link: 1 + 9 w; 0 under 0.015, where none is drawn.
[[nodiscard]] float link_width(float weight);
/// Opacity: the chosen query's links stand out.
[[nodiscard]] float link_alpha(float weight, bool chosen);

}  // namespace mha::view
