// SPDX-License-Identifier: MIT
// The one matrix product behind all of kernels.hpp: strides decide which factor is transposed.
#pragma once

#include <cstddef>

#include "engine/kernels.hpp"

namespace mha::engine::kernels {

/// y[r, c] = ((start + a[r, 0] b[0, c]) + a[r, 1] b[1, c]) + ... , start = y, bias[c] or 0; in blocks, each further
/// kSumBlock terms are summed by themselves and then added.
/// Strides are in elements: a[r, i] is a[r * a_row + i * a_inner], b[i, c] is b[i * b_inner + c *
/// b_column].
template <class T>
struct Product {
    const T* a = nullptr;
    std::size_t a_row = 0;
    std::size_t a_inner = 1;
    const T* b = nullptr;
    std::size_t b_inner = 0;
    std::size_t b_column = 1;
    T* y = nullptr;
    std::size_t y_row = 0;
    std::size_t rows = 0;
    std::size_t inner = 0;
    std::size_t columns = 0;
    const T* bias = nullptr;  // may be null; not used onto y
    Sum sum = Sum::in_blocks;
};

template <class T>
void run(const Product<T>& product);

}  // namespace mha::engine::kernels
