// SPDX-License-Identifier: MIT
// The lesson `words`: which word looks at which, head by head.
#pragma once

#include <string>

#include "view/frame.hpp"

namespace mha::lessons {

[[nodiscard]] sim::State words_start();
void draw_words(view::Frame& frame);
[[nodiscard]] std::string describe_words(const sim::State& state, const sim::Readings& readings);

}  // namespace mha::lessons
