// SPDX-License-Identifier: MIT
// The committee of heads in a model of names: what every choice of heads costs, what the next letter is with it, and
// names drawn with it. A head that is off sends zero to W_O, or its mean output over training names.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/knockout_table.hpp"
#include "analysis/report.hpp"
#include "data/names.hpp"
#include "engine/transformer.hpp"

namespace mha::analysis {

/// Mean of every head's output over all rows of these names, per block [H*K]: for Knockout::head_mean.
/// Errors: those of engine::check for the model and the batch.
using HeadMeans = std::vector<std::vector<float>>;
[[nodiscard]] engine::Result<HeadMeans> mean_head_outputs(const engine::Model<float>& model,
                                                          std::span<const std::string> names);

/// Options with these heads of the first block on; `means` null = zero for the others.
[[nodiscard]] engine::ForwardOptions with_heads(engine::HeadSet heads_on, const HeadMeans* means = nullptr);

/// Loss in nats per letter (the end mark counts as one) over held-out names with every set of heads off: none, each,
/// each pair, ..., all; for more than four heads only none, each, each pair and all. Rows are in that order.
[[nodiscard]] engine::Result<std::vector<KnockoutRow>> name_knockouts(const engine::Model<float>& model,
                                                                      const data::NameSplit& split);

/// Roles and losses without each head, on the held-out names; `sentences` counts names, `masked_words` letters asked,
/// agreement is not measured (0 cases).
[[nodiscard]] engine::Result<ModelReport> measure_names(const engine::Model<float>& model,
                                                        const data::NameSplit& split);

/// What comes after a beginning. probabilities [27], token ids as in data/names.hpp; logits likewise.
struct NextLetter {
    std::vector<float> probabilities, logits;
    int best = 0;
};
/// tokens: the mark and the letters, 1 to 16. Errors: those of engine::forward.
[[nodiscard]] engine::Result<NextLetter> next_letter(const engine::Model<float>& model, std::span<const int> tokens,
                                                     const engine::ForwardOptions& options = {});

/// A beginning carried on letter by letter until the model ends the name or 15 letters stand. temperature > 0 divides
/// the logits; 1 is the model as trained. The same seed and choice of heads give the same name everywhere.
struct SampledName {
    std::string name;
    bool ended = false;  // by the model's own mark
    friend bool operator==(const SampledName&, const SampledName&) = default;
};
[[nodiscard]] engine::Result<SampledName> sample_name(const engine::Model<float>& model, std::string_view beginning,
                                                      engine::Random& random, float temperature = 1.0F,
                                                      const engine::ForwardOptions& options = {});

}  // namespace mha::analysis
