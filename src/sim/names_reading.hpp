// SPDX-License-Identifier: MIT
// What follows from the state in the lesson about names: the next letter with all heads and with the chosen ones, the
// parts of the winning logit, what every choice of heads costs, and drawn names.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "analysis/knockout_table.hpp"
#include "analysis/report.hpp"
#include "sim/models.hpp"
#include "sim/readings.hpp"
#include "sim/state.hpp"

namespace mha::sim {

inline constexpr int kNameEnd = 26;     // the token that ends a name (and begins it)
inline constexpr int kDrawnNames = 10;  // in each of the two columns
enum class NamesPanel : std::uint8_t { heads = 1, letters = 2, slices = 3, knockouts = 4, samples = 5, sizes = 6 };
/// Where drawn names begin: State::part.
enum class DrawnFrom : std::uint8_t { start = 1, beginning = 2 };

/// The logit of the winning letter as a sum; nats. embedding + heads + mlp = logit within rounding.
struct LogitShares {
    int letter = 0;
    double logit = 0, embedding = 0, mlp = 0;
    std::vector<double> heads;
    [[nodiscard]] double heads_together() const;
};

/// Loss with a set of heads off, nats per letter.
struct NameLoss {
    std::uint32_t off = 0;  // bit h: head h, from 0
    double loss = 0;
};

/// Held-out losses: none off, each head, each pair, ..., all.
struct NameLosses {
    std::vector<NameLoss> rows;
    int names = 0, letters = 0;                             // measured on; letters count the end mark of every name
    [[nodiscard]] double without(std::uint32_t off) const;  // NaN when it was not measured
};

struct NamesModel;

/// A list the learner brought.
struct OwnNames {
    std::shared_ptr<const std::string> list;  // what it was made from: list, model, and what "off" means
    std::shared_ptr<const NamesModel> model;
    bool mean = false;
    std::string problem;  // why it was not taken, in words; else empty
    int different = 0;    // names in it
    int repeated = 0;     // names that came again
    int trained_on = 0;   // of the measured ones: among the names the model was trained on
    NameLosses losses;    // of an evenly spaced choice of at most kMostMeasuredNames
};
inline constexpr int kMostMeasuredNames = 1000;

struct DrawnName {
    std::string all, chosen;
};

/// What belongs to a model and not to the state: read once when the model arrives.
struct NamesModel {
    std::shared_ptr<const StoredModel> stored;
    analysis::ModelReport report;
    std::vector<analysis::KnockoutRow> knockouts;
    std::vector<std::vector<float>> means;  // of every head's output over the training names, per block
};

struct NamesReading {
    std::shared_ptr<const NamesModel> model;
    std::string beginning;                // a..z
    std::vector<float> all, chosen;       // probabilities of the next letter, 27 tokens
    int best_all = 0, best = 0;           // the likeliest with all heads, with the chosen ones
    LogitShares shares;                   // of `best`, with the chosen heads
    std::uint32_t off = 0;                // heads that are off, bit h: head h from 0
    NameLosses losses;                    // held-out names that ship, off = zero or mean as the state says
    std::shared_ptr<const OwnNames> own;  // null without a list, and until it is first shown
    std::vector<MatrixView> q, k, v;      // [T, K] of every head, this beginning
    std::vector<DrawnName> drawn;         // where they are shown, else empty
};

/// The reader of the lesson (sim::Reader).
void read_names_lesson(const State& state, const std::shared_ptr<const StoredModel>& model, const Readings& before,
                       Readings& now);

/// "a" to "z", "end" for the mark.
[[nodiscard]] std::string next_letter_text(int token);
/// The letters of the bar chart: the end mark last, before it the `count` likeliest by the larger of the two
/// probabilities, in the order all heads give them.
[[nodiscard]] std::vector<int> likeliest_letters(const NamesReading& names, int count);
/// "none", "head 3", "heads 1 and 2", "heads 1, 2 and 4"; heads from bit 0.
[[nodiscard]] std::string heads_text(std::uint32_t heads);
/// Heads that are off, as bits from 0, of the first layer.
[[nodiscard]] std::uint32_t heads_off(const State& state, int heads);

}  // namespace mha::sim
