// SPDX-License-Identifier: MIT
// Multi-head attention a second time, written from the paper's formulas in plain double loops: no
// tensor library, no SIMD, nothing of the engine. The engine is held against it. Source: Vaswani et
// al. 2017, sections 3.2.1 and 3.2.2.
#pragma once

#include <cmath>
#include <cstddef>
#include <vector>

namespace mha::tests {

/// Row-major; wq wk wv [d_model, heads * width], wo [heads * width, d_model]; empty biases are
/// zeros.
struct ReferenceInput {
    std::size_t tokens = 0, d_model = 0, heads = 1;
    bool causal = false;
    std::vector<double> x, wq, wk, wv, wo, bq, bk, bv, bo;
    [[nodiscard]] std::size_t width() const { return d_model / heads; }
    [[nodiscard]] std::size_t concat_width() const { return heads * width(); }
};

/// Shapes of the engine's trace: q k v head_out [H, T, K]; scaled weights [H, T, T]; share [H, T,
/// D]; concat [T, H*K]; output [T, D].
struct ReferenceTrace {
    std::vector<double> q, k, v, scaled, weights, head_out, share, concat, output;
};

namespace reference {

/// Element (row, column) of x W + b.
inline double affine(const std::vector<double>& x, const std::vector<double>& w, const std::vector<double>& b,
                     std::size_t inner, std::size_t outer, std::size_t row, std::size_t column) {
    double sum = b.empty() ? 0.0 : b[column];
    for (std::size_t i = 0; i < inner; ++i) sum += x[row * inner + i] * w[i * outer + column];
    return sum;
}

inline std::vector<double> project_by_head(const ReferenceInput& in, const std::vector<double>& w,
                                           const std::vector<double>& b) {
    std::vector<double> result;
    for (std::size_t h = 0; h < in.heads; ++h) {
        for (std::size_t t = 0; t < in.tokens; ++t) {
            for (std::size_t i = 0; i < in.width(); ++i) {
                result.push_back(affine(in.x, w, b, in.d_model, in.concat_width(), t, h * in.width() + i));
            }
        }
    }
    return result;
}

/// exp(s_j - max) / sum over the first `visible` entries; the rest of the row is 0.
inline void softmax(const double* scores, double* weights, std::size_t visible, std::size_t size) {
    double highest = scores[0];
    for (std::size_t j = 1; j < visible; ++j) highest = std::fmax(highest, scores[j]);
    double sum = 0.0;
    for (std::size_t j = 0; j < visible; ++j) sum += std::exp(scores[j] - highest);
    for (std::size_t j = 0; j < size; ++j) {
        weights[j] = j < visible ? std::exp(scores[j] - highest) / sum : 0.0;
    }
}

inline void attend_in_head(const ReferenceInput& in, std::size_t h, ReferenceTrace& trace) {
    const std::size_t width = in.width();
    const std::size_t first = h * in.tokens * width;
    for (std::size_t t = 0; t < in.tokens; ++t) {
        const std::size_t row = (h * in.tokens + t) * in.tokens;
        for (std::size_t s = 0; s < in.tokens; ++s) {
            double dot = 0.0;
            for (std::size_t i = 0; i < width; ++i) {
                dot += trace.q[first + t * width + i] * trace.k[first + s * width + i];
            }
            trace.scaled[row + s] = dot / std::sqrt(static_cast<double>(width));
        }
        softmax(&trace.scaled[row], &trace.weights[row], in.causal ? t + 1 : in.tokens, in.tokens);
        for (std::size_t i = 0; i < width; ++i) {
            double sum = 0.0;
            for (std::size_t s = 0; s < in.tokens; ++s) {
                sum += trace.weights[row + s] * trace.v[first + s * width + i];
            }
            trace.head_out[first + t * width + i] = sum;
            trace.concat[t * in.concat_width() + h * width + i] = sum;
        }
    }
}

}  // namespace reference

inline ReferenceTrace reference_attention(const ReferenceInput& in) {
    ReferenceTrace trace;
    trace.q = reference::project_by_head(in, in.wq, in.bq);
    trace.k = reference::project_by_head(in, in.wk, in.bk);
    trace.v = reference::project_by_head(in, in.wv, in.bv);
    trace.scaled.resize(in.heads * in.tokens * in.tokens);
    trace.weights = trace.scaled;
    trace.head_out.resize(in.heads * in.tokens * in.width());
    trace.concat.resize(in.tokens * in.concat_width());
    for (std::size_t h = 0; h < in.heads; ++h) reference::attend_in_head(in, h, trace);
    for (std::size_t h = 0; h < in.heads; ++h) {
        for (std::size_t t = 0; t < in.tokens; ++t) {
            for (std::size_t d = 0; d < in.d_model; ++d) {
                double sum = 0.0;
                for (std::size_t i = 0; i < in.width(); ++i) {
                    sum += trace.head_out[(h * in.tokens + t) * in.width() + i] *
                           in.wo[(h * in.width() + i) * in.d_model + d];
                }
                trace.share.push_back(sum);
            }
        }
    }
    for (std::size_t t = 0; t < in.tokens; ++t) {
        for (std::size_t d = 0; d < in.d_model; ++d) {
            trace.output.push_back(reference::affine(trace.concat, in.wo, in.bo, in.concat_width(), in.d_model, t, d));
        }
    }
    return trace;
}

}  // namespace mha::tests
