// SPDX-License-Identifier: MIT
// Sorting six letters out of A, B, C: the task of minGPT's demo. A sequence is the six letters as given and then the
// same six sorted; the model reads all but the last (11 tokens) and is asked only for the sorted half.
// Source: Karpathy, minGPT, demo.ipynb (MIT).
#pragma once

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "engine/error.hpp"
#include "engine/random.hpp"
#include "engine/transformer.hpp"

namespace mha::data {

inline constexpr std::size_t kSortLength = 6;
inline constexpr int kSortVocabulary = 3;                         // A, B, C
inline constexpr std::size_t kSortContext = 2 * kSortLength - 1;  // 11
inline constexpr std::size_t kSortInputs = 729;                   // 3^6, all there are

using SortInput = std::array<int, kSortLength>;

/// Input number `index` in 0..728, in the order AAAAAA, AAAAAB, ..., CCCCCC.
[[nodiscard]] SortInput sort_input(std::size_t index);
[[nodiscard]] std::size_t index_of(const SortInput& input);
[[nodiscard]] SortInput sorted(const SortInput& input);

/// About a quarter of the inputs are not trained on, as in minGPT's demo, decided by a hash of the letters. The model
/// is then measured on all 729, the 528 or so it saw and the rest, and both shares can be told apart.
[[nodiscard]] bool is_sort_held_out(const SortInput& input);

/// Capital or small letters A, B, C, exactly six, spaces passed over. Errors: bad_value naming the first other
/// character or the number of letters.
[[nodiscard]] engine::Result<SortInput> read_sort_input(std::string_view text);
/// "CBABBC".
[[nodiscard]] std::string sort_text(const SortInput& input);
/// 'A' to 'C'; '?' for anything else.
[[nodiscard]] char sort_letter(int token);

/// Adds one input: 11 tokens, the targets -1 (not asked) five times and then the six sorted letters.
void append_sort(engine::Batch& batch, const SortInput& input);

/// `count` training inputs drawn evenly, in place of the old batch. (minGPT's demo draws some inputs again that have
/// more than three different letters; of three letters there are none.)
void next_sort_batch(engine::Batch& batch, std::size_t count, engine::Random& random);

}  // namespace mha::data
