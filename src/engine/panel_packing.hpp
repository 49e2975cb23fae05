// SPDX-License-Identifier: MIT
// The ways into and out of the strips and panels of panel_product.hpp.
#pragma once

#include <cstddef>

namespace mha::engine::panels {

/// The columns of a row-major matrix [inner, columns] become the rows of strips of [columns, inner].
void pack_strips(const float* matrix, std::size_t inner, std::size_t columns, float* strips);

/// The rows of a row-major matrix [columns, inner] become the columns of panels of [inner, columns]; columns that fill
/// the last panel are 0.
void pack_panels(const float* rows, std::size_t columns, std::size_t inner, float* panels);

/// The way back: the columns of panels become rows.
void unpack_panels(const float* panels, std::size_t columns, std::size_t inner, float* rows);

/// Rows first_row .. first_row + rows - 1 of panels of [inner, columns].
struct Rows {
    const float* panels = nullptr;
    std::size_t inner = 0;
    std::size_t columns = 0;
    std::size_t first_row = 0;
    std::size_t rows = 0;
};
/// Strips of [columns, rows]: a column of the panels is a row of the left factor.
void columns_to_strips(const Rows& from, float* strips);
/// Strips of [rows, columns]: a row of the panels is a row of the left factor.
void rows_to_strips(const Rows& from, float* strips);

}  // namespace mha::engine::panels
