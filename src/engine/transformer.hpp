// SPDX-License-Identifier: MIT
// The transformer: forward over one sequence with a full trace, and forward + backward over a
// packed batch for training. Both run the same layer code, so they give the same digits. Source:
// Vaswani et al. 2017; block order of GPT-2 (norm before each sub-layer).
#pragma once

#include <span>
#include <vector>

#include "engine/attention.hpp"
#include "engine/model.hpp"

namespace mha::engine {

/// Intermediates of one block. Shapes: ln1 attn_residual ln2 mlp_proj out [T, D]; mlp_fc mlp_act
/// [T, F].
template <class T>
struct BlockTrace {
    Matrix<T> ln1;
    AttentionTrace<T> attention;
    Matrix<T> attn_residual, ln2, mlp_fc, mlp_act, mlp_proj, out;
};

/// Every intermediate of one sequence. Shapes: tok_emb pos_emb x ln_f [T, D]; logits probabilities
/// [T, V]. x is what enters the first block (after the embedding norm, if the model has one).
template <class T>
struct Trace {
    Matrix<T> tok_emb, pos_emb, x;
    std::vector<BlockTrace<T>> blocks;
    Matrix<T> ln_f, logits, probabilities;
};

/// What to leave out of a forward pass. Empty = the whole model.
struct Knockout {
    std::vector<HeadSet> heads_on;              // one set per block; missing entries mean all heads
    std::vector<std::vector<float>> head_mean;  // per block [H*K]: put in place of a head that is off; empty = zero
    [[nodiscard]] HeadSet block(std::size_t layer) const {
        return layer < heads_on.size() ? heads_on[layer] : kAllHeads;
    }
};

struct ForwardOptions {
    bool causal_override = false;  // mask the future even in a bidirectional model
    Knockout knockout;
    // The caller has found all parameters finite, as checkpoint::read_model() does, and changed none since: looking
    // again takes a tenth of a short sentence's pass.
    bool known_finite = false;
};

/// Errors: empty (no tokens), bad_value (token outside the vocabulary, longer than the context),
/// not_finite (a parameter).
template <class T>
[[nodiscard]] Result<Trace<T>> forward(const Model<T>& model, std::span<const int> tokens,
                                       const ForwardOptions& options = {});

/// Sequences laid end to end. `targets[i]` is the token to predict at row i, or -1 where nothing is
/// asked.
struct Batch {
    std::vector<int> tokens;
    std::vector<int> targets;
    std::vector<std::size_t> lengths;  // of each sequence; their sum is tokens.size()
};

/// Mean cross-entropy in nats over the asked rows (double accumulation in row order).
/// Also, per asked row, -ln p(target) when `per_row` is given (asked rows only, in order).
template <class T>
[[nodiscard]] Result<double> loss(const Model<T>& model, const Batch& batch, const ForwardOptions& options = {},
                                  std::vector<double>* per_row = nullptr);

/// The same mean loss, and its gradient written to `gradient` (same configuration, overwritten).
template <class T>
[[nodiscard]] Result<double> loss_and_gradient(const Model<T>& model, const Batch& batch, Model<T>& gradient);

}  // namespace mha::engine
