// SPDX-License-Identifier: MIT
// A panel and a strip of one block of the sum lie in the first cache together (8 + 6 kB), and the strips of a group in
// the second (96 kB) while all panels pass by.
#include "engine/panel_product.hpp"

#include "engine/kernels.hpp"
#include "engine/lanes.hpp"

namespace mha::engine::panels {
namespace {

constexpr std::size_t kDepth = kernels::kSumBlock;
constexpr std::size_t kGroup = 16;  // strips that every panel visits before the next group

/// One strip times one panel: Rows x 4 Wides sums, kept in registers while the inner index runs; `add` adds them to y.
template <std::size_t Rows, std::size_t Wides>
[[gnu::always_inline]] inline void tile(const float* a, const float* b, std::size_t depth, const float* bias, bool add,
                                        float* y) {
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

/// One block of the sum for neighbouring strips of one height and neighbouring panels of one width.
struct Grid {
    const float* a;
    std::size_t strip;  // elements from strip to strip
    const float* b;
    std::size_t b_panel;
    const float* bias;
    float* y;
    std::size_t y_panel;
    std::size_t strips, panels, depth;
    bool add;
};

template <std::size_t Rows, std::size_t Wides>
void run(const Grid& g) {
    for (std::size_t panel = 0; panel < g.panels; ++panel) {
        for (std::size_t s = 0; s < g.strips; ++s) {
            tile<Rows, Wides>(g.a + s * g.strip, g.b + panel * g.b_panel, g.depth,
                              g.bias != nullptr ? g.bias + s * Rows : nullptr, g.add,
                              g.y + panel * g.y_panel + s * Rows * 4 * Wides);
        }
    }
}

template <std::size_t Wides>
void run(const Grid& g, std::size_t rows) {
    using Run = void (*)(const Grid&);
    constexpr Run kRuns[] = {run<1, Wides>, run<2, Wides>, run<3, Wides>, run<4, Wides>, run<5, Wides>, run<6, Wides>};
    kRuns[rows - 1](g);
}

/// The strips from `first` that lie in p.rows, have its height and make a group with it.
std::size_t group_size(const Product& p, const Strips& strips, std::size_t first) {
    std::size_t size = 1;
    const auto joins = [&](std::size_t s) {
        return s < strips.count() && strips.first(s) < p.rows && strips.height(s) == strips.height(first);
    };
    while (size < kGroup && joins(first + size)) ++size;
    return size;
}

/// Inner steps first .. first + depth - 1 of a group of strips that begins at `row`, for all panels.
void multiply_block(const Product& p, std::size_t row, std::size_t height, std::size_t strips, std::size_t first) {
    const std::size_t whole = (p.columns + kColumns - 5) / kColumns;  // panels of eight; four or fewer are left
    Grid grid{.a = p.a + row * p.a_inner + first * height,
              .strip = height * p.a_inner,
              .b = p.b + first * kColumns,
              .b_panel = p.b_panel,
              .bias = p.bias != nullptr && first == 0 ? p.bias + row : nullptr,
              .y = p.y + row * kColumns,
              .y_panel = p.y_panel,
              .strips = strips,
              .panels = whole,
              .depth = std::min(kDepth, p.inner - first),
              .add = first > 0};
    run<2>(grid, height);
    if (whole * kColumns >= p.columns) return;
    grid.b = p.b + whole * p.b_panel + first * 4;
    grid.y = p.y + whole * p.y_panel + row * 4;
    grid.panels = 1;
    run<1>(grid, height);
}

}  // namespace

void multiply(const Product& p) {
    const Strips strips(p.a_rows);
    for (std::size_t s = 0; s < strips.count() && strips.first(s) < p.rows;) {
        const std::size_t group = group_size(p, strips, s);
        for (std::size_t first = 0; first < p.inner; first += kDepth) {
            multiply_block(p, strips.first(s), strips.height(s), group, first);
        }
        s += group;
    }
}

}  // namespace mha::engine::panels
