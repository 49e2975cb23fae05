// SPDX-License-Identifier: MIT
// Tables of counts, each falling back on a simpler one.
#include "data/baselines.hpp"

#include <cmath>
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "data/vocabulary.hpp"

namespace mha::data {
namespace {

constexpr double kPrior = 2.0;
constexpr std::uint64_t kEdge = 4095;  // stands for the word before the first and after the last

/// How often each word occurred in each context; a context is a number.
class Table {
  public:
    void count(std::uint64_t context, int word) {
        ++pairs_[context << 12U | static_cast<std::uint64_t>(word)];
        ++totals_[context];
    }

    /// The word's probability in the context, smoothed towards `fallback`.
    [[nodiscard]] double probability(std::uint64_t context, int word, double fallback) const {
        const double total = found(totals_, context);
        const double count = found(pairs_, context << 12U | static_cast<std::uint64_t>(word));
        return (count + kPrior * fallback) / (total + kPrior);
    }

  private:
    using Counts = std::unordered_map<std::uint64_t, std::uint32_t>;

    static double found(const Counts& counts, std::uint64_t key) {
        const auto at = counts.find(key);
        return at == counts.end() ? 0.0 : static_cast<double>(at->second);
    }

    Counts pairs_;
    Counts totals_;
};

struct Neighbours {
    std::uint64_t before;
    std::uint64_t after;
};

Neighbours neighbours(std::span<const int> tokens, std::size_t at) {
    const auto key = [&](std::size_t index) {
        return index < tokens.size() ? static_cast<std::uint64_t>(tokens[index]) : kEdge;
    };
    return {at == 0 ? kEdge : key(at - 1), key(at + 1)};
}

struct Tables {
    Table words;
    Table positions;
    Table position_lengths;
    Table before;
    Table after;
    Table between;

    void add(std::span<const int> tokens) {
        for (std::size_t at = 0; at < tokens.size(); ++at) {
            const int word = tokens[at];
            const Neighbours beside = neighbours(tokens, at);
            words.count(0, word);
            positions.count(at, word);
            position_lengths.count(at << 8U | tokens.size(), word);
            before.count(beside.before, word);
            after.count(beside.after, word);
            between.count(beside.before << 12U | beside.after, word);
        }
    }

    /// Adds -ln p of the word at this position to every loss.
    void ask(std::span<const int> tokens, std::size_t at, int word, BaselineLosses& sum) const {
        const double uniform = 1.0 / vocabulary_size();
        const double frequency = words.probability(0, word, uniform);
        const double here = positions.probability(at, word, frequency);
        const double both = position_lengths.probability(at << 8U | tokens.size(), word, here);
        const Neighbours beside = neighbours(tokens, at);
        const double left = before.probability(beside.before, word, frequency);
        const double right = after.probability(beside.after, word, frequency);
        // A hidden neighbour says nothing, so the other one speaks alone.
        const bool left_hidden = beside.before == kMask;
        const bool right_hidden = beside.after == kMask;
        const double one_sided = left_hidden ? right : right_hidden ? left : (left + right) / 2.0;
        const double pair = between.probability(beside.before << 12U | beside.after, word, one_sided);
        sum.unigram -= std::log(frequency);
        sum.position -= std::log(here);
        sum.position_length -= std::log(both);
        sum.neighbours -= std::log(pair);
        ++sum.asked;
    }
};

}  // namespace

BaselineLosses baseline_losses(std::span<const Sentence> training, const engine::Batch& asked) {
    Tables tables;
    for (const Sentence& sentence : training) {
        tables.add(sentence.tokens);
    }
    BaselineLosses sum;
    std::size_t begin = 0;
    for (const std::size_t length : asked.lengths) {
        const auto tokens = std::span(asked.tokens).subspan(begin, length);
        for (std::size_t at = 0; at < length; ++at) {
            if (asked.targets[begin + at] >= 0) {
                tables.ask(tokens, at, asked.targets[begin + at], sum);
            }
        }
        begin += length;
    }
    const double count = sum.asked == 0 ? 1.0 : static_cast<double>(sum.asked);
    sum.unigram /= count;
    sum.position /= count;
    sum.position_length /= count;
    sum.neighbours /= count;
    return sum;
}

}  // namespace mha::data
