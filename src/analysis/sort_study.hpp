// SPDX-License-Identifier: MIT
// What a sorting model (nano-gpt) does over all 729 inputs, whole and without some of its parts.
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/knockout_table.hpp"
#include "analysis/report.hpp"
#include "data/sorting.hpp"
#include "engine/transformer.hpp"

namespace mha::analysis {

/// Parts that are off. Attention off: the half adds nothing to the residual, its bias included; mlp off likewise. Bit l
/// means block l (from 0); heads_on as in engine::Knockout (the bias of W_O stays).
struct SortChoice {
    std::vector<engine::HeadSet> heads_on;
    std::uint32_t attention_off = 0;
    std::uint32_t mlp_off = 0;
    friend bool operator==(const SortChoice&, const SortChoice&) = default;
};

/// The model with these halves adding nothing: a copy whose W_O and bias, or w_proj and bias, are zero.
[[nodiscard]] engine::Model<float> without_halves(const engine::Model<float>& model, std::uint32_t attention_off,
                                                  std::uint32_t mlp_off);

struct SortAccuracy {
    int right = 0;           // inputs all of whose six letters are right
    int inputs = 0;          // 729
    int held_out_right = 0;  // of those never trained on
    int held_out = 0;
    int letters_right = 0;  // letters right when the letters before are the right ones, of 6 * inputs
    double loss = 0;        // nats per letter, likewise
    friend bool operator==(const SortAccuracy&, const SortAccuracy&) = default;
};

/// Greedy generation over all inputs. The model is causal: as long as every letter was right it has read the right
/// letters, and the first wrong one decides. So an input comes out right exactly when each of its six letters is the
/// most probable one after the right letters before, and one pass answers for all six.
/// Errors: unsupported for another kind of model; those of engine::check.
[[nodiscard]] engine::Result<SortAccuracy> sort_accuracy(const engine::Model<float>& model,
                                                         const SortChoice& choice = {});

/// Greedy generation, letter by letter: the six letters the model writes.
[[nodiscard]] engine::Result<data::SortInput> generate_sorted(const engine::Model<float>& model,
                                                              const data::SortInput& input,
                                                              const SortChoice& choice = {});

/// "none", then per block: each head, attention, mlp, the whole block. `right` of 729 cases.
[[nodiscard]] engine::Result<std::vector<KnockoutRow>> sort_knockouts(const engine::Model<float>& model);

/// Roles of all heads and the loss without each; `sentences` counts inputs, `masked_words` letters asked, agreement is
/// not measured (0 cases).
[[nodiscard]] engine::Result<ModelReport> measure_sort(const engine::Model<float>& model);

/// Multiply-adds of one attention layer for `tokens` tokens; every query against every key, as a matrix product does
/// it, masked or not.
struct AttentionCost {
    std::uint64_t projections = 0;           // Q, K, V: 3 T D (H K)
    std::uint64_t scores = 0;                // H T T K
    std::uint64_t values = 0;                // H T T K
    std::uint64_t output = 0;                // T (H K) D
    std::uint64_t softmax_exponentials = 0;  // H T T: the one thing that grows with the heads
    [[nodiscard]] std::uint64_t multiply_adds() const { return projections + scores + values + output; }
};
[[nodiscard]] AttentionCost attention_cost(std::size_t tokens, std::size_t d_model, std::size_t heads);

}  // namespace mha::analysis
