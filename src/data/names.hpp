// SPDX-License-Identifier: MIT
// First names, letter by letter: the list, its split into names to train on and names held out, and how a typed
// beginning becomes tokens. The tokens are those of microGPT (Karpathy): a to z are 0 to 25, and 26 is the mark that
// both begins and ends a name.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/error.hpp"
#include "engine/random.hpp"
#include "engine/transformer.hpp"

namespace mha::data {

inline constexpr int kNameMark = 26;
inline constexpr int kNameVocabulary = 27;
inline constexpr std::size_t kNameContext = 16;  // the mark and up to 15 letters
inline constexpr std::size_t kShortestName = 2;
inline constexpr std::size_t kLongestName = 15;

/// The names that ship with the project, sorted, all different.
[[nodiscard]] std::vector<std::string> shipped_names();

/// Two disjoint sets, each in the order of the list.
struct NameSplit {
    std::vector<std::string> training, held_out;
};
inline constexpr std::uint64_t kNameSplitSeed = 1;
/// Every name is held out with probability 1/10, decided by a hash of the name and the seed: a name stays on its side
/// whatever else is in the list. A list so short that a side would be empty gives its last name to that side.
[[nodiscard]] NameSplit split_names(std::span<const std::string> names, std::uint64_t seed = kNameSplitSeed);

/// "a" for 0, "." for the mark (as it is drawn), "" for anything else.
[[nodiscard]] std::string_view letter_text(int token);

/// The mark and the letters of a beginning; capital letters count as small ones and spaces around it do not count.
/// An empty beginning is the mark alone. Errors: bad_value naming the first character that is not a letter a to z and
/// its place, or the length when there is no room for another letter (more than 15).
[[nodiscard]] engine::Result<std::vector<int>> name_tokens(std::string_view beginning);

/// A list someone brings: one name a line. Empty lines and lines that start with # are passed over, names that come
/// again are counted once, capital letters become small ones.
struct ImportedNames {
    std::vector<std::string> names;  // in the order of the file
    std::size_t repeated = 0;
};
inline constexpr std::size_t kMostImportedBytes = std::size_t{1} << 20U;
inline constexpr std::size_t kMostImportedNames = 50'000;
inline constexpr std::size_t kFewestImportedNames = 20;
/// Errors: bad_value or bad_format with the number of the first line that is no name of 2 to 15 letters a to z, and
/// when there are too few names, too many, or too many bytes.
[[nodiscard]] engine::Result<ImportedNames> read_names(std::string_view text);

/// Adds a name to a batch: every letter and then the mark is asked, each from all that stands before it.
void append_name(engine::Batch& batch, std::string_view name);

/// All names in order: the questions held-out losses are made of.
[[nodiscard]] engine::Batch name_batch(std::span<const std::string> names);

/// `count` names drawn evenly, in place of the old batch.
void next_name_batch(engine::Batch& batch, std::span<const std::string> names, std::size_t count,
                     engine::Random& random);

}  // namespace mha::data
