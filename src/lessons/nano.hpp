// SPDX-License-Identifier: MIT
// The lesson `nano-gpt`: a whole small GPT that sorts six letters.
#pragma once

#include <string>
#include <string_view>

#include "sim/action.hpp"
#include "sim/derive.hpp"
#include "view/frame.hpp"

namespace mha::lessons {

[[nodiscard]] sim::State nano_start();
[[nodiscard]] sim::Task nano_task(const sim::State& state);
void draw_nano(view::Frame& frame);
/// Arrow keys move the focused map by a quarter of its window, plus and minus zoom, 0 shows all of it.
[[nodiscard]] sim::Actions nano_key(const sim::State& state, std::string_view focus, std::string_view key);
[[nodiscard]] std::string describe_nano(const sim::State& state, const sim::Readings& readings);

}  // namespace mha::lessons
