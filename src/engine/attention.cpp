// SPDX-License-Identifier: MIT
// attend(): projections, the core, and the views of its packed rows that a Trace shows head by
// head.
#include "engine/attention.hpp"

#include "engine/attention_check.hpp"
#include "engine/attention_core.hpp"
#include "engine/kernels.hpp"

namespace mha::engine {
namespace {

template <class T>
const T* data_or_null(const Vector<T>& bias) {
    return bias.size() == 0 ? nullptr : bias.data();
}

template <class T>
Matrix<T> project(const Matrix<T>& x, const Matrix<T>& w, const Vector<T>& bias) {
    Matrix<T> y({x.shape(0), w.shape(1)});
    kernels::linear(x.data(), w.data(), data_or_null(bias), y.data(), x.shape(0), x.shape(1), w.shape(1));
    return y;
}

/// Packed rows [T, H*K] as [H, T, K].
template <class T>
Cube<T> by_head(const Matrix<T>& rows, std::size_t heads) {
    const std::size_t tokens = rows.shape(0);
    const std::size_t width = rows.shape(1) / heads;
    Cube<T> cube({heads, tokens, width});
    for (std::size_t h = 0; h < heads; ++h) {
        for (std::size_t t = 0; t < tokens; ++t) {
            for (std::size_t i = 0; i < width; ++i) cube(h, t, i) = rows(t, h * width + i);
        }
    }
    return cube;
}

template <class T>
void put_mean(Matrix<T>& concat, std::size_t heads, HeadSet heads_on, std::span<const float> head_mean) {
    const std::size_t width = concat.shape(1) / heads;
    for (std::size_t i = 0; i < concat.shape(1); ++i) {
        if (((heads_on >> (i / width)) & 1U) != 0) continue;
        for (std::size_t t = 0; t < concat.shape(0); ++t) concat(t, i) = static_cast<T>(head_mean[i]);
    }
}

}  // namespace

template <class T>
AttentionTrace<T> trace_attention(const Matrix<T>& x, const AttentionParameters<T>& p, std::size_t heads,
                                  const AttentionOptions& options, std::span<const float> head_mean) {
    const std::size_t tokens = x.shape(0);
    const std::size_t d_model = x.shape(1);
    const std::size_t concat_width = p.wq.shape(1);
    const std::size_t width = concat_width / heads;
    const Matrix<T> q = project(x, p.wq, p.bq);
    const Matrix<T> k = project(x, p.wk, p.bk);
    const Matrix<T> v = project(x, p.wv, p.bv);
    AttentionTrace<T> trace;
    for (Cube<T>* cube : {&trace.raw, &trace.scaled, &trace.scores, &trace.weights}) {
        cube->resize({heads, tokens, tokens});
    }
    trace.concat.resize({tokens, concat_width});
    attention_core(CoreShape{tokens, heads, width, options.causal, options.heads_on}, q.data(), k.data(), v.data(),
                   CoreStages<T>{trace.raw.data(), trace.scaled.data(), trace.scores.data(), trace.weights.data()},
                   trace.concat.data());
    if (!head_mean.empty()) put_mean(trace.concat, heads, options.heads_on, head_mean);
    trace.q = by_head(q, heads);
    trace.k = by_head(k, heads);
    trace.v = by_head(v, heads);
    trace.head_out = by_head(trace.concat, heads);
    trace.share.resize({heads, tokens, d_model});
    for (std::size_t h = 0; h < heads; ++h) {
        kernels::multiply(trace.concat.data() + h * width, concat_width, p.wo.data() + h * width * d_model, d_model,
                          trace.share.data() + h * tokens * d_model, d_model, tokens, width, d_model,
                          kernels::Sum::in_blocks);
    }
    trace.projected = project(trace.concat, p.wo, p.bo);
    return trace;
}

template <class T>
Result<AttentionTrace<T>> attend(const Matrix<T>& x, const AttentionParameters<T>& p, std::size_t heads,
                                 const AttentionOptions& options) {
    if (Result<void> checked = check_attention(x, p, heads); !checked) {
        return std::unexpected(checked.error());
    }
    return trace_attention(x, p, heads, options);
}

#define MHA_INSTANTIATE(T)                                                                                   \
    template AttentionTrace<T> trace_attention(const Matrix<T>&, const AttentionParameters<T>&, std::size_t, \
                                               const AttentionOptions&, std::span<const float>);             \
    template Result<AttentionTrace<T>> attend(const Matrix<T>&, const AttentionParameters<T>&, std::size_t,  \
                                              const AttentionOptions&);
MHA_INSTANTIATE(float)
MHA_INSTANTIATE(double)
#undef MHA_INSTANTIATE

}  // namespace mha::engine
