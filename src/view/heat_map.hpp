// SPDX-License-Identifier: MIT
// A head's weights as a heat map with token labels, its marks (masked, switched off, pointed at), and which
// cell stands under a point.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string>

#include "engine/matrix_view.hpp"
#include "view/canvas.hpp"
#include "view/layout.hpp"
#include "view/theme.hpp"

namespace mha::view {

struct Cell {
    int row = -1, column = -1;  // from 0; -1: none
    [[nodiscard]] bool any() const { return row >= 0 && column >= 0; }
    friend bool operator==(const Cell&, const Cell&) = default;
};

struct HeatMap {
    Rect rect;                  // cells without labels, square cells
    engine::MatrixView values;  // [T, T]
    std::function<Colour(float)> colour;
    std::function<std::string(float, float)> number;  // (value, cell) -> text, may be ""
    bool masked = false;                              // upper triangle hidden by the causal mask
    bool off = false;                                 // head switched off: hatch
    Cell pointed;
    Cell focused;
};
void draw_heat_map(const Canvas& canvas, const Theme& theme, const HeatMap& map);

/// The cell under a point; none outside.
[[nodiscard]] Cell cell_at(Rect rect, int words, float x, float y);
[[nodiscard]] Rect cell_rect(Rect rect, int words, Cell cell);

/// Labels are shortened to `room`; the pointed-at one is SemiBold ink; words whose bit is set in `unknown` are marked.
void draw_column_labels(const Canvas& canvas, const Theme& theme, Rect matrix, std::span<const std::string> words,
                        LabelMode mode, float room, int pointed, std::uint32_t unknown = 0);
void draw_row_labels(const Canvas& canvas, const Theme& theme, Rect matrix, std::span<const std::string> words,
                     float room, int pointed, std::uint32_t unknown = 0);

}  // namespace mha::view
