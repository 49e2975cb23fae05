// SPDX-License-Identifier: MIT
// One multi-head attention layer made ready to run many times on sequences of one length: weights packed once, every
// buffer kept, so that a pass allocates nothing. The digits are those of attend().
// Source: Vaswani et al. 2017, sections 3.2.1 and 3.2.2.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/error.hpp"

namespace mha::engine {

/// Row-major, y = x W + b. wq wk wv [D, H*K], wo [H*K, D], bq bk bv [H*K], bo [D]; K = floor(D / H).
/// A bias may be null. Only read while the layer is made.
struct AttentionWeights {
    const float* wq = nullptr;
    const float* wk = nullptr;
    const float* wv = nullptr;
    const float* wo = nullptr;
    const float* bq = nullptr;
    const float* bk = nullptr;
    const float* bv = nullptr;
    const float* bo = nullptr;
};

struct AttentionShape {
    std::size_t tokens = 0;   // T
    std::size_t d_model = 0;  // D
    std::size_t heads = 0;    // H
    bool causal = false;

    [[nodiscard]] std::size_t head_width() const { return d_model / heads; }
    [[nodiscard]] std::size_t concat_width() const { return heads * head_width(); }
};

class PreparedAttention {
  public:
    /// Errors: empty (no tokens), bad_value (d_model below 1, heads outside 1..d_model), not_finite (a parameter; value
    /// says which element).
    [[nodiscard]] static Result<PreparedAttention> make(const AttentionShape& shape, const AttentionWeights& weights);

    /// x [T, D], to be written before forward().
    [[nodiscard]] float* input() { return x_.data(); }
    /// [T, D], of the last forward().
    [[nodiscard]] const float* output() const { return y_.data(); }

    /// Writes output(); also the attention weights [H, T, T] (query, key) when `weights` is not null.
    /// Errors: not_finite (x).
    [[nodiscard]] Result<void> forward(float* weights = nullptr);

    [[nodiscard]] const AttentionShape& shape() const { return shape_; }

  private:
    explicit PreparedAttention(const AttentionShape& shape) : shape_(shape) {}

    AttentionShape shape_;
    std::vector<float> wq_, wk_, wv_, wo_, bq_, bk_, bv_, bo_;
    std::vector<float> x_, q_, k_, v_, weights_, concat_, y_;
};

}  // namespace mha::engine
