// SPDX-License-Identifier: MIT
// The backward pass of a packed batch, layer by layer from the loss to the tables. Each step quotes
// the forward line it inverts; d_name is the gradient of the loss by name.
#include <algorithm>
#include <functional>

#include "engine/activation.hpp"
#include "engine/attention_core.hpp"
#include "engine/batch.hpp"
#include "engine/kernels.hpp"
#include "engine/layer_back.hpp"

namespace mha::engine {

namespace {

/// Forward: loss = mean of -ln softmax(logits)[target]. d_logits = (probabilities - one at target)
/// / M.
template <class T>
T* loss_back(const Batch& batch, const BatchBuffers<T>& b, std::size_t width, std::vector<T>& buffer) {
    T* d_logits = room(buffer, b.asked * width);
    const T share = T(1) / static_cast<T>(b.asked);
    std::transform(b.probabilities.data(), b.probabilities.data() + b.asked * width, d_logits,
                   [share](T probability) { return probability * share; });
    for (std::size_t i = 0; i < b.asked; ++i) {
        d_logits[i * width + static_cast<std::size_t>(batch.targets[b.asked_rows[i]])] -= share;
    }
    return d_logits;
}

/// Forward: logits = x head (+ head_bias); when tied, logits = x token_table^T. Writes d_x [M, D].
template <class T>
void head_back(const Model<T>& model, const T* x, const T* d_logits, T* d_x, BatchBuffers<T>& b, Model<T>& g) {
    const ModelConfig& c = model.config;
    if (c.tied_head) {
        kernels::multiply(d_logits, c.vocabulary, model.token_table.data(), c.d_model, d_x, c.d_model, b.asked,
                          c.vocabulary, c.d_model, kernels::Sum::running);
        kernels::add_transposed_product(d_logits, c.vocabulary, x, c.d_model, g.token_table.data(), c.d_model, b.asked,
                                        c.vocabulary, c.d_model);
    } else {
        input_gradient(d_logits, model.head, d_x, b.asked, false, b.turned);
        kernels::add_transposed_product(x, c.d_model, d_logits, c.vocabulary, g.head.data(), c.vocabulary, b.asked,
                                        c.d_model, c.vocabulary);
    }
    for (std::size_t row = 0; c.head_bias && row < b.asked; ++row) {
        std::transform(d_logits + row * c.vocabulary, d_logits + (row + 1) * c.vocabulary, g.head_bias.begin(),
                       g.head_bias.begin(), std::plus<T>{});
    }
}

/// Forward: out = residual + act(ln2(residual) w_fc + b_fc) w_proj + b_proj.
/// stream holds d_out and becomes d_residual.
template <class T>
void mlp_back(const ModelConfig& c, const BlockParameters<T>& p, const BlockBuffers<T>& b, std::size_t rows, T* stream,
              GradientBuffers<T>& work, std::vector<T>& turned, BlockParameters<T>& g) {
    // mlp_proj = mlp_act w_proj + b_proj
    T* hidden = room(work.hidden, rows * c.d_mlp);
    add_weight_gradient(b.act.data(), stream, g.w_proj, g.b_proj, rows);
    input_gradient(stream, p.w_proj, hidden, rows, false, turned);
    // mlp_act = activation(mlp_fc)
    activate_backward(c.activation, b.fc.data(), hidden, hidden, rows * c.d_mlp);
    // mlp_fc = ln2 w_fc + b_fc
    T* branch = room(work.branch, rows * c.d_model);
    add_weight_gradient(b.ln2.data(), hidden, g.w_fc, g.b_fc, rows);
    input_gradient(hidden, p.w_fc, branch, rows, false, turned);
    // ln2 = norm(residual)
    norm_back(c, b.residual.data(), p.ln2, b.ln2_stats, branch, branch, g.ln2, rows);
    // out = residual + mlp_proj
    std::transform(stream, stream + rows * c.d_model, branch, stream, std::plus<T>{});
}

/// Forward: kept = some rows of a matrix of all rows. buffer [from: kept rows] becomes [all rows],
/// zero where nothing was kept. Ascending row numbers let it be done in place, from the end.
template <class T>
void spread_rows(const BatchBuffers<T>& b, std::size_t width, std::vector<T>& buffer) {
    T* data = room(buffer, b.rows * width);
    std::size_t next = b.asked;
    for (std::size_t row = b.rows; row-- > 0;) {
        if (next > 0 && b.asked_rows[next - 1] == row) {
            --next;
            if (next != row) {
                std::copy_n(data + next * width, width, data + row * width);
            }
        } else {
            std::fill_n(data + row * width, width, T(0));
        }
    }
}

/// Forward, per sequence: concat = heads(q, k, v) with q = ln1 wq + bq and so on. work.concat holds
/// d_concat; writes d_ln1 to work.branch.
template <class T>
void attention_back(const Model<T>& model, std::size_t layer, const Batch& batch, const BatchBuffers<T>& buffers,
                    GradientBuffers<T>& work, std::vector<T>& turned, AttentionParameters<T>& g) {
    const ModelConfig& c = model.config;
    const AttentionParameters<T>& p = model.blocks[layer].attention;
    const BlockBuffers<T>& b = buffers.blocks[layer];
    const std::size_t wide = c.concat_width();
    T* d_q = room(work.q, buffers.rows * wide);
    T* d_k = room(work.k, buffers.rows * wide);
    T* d_v = room(work.v, buffers.rows * wide);
    CoreShape shape{.heads = c.heads, .head_width = c.head_width(), .causal = c.causal};
    std::size_t at = 0;
    std::size_t cell = 0;
    for (const std::size_t length : batch.lengths) {
        shape.tokens = length;
        attention_core_backward(shape, b.q.data() + at, b.k.data() + at, b.v.data() + at, b.weights.data() + cell,
                                work.concat.data() + at, d_q + at, d_k + at, d_v + at,
                                room(work.scratch, 2 * length * length));
        at += length * wide;
        cell += c.heads * length * length;
    }
    T* d_ln1 = room(work.branch, buffers.rows * c.d_model);
    add_weight_gradient(b.ln1.data(), d_q, g.wq, g.bq, buffers.rows);
    add_weight_gradient(b.ln1.data(), d_k, g.wk, g.bk, buffers.rows);
    add_weight_gradient(b.ln1.data(), d_v, g.wv, g.bv, buffers.rows);
    input_gradient(d_q, p.wq, d_ln1, buffers.rows, false, turned);
    input_gradient(d_k, p.wk, d_ln1, buffers.rows, true, turned);
    input_gradient(d_v, p.wv, d_ln1, buffers.rows, true, turned);
}

/// work.stream holds d_out and becomes d_x, the gradient of what entered the block.
template <class T>
void block_back(const Model<T>& model, std::size_t layer, const Batch& batch, BatchBuffers<T>& buffers,
                GradientBuffers<T>& work, BlockParameters<T>& g) {
    const ModelConfig& c = model.config;
    const BlockParameters<T>& p = model.blocks[layer];
    const BlockBuffers<T>& b = buffers.blocks[layer];
    const bool last = layer + 1 == c.layers;
    const std::size_t rows = last ? buffers.asked : buffers.rows;
    if (c.d_mlp > 0) {
        mlp_back(c, p, b, rows, work.stream.data(), work, buffers.turned, g);
    }
    // residual = x + concat wo + bo
    const T* concat = last ? b.kept_concat.data() : b.concat.data();
    add_weight_gradient(concat, work.stream.data(), g.attention.wo, g.attention.bo, rows);
    input_gradient(work.stream.data(), p.attention.wo, room(work.concat, rows * c.concat_width()), rows, false,
                   buffers.turned);
    if (last) {
        spread_rows(buffers, c.concat_width(), work.concat);
        spread_rows(buffers, c.d_model, work.stream);
    }
    attention_back(model, layer, batch, buffers, work, buffers.turned, g.attention);
    // ln1 = norm(x), and x itself in the residual
    const T* x = layer == 0    ? buffers.x.data()
                 : c.d_mlp > 0 ? buffers.blocks[layer - 1].out.data()
                               : buffers.blocks[layer - 1].residual.data();
    norm_back(c, x, p.ln1, b.ln1_stats, work.branch.data(), work.branch.data(), g.ln1, buffers.rows);
    std::transform(work.stream.data(), work.stream.data() + buffers.rows * c.d_model, work.branch.data(),
                   work.stream.data(), std::plus<T>{});
}

/// Forward: x = token row + position row, then perhaps a norm without parameters.
template <class T>
void embed_back(const ModelConfig& c, const Batch& batch, const BatchBuffers<T>& b, T* d_x, Model<T>& g) {
    if (c.embedding_norm) {
        NormParameters<T> none;
        norm_back(c, b.embedded.data(), none, b.embedded_stats, d_x, d_x, none, b.rows);
    }
    std::size_t row = 0;
    for (const std::size_t length : batch.lengths) {
        for (std::size_t position = 0; position < length; ++position, ++row) {
            const T* from = d_x + row * c.d_model;
            T* token = g.token_table.data() + static_cast<std::size_t>(batch.tokens[row]) * c.d_model;
            T* place = g.position_table.data() + position * c.d_model;
            std::transform(from, from + c.d_model, token, token, std::plus<T>{});
            std::transform(from, from + c.d_model, place, place, std::plus<T>{});
        }
    }
}

template <class T>
void clear(Vector<T>& values) {
    std::fill(values.begin(), values.end(), T(0));
}
template <class T>
void clear(Matrix<T>& values) {
    std::fill(values.begin(), values.end(), T(0));
}
template <class T>
void clear(NormParameters<T>& norm) {
    clear(norm.gain);
    clear(norm.bias);
}

template <class T>
void clear(Model<T>& g) {
    const auto clear_all = [](auto&... tensors) { (clear(tensors), ...); };
    clear_all(g.token_table, g.position_table, g.ln_f, g.head, g.head_bias);
    for (BlockParameters<T>& b : g.blocks) {
        AttentionParameters<T>& a = b.attention;
        clear_all(b.ln1, a.wq, a.bq, a.wk, a.bk, a.wv, a.bv, a.wo, a.bo, b.ln2, b.w_fc, b.b_fc, b.w_proj, b.b_proj);
    }
}

}  // namespace

template <class T>
void batch_backward(const Model<T>& model, const Batch& batch, BatchBuffers<T>& b, GradientBuffers<T>& work,
                    Model<T>& gradient) {
    const ModelConfig& c = model.config;
    clear(gradient);
    const BlockBuffers<T>& end = b.blocks[c.layers - 1];
    const T* out = c.d_mlp > 0 ? end.out.data() : end.residual.data();
    const T* d_logits = loss_back(batch, b, c.vocabulary, work.logits);
    T* stream = room(work.stream, b.asked * c.d_model);
    head_back(model, c.final_norm ? b.ln_f.data() : out, d_logits, stream, b, gradient);
    if (c.final_norm) {
        // ln_f = norm(out)
        norm_back(c, out, model.ln_f, b.ln_f_stats, stream, stream, gradient.ln_f, b.asked);
    }
    for (std::size_t layer = c.layers; layer-- > 0;) {
        block_back(model, layer, batch, b, work, gradient.blocks[layer]);
    }
    embed_back(c, batch, b, work.stream.data(), gradient);
}

template void batch_backward<float>(const Model<float>&, const Batch&, BatchBuffers<float>&, GradientBuffers<float>&,
                                    Model<float>&);
template void batch_backward<double>(const Model<double>&, const Batch&, BatchBuffers<double>&,
                                     GradientBuffers<double>&, Model<double>&);

}  // namespace mha::engine
