// SPDX-License-Identifier: MIT
// Words of the vocabulary near to what was typed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace mha::sim {

/// Known words near an unknown one, best first: those it is the beginning of, then those few edits away (one insertion,
/// deletion, change or swap of neighbours per edit). Empty when nothing is near.
[[nodiscard]] std::vector<std::string> suggest_words(std::string_view word, std::size_t limit = 3);

/// The whole line with its last, unfinished word completed, for a field's list of suggestions. Empty after a blank.
[[nodiscard]] std::vector<std::string> sentence_completions(std::string_view text, std::size_t limit = 6);

}  // namespace mha::sim
