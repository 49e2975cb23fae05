// SPDX-License-Identifier: MIT
#include "sim/strengths.hpp"

#include <algorithm>

#include "engine/order.hpp"
#include "sim/numerals.hpp"

namespace mha::sim {
namespace {

float weight(const State& state, const MatrixView& weights, std::size_t chosen, std::size_t other) {
    return state.looked_at ? weights.at(other, chosen) : weights.at(chosen, other);
}

/// The word that `word` looks at most, or that looks at it most.
Strength strongest_of(const State& state, const MatrixView& weights, std::size_t word) {
    std::size_t best = 0;
    for (std::size_t other = 1; other < weights.rows; ++other) {
        if (weight(state, weights, word, other) > weight(state, weights, word, best)) best = other;
    }
    const int own = static_cast<int>(word) + 1, its = static_cast<int>(best) + 1;
    const float share = weight(state, weights, word, best);
    return state.looked_at ? Strength{its, own, share} : Strength{own, its, share};
}

}  // namespace

std::vector<int> chosen_words(const State& state) {
    std::vector<int> words;
    for (int word = 1; word <= kMaxWords; ++word) {
        if (word == state.word || (state.also & word_bit(word)) != 0) words.push_back(word);
    }
    return words;
}

std::vector<float> strengths(const State& state, const MatrixView& weights) {
    std::vector<float> out(weights.rows, 0.0F);
    std::vector<int> chosen = chosen_words(state);
    std::erase_if(chosen, [&](int word) { return static_cast<std::size_t>(word) > weights.rows; });
    if (chosen.empty()) return out;
    for (std::size_t other = 0; other < out.size(); ++other) {
        double sum = 0;
        for (const int word : chosen)
            sum += static_cast<double>(weight(state, weights, static_cast<std::size_t>(word) - 1, other));
        out[other] = static_cast<float>(sum / static_cast<double>(chosen.size()));
    }
    return out;
}

namespace {

/// Each chosen word that the sentence has, as `write` writes it.
template <class Write>
std::string chosen_words_text(const State& state, const Readings& readings, Write write) {
    std::vector<int> chosen = chosen_words(state);
    std::erase_if(chosen, [&](int word) { return word > readings.word_count(); });
    if (chosen.empty()) return write("");
    const auto word = [&](int number) { return write(readings.words[static_cast<std::size_t>(number) - 1].text); };
    if (chosen.size() == 1) return word(chosen[0]);
    // Their rows are one row of 100 %; what a word gives to the two is a sum, and a mean is shown.
    if (chosen.size() == 2 && !state.looked_at) return word(chosen[0]) + " and " + word(chosen[1]);
    return "the mean of " + count_of(static_cast<int>(chosen.size()), "word");
}

}  // namespace

std::string chosen_text(const State& state, const Readings& readings) {
    return chosen_words_text(state, readings, [](std::string_view word) { return std::string(word); });
}

std::string chosen_in_quotes(const State& state, const Readings& readings) {
    return chosen_words_text(state, readings, [](std::string_view word) { return in_quotes(word); });
}

std::vector<Strength> strength_rows(const State& state, const MatrixView& weights) {
    std::vector<Strength> rows;
    const std::vector<float> shares = strengths(state, weights);
    for (std::size_t word = 0; word < weights.rows; ++word) {
        const int number = static_cast<int>(word) + 1;
        if (state.strongest)
            rows.push_back(strongest_of(state, weights, word));
        else if (state.looked_at)
            rows.push_back({number, 0, shares[word]});
        else
            rows.push_back({0, number, shares[word]});
    }
    engine::sort_by(rows, [](const Strength& a, const Strength& b) { return a.share > b.share; });
    return rows;
}

}  // namespace mha::sim
