// SPDX-License-Identifier: MIT
// The products of kernels.hpp as one tiled product, and softmax.
#include "engine/kernels.hpp"

#include <algorithm>
#include <limits>

#include "engine/lanes.hpp"
#include "engine/math.hpp"
#include "engine/tile_product.hpp"

namespace mha::engine::kernels {

template <class T>
void linear(const T* x, const T* w, const T* bias, T* y, std::size_t rows, std::size_t in, std::size_t out) {
    run(Product<T>{.a = x,
                   .a_row = in,
                   .b = w,
                   .b_inner = out,
                   .y = y,
                   .y_row = out,
                   .rows = rows,
                   .inner = in,
                   .columns = out,
                   .bias = bias});
}

template <class T>
void multiply_transposed(const T* a, std::size_t a_stride, const T* b, std::size_t b_stride, T* y, std::size_t y_stride,
                         std::size_t rows, std::size_t columns, std::size_t inner) {
    run(Product<T>{.a = a,
                   .a_row = a_stride,
                   .b = b,
                   .b_inner = 1,
                   .b_column = b_stride,
                   .y = y,
                   .y_row = y_stride,
                   .rows = rows,
                   .inner = inner,
                   .columns = columns});
}

template <class T>
void multiply(const T* a, std::size_t a_stride, const T* b, std::size_t b_stride, T* y, std::size_t y_stride,
              std::size_t rows, std::size_t inner, std::size_t columns, Sum sum) {
    run(Product<T>{.a = a,
                   .a_row = a_stride,
                   .b = b,
                   .b_inner = b_stride,
                   .y = y,
                   .y_row = y_stride,
                   .rows = rows,
                   .inner = inner,
                   .columns = columns,
                   .sum = sum});
}

template <class T>
void add_transposed_product(const T* a, std::size_t a_stride, const T* b, std::size_t b_stride, T* y,
                            std::size_t y_stride, std::size_t rows, std::size_t m, std::size_t n) {
    run(Product<T>{.a = a,
                   .a_row = 1,
                   .a_inner = a_stride,
                   .b = b,
                   .b_inner = b_stride,
                   .y = y,
                   .y_row = y_stride,
                   .rows = m,
                   .inner = rows,
                   .columns = n,
                   .sum = Sum::onto_y});
}

template <class T>
void softmax_rows(const T* scores, T* weights, std::size_t rows, std::size_t columns) {
    constexpr T kHidden = -std::numeric_limits<T>::infinity();
    for (std::size_t row = 0; row < rows; ++row) {
        const T* from = scores + row * columns;
        T* to = weights + row * columns;
        Wide<T> highest(kHidden);
        each_wide<T>(columns,
                     [&](std::size_t i, auto count) { highest = larger(load(from + i, count, kHidden), highest); });
        const T peak = largest_lane(highest);
        if (peak == kHidden) {
            std::fill_n(to, columns, T{0});
            continue;
        }
        Wide<T> sums(T{0});
        each_wide<T>(columns, [&](std::size_t i, auto count) {
            const Wide<T> power = math::exp(load(from + i, count, kHidden) - Wide<T>(peak));
            sums = sums + power;
            store(power, to + i, count);
        });
        const Wide<T> sum(sum_lanes(sums));
        each_wide<T>(columns, [&](std::size_t i, auto count) { store(load(to + i, count) / sum, to + i, count); });
    }
}

template <class T>
void softmax_rows_backward(const T* weights, const T* d_weights, T* d_scores, std::size_t rows, std::size_t columns) {
    for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t at = row * columns;
        Wide<T> sums(T{0});
        each_wide<T>(columns, [&](std::size_t i, auto count) {
            sums = sums + load(weights + at + i, count) * load(d_weights + at + i, count);
        });
        const Wide<T> mean(sum_lanes(sums));
        each_wide<T>(columns, [&](std::size_t i, auto count) {
            const Wide<T> centred = load(d_weights + at + i, count) - mean;
            store(load(weights + at + i, count) * centred, d_scores + at + i, count);
        });
    }
}

#define MHA_INSTANTIATE(T)                                                                                           \
    template void linear(const T*, const T*, const T*, T*, std::size_t, std::size_t, std::size_t);                   \
    template void multiply_transposed(const T*, std::size_t, const T*, std::size_t, T*, std::size_t, std::size_t,    \
                                      std::size_t, std::size_t);                                                     \
    template void multiply(const T*, std::size_t, const T*, std::size_t, T*, std::size_t, std::size_t, std::size_t,  \
                           std::size_t, Sum);                                                                        \
    template void add_transposed_product(const T*, std::size_t, const T*, std::size_t, T*, std::size_t, std::size_t, \
                                         std::size_t, std::size_t);                                                  \
    template void softmax_rows(const T*, T*, std::size_t, std::size_t);                                              \
    template void softmax_rows_backward(const T*, const T*, T*, std::size_t, std::size_t);
MHA_INSTANTIATE(float)
MHA_INSTANTIATE(double)
#undef MHA_INSTANTIATE

}  // namespace mha::engine::kernels
