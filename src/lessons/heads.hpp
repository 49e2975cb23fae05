// SPDX-License-Identifier: MIT
// The lesson `heads`: what every head of a trained model does with the learner's sentence.
#pragma once

#include <string>

#include "sim/derive.hpp"
#include "view/frame.hpp"

namespace mha::lessons {

[[nodiscard]] sim::State heads_start();
/// The model of `heads` and `words`: one for every number of heads.
[[nodiscard]] sim::Task sentence_task(const sim::State& state);
void draw_heads(view::Frame& frame);
[[nodiscard]] std::string describe_heads(const sim::State& state, const sim::Readings& readings);

}  // namespace mha::lessons
