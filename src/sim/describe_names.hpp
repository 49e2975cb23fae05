// SPDX-License-Identifier: MIT
// Sentences of the lesson `committee`. All are total: readings without names give "".
#pragma once

#include <string>

#include "sim/names_reading.hpp"

namespace mha::sim {

/// The whole screen in one paragraph: the model, the beginning, the next letter with all heads and with the chosen
/// ones, what each head looks at, the parts of the logit, and the loss on held-out names.
[[nodiscard]] std::string describe_names(const State& state, const Readings& readings);

/// "Head 3, diffuse; nearest is previous letter, 0.35 where chance gives 0.22. Here ‘a’ puts 0.83 of its attention on
/// ‘m’."
[[nodiscard]] std::string describe_letter_head(const Readings& readings, int head);

/// "logit of ‘n’ 3.22 = embedding −0.31 + head 1 +0.62 + ... (heads together +0.70) + MLP +1.82; heads that are off
/// count with what stands there."
[[nodiscard]] std::string describe_logit(const Readings& readings);

/// "Heads 1 and 2 off: loss 2.419, 0.064 more than with all heads."
[[nodiscard]] std::string describe_loss_row(const Readings& readings, std::uint32_t off);

/// "1,000 names of your 32,033 ... 12 of them were trained on. Loss with all heads 2.411."
[[nodiscard]] std::string describe_own_names(const OwnNames& own);

/// Where the analogy of a committee breaks, from the measured models of equal size.
[[nodiscard]] std::string describe_equal_size();

/// What differs between two states of this lesson.
[[nodiscard]] std::string describe_names_change(const State& was, const State& now, const Readings& after);

}  // namespace mha::sim
