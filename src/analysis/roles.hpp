// SPDX-License-Identifier: MIT
// What each head looks at, measured over sentences whose structure is known.
#pragma once

#include <span>
#include <vector>

#include "analysis/report.hpp"
#include "data/grammar.hpp"
#include "engine/model.hpp"

namespace mha::analysis {

/// When a score counts as a role. One place, so that the page, the tests and the tool agree.
struct RoleRule {
    double least_mass = 0.25;      // of the lower end of the confidence interval
    double uniform_factor = 2.0;   // times the uniform line
    double distance_factor = 1.5;  // times the line of the same head at the same distance (links)
};

/// True if the lower end of the score's interval clears every line of the rule.
[[nodiscard]] bool is_clear(const RoleScore& score, const RoleRule& rule = {});

/// The slug of the highest clear score, else "diffuse".
[[nodiscard]] std::string label_of(std::span<const RoleScore> scores, const RoleRule& rule = {});

/// One report per head, layer by layer: scores on every kind of place, label and entropy. The loss and
/// agreement fields are left 0 (knockout.hpp fills them).
/// Mass: mean weight from query to place over all cases. Interval: 1.96 standard errors of that ratio with
/// sentences as the independent units. Uniform line: mean of 1/T over the same cases. Distance line (links): the
/// mean weight of the same head from any word to the word at the same offset where the two are not linked in
/// this way, weighted as the cases are.
/// Errors: those of engine::forward; empty without sentences.
[[nodiscard]] engine::Result<std::vector<HeadReport>> measure_roles(const engine::Model<float>& model,
                                                                    std::span<const data::Sentence> sentences);

}  // namespace mha::analysis
