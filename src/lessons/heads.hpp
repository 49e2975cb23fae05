// SPDX-License-Identifier: MIT
// The lesson `heads`: what every head of a trained model does with the learner's sentence.
#pragma once

#include <string>

#include "view/frame.hpp"

namespace mha::lessons {

void draw_heads(view::Frame& frame);
[[nodiscard]] std::string describe_heads(const sim::State& state, const sim::Readings& readings);

}  // namespace mha::lessons
