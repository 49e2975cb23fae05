// SPDX-License-Identifier: MIT
// Blocks of four by four numbers. Where a side is no multiple of four the last block overlaps the one before it and
// writes the same numbers again.
#include "engine/panel_packing.hpp"

#include <algorithm>

#include "engine/lanes.hpp"
#include "engine/panel_product.hpp"

namespace mha::engine::panels {
namespace {

/// Calls f(i) for the first of every four of 0..size-1, size >= 4.
template <class F>
void each_four(std::size_t size, F f) {
    for (std::size_t i = 0; i + 4 <= size; i += 4) f(i);
    if (size % 4 != 0) f(size - 4);
}

void transpose_block(const float* from, std::size_t from_step, float* to, std::size_t to_step) {
    const Lanes a = Lanes::load_unaligned(from), b = Lanes::load_unaligned(from + from_step);
    const Lanes c = Lanes::load_unaligned(from + 2 * from_step), d = Lanes::load_unaligned(from + 3 * from_step);
    const Lanes ac = xsimd::zip_lo(a, c), bd = xsimd::zip_lo(b, d);
    const Lanes ac_high = xsimd::zip_hi(a, c), bd_high = xsimd::zip_hi(b, d);
    xsimd::zip_lo(ac, bd).store_unaligned(to);
    xsimd::zip_hi(ac, bd).store_unaligned(to + to_step);
    xsimd::zip_lo(ac_high, bd_high).store_unaligned(to + 2 * to_step);
    xsimd::zip_hi(ac_high, bd_high).store_unaligned(to + 3 * to_step);
}

/// to[c * to_step + r] = from[r * from_step + c].
void transpose(const float* from, std::size_t from_step, float* to, std::size_t to_step, std::size_t rows,
               std::size_t columns) {
    if (rows < 4 || columns < 4) {
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t c = 0; c < columns; ++c) to[c * to_step + r] = from[r * from_step + c];
        }
        return;
    }
    each_four(rows, [&](std::size_t r) {
        each_four(columns, [&](std::size_t c) {
            transpose_block(from + r * from_step + c, from_step, to + c * to_step + r, to_step);
        });
    });
}

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
