// SPDX-License-Identifier: MIT
// Scale, mask and softmax of one panel of scores: a column per query, a row per key, so that neighbouring queries share
// a vector and no step crosses its lanes.
#pragma once

#include <cstddef>

namespace mha::engine::panels {

struct ScorePanel {
    std::size_t width = 8;  // columns, 4 or 8
    std::size_t keys = 0;   // rows
    std::size_t body = 0;   // the first rows, of which nothing is hidden
    float divisor = 1.0F;   // the root of the head's width
    // [width]; where it is given, the scores become exponentials whose columns still are to be multiplied by it: one
    // sweep less, but other digits.
    float* inverse = nullptr;
};

/// scores [keys, width] become weights: softmax down each column of scores / divisor. In row body + m the columns
/// before m are hidden (their weight is exactly 0): causal attention for queries body, body + 1, ...
/// The digits are those of attention_core(): sums over rows in four, joined as (0 + 1) + (2 + 3), exp of math.hpp.
void softmax(const ScorePanel& panel, float* scores);

}  // namespace mha::engine::panels
