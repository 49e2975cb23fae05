// SPDX-License-Identifier: MIT
#include "engine/transpose.hpp"

#include "engine/lanes.hpp"

namespace mha::engine {
namespace {

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

template <class T>
void transpose_singly(const T* from, std::size_t from_step, T* to, std::size_t to_step, std::size_t rows,
                      std::size_t columns) {
    for (std::size_t r = 0; r < rows; ++r) {
        for (std::size_t c = 0; c < columns; ++c) to[c * to_step + r] = from[r * from_step + c];
    }
}

}  // namespace

void transpose(const float* from, std::size_t from_step, float* to, std::size_t to_step, std::size_t rows,
               std::size_t columns) {
    if (rows < 4 || columns < 4) return transpose_singly(from, from_step, to, to_step, rows, columns);
    each_four(rows, [&](std::size_t r) {
        each_four(columns, [&](std::size_t c) {
            transpose_block(from + r * from_step + c, from_step, to + c * to_step + r, to_step);
        });
    });
}

void transpose(const double* from, std::size_t from_step, double* to, std::size_t to_step, std::size_t rows,
               std::size_t columns) {
    transpose_singly(from, from_step, to, to_step, rows, columns);
}

}  // namespace mha::engine
