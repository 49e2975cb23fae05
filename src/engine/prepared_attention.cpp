// SPDX-License-Identifier: MIT
#include "engine/prepared_attention.hpp"

#include <cmath>
#include <string>

#include "engine/attention_core.hpp"
#include "engine/kernels.hpp"

namespace mha::engine {
namespace {

/// The first number that is none, with its row and column.
Result<void> check_finite(const char* argument, const float* data, std::size_t size, std::size_t columns) {
    for (std::size_t i = 0; i < size; ++i) {
        if (std::isfinite(data[i])) continue;
        const std::string place = "[" + std::to_string(i / columns) + ", " + std::to_string(i % columns) + "]";
        return std::unexpected(Error{ErrorCode::not_finite, argument + place, std::isnan(data[i]) ? "NaN" : "infinite",
                                     "a finite number"});
    }
    return {};
}

Result<void> check(const AttentionShape& shape) {
    if (shape.tokens == 0) return std::unexpected(Error{ErrorCode::empty, "tokens", "0", "at least 1"});
    if (shape.d_model == 0) return std::unexpected(Error{ErrorCode::bad_value, "dModel", "0", "at least 1"});
    if (shape.heads < 1 || shape.heads > shape.d_model)
        return std::unexpected(Error{ErrorCode::bad_value, "heads", std::to_string(shape.heads),
                                     "1 to dModel = " + std::to_string(shape.d_model)});
    return {};
}

const float* or_null(const std::vector<float>& bias) { return bias.empty() ? nullptr : bias.data(); }

}  // namespace

Result<PreparedAttention> PreparedAttention::make(const AttentionShape& shape, const AttentionWeights& weights) {
    if (Result<void> good = check(shape); !good) return std::unexpected(good.error());
    PreparedAttention layer(shape);
    const std::size_t d = shape.d_model, c = shape.concat_width(), t = shape.tokens;
    const struct {
        const char* name;
        const float* from;
        std::vector<float>& to;
        std::size_t rows, columns;
    } all[] = {{"wq", weights.wq, layer.wq_, d, c}, {"wk", weights.wk, layer.wk_, d, c},
               {"wv", weights.wv, layer.wv_, d, c}, {"wo", weights.wo, layer.wo_, c, d},
               {"bq", weights.bq, layer.bq_, 1, c}, {"bk", weights.bk, layer.bk_, 1, c},
               {"bv", weights.bv, layer.bv_, 1, c}, {"bo", weights.bo, layer.bo_, 1, d}};
    for (const auto& one : all) {
        if (one.from == nullptr) continue;
        if (Result<void> good = check_finite(one.name, one.from, one.rows * one.columns, one.columns); !good)
            return std::unexpected(good.error());
        one.to.assign(one.from, one.from + one.rows * one.columns);
    }
    for (std::vector<float>* buffer : {&layer.q_, &layer.k_, &layer.v_, &layer.concat_}) buffer->resize(t * c);
    layer.x_.resize(t * d);
    layer.y_.resize(t * d);
    layer.weights_.resize(shape.heads * t * t);
    return layer;
}

Result<void> PreparedAttention::forward(float* weights) {
    const std::size_t t = shape_.tokens, d = shape_.d_model, c = shape_.concat_width();
    if (Result<void> good = check_finite("x", x_.data(), x_.size(), d); !good) return good;
    kernels::linear(x_.data(), wq_.data(), or_null(bq_), q_.data(), t, d, c);
    kernels::linear(x_.data(), wk_.data(), or_null(bk_), k_.data(), t, d, c);
    kernels::linear(x_.data(), wv_.data(), or_null(bv_), v_.data(), t, d, c);
    const CoreShape core{t, shape_.heads, shape_.head_width(), shape_.causal};
    attention_core(core, q_.data(), k_.data(), v_.data(),
                   CoreStages<float>{.weights = weights != nullptr ? weights : weights_.data()}, concat_.data());
    kernels::linear(concat_.data(), wo_.data(), or_null(bo_), y_.data(), t, c, d);
    return {};
}

}  // namespace mha::engine
