// SPDX-License-Identifier: MIT
// From words back to structure: is this a sentence of the grammar, and what are its gold links?
#pragma once

#include <optional>
#include <span>

#include "data/grammar.hpp"
#include "data/guide.hpp"

namespace mha::data {

/// Bound on the runs through the grammar for one line of words; a run takes 2 to 3 microseconds.
/// Sentences of the grammar need a few hundred at most, words put together to be hard a few
/// thousand.
inline constexpr int kMaxParseRuns = 5000;

/// Finds the ways in which the grammar makes a sentence, one after the other.
class Parser {
  public:
    /// The tokens must outlive the parser.
    explicit Parser(std::span<const int> tokens, int max_runs = kMaxParseRuns)
        : tokens_(tokens), guide_(tokens, max_runs) {}

    /// The next way, in the order of the patterns and with the likelier outcome of each choice
    /// first; nullopt when there is no further one, or max_runs is used up. Several ways may give
    /// the same links. Anything is accepted as tokens: too many words, [MASK] and kUnknown give
    /// nullopt.
    [[nodiscard]] std::optional<Sentence> next();

    /// Runs so far.
    [[nodiscard]] int runs() const { return guide_.runs(); }

  private:
    std::span<const int> tokens_;
    Guide guide_;
    std::size_t pattern_ = 0;
};

/// The sentence with the links and agreements of the first way in which the grammar makes it;
/// nullopt if it makes no such sentence, or none was found in kMaxParseRuns. `tokens` are
/// vocabulary ids. A statement may end in a full stop or not, and be as short as "cats sleep".
[[nodiscard]] std::optional<Sentence> parse(std::span<const int> tokens);

}  // namespace mha::data
