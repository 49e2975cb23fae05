// SPDX-License-Identifier: MIT
#include "engine/panel_packing.hpp"

#include <algorithm>

#include "engine/panel_product.hpp"

namespace mha::engine::panels {
namespace {

void copy(const float* from, std::size_t from_step, float* to, std::size_t to_step, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) to[i * to_step] = from[i * from_step];
}

/// Where a column lies in panels of [inner, columns], and how far its elements lie apart.
struct Place {
    std::size_t first;
    std::size_t step;
    Place(std::size_t column, std::size_t columns, std::size_t inner) {
        const std::size_t panel = column / kColumns * kColumns;
        step = panel_width(columns - panel);
        first = panel * inner + (column - panel);
    }
};

}  // namespace

void pack_strips(const float* from, std::size_t row_step, std::size_t inner_step, std::size_t rows, std::size_t inner,
                 float* packed) {
    const Strips strips(rows);
    for (std::size_t s = 0; s < strips.count(); ++s) {
        const std::size_t first = strips.first(s), height = strips.height(s);
        for (std::size_t r = 0; r < height; ++r) {
            copy(from + (first + r) * row_step, inner_step, packed + first * inner + r, height, inner);
        }
    }
}

void pack_panels(const float* rows, std::size_t columns, std::size_t inner, float* packed) {
    constexpr float kZero = 0.0F;
    for (std::size_t column = 0; column < padded(columns); ++column) {
        const Place to(column, columns, inner);
        const bool exists = column < columns;
        copy(exists ? rows + column * inner : &kZero, exists ? 1 : 0, packed + to.first, to.step, inner);
    }
}

void unpack_panels(const float* packed, std::size_t columns, std::size_t inner, float* rows) {
    for (std::size_t column = 0; column < columns; ++column) {
        const Place from(column, columns, inner);
        copy(packed + from.first, from.step, rows + column * inner, 1, inner);
    }
}

void columns_to_strips(const Rows& from, float* packed) {
    const Strips strips(from.columns);
    for (std::size_t s = 0; s < strips.count(); ++s) {
        const std::size_t first = strips.first(s), height = strips.height(s);
        for (std::size_t r = 0; r < height; ++r) {
            const Place place(first + r, from.columns, from.inner);
            copy(from.panels + place.first + from.first_row * place.step, place.step, packed + first * from.rows + r,
                 height, from.rows);
        }
    }
}

void rows_to_strips(const Rows& from, float* packed) {
    const Strips strips(from.rows);
    for (std::size_t s = 0; s < strips.count(); ++s) {
        const std::size_t first = strips.first(s), height = strips.height(s);
        for (std::size_t column = 0; column < from.columns; column += kColumns) {
            const Place place(column, from.columns, from.inner);
            const float* const panel = from.panels + place.first + (from.first_row + first) * place.step;
            const std::size_t width = std::min(place.step, from.columns - column);
            float* const to = packed + first * from.columns + column * height;
            for (std::size_t r = 0; r < height; ++r) copy(panel + r * place.step, 1, to + r, height, width);
        }
    }
}

}  // namespace mha::engine::panels
