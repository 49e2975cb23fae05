// SPDX-License-Identifier: MIT
// Sentences of somebody's own: a text, one sentence a line, whose words make the vocabulary.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/error.hpp"

namespace mha::data {

inline constexpr std::size_t kMaxTextWords = 20000;  // different ones
inline constexpr std::size_t kMaxLineTokens = 128;

/// The words of a model, number by number: "[MASK]" first, then the others in byte order, ASCII
/// letters small.
using WordList = std::vector<std::string>;

struct TextCorpus {
    WordList words;
    std::vector<std::vector<int>> training;
    std::vector<std::vector<int>> held_out;  // one different line in sixteen
    std::size_t longest = 0;                 // tokens of the longest line
};

/// Splits each line as tokenise does; empty lines are passed over. Which lines are held out follows
/// from a hash of their words; a line that stands in the text twice is on one side only; fewer than
/// sixteen different lines are all training. Errors: empty; bad_value naming the line that is too
/// long; unsupported where there are too many words.
[[nodiscard]] engine::Result<TextCorpus> read_text(std::string_view text);

/// The numbers of a line's words. Errors: bad_value naming the first word that is not in the list.
[[nodiscard]] engine::Result<std::vector<int>> token_numbers(std::string_view line, const WordList& words);

/// A list as one text, a word a line, and back.
[[nodiscard]] std::string joined_words(const WordList& words);
[[nodiscard]] WordList split_words(std::string_view text);

}  // namespace mha::data
