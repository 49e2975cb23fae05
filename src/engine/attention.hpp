// SPDX-License-Identifier: MIT
// Multi-head attention, forward, keeping every intermediate.
// Source: Vaswani et al. 2017, "Attention Is All You Need", sections 3.2.1 and 3.2.2.
#pragma once

#include <cstdint>

#include "engine/error.hpp"
#include "engine/matrix_view.hpp"
#include "engine/tensor.hpp"

namespace mha::engine {

/// Parameters of one attention layer; y = x W + b throughout. Empty biases mean "no bias".
/// Shapes: wq wk wv [D, H*K], bq bk bv [H*K], wo [H*K, D], bo [D]; K = floor(D / H).
template <class T>
struct AttentionParameters {
    Matrix<T> wq, wk, wv, wo;
    Vector<T> bq, bk, bv, bo;
};

/// Heads as bits: bit h set means head h (from 0) takes part.
using HeadSet = std::uint64_t;
inline constexpr HeadSet kAllHeads = ~HeadSet{0};

struct AttentionOptions {
    bool causal = false;           // a query sees only keys at its own position and before
    HeadSet heads_on = kAllHeads;  // a head that is off has its output set to zero before W_O
};

/// Every intermediate of one pass.
/// Shapes: q k v head_out [H, T, K]; raw scores scaled weights [H, T, T] (query, key);
/// share [H, T, D]; concat [T, H*K]; projected [T, D].
/// raw = q . k; scaled = raw / sqrt(K); scores = scaled, with -infinity where the mask hides the key;
/// weights = softmax of each row of scores, exactly 0 where masked. A row that is all -infinity gives
/// weights that are all 0, so it reads nothing (it cannot arise from the causal mask).
/// head_out is what reaches W_O: zero for a head that is off. share[h] = head_out[h] W_O^(h);
/// projected = concat W_O + bo, summed along concat in one go as training does; the sum of the shares + bo
/// is the same number up to rounding.
template <class T>
struct AttentionTrace {
    Cube<T> q, k, v;
    Cube<T> raw, scaled, scores, weights;
    Cube<T> head_out, share;
    Matrix<T> concat, projected;
};

/// One pass through all heads for x [T, D], T >= 1, D >= 1, 1 <= heads <= D (and <= 64).
/// Errors: bad_shape, bad_value (heads), not_finite, empty, each naming the argument.
template <class T>
[[nodiscard]] Result<AttentionTrace<T>> attend(const Matrix<T>& x, const AttentionParameters<T>& p, std::size_t heads,
                                               const AttentionOptions& options = {});

/// Head h of a cube as a matrix.
[[nodiscard]] inline MatrixView head_view(const Cube<float>& cube, std::size_t h) {
    const std::size_t rows = cube.shape(1);
    const std::size_t columns = cube.shape(2);
    return {cube.data() + h * rows * columns, rows, columns};
}

[[nodiscard]] inline MatrixView view_of(const Matrix<float>& m) { return {m.data(), m.shape(0), m.shape(1)}; }

}  // namespace mha::engine
