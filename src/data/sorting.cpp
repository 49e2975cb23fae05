// SPDX-License-Identifier: MIT
#include "data/sorting.hpp"

#include <algorithm>

namespace mha::data {
namespace {

constexpr std::uint64_t kHeldOutShare = 4;

SortInput training_input(engine::Random& random) {
    while (true) {
        const SortInput input = sort_input(random.below(static_cast<std::uint32_t>(kSortInputs)));
        if (!is_sort_held_out(input)) return input;
    }
}

engine::Error wrong(std::string value) {
    return {engine::ErrorCode::bad_value, "the input", std::move(value), "six letters out of A, B and C"};
}

}  // namespace

SortInput sort_input(std::size_t index) {
    SortInput input{};
    for (std::size_t i = kSortLength; i-- > 0; index /= kSortVocabulary)
        input[i] = static_cast<int>(index % kSortVocabulary);
    return input;
}

std::size_t index_of(const SortInput& input) {
    std::size_t index = 0;
    for (const int letter : input) index = index * kSortVocabulary + static_cast<std::size_t>(letter);
    return index;
}

SortInput sorted(const SortInput& input) {
    SortInput result{};
    auto at = result.begin();
    for (int letter = 0; letter < static_cast<int>(kSortVocabulary); ++letter)
        at = std::fill_n(at, std::count(input.begin(), input.end(), letter), letter);
    return result;
}

bool is_sort_held_out(const SortInput& input) {
    std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a over the letters
    for (const int letter : input) hash = (hash ^ static_cast<std::uint64_t>(letter)) * 1099511628211ULL;
    return (hash >> 32U) % kHeldOutShare == 0;
}

engine::Result<SortInput> read_sort_input(std::string_view text) {
    SortInput input{};
    std::size_t count = 0;
    for (const char c : text) {
        if (c == ' ') continue;
        const char letter = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
        if (letter < 'A' || letter > 'C') {
            const bool plain = c > ' ' && c < 0x7F;
            return std::unexpected(
                wrong(plain ? "one with ‘" + std::string(1, c) + "’" : "one with another character"));
        }
        if (count < kSortLength) input[count] = letter - 'A';
        ++count;
    }
    if (count != kSortLength) return std::unexpected(wrong(std::to_string(count) + " letters long"));
    return input;
}

std::string sort_text(const SortInput& input) {
    std::string text;
    for (const int letter : input) text += sort_letter(letter);
    return text;
}

char sort_letter(int token) { return token >= 0 && token < kSortVocabulary ? static_cast<char>('A' + token) : '?'; }

void append_sort(engine::Batch& batch, const SortInput& input) {
    const SortInput answer = sorted(input);
    for (std::size_t i = 0; i < kSortContext; ++i) {
        batch.tokens.push_back(i < kSortLength ? input[i] : answer[i - kSortLength]);
        batch.targets.push_back(i + 1 < kSortLength ? -1 : answer[i + 1 - kSortLength]);
    }
    batch.lengths.push_back(kSortContext);
}

void next_sort_batch(engine::Batch& batch, std::size_t count, engine::Random& random) {
    batch.tokens.clear();
    batch.targets.clear();
    batch.lengths.clear();
    for (std::size_t i = 0; i < count; ++i) append_sort(batch, training_input(random));
}

}  // namespace mha::data
