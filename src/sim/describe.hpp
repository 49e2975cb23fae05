// SPDX-License-Identifier: MIT
// Readings -> sentences, for captions, tooltips, screen readers and tests. Exact plain English: every number in
// them is computed or measured, and no grammar is claimed that was not checked on the sentence at hand.
// Heads, words, layers and dimensions count from 1, as in State. All are total: out of range gives "".
#pragma once

#include <string>

#include "sim/readings.hpp"
#include "sim/state.hpp"

namespace mha::sim {

/// "Head 2, previous word: score 0.71 where chance gives 0.13. Here ‘cat’ puts 0.92 of its attention on ‘black’."
[[nodiscard]] std::string describe_head(const Readings& readings, int head);

/// The label with its numbers: "score 0.71, chance 0.13" and, for links, both lines; for a diffuse head the measured
/// role that comes nearest: "No measured role stands clearly above chance; nearest is next word, 0.23 against 0.20."
[[nodiscard]] std::string describe_role(const Readings& readings, int head);

/// What the role means on this sentence: "Here ‘cat’ puts 0.92 of its attention on ‘black’, the word before it."
/// Words only what is true of this sentence's weights, whatever the label promises.
[[nodiscard]] std::string describe_here(const Readings& readings, int head);

/// "Head 2: ‘black’ puts 0.92 of its attention on ‘cat’." With the mask: "‘black’ cannot see ‘cat’, which comes later."
[[nodiscard]] std::string describe_cell(const Readings& readings, int head, int query, int key);

/// "‘black’ looks most at ‘cat’ (0.92), then at ‘The’ (0.04). The row adds up to 1.00."
[[nodiscard]] std::string describe_row(const Readings& readings, int head, int query);

/// What the model loses without the head: held-out loss, agreement, and the loss on this sentence.
[[nodiscard]] std::string describe_knockout(const Readings& readings, int head);

/// The effect of all switched-off heads and the mask on this sentence; "" when nothing is changed.
[[nodiscard]] std::string describe_switched(const State& state, const Readings& readings);

/// "Heads 1 and 2 place 0.34 of their attention alike. The largest gap: ‘black’ to ‘The’, 0.89 against 0.31."
[[nodiscard]] std::string describe_compare(const Readings& readings, int left, int right);

/// "d_model 48 = 4 heads × 12", and where heads do not divide it: "7 heads × 6 = 42 of d_model 48".
[[nodiscard]] std::string describe_dimensions(const ModelReading& model);

/// The concatenation at the chosen word and dimension in one sentence, with the shares that add up.
[[nodiscard]] std::string describe_sum(const State& state, const Readings& readings);

/// One paragraph: the model, the sentence, each head's label with score and chance.
[[nodiscard]] std::string describe_heads(const State& state, const Readings& readings);

/// What the chosen words look at in this head, or who looks at them: "‘processes’ looks most at ‘tokens’ (42.6 %), then
/// at ‘model’ (39.8 %)."
[[nodiscard]] std::string describe_strengths(const State& state, const Readings& readings, int head);

/// One row of it: "‘processes’ gives 42.6 % of its attention to ‘tokens’."
[[nodiscard]] std::string describe_strength(const State& state, const Readings& readings, int head, int word);

/// The lesson `nano-gpt` in a paragraph: the model, the line of letters, what is off, the stop of the tour.
[[nodiscard]] std::string describe_sorting(const State& state, const Readings& readings);
/// describe_change for that lesson.
[[nodiscard]] std::string describe_sort_change(const State& was, const State& now, const Readings& after);

/// What differs between two states, in words, as a screen reader should say it; "" when nothing does. `after` are the
/// readings of the state `now`.
[[nodiscard]] std::string describe_change(const State& was, const State& now, const Readings& after);

}  // namespace mha::sim
