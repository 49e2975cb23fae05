// SPDX-License-Identifier: MIT
// What a model loses without one head: its output is set to zero before W_O and nothing else changes.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "analysis/report.hpp"
#include "data/grammar.hpp"
#include "engine/transformer.hpp"

namespace mha::analysis {

/// Held-out sentences with the questions asked of them, the same for every model.
struct HeldOut {
    std::vector<data::Sentence> sentences;
    engine::Batch masked;  // every sentence with some of its words masked; targets at those places
};

/// The held-out set of this size: sentences from data's held-out stream; about one word in five asked, always
/// shown as [MASK], at least one per sentence. `seed` chooses the masks.
[[nodiscard]] HeldOut held_out_set(std::size_t sentences, std::uint64_t seed = 1);

/// Share of the verbs, each masked alone, whose right form gets more probability than its other number's form.
struct AgreementScore {
    double share = 0;  // 0..1; 0 without cases
    int cases = 0;
};
/// `with_attractor` chooses the cases: a noun of the other number between subject and verb, or none.
[[nodiscard]] engine::Result<AgreementScore> agreement(const engine::Model<float>& model,
                                                       std::span<const data::Sentence> sentences, bool with_attractor,
                                                       const engine::ForwardOptions& options = {});

/// Options that leave one head (layer and head from 0) out.
[[nodiscard]] engine::ForwardOptions without_head(std::size_t layer, std::size_t head);

/// Mean -ln p of each word of a sentence when that word alone is masked, in nats. Words that are
/// `skip` (unknown, already masked) are not asked; 0 when nothing is left to ask.
[[nodiscard]] engine::Result<double> sentence_loss(const engine::Model<float>& model, std::span<const int> tokens,
                                                   int mask_token, const engine::ForwardOptions& options = {});

/// Everything: loss, agreement, roles, and the loss and agreement without each head.
[[nodiscard]] engine::Result<ModelReport> measure(const engine::Model<float>& model, const HeldOut& held_out);

}  // namespace mha::analysis
