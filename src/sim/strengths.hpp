// SPDX-License-Identifier: MIT
// Who looks at whom, as lists: the rows of the lesson `words`, from one head's weights and the chosen words.
#pragma once

#include <string>
#include <vector>

#include "sim/readings.hpp"
#include "sim/state.hpp"

namespace mha::sim {

/// Chosen words from 1, in the sentence's order; never empty.
[[nodiscard]] std::vector<int> chosen_words(const State& state);

/// One number per word of the sentence. Looking: the mean of the chosen words' rows, which adds up to 1. Looked at
/// (state.looked_at): the mean of their columns, which need not. Range 0..1.
[[nodiscard]] std::vector<float> strengths(const State& state, const MatrixView& weights);

/// "processes", "all and tokens", "the mean of 3 words".
[[nodiscard]] std::string chosen_text(const State& state, const Readings& readings);
/// The same for sentences: "‘processes’", "‘all’ and ‘tokens’", "the mean of 3 words".
[[nodiscard]] std::string chosen_in_quotes(const State& state, const Readings& readings);

struct Strength {
    int from = 0, to = 0;  // words from 1; 0: the chosen words together
    float share = 0;       // 0..1
};

/// Rows of the table, largest first, equal ones in the sentence's order. For the chosen words one row for every word;
/// with state.strongest one row for every word of the sentence: the word it looks at most (looked_at: the word that
/// looks at it most).
[[nodiscard]] std::vector<Strength> strength_rows(const State& state, const MatrixView& weights);

}  // namespace mha::sim
