// SPDX-License-Identifier: MIT
// The traced forward pass over one sequence: the same steps as batch.cpp, everything kept, every
// row asked.
#include "engine/transformer.hpp"

#include <algorithm>
#include <functional>
#include <string>

#include "engine/activation.hpp"
#include "engine/attention_core.hpp"
#include "engine/batch.hpp"
#include "engine/kernels.hpp"
#include "engine/norm.hpp"

namespace mha::engine {

namespace {

Result<void> check_tokens(const ModelConfig& config, std::span<const int> tokens) {
    const auto fail = [](ErrorCode code, const char* argument, std::string value, std::string expected) {
        return std::unexpected(Error{code, argument, std::move(value), std::move(expected)});
    };
    if (tokens.empty()) {
        return fail(ErrorCode::empty, "tokens", "empty", "at least one token");
    }
    if (tokens.size() > config.context) {
        return fail(ErrorCode::bad_value, "tokens", std::to_string(tokens.size()) + " long",
                    "at most context = " + std::to_string(config.context));
    }
    for (const int token : tokens) {
        if (token < 0 || static_cast<std::size_t>(token) >= config.vocabulary) {
            return fail(ErrorCode::bad_value, "token", std::to_string(token),
                        "0 to " + std::to_string(config.vocabulary - 1));
        }
    }
    return {};
}

template <class T>
Matrix<T> empty_matrix(std::size_t rows, std::size_t columns) {
    return Matrix<T>::from_shape({rows, columns});
}

template <class T>
Matrix<T> add(const Matrix<T>& a, const Matrix<T>& b) {
    Matrix<T> result = a;
    std::transform(a.begin(), a.end(), b.begin(), result.begin(), std::plus<T>{});
    return result;
}

template <class T>
Matrix<T> affine(const Matrix<T>& x, const Matrix<T>& w, const Vector<T>& bias) {
    Matrix<T> y = empty_matrix<T>(x.shape(0), w.shape(1));
    kernels::linear(x.data(), w.data(), data_or_null(bias), y.data(), x.shape(0), x.shape(1), w.shape(1));
    return y;
}

template <class T>
Matrix<T> normalise(const ModelConfig& c, const NormParameters<T>& p, const Matrix<T>& x) {
    Matrix<T> y = empty_matrix<T>(x.shape(0), x.shape(1));
    norm_forward<T>(c.norm, x.data(), data_or_null(p.gain), data_or_null(p.bias), static_cast<T>(c.norm_epsilon),
                    y.data(), nullptr, x.shape(0), x.shape(1));
    return y;
}

template <class T>
void embed(const Model<T>& model, std::span<const int> tokens, Trace<T>& trace) {
    const std::size_t width = model.config.d_model;
    trace.tok_emb = empty_matrix<T>(tokens.size(), width);
    trace.pos_emb = empty_matrix<T>(tokens.size(), width);
    for (std::size_t row = 0; row < tokens.size(); ++row) {
        std::copy_n(model.token_table.data() + static_cast<std::size_t>(tokens[row]) * width, width,
                    trace.tok_emb.data() + row * width);
    }
    std::copy_n(model.position_table.data(), tokens.size() * width, trace.pos_emb.data());
    trace.x = add(trace.tok_emb, trace.pos_emb);
    if (model.config.embedding_norm) {
        trace.x = normalise(model.config, NormParameters<T>{}, trace.x);
    }
}

template <class T>
BlockTrace<T> block(const Model<T>& model, std::size_t layer, const Matrix<T>& x, const ForwardOptions& options) {
    const ModelConfig& c = model.config;
    const BlockParameters<T>& p = model.blocks[layer];
    const Knockout& knockout = options.knockout;
    const AttentionOptions attention_options{.causal = c.causal || options.causal_override,
                                             .heads_on = knockout.block(layer)};
    std::span<const float> mean;
    if (layer < knockout.head_mean.size()) {
        mean = knockout.head_mean[layer];
    }
    BlockTrace<T> trace;
    trace.ln1 = normalise(c, p.ln1, x);
    trace.attention = trace_attention(trace.ln1, p.attention, c.heads, attention_options, mean);
    trace.attn_residual = add(trace.attention.projected, x);
    if (c.d_mlp == 0) {
        trace.out = trace.attn_residual;
        return trace;
    }
    trace.ln2 = normalise(c, p.ln2, trace.attn_residual);
    trace.mlp_fc = affine(trace.ln2, p.w_fc, p.b_fc);
    trace.mlp_act = trace.mlp_fc;
    activate(c.activation, trace.mlp_fc.data(), trace.mlp_act.data(), trace.mlp_fc.size());
    trace.mlp_proj = affine(trace.mlp_act, p.w_proj, p.b_proj);
    trace.out = add(trace.mlp_proj, trace.attn_residual);
    return trace;
}

}  // namespace

template <class T>
Result<Trace<T>> forward(const Model<T>& model, std::span<const int> tokens, const ForwardOptions& options) {
    const ModelConfig& c = model.config;
    if (const Result<void> shapes = check_shapes(model); !shapes) {
        return std::unexpected(shapes.error());
    }
    for (const Result<void>& checked : {options.known_finite ? Result<void>{} : check_finite(model),
                                        check_tokens(c, tokens), check(c, options.knockout)}) {
        if (!checked) {
            return std::unexpected(checked.error());
        }
    }
    Trace<T> trace;
    embed(model, tokens, trace);
    trace.blocks.reserve(c.layers);
    for (std::size_t layer = 0; layer < c.layers; ++layer) {
        trace.blocks.push_back(block(model, layer, layer == 0 ? trace.x : trace.blocks.back().out, options));
    }
    const Matrix<T>& last = trace.blocks.back().out;
    trace.ln_f = c.final_norm ? normalise(c, model.ln_f, last) : last;
    trace.logits = empty_matrix<T>(tokens.size(), c.vocabulary);
    std::vector<T> turned;
    head_logits(model, trace.ln_f.data(), trace.logits.data(), tokens.size(), turned);
    trace.probabilities = trace.logits;
    kernels::softmax_rows(trace.logits.data(), trace.probabilities.data(), tokens.size(), c.vocabulary);
    return trace;
}

template Result<Trace<float>> forward<float>(const Model<float>&, std::span<const int>, const ForwardOptions&);
template Result<Trace<double>> forward<double>(const Model<double>&, std::span<const int>, const ForwardOptions&);

}  // namespace mha::engine
