// SPDX-License-Identifier: MIT
// One multi-head attention layer made ready to run many times on sequences of one length: weights packed once, every
// buffer kept, so that a pass allocates nothing. Of the scores only a panel of eight queries of one head exists at a
// time, so memory grows with T * D. The digits are those of attend().
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
    explicit PreparedAttention(const AttentionShape& shape);

    void project(const std::vector<float>& strips, const std::vector<float>& bias, std::size_t inner,
                 const std::vector<float>& from, std::vector<float>& to) const;
    void attend_heads(float* weights);
    void attend_panel(std::size_t head, std::size_t first, bool finite, float* weights);

    AttentionShape shape_;
    std::vector<float> wqkv_, bqkv_;  // strips of [3 H*K, D]: Q, K and V joined, so that x is walked once; [3 H*K]
    std::vector<float> wo_, bo_;      // strips of [D, H*K]; [D]. A bias may be empty.
    std::vector<float> x_, y_;        // [T, D]
    std::vector<float> outer_;        // panels of [D, T]: x, then y
    std::vector<float> qkv_;          // panels of [3 H*K, T]
    std::vector<float> concat_;       // panels of [H*K, T]
    std::vector<float> keys_;         // strips of [T, K], of one head
    std::vector<float> values_;       // strips of [K, T], of one head
    std::vector<float> scores_;       // one panel of [T, T]
};

}  // namespace mha::engine
