// SPDX-License-Identifier: MIT
// A packed batch on its way through the transformer: sequences laid end to end as N rows, every
// intermediate that the backward pass needs, in buffers that are kept from step to step.
// Only rows that are asked for a prediction reach the end: the last block's projection and MLP,
// ln_f and the head run on those M rows alone. Rows do not influence one another there, so the
// digits are the same.
#pragma once

#include <cstddef>
#include <vector>

#include "engine/transformer.hpp"

namespace mha::engine {

/// Intermediates of one block. Rows: N before the projection; after it N, or M in the last block.
/// stats buffers hold mean and rstd per row.
template <class T>
struct BlockBuffers {
    std::vector<T> ln1, ln1_stats, q, k, v, weights, concat;
    std::vector<T> kept_concat, kept_x;  // last block: the asked rows of concat and of its input
    std::vector<T> residual, ln2, ln2_stats, fc, act, out;
};

/// Everything between tokens and loss. Buffers only grow.
template <class T>
struct BatchBuffers {
    std::size_t rows = 0;                 // N
    std::size_t asked = 0;                // M
    std::vector<std::size_t> asked_rows;  // row numbers, ascending
    std::vector<T> embedded, embedded_stats, x;
    std::vector<BlockBuffers<T>> blocks;
    std::vector<T> ln_f, ln_f_stats, logits, probabilities;
    std::vector<T> turned;  // the matrix a product needs transposed, for the moment of the product
};

/// Gradients on their way back, one buffer per role, shared by all blocks.
template <class T>
struct GradientBuffers {
    std::vector<T> logits, stream, branch, hidden, concat, q, k, v, scratch;
};

/// Errors: empty (no tokens, no asked row), bad_value (lengths, token or target outside the
/// vocabulary).
[[nodiscard]] Result<void> check(const ModelConfig& config, const Batch& batch);

/// Errors: bad_shape (a head mean that is not H*K long).
[[nodiscard]] Result<void> check(const ModelConfig& config, const Knockout& knockout);

/// Runs tokens to logits and probabilities of the asked rows. Batch and model must have been
/// checked.
template <class T>
void batch_forward(const Model<T>& model, const Batch& batch, const ForwardOptions& options, BatchBuffers<T>& buffers);

/// Mean cross-entropy of buffers.probabilities; per asked row into per_row when given.
template <class T>
[[nodiscard]] double batch_loss(const Model<T>& model, const Batch& batch, const BatchBuffers<T>& buffers,
                                std::vector<double>* per_row);

/// Gradient of that mean loss, from the buffers of batch_forward (no knock-out). Overwrites
/// `gradient`, which must have the model's configuration.
template <class T>
void batch_backward(const Model<T>& model, const Batch& batch, BatchBuffers<T>& buffers, GradientBuffers<T>& work,
                    Model<T>& gradient);

/// logits [rows, V] = x [rows, D] head (+ head_bias); `turned` is room for the transposed token
/// table.
template <class T>
void head_logits(const Model<T>& model, const T* x, T* logits, std::size_t rows, std::vector<T>& turned);

/// Makes room for `size` elements; never gives room back, so that repeated steps allocate nothing.
template <class T>
T* room(std::vector<T>& buffer, std::size_t size) {
    if (buffer.size() < size) {
        buffer.resize(size);
    }
    return buffer.data();
}

/// The storage of a parameter that may be absent: null when it is.
template <class AnyTensor>
auto* data_or_null(AnyTensor& tensor) {
    return tensor.size() == 0 ? nullptr : tensor.data();
}

}  // namespace mha::engine
