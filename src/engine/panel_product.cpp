// SPDX-License-Identifier: MIT
// A strip and a panel of one block of the sum lie in the first cache together (6 + 8 kB), and the panels that a strip
// visits in the second.
#include "engine/panel_product.hpp"

#include "engine/kernels.hpp"
#include "engine/lanes.hpp"

namespace mha::engine::panels {
namespace {

constexpr std::size_t kDepth = kernels::kSumBlock;
constexpr std::size_t kBlockPanels = 16;  // panels that every strip visits before the next block: 128 kB

/// One strip times one panel: Rows x 4 Wides sums, kept in registers while the inner index runs; `add` adds them to y.
template <std::size_t Rows, std::size_t Wides>
void tile(const float* a, const float* b, std::size_t depth, const float* bias, bool add, float* y) {
    Lanes sum[Rows][Wides];
    for (std::size_t r = 0; r < Rows; ++r) {
        for (std::size_t w = 0; w < Wides; ++w) sum[r][w] = Lanes(bias != nullptr ? bias[r] : 0.0F);
    }
    for (std::size_t i = 0; i < depth; ++i, a += Rows, b += 4 * Wides) {
        Lanes factor[Wides];
        for (std::size_t w = 0; w < Wides; ++w) factor[w] = Lanes::load_unaligned(b + w * 4);
        for (std::size_t r = 0; r < Rows; ++r) {
            const Lanes left(a[r]);
            for (std::size_t w = 0; w < Wides; ++w) sum[r][w] = multiply_add(left, factor[w], sum[r][w]);
        }
    }
    for (std::size_t r = 0; r < Rows; ++r) {
        for (std::size_t w = 0; w < Wides; ++w) {
            float* const to = y + (r * Wides + w) * 4;
            const Lanes whole = add ? Lanes::load_unaligned(to) + sum[r][w] : sum[r][w];
            whole.store_unaligned(to);
        }
    }
}

using Tile = void (*)(const float*, const float*, std::size_t, const float*, bool, float*);

template <std::size_t Wides>
Tile tile_of(std::size_t rows) {
    constexpr Tile kTiles[] = {tile<1, Wides>, tile<2, Wides>, tile<3, Wides>,
                               tile<4, Wides>, tile<5, Wides>, tile<6, Wides>};
    return kTiles[rows - 1];
}

/// Inner steps first .. first + depth - 1 of all strips, for the panels from column `from` up to `to`.
void multiply_block(const Product& p, const Strips& strips, std::size_t from, std::size_t to, std::size_t first,
                    std::size_t depth) {
    for (std::size_t s = 0; s < strips.count() && strips.first(s) < p.rows; ++s) {
        const std::size_t row = strips.first(s), height = strips.height(s);
        const float* const a = p.a + row * p.a_inner + first * height;
        const float* const bias = p.bias != nullptr && first == 0 ? p.bias + row : nullptr;
        for (std::size_t column = from; column < to; column += kColumns) {
            const std::size_t width = panel_width(p.columns - column), panel = column / kColumns;
            const Tile run = width == kColumns ? tile_of<2>(height) : tile_of<1>(height);
            run(a, p.b + panel * p.b_panel + first * width, depth, bias, first > 0,
                p.y + panel * p.y_panel + row * width);
        }
    }
}

}  // namespace

void multiply(const Product& p) {
    const Strips strips(p.a_rows);
    constexpr std::size_t kBlock = kBlockPanels * kColumns;
    for (std::size_t from = 0; from < p.columns; from += kBlock) {
        const std::size_t to = std::min(p.columns, from + kBlock);
        for (std::size_t first = 0; first < p.inner; first += kDepth) {
            multiply_block(p, strips, from, to, first, std::min(kDepth, p.inner - first));
        }
    }
}

}  // namespace mha::engine::panels
