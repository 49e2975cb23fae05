// SPDX-License-Identifier: MIT
// Matrices turned over, floats in blocks of four by four.
#pragma once

#include <cstddef>

namespace mha::engine {

/// to[c * to_step + r] = from[r * from_step + c] for all r below `rows` and c below `columns`; steps in elements.
void transpose(const float* from, std::size_t from_step, float* to, std::size_t to_step, std::size_t rows,
               std::size_t columns);
void transpose(const double* from, std::size_t from_step, double* to, std::size_t to_step, std::size_t rows,
               std::size_t columns);

/// Calls f(i) for the first of every four of 0..size-1, size >= 4. Where size is no multiple of four the last four
/// overlap those before them, so that the same is done there again.
template <class F>
void each_four(std::size_t size, F f) {
    for (std::size_t i = 0; i + 4 <= size; i += 4) f(i);
    if (size % 4 != 0) f(size - 4);
}

}  // namespace mha::engine
