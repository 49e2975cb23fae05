// SPDX-License-Identifier: MIT
// The guided tour through the network: where each stop stands, and one exact sentence with its running numbers.
#pragma once

#include <string>

#include "sim/network_list.hpp"
#include "sim/state.hpp"

namespace mha::sim {

inline constexpr int kTourStops = 18;

struct TourStop {
    std::string title, sentence;
    NetPlace place;  // the number the sentence speaks of
};

/// Stop 1..kTourStops (others are brought into the range), in block State::layer and head State::open (0 counts as 1),
/// for the last letter the model reads.
[[nodiscard]] TourStop tour_stop(const SortReading& reading, const State& state, int step);

/// The block and the head the tour and the panel of heads show.
[[nodiscard]] int shown_block(const SortReading& reading, const State& state);
[[nodiscard]] int shown_head_of(const SortReading& reading, const State& state);

}  // namespace mha::sim
