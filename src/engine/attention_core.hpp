// SPDX-License-Identifier: MIT
// The heart of attention for one sequence, on packed rows: what attend(), the transformer's trace
// and training all call, so that they give the same bits. Nothing is checked here. Source: Vaswani
// et al. 2017, sections 3.2.1 and 3.2.2.
#pragma once

#include <cstddef>
#include <span>

#include "engine/attention.hpp"

namespace mha::engine {

/// q, k, v and concat are [tokens, heads * head_width], rows one after the other; head h is the
/// column slice from h * head_width.
struct CoreShape {
    std::size_t tokens = 0;
    std::size_t heads = 0;
    std::size_t head_width = 0;
    bool causal = false;
    HeadSet heads_on = kAllHeads;
};

/// Where the stages go. weights [heads, tokens, tokens] is needed; raw, scaled and scores, of the
/// same shape, may each be null.
template <class T>
struct CoreStages {
    T* raw = nullptr;
    T* scaled = nullptr;
    T* scores = nullptr;
    T* weights = nullptr;
};

/// Fills the stages and concat. A head that is off still has weights; its slice of concat is zero.
template <class T>
void attention_core(const CoreShape& shape, const T* q, const T* k, const T* v, const CoreStages<T>& stages, T* concat);

/// Writes d_q, d_k, d_v (layout of q) from d_concat and the forward pass's q, k, v, weights.
/// scratch: 2 * tokens * tokens elements. A head that is off has zero gradients.
template <class T>
void attention_core_backward(const CoreShape& shape, const T* q, const T* k, const T* v, const T* weights,
                             const T* d_concat, T* d_q, T* d_k, T* d_v, T* scratch);

/// attend() without the checks, for callers that have made them. head_mean [H*K], if not empty, is
/// what a head that is off sends to W_O in place of zeros.
template <class T>
[[nodiscard]] AttentionTrace<T> trace_attention(const Matrix<T>& x, const AttentionParameters<T>& p, std::size_t heads,
                                                const AttentionOptions& options, std::span<const float> head_mean = {});

}  // namespace mha::engine
