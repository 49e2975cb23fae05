// SPDX-License-Identifier: MIT
// What one can guess of a hidden word without attention: how often words occur, where they occur,
// and which words stand beside them. A model has to be clearly below these losses.
#pragma once

#include <cstddef>
#include <span>

#include "data/grammar.hpp"
#include "engine/transformer.hpp"

namespace mha::data {

/// Mean cross-entropies in nats over the asked words of a batch; 0 if none is asked.
struct BaselineLosses {
    double unigram = 0.0;          // word frequencies
    double position = 0.0;         // frequencies at this position
    double position_length = 0.0;  // at this position of a sentence of this length
    double neighbours = 0.0;       // between the two words beside it; a hidden one says nothing
    std::size_t asked = 0;
};

/// Counts the training sentences and measures the batch (targets >= 0 are asked). Every table is
/// smoothed with the next simpler one's probability q, (count + 2 q) / (total + 2).
[[nodiscard]] BaselineLosses baseline_losses(std::span<const Sentence> training, const engine::Batch& asked);

}  // namespace mha::data
