// SPDX-License-Identifier: MIT
// The words the models know, and how a typed line becomes tokens. Any byte sequence is accepted;
// a word outside the vocabulary stays what it is and is marked unknown.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/word_list.hpp"

namespace mha::data {

inline constexpr int kUnknown = -1;

/// Number of tokens, [MASK] included; ids are 0 .. vocabulary_size() - 1.
[[nodiscard]] constexpr int vocabulary_size() { return static_cast<int>(kWords.size()); }

/// The vocabulary's spelling (lower case except "I"); "" for an id out of range.
[[nodiscard]] std::string_view word_text(int id);

/// Id of a word, ASCII case ignored, a typographic apostrophe taken as a plain one; else kUnknown.
/// "[MASK]" is found too.
[[nodiscard]] int word_id(std::string_view word);

/// One token of a typed line: bytes [begin, begin + length) of the line, and its id or kUnknown.
struct Piece {
    std::uint32_t begin = 0;
    std::uint32_t length = 0;
    int id = kUnknown;

    friend bool operator==(const Piece&, const Piece&) = default;
};

struct Tokenised {
    std::string text;           // the line as typed
    std::vector<Piece> pieces;  // in order, not overlapping
    bool truncated = false;     // there was more than `limit` pieces

    /// Display text of one piece, as typed.
    [[nodiscard]] std::string_view display(const Piece& piece) const;
    [[nodiscard]] bool all_known() const;
    /// Ids in order; unknown words are kUnknown.
    [[nodiscard]] std::vector<int> ids() const;

    friend bool operator==(const Tokenised&, const Tokenised&) = default;
};

inline constexpr std::size_t kMaxPieces = 1024;

/// Splits at white space and around punctuation; a hyphen or apostrophe between letters, and a
/// point or comma between digits, stay inside the word. Linear time; never fails.
[[nodiscard]] Tokenised tokenise(std::string_view text, std::size_t limit = kMaxPieces);

/// A sentence for reading: first letters of the sentence and of names upper case, no space before
/// punctuation. Ids out of range are left out.
[[nodiscard]] std::string to_text(std::span<const int> tokens);

}  // namespace mha::data
