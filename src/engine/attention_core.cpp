// SPDX-License-Identifier: MIT
// Head by head: scores, softmax, weighted sum of values; and the same chain backwards.
#include "engine/attention_core.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/kernels.hpp"
#include "engine/lanes.hpp"

namespace mha::engine {
namespace {

bool is_on(HeadSet heads_on, std::size_t head) { return ((heads_on >> head) & 1U) != 0; }

template <class T>
void copy_if_wanted(const T* from, T* to, std::size_t offset, std::size_t size) {
    if (to != nullptr) std::copy_n(from, size, to + offset);
}

template <class T>
void hide_the_future(T* scores, std::size_t tokens) {
    for (std::size_t query = 0; query + 1 < tokens; ++query) {
        T* const row = scores + query * tokens;
        std::fill(row + query + 1, row + tokens, -std::numeric_limits<T>::infinity());
    }
}

template <class T>
void fill_slice(T* concat, std::size_t rows, std::size_t stride, std::size_t width) {
    for (std::size_t row = 0; row < rows; ++row) std::fill_n(concat + row * stride, width, T{0});
}

template <class T>
void divide(T* values, T divisor, std::size_t size) {
    const Wide<T> by(divisor);
    each_wide<T>(size,
                 [&](std::size_t i, auto count) { store(load(values + i, count, divisor) / by, values + i, count); });
}

}  // namespace

template <class T>
void attention_core(const CoreShape& shape, const T* q, const T* k, const T* v, const CoreStages<T>& stages,
                    T* concat) {
    const std::size_t tokens = shape.tokens;
    const std::size_t square = tokens * tokens;
    const std::size_t width = shape.head_width;
    const std::size_t stride = shape.heads * width;
    const T root = std::sqrt(static_cast<T>(width));
    for (std::size_t head = 0; head < shape.heads; ++head) {
        const std::size_t slice = head * width;
        const std::size_t cube = head * square;
        T* const weights = stages.weights + cube;
        kernels::multiply_transposed(q + slice, stride, k + slice, stride, weights, tokens, tokens, tokens, width);
        copy_if_wanted(weights, stages.raw, cube, square);
        divide(weights, root, square);
        copy_if_wanted(weights, stages.scaled, cube, square);
        if (shape.causal) hide_the_future(weights, tokens);
        copy_if_wanted(weights, stages.scores, cube, square);
        kernels::softmax_rows(weights, weights, tokens, tokens);
        if (is_on(shape.heads_on, head)) {
            kernels::multiply(weights, tokens, v + slice, stride, concat + slice, stride, tokens, tokens, width,
                              kernels::Sum::in_blocks);
        } else {
            fill_slice(concat + slice, tokens, stride, width);
        }
    }
}

template <class T>
void attention_core_backward(const CoreShape& shape, const T* q, const T* k, const T* v, const T* weights,
                             const T* d_concat, T* d_q, T* d_k, T* d_v, T* scratch) {
    const std::size_t tokens = shape.tokens;
    const std::size_t square = tokens * tokens;
    const std::size_t width = shape.head_width;
    const std::size_t stride = shape.heads * width;
    const T root = std::sqrt(static_cast<T>(width));
    T* const d_weights = scratch;
    T* const d_scores = scratch + square;
    for (std::size_t head = 0; head < shape.heads; ++head) {
        const std::size_t slice = head * width;
        const T* const w = weights + head * square;
        fill_slice(d_k + slice, tokens, stride, width);
        fill_slice(d_v + slice, tokens, stride, width);
        if (!is_on(shape.heads_on, head)) {
            fill_slice(d_q + slice, tokens, stride, width);
            continue;
        }
        const T* const d_out = d_concat + slice;
        kernels::multiply_transposed(d_out, stride, v + slice, stride, d_weights, tokens, tokens, tokens, width);
        kernels::add_transposed_product(w, tokens, d_out, stride, d_v + slice, stride, tokens, tokens, width);
        // A masked weight is 0, so its score's gradient is 0 too: the mask needs no step of its
        // own.
        kernels::softmax_rows_backward(w, d_weights, d_scores, tokens, tokens);
        divide(d_scores, root, square);
        kernels::multiply(d_scores, tokens, k + slice, stride, d_q + slice, stride, tokens, tokens, width,
                          kernels::Sum::running);
        kernels::add_transposed_product(d_scores, tokens, q + slice, stride, d_k + slice, stride, tokens, tokens,
                                        width);
    }
}

template void attention_core(const CoreShape&, const float*, const float*, const float*, const CoreStages<float>&,
                             float*);
template void attention_core(const CoreShape&, const double*, const double*, const double*, const CoreStages<double>&,
                             double*);
template void attention_core_backward(const CoreShape&, const float*, const float*, const float*, const float*,
                                      const float*, float*, float*, float*, float*);
template void attention_core_backward(const CoreShape&, const double*, const double*, const double*, const double*,
                                      const double*, double*, double*, double*, double*);

}  // namespace mha::engine
