// SPDX-License-Identifier: MIT
// The lesson `steps`: one query through the whole calculation, every number with its arithmetic.
#pragma once

#include <string>

#include "sim/derive.hpp"
#include "view/frame.hpp"

namespace mha::lessons {

[[nodiscard]] sim::State steps_start();
/// A model of its own, small enough that all its numbers fit on the screen.
[[nodiscard]] sim::Task steps_task(const sim::State& state);
void draw_steps(view::Frame& frame);
[[nodiscard]] std::string describe_steps(const sim::State& state, const sim::Readings& readings);

}  // namespace mha::lessons
