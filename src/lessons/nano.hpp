// SPDX-License-Identifier: MIT
// The lesson `nano-gpt`: a whole small GPT that sorts six letters.
#pragma once

#include <string>

#include "sim/derive.hpp"
#include "view/frame.hpp"

namespace mha::lessons {

[[nodiscard]] sim::State nano_start();
[[nodiscard]] sim::Task nano_task(const sim::State& state);
void draw_nano(view::Frame& frame);
[[nodiscard]] std::string describe_nano(const sim::State& state, const sim::Readings& readings);

}  // namespace mha::lessons
