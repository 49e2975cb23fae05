// SPDX-License-Identifier: MIT
// Readings from made-up numbers, for tests of drawing only: deterministic softmax matrices whose pictures are
// recognisable (previous word, next word, diffuse, ...). Never shown to anyone as a result.
#pragma once

#include <string>

#include "sim/readings.hpp"

namespace mha::tests {

/// heads 1..8, text split at blanks (1..16 words). D is 48.
[[nodiscard]] sim::Readings fake_readings(const std::string& text, int heads, int layers = 1);

}  // namespace mha::tests
