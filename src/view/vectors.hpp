// SPDX-License-Identifier: MIT
// Vectors as bars up and down from a line, and W_O as a signed heat map.
#pragma once

#include <span>

#include "engine/matrix_view.hpp"
#include "view/canvas.hpp"
#include "view/theme.hpp"

namespace mha::view {

/// Bars of `values` in `rect` on a middle line; `most` is the value of half the height (> 0).
void vector_bars(const Canvas& canvas, Rect rect, std::span<const float> values, float most, Colour bars, Colour line);
/// 2 px ticks of `values` on the same scale.
void vector_ticks(const Canvas& canvas, Rect rect, std::span<const float> values, float most, Colour colour);
/// rows x columns cells of the matrix, coloured by sign and size.
void signed_map(const Canvas& canvas, const Theme& theme, Rect rect, const engine::MatrixView& matrix, float most);
/// Largest absolute finite value; 0 when empty.
[[nodiscard]] float largest(std::span<const float> values);
/// Left edge and width of entry i of n in `rect`, on device pixels.
[[nodiscard]] Rect slot(const Canvas& canvas, Rect rect, int index, int count);

}  // namespace mha::view
