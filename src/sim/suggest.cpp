// SPDX-License-Identifier: MIT
#include "sim/suggest.hpp"

#include <algorithm>
#include <array>

#include "data/vocabulary.hpp"
#include "engine/order.hpp"

namespace mha::sim {
namespace {

constexpr std::size_t kLongest = 24;  // no word of the vocabulary is longer

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
    std::string out(text);
    std::transform(out.begin(), out.end(), out.begin(), lower);
    return out;
}

// Edits between two short words (optimal string alignment, Damerau 1964).
std::size_t edits(std::string_view a, std::string_view b) {
    std::array<std::array<std::size_t, kLongest + 1>, kLongest + 1> cost{};
    for (std::size_t i = 0; i <= a.size(); ++i) cost[i][0] = i;
    for (std::size_t j = 0; j <= b.size(); ++j) cost[0][j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
            cost[i][j] = std::min({change, cost[i - 1][j] + 1, cost[i][j - 1] + 1});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                cost[i][j] = std::min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[a.size()][b.size()];
}

struct Candidate {
    std::size_t distance;
    std::string_view word;
};

bool is_letters(std::string_view word) {
    return !word.empty() && ((word[0] >= 'a' && word[0] <= 'z') || (word[0] >= 'A' && word[0] <= 'Z'));
}

// 0 for a word that `typed` begins, else the edits; one edit is near in a short word, two in a long one.
std::size_t distance_to(const std::string& typed, const std::string& known) {
    if (known.starts_with(typed) && typed.size() >= 2) return 0;
    const std::size_t near = typed.size() <= 4 ? 1 : 2;
    const std::size_t gap = typed.size() > known.size() ? typed.size() - known.size() : known.size() - typed.size();
    if (gap > near) return kLongest;
    const std::size_t distance = edits(typed, known);
    return distance > near ? kLongest : distance;
}

}  // namespace

std::vector<std::string> suggest_words(std::string_view word, std::size_t limit) {
    std::vector<std::string> out;
    const std::string typed = lowered(word);
    if (typed.empty() || typed.size() > kLongest) return out;
    std::vector<Candidate> candidates;
    for (int id = 0; id < data::vocabulary_size(); ++id) {
        const std::string_view known = data::word_text(id);
        if (!is_letters(known) || known.size() > kLongest) continue;
        const std::size_t distance = distance_to(typed, lowered(known));
        if (distance < kLongest) candidates.push_back({distance, known});
    }
    engine::sort_by(candidates, [](const Candidate& a, const Candidate& b) {
        return a.distance != b.distance ? a.distance < b.distance : a.word < b.word;
    });
    for (const Candidate& candidate : candidates) {
        if (out.size() == limit) break;
        out.emplace_back(candidate.word);
    }
    return out;
}

std::vector<std::string> sentence_completions(std::string_view text, std::size_t limit) {
    std::vector<std::string> out;
    const data::Tokenised line = data::tokenise(text);
    if (line.pieces.empty()) return out;
    const data::Piece last = line.pieces.back();
    if (last.begin + last.length != text.size()) return out;
    const std::string typed = lowered(line.display(last));
    if (!is_letters(typed)) return out;
    for (int id = 0; id < data::vocabulary_size() && out.size() < limit; ++id) {
        const std::string known(data::word_text(id));
        if (!is_letters(known) || known.size() <= typed.size() || !lowered(known).starts_with(typed)) continue;
        out.push_back(std::string(text) + known.substr(typed.size()));
    }
    if (out.empty() && last.id == data::kUnknown) {
        for (const std::string& word : suggest_words(typed, limit))
            out.push_back(std::string(text.substr(0, last.begin)) + word);
    }
    return out;
}

}  // namespace mha::sim
