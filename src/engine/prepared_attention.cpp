// SPDX-License-Identifier: MIT
#include "engine/prepared_attention.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "engine/finite.hpp"
#include "engine/lanes.hpp"
#include "engine/panel_packing.hpp"
#include "engine/panel_product.hpp"
#include "engine/panel_softmax.hpp"

namespace mha::engine {
namespace {

Result<void> check(const AttentionShape& shape) {
    if (shape.tokens == 0) return std::unexpected(Error{ErrorCode::empty, "tokens", "0", "at least 1"});
    if (shape.d_model == 0) return std::unexpected(Error{ErrorCode::bad_value, "dModel", "0", "at least 1"});
    if (shape.heads < 1 || shape.heads > shape.d_model)
        return std::unexpected(Error{ErrorCode::bad_value, "heads", std::to_string(shape.heads),
                                     "1 to dModel = " + std::to_string(shape.d_model)});
    return {};
}

/// Three matrices of [rows, columns] side by side: [rows, 3 columns]. A missing one is zeros.
std::vector<float> beside(std::array<const float*, 3> parts, std::size_t rows, std::size_t columns) {
    std::vector<float> joined(rows * 3 * columns);
    for (std::size_t part = 0; part < 3; ++part) {
        if (parts[part] == nullptr) continue;
        for (std::size_t r = 0; r < rows; ++r) {
            std::copy_n(parts[part] + r * columns, columns, joined.data() + (3 * r + part) * columns);
        }
    }
    return joined;
}

/// Weights of keys nobody in the panel sees: 0, or NaN like the rest of a column whose scores are none.
void hide_rest(float* panel, std::size_t width, std::size_t visible, std::size_t tokens) {
    for (std::size_t i = visible * width; i < tokens * width; ++i) panel[i] = 0.0F * panel[i % width];
}

/// Multiplies each column of a panel [rows, width] by its factor.
void scale_columns(float* panel, std::size_t width, std::size_t rows, const float* factors) {
    for (std::size_t c = 0; c < width; c += 4) {
        const Lanes factor = Lanes::load_unaligned(factors + c);
        for (std::size_t r = 0; r < rows; ++r) {
            float* const at = panel + r * width + c;
            (Lanes::load_unaligned(at) * factor).store_unaligned(at);
        }
    }
}

/// A panel of weights [keys, width] as rows of [T, T]: `queries` of them from `to`.
void copy_weights(const float* panel, std::size_t width, std::size_t queries, std::size_t tokens, float* to) {
    for (std::size_t query = 0; query < queries; ++query) {
        for (std::size_t key = 0; key < tokens; ++key) to[query * tokens + key] = panel[key * width + query];
    }
}

const float* or_null(const std::vector<float>& bias) { return bias.empty() ? nullptr : bias.data(); }

}  // namespace

PreparedAttention::PreparedAttention(const AttentionShape& shape) : shape_(shape) {
    const std::size_t t = shape.tokens, d = shape.d_model, c = shape.concat_width();
    wqkv_.resize(3 * c * d);
    wo_.resize(d * c);
    x_.resize(t * d);
    y_.resize(t * d);
    outer_.resize(d * panels::padded(t));
    qkv_.resize(3 * c * panels::padded(t));
    concat_.resize(c * panels::padded(t));
    keys_.resize(t * shape.head_width());
    values_.resize(shape.head_width() * t);
    scores_.resize(t * panels::kColumns);
}

Result<PreparedAttention> PreparedAttention::make(const AttentionShape& shape, const AttentionWeights& weights) {
    if (Result<void> good = check(shape); !good) return std::unexpected(good.error());
    const std::size_t d = shape.d_model, c = shape.concat_width();
    const struct {
        const char* name;
        const float* data;
        std::size_t size, columns;
    } all[] = {{"wq", weights.wq, d * c, c}, {"wk", weights.wk, d * c, c}, {"wv", weights.wv, d * c, c},
               {"wo", weights.wo, c * d, d}, {"bq", weights.bq, c, 0},     {"bk", weights.bk, c, 0},
               {"bv", weights.bv, c, 0},     {"bo", weights.bo, d, 0}};
    for (const auto& [name, data, size, columns] : all) {
        if (data == nullptr) continue;
        if (Result<void> good = check_finite(name, data, size, columns); !good) return std::unexpected(good.error());
    }
    PreparedAttention layer(shape);
    const std::vector<float> joined = beside({weights.wq, weights.wk, weights.wv}, d, c);
    panels::pack_strips(joined.data(), d, 3 * c, layer.wqkv_.data());
    panels::pack_strips(weights.wo, c, d, layer.wo_.data());
    if (weights.bq != nullptr || weights.bk != nullptr || weights.bv != nullptr) {
        layer.bqkv_ = beside({weights.bq, weights.bk, weights.bv}, 1, c);
    }
    if (weights.bo != nullptr) layer.bo_.assign(weights.bo, weights.bo + d);
    return layer;
}

void PreparedAttention::project(const std::vector<float>& strips, const std::vector<float>& bias, std::size_t inner,
                                const std::vector<float>& from, std::vector<float>& to) const {
    const std::size_t rows = strips.size() / inner;
    panels::multiply({.a = strips.data(),
                      .a_rows = rows,
                      .a_inner = inner,
                      .rows = rows,
                      .inner = inner,
                      .b = from.data(),
                      .b_panel = panels::kColumns * inner,
                      .columns = shape_.tokens,
                      .bias = or_null(bias),
                      .y = to.data(),
                      .y_panel = panels::kColumns * rows});
}

/// Queries first .. first + 7 of one head: scores, weights, and the head's rows of concat.
void PreparedAttention::attend_panel(std::size_t head, std::size_t first, bool finite, float* weights) {
    const std::size_t t = shape_.tokens, c = shape_.concat_width(), k = shape_.head_width();
    const std::size_t width = panels::panel_width(t - first);
    const std::size_t visible = shape_.causal ? std::min(t, first + width) : t;
    float* const mixed = concat_.data() + first * c + head * k * width;
    // The fast build divides the few sums of values instead of the many exponentials.
    const bool later = kFreeToRound && weights == nullptr && finite;
    float inverse[panels::kColumns];
    panels::multiply({.a = keys_.data(),
                      .a_rows = t,
                      .a_inner = k,
                      .rows = visible,
                      .inner = k,
                      .b = qkv_.data() + first * 3 * c + head * k * width,
                      .columns = width,
                      .y = scores_.data()});
    panels::softmax({.width = width,
                     .keys = visible,
                     .body = shape_.causal ? first : t,
                     .divisor = std::sqrt(static_cast<float>(k)),
                     .inverse = later ? inverse : nullptr},
                    scores_.data());
    if (weights != nullptr || !finite) hide_rest(scores_.data(), width, visible, t);
    panels::multiply({.a = values_.data(),
                      .a_rows = k,
                      .a_inner = t,
                      .rows = k,
                      .inner = finite ? visible : t,  // adding 0 v changes no digit, unless v is infinite
                      .b = scores_.data(),
                      .columns = width,
                      .y = mixed});
    if (later) scale_columns(mixed, width, k, inverse);
    if (weights != nullptr) copy_weights(scores_.data(), width, std::min(width, t - first), t, weights);
}

/// Scores and weights of all heads, and concat. `weights` as in forward().
void PreparedAttention::attend_heads(float* weights) {
    const std::size_t t = shape_.tokens, c = shape_.concat_width(), k = shape_.head_width();
    bool finite = true;
    for (std::size_t first = 0; shape_.causal && first < t; first += panels::kColumns) {
        const std::size_t width = panels::panel_width(t - first);
        finite = finite && all_finite(qkv_.data() + first * 3 * c + 2 * c * width, c * width);
    }
    for (std::size_t head = 0; head < shape_.heads; ++head) {
        const panels::Rows keys{qkv_.data(), 3 * c, t, c + head * k, k};
        const panels::Rows values{qkv_.data(), 3 * c, t, 2 * c + head * k, k};
        panels::columns_to_strips(keys, keys_.data());
        panels::rows_to_strips(values, values_.data());
        for (std::size_t first = 0; first < t; first += panels::kColumns) {
            attend_panel(head, first, finite, weights != nullptr ? weights + (head * t + first) * t : nullptr);
        }
    }
}

Result<void> PreparedAttention::forward(float* weights) {
    const std::size_t t = shape_.tokens, d = shape_.d_model;
    if (Result<void> good = check_finite("x", x_.data(), x_.size(), d); !good) return good;
    panels::pack_panels(x_.data(), t, d, outer_.data());
    project(wqkv_, bqkv_, d, outer_, qkv_);
    attend_heads(weights);
    project(wo_, bo_, shape_.concat_width(), concat_, outer_);
    panels::unpack_panels(outer_.data(), t, d, y_.data());
    return {};
}

}  // namespace mha::engine
