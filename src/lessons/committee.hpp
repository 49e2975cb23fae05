// SPDX-License-Identifier: MIT
// The lesson `committee`: four real heads of a model of names, switched on and off, and the next letter.
#pragma once

#include <string>

#include "sim/derive.hpp"
#include "view/frame.hpp"

namespace mha::lessons {

[[nodiscard]] sim::State committee_start();
/// The model after all of its training, or after a fifth of it.
[[nodiscard]] sim::Task committee_task(const sim::State& state);
void draw_committee(view::Frame& frame);
[[nodiscard]] std::string describe_committee(const sim::State& state, const sim::Readings& readings);

}  // namespace mha::lessons
