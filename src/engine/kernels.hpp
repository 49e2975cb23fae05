// SPDX-License-Identifier: MIT
// The arithmetic every layer is made of, on plain row-major storage. float runs on four-lane xsimd
// batches; double runs the same templates one number at a time, for gradient checks. The order of
// summation is fixed and does not depend on the number of rows, so a row gives the same bits alone
// or inside a batch, natively and on the web. No fused multiply-add, no libm: exp, log, tanh and
// erf are our own (math.hpp).
#pragma once

#include <cstddef>
#include <cstdint>

namespace mha::engine::kernels {

/// Terms of one block of a long sum. Blocks are summed from 0 and added one after another, because the error of one
/// running sum of n terms grows with n and that of blocks with n / 256 + 256.
/// Source: Higham 2002, "Accuracy and Stability of Numerical Algorithms", section 3.1 (inner products in pieces).
inline constexpr std::size_t kSumBlock = 256;

/// y = x w (+ bias) : x [rows, in], w [in, out], y [rows, out]; bias may be null.
/// Each y is ((bias or 0) + x0 w0) + x1 w1 + ... in ascending order of `in`, then + the sum of the next block, and so
/// on; the two products below alike.
template <class T>
void linear(const T* x, const T* w, const T* bias, T* y, std::size_t rows, std::size_t in, std::size_t out);

/// y = a b^T : a [rows, inner], b [columns, inner], y [rows, columns]. Row strides given, in
/// elements.
template <class T>
void multiply_transposed(const T* a, std::size_t a_stride, const T* b, std::size_t b_stride, T* y, std::size_t y_stride,
                         std::size_t rows, std::size_t columns, std::size_t inner);

/// How the sums of a product run: in blocks as above, as one running sum, or as one that starts from what y holds.
/// Gradients run on: the shipped weights were learned that way, and a seed must give the same bits again.
enum class Sum : std::uint8_t { in_blocks, running, onto_y };

/// y (+)= a b with strides: a [rows, inner], b [inner, columns].
template <class T>
void multiply(const T* a, std::size_t a_stride, const T* b, std::size_t b_stride, T* y, std::size_t y_stride,
              std::size_t rows, std::size_t inner, std::size_t columns, Sum sum);

/// y += a^T b : a [rows, m], b [rows, n], y [m, n]; the weight-gradient product, added term by term.
template <class T>
void add_transposed_product(const T* a, std::size_t a_stride, const T* b, std::size_t b_stride, T* y,
                            std::size_t y_stride, std::size_t rows, std::size_t m, std::size_t n);

/// Softmax of each row of scores [rows, columns] into weights (may be the same storage).
/// The sum of a row runs over four lanes, joined as (0 + 1) + (2 + 3).
/// -infinity gives exactly 0; a row that is all -infinity gives all zeros.
template <class T>
void softmax_rows(const T* scores, T* weights, std::size_t rows, std::size_t columns);

/// d_scores = weights * (d_weights - sum(weights * d_weights)) per row.
template <class T>
void softmax_rows_backward(const T* weights, const T* d_weights, T* d_scores, std::size_t rows, std::size_t columns);

}  // namespace mha::engine::kernels
