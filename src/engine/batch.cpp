// SPDX-License-Identifier: MIT
// The forward pass of a packed batch.
#include "engine/batch.hpp"

#include <algorithm>
#include <functional>

#include "engine/activation.hpp"
#include "engine/attention_core.hpp"
#include "engine/kernels.hpp"
#include "engine/norm.hpp"
#include "engine/transpose.hpp"

namespace mha::engine {

namespace {

template <class T>
void normalise(const ModelConfig& c, const NormParameters<T>& p, const T* x, T* y, T* stats, std::size_t rows) {
    norm_forward(c.norm, x, data_or_null(p.gain), data_or_null(p.bias), static_cast<T>(c.norm_epsilon), y, stats, rows,
                 c.d_model);
}

/// x = token row + position row, per token; then the norm of the embeddings, if the model has one.
template <class T>
void embed(const Model<T>& model, const Batch& batch, BatchBuffers<T>& b) {
    const ModelConfig& c = model.config;
    const std::size_t width = c.d_model;
    T* x = room(b.x, b.rows * width);
    T* sum = c.embedding_norm ? room(b.embedded, b.rows * width) : x;
    std::size_t row = 0;
    for (const std::size_t length : batch.lengths) {
        for (std::size_t position = 0; position < length; ++position, ++row) {
            const T* token = model.token_table.data() + static_cast<std::size_t>(batch.tokens[row]) * width;
            const T* place = model.position_table.data() + position * width;
            std::transform(token, token + width, place, sum + row * width, std::plus<T>{});
        }
    }
    if (c.embedding_norm) {
        normalise(c, NormParameters<T>{}, sum, x, room(b.embedded_stats, 2 * b.rows), b.rows);
    }
}

/// Off heads have zeros in concat; where a mean is given, it goes there instead.
template <class T>
void put_head_means(const ModelConfig& c, const Knockout& knockout, std::size_t layer, T* concat, std::size_t rows) {
    if (layer >= knockout.head_mean.size() || knockout.head_mean[layer].empty()) {
        return;
    }
    const std::size_t width = c.head_width();
    const float* mean = knockout.head_mean[layer].data();
    for (std::size_t head = 0; head < c.heads; ++head) {
        if (((knockout.block(layer) >> head) & 1U) != 0U) {
            continue;
        }
        for (std::size_t row = 0; row < rows; ++row) {
            std::transform(mean + head * width, mean + (head + 1) * width,
                           concat + row * c.concat_width() + head * width,
                           [](float value) { return static_cast<T>(value); });
        }
    }
}

/// concat = every head's output side by side, sequence by sequence.
template <class T>
void attention(const Model<T>& model, std::size_t layer, const Batch& batch, const ForwardOptions& options,
               std::size_t rows, BlockBuffers<T>& b) {
    const ModelConfig& c = model.config;
    const AttentionParameters<T>& p = model.blocks[layer].attention;
    const std::size_t wide = c.concat_width();
    T* q = room(b.q, rows * wide);
    T* k = room(b.k, rows * wide);
    T* v = room(b.v, rows * wide);
    kernels::linear(b.ln1.data(), p.wq.data(), data_or_null(p.bq), q, rows, c.d_model, wide);
    kernels::linear(b.ln1.data(), p.wk.data(), data_or_null(p.bk), k, rows, c.d_model, wide);
    kernels::linear(b.ln1.data(), p.wv.data(), data_or_null(p.bv), v, rows, c.d_model, wide);
    std::size_t cells = 0;
    for (const std::size_t length : batch.lengths) {
        cells += c.heads * length * length;
    }
    T* weights = room(b.weights, cells);
    T* concat = room(b.concat, rows * wide);
    CoreShape shape{.heads = c.heads,
                    .head_width = c.head_width(),
                    .causal = c.causal || options.causal_override,
                    .heads_on = options.knockout.block(layer)};
    std::size_t offset = 0;
    for (const std::size_t length : batch.lengths) {
        shape.tokens = length;
        attention_core(shape, q + offset, k + offset, v + offset, CoreStages<T>{.weights = weights}, concat + offset);
        offset += length * wide;
        weights += c.heads * length * length;
    }
    put_head_means(c, options.knockout, layer, concat, rows);
}

/// kept = the given rows of source.
template <class T>
const T* keep_rows(const T* source, const std::vector<std::size_t>& rows, std::size_t width, std::vector<T>& kept) {
    T* target = room(kept, rows.size() * width);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::copy_n(source + rows[i] * width, width, target + i * width);
    }
    return target;
}

/// out = residual + mlp(ln2(residual)).
template <class T>
void mlp(const ModelConfig& c, const BlockParameters<T>& p, std::size_t rows, BlockBuffers<T>& b) {
    T* ln2 = room(b.ln2, rows * c.d_model);
    normalise(c, p.ln2, b.residual.data(), ln2, room(b.ln2_stats, 2 * rows), rows);
    T* fc = room(b.fc, rows * c.d_mlp);
    kernels::linear(ln2, p.w_fc.data(), data_or_null(p.b_fc), fc, rows, c.d_model, c.d_mlp);
    T* act = room(b.act, rows * c.d_mlp);
    activate(c.activation, fc, act, rows * c.d_mlp);
    T* out = room(b.out, rows * c.d_model);
    kernels::linear(act, p.w_proj.data(), data_or_null(p.b_proj), out, rows, c.d_mlp, c.d_model);
    std::transform(out, out + rows * c.d_model, b.residual.data(), out, std::plus<T>{});
}

/// residual = x + concat W_O; then the MLP. Returns the block's output.
template <class T>
const T* block(const Model<T>& model, std::size_t layer, const Batch& batch, const ForwardOptions& options, const T* x,
               BatchBuffers<T>& buffers) {
    const ModelConfig& c = model.config;
    const BlockParameters<T>& p = model.blocks[layer];
    BlockBuffers<T>& b = buffers.blocks[layer];
    std::size_t rows = buffers.rows;
    normalise(c, p.ln1, x, room(b.ln1, rows * c.d_model), room(b.ln1_stats, 2 * rows), rows);
    attention(model, layer, batch, options, rows, b);
    const T* concat = b.concat.data();
    if (layer + 1 == c.layers) {
        rows = buffers.asked;
        concat = keep_rows(concat, buffers.asked_rows, c.concat_width(), b.kept_concat);
        x = keep_rows(x, buffers.asked_rows, c.d_model, b.kept_x);
    }
    T* residual = room(b.residual, rows * c.d_model);
    kernels::linear(concat, p.attention.wo.data(), data_or_null(p.attention.bo), residual, rows, c.concat_width(),
                    c.d_model);
    std::transform(residual, residual + rows * c.d_model, x, residual, std::plus<T>{});
    if (c.d_mlp == 0) {
        return residual;
    }
    mlp(c, p, rows, b);
    return b.out.data();
}

}  // namespace

template <class T>
void head_logits(const Model<T>& model, const T* x, T* logits, std::size_t rows, std::vector<T>& turned) {
    const ModelConfig& c = model.config;
    const T* head = model.head.data();
    if (c.tied_head) {
        T* table = room(turned, c.vocabulary * c.d_model);
        transpose(model.token_table.data(), c.d_model, table, c.vocabulary, c.vocabulary, c.d_model);
        head = table;
    }
    kernels::linear(x, head, data_or_null(model.head_bias), logits, rows, c.d_model, c.vocabulary);
}

template <class T>
void batch_forward(const Model<T>& model, const Batch& batch, const ForwardOptions& options, BatchBuffers<T>& b) {
    const ModelConfig& c = model.config;
    b.rows = batch.tokens.size();
    b.asked_rows.clear();
    for (std::size_t row = 0; row < b.rows; ++row) {
        if (batch.targets[row] >= 0) {
            b.asked_rows.push_back(row);
        }
    }
    b.asked = b.asked_rows.size();
    if (b.blocks.size() < c.layers) {
        b.blocks.resize(c.layers);
    }
    embed(model, batch, b);
    const T* x = b.x.data();
    for (std::size_t layer = 0; layer < c.layers; ++layer) {
        x = block(model, layer, batch, options, x, b);
    }
    if (c.final_norm) {
        T* ln_f = room(b.ln_f, b.asked * c.d_model);
        normalise(c, model.ln_f, x, ln_f, room(b.ln_f_stats, 2 * b.asked), b.asked);
        x = ln_f;
    }
    T* logits = room(b.logits, b.asked * c.vocabulary);
    head_logits(model, x, logits, b.asked, b.turned);
    kernels::softmax_rows(logits, room(b.probabilities, b.asked * c.vocabulary), b.asked, c.vocabulary);
}

template void head_logits<float>(const Model<float>&, const float*, float*, std::size_t, std::vector<float>&);
template void head_logits<double>(const Model<double>&, const double*, double*, std::size_t, std::vector<double>&);
template void batch_forward<float>(const Model<float>&, const Batch&, const ForwardOptions&, BatchBuffers<float>&);
template void batch_forward<double>(const Model<double>&, const Batch&, const ForwardOptions&, BatchBuffers<double>&);

}  // namespace mha::engine
