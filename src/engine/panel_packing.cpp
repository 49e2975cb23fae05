// SPDX-License-Identifier: MIT
#include "engine/panel_packing.hpp"

#include <algorithm>

#include "engine/lanes.hpp"
#include "engine/panel_product.hpp"
#include "engine/transpose.hpp"

namespace mha::engine::panels {
namespace {

/// to[r * to_step + c] = from[r * from_step + c], for narrow rows.
void copy_rows(const float* from, std::size_t from_step, float* to, std::size_t to_step, std::size_t rows,
               std::size_t columns) {
    for (std::size_t r = 0; r < rows; ++r, from += from_step, to += to_step) {
        if (columns < 4) {
            for (std::size_t c = 0; c < columns; ++c) to[c] = from[c];
        } else {
            each_four(columns, [&](std::size_t c) { Lanes::load_unaligned(from + c).store_unaligned(to + c); });
        }
    }
}

/// Calls f(first column, columns that exist, width) for every panel.
template <class F>
void each_panel(std::size_t columns, F f) {
    for (std::size_t first = 0; first < columns; first += kColumns) {
        f(first, std::min(kColumns, columns - first), panel_width(columns - first));
    }
}

}  // namespace

void pack_strips(const float* matrix, std::size_t inner, std::size_t columns, float* packed) {
    const Strips strips(columns);
    for (std::size_t s = 0; s < strips.count(); ++s) {
        const std::size_t first = strips.first(s), height = strips.height(s);
        copy_rows(matrix + first, columns, packed + first * inner, height, inner, height);
    }
}

void pack_panels(const float* rows, std::size_t columns, std::size_t inner, float* packed) {
    each_panel(columns, [&](std::size_t first, std::size_t present, std::size_t width) {
        float* const panel = packed + first * inner;
        if (present < width) std::fill_n(panel, width * inner, 0.0F);
        transpose(rows + first * inner, inner, panel, width, present, inner);
    });
}

void unpack_panels(const float* packed, std::size_t columns, std::size_t inner, float* rows) {
    each_panel(columns, [&](std::size_t first, std::size_t present, std::size_t width) {
        transpose(packed + first * inner, width, rows + first * inner, inner, inner, present);
    });
}

void columns_to_strips(const Rows& from, float* packed) {
    const Strips strips(from.columns);
    for (std::size_t s = 0; s < strips.count(); ++s) {
        const std::size_t first = strips.first(s), height = strips.height(s);
        // A strip may begin in one panel and end in the next.
        for (std::size_t done = 0; done < height;) {
            const std::size_t column = first + done, inside = column % kColumns;
            const std::size_t width = panel_width(from.columns - (column - inside));
            const std::size_t part = std::min(height - done, kColumns - inside);
            copy_rows(from.panels + (column - inside) * from.inner + from.first_row * width + inside, width,
                      packed + first * from.rows + done, height, from.rows, part);
            done += part;
        }
    }
}

void rows_to_strips(const Rows& from, float* packed) {
    const Strips strips(from.rows);
    for (std::size_t s = 0; s < strips.count(); ++s) {
        const std::size_t row = strips.first(s), height = strips.height(s);
        each_panel(from.columns, [&](std::size_t first, std::size_t present, std::size_t width) {
            transpose(from.panels + first * from.inner + (from.first_row + row) * width, width,
                      packed + row * from.columns + first * height, height, height, present);
        });
    }
}

}  // namespace mha::engine::panels
