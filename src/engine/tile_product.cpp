// SPDX-License-Identifier: MIT
// y is made in tiles of four rows by two Wides, whose sums stay in registers while the inner index
// runs. The order of each sum is the order of that index, whatever the tile: tiles never change a digit.
#include "engine/tile_product.hpp"

#include <algorithm>
#include <array>

#include "engine/lanes.hpp"

namespace mha::engine::kernels {
namespace {

constexpr std::size_t kTileRows = 4;
constexpr std::size_t kDepth = kSumBlock;  // inner steps per packed panel: 8 kB of floats stay in L1
constexpr std::size_t kPackFromRows = 8;   // below, copying a panel costs more than it saves

template <class T>
constexpr std::size_t kTileColumns = 2 * kWidth<T>;

/// A strip of b, at most kTileColumns<T> wide, and the part of y that belongs to it.
template <class T>
struct Panel {
    const T* b;
    std::size_t b_inner;
    std::size_t first;  // inner steps first .. first + depth - 1
    std::size_t depth;
    std::size_t column;
    std::size_t width;
    const T* start;  // kTileColumns<T> numbers every row starts from; null = from y
    bool add;        // y += the sum, instead of y = the sum
};

/// The first `width` of at most Columns numbers.
template <std::size_t Columns, class T>
void copy_edge(const T* from, T* to, std::size_t width) {
    for (std::size_t i = 0; i < Columns && i < width; ++i) to[i] = from[i];
}

/// One tile of Rows rows and Wides * kWidth<T> columns, of which `panel.width` exist.
template <class T, std::size_t Rows, std::size_t Wides>
void tile(const Product<T>& p, const Panel<T>& panel, std::size_t row) {
    constexpr std::size_t kColumns = Wides * kWidth<T>;
    constexpr FullCount<T> kFull{};
    const bool whole = panel.width == kColumns;
    Wide<T> sum[Rows][Wides];
    T edge[kColumns] = {};
    T* const y = p.y + row * p.y_row + panel.column;
    for (std::size_t r = 0; r < Rows; ++r) {
        const T* from = panel.start != nullptr ? panel.start : y + r * p.y_row;
        if (panel.start == nullptr && !whole) {
            copy_edge<kColumns>(from, edge, panel.width);
            from = edge;
        }
        for (std::size_t w = 0; w < Wides; ++w) sum[r][w] = load(from + w * kWidth<T>, kFull);
    }
    const T* a = p.a + row * p.a_row + panel.first * p.a_inner;
    const T* b = panel.b;
    for (std::size_t i = 0; i < panel.depth; ++i, a += p.a_inner, b += panel.b_inner) {
        Wide<T> factor[Wides];
        for (std::size_t w = 0; w < Wides; ++w) factor[w] = load(b + w * kWidth<T>, kFull);
        for (std::size_t r = 0; r < Rows; ++r) {
            const Wide<T> left(a[r * p.a_row]);
            for (std::size_t w = 0; w < Wides; ++w) sum[r][w] = sum[r][w] + left * factor[w];
        }
    }
    for (std::size_t r = 0; r < Rows; ++r) {
        T* const row_of_y = y + r * p.y_row;
        T* const to = whole ? row_of_y : edge;
        if (panel.add && !whole) copy_edge<kColumns>(row_of_y, edge, panel.width);
        for (std::size_t w = 0; w < Wides; ++w) {
            T* const at = to + w * kWidth<T>;
            store(panel.add ? load(at, kFull) + sum[r][w] : sum[r][w], at, kFull);
        }
        if (!whole) copy_edge<kColumns>(edge, row_of_y, panel.width);
    }
}

template <class T, std::size_t Wides>
void all_rows(const Product<T>& p, const Panel<T>& panel) {
    std::size_t row = 0;
    for (; row + kTileRows <= p.rows; row += kTileRows) tile<T, kTileRows, Wides>(p, panel, row);
    switch (p.rows - row) {
        case 3:
            tile<T, 3, Wides>(p, panel, row);
            break;
        case 2:
            tile<T, 2, Wides>(p, panel, row);
            break;
        case 1:
            tile<T, 1, Wides>(p, panel, row);
            break;
        default:
            break;
    }
}

/// Copies the panel's strip of b into rows of kTileColumns<T> numbers, zeros where a strip ends
/// early.
template <class T>
void pack(const Product<T>& p, Panel<T>& panel, T* packed) {
    constexpr std::size_t kColumns = kTileColumns<T>;
    const T* from = p.b + panel.first * p.b_inner + panel.column * p.b_column;
    if (panel.width < kColumns) std::fill_n(packed, panel.depth * kColumns, T{0});
    if (p.b_column == 1) {
        for (std::size_t i = 0; i < panel.depth; ++i) {
            std::copy_n(from + i * p.b_inner, panel.width, packed + i * kColumns);
        }
    } else {
        for (std::size_t c = 0; c < panel.width; ++c) {
            for (std::size_t i = 0; i < panel.depth; ++i) {
                packed[i * kColumns + c] = from[i * p.b_inner + c * p.b_column];
            }
        }
    }
    panel.b = packed;
    panel.b_inner = kColumns;
}

}  // namespace

template <class T>
void run(const Product<T>& p) {
    constexpr std::size_t kColumns = kTileColumns<T>;
    std::array<T, kDepth * kColumns> packed;
    for (std::size_t column = 0; column < p.columns; column += kColumns) {
        const std::size_t width = std::min(kColumns, p.columns - column);
        constexpr T kZeros[kColumns] = {};
        T start[kColumns] = {};
        if (p.bias != nullptr) std::copy_n(p.bias + column, width, start);
        std::size_t first = 0;
        do {
            const bool in_blocks = p.sum == Sum::in_blocks;
            const bool from_y = p.sum == Sum::onto_y || (first > 0 && !in_blocks);
            Panel<T> panel{.b = p.b + first * p.b_inner + column,
                           .b_inner = p.b_inner,
                           .first = first,
                           .depth = std::min(kDepth, p.inner - first),
                           .column = column,
                           .width = width,
                           .start = from_y      ? nullptr
                                    : first > 0 ? kZeros
                                                : start,
                           .add = in_blocks && first > 0};
            if (p.b_column != 1 || width < kColumns || p.rows >= kPackFromRows) {
                pack(p, panel, packed.data());
            }
            if (width <= kWidth<T>) {
                all_rows<T, 1>(p, panel);
            } else {
                all_rows<T, 2>(p, panel);
            }
            first += kDepth;
        } while (first < p.inner);
    }
}

template void run(const Product<float>&);
template void run(const Product<double>&);

}  // namespace mha::engine::kernels
