// SPDX-License-Identifier: MIT
// Movement as an answer to an action: marks travel to their new place and stop. Numbers never do: they change at once.
#pragma once

#include <string_view>

#include "view/frame.hpp"

namespace mha::view {

inline constexpr double kShortMotion = 0.16;  // seconds: thumbs, bars

/// Where the mark `id` is drawn on its way to `target`, easing out (cubic). It starts from what is on the screen; a
/// mark that was not there in the last frame, and every mark under reduced motion, is at its target. Asks for frames
/// until it has arrived.
[[nodiscard]] float eased(Frame& frame, std::string_view id, float target, double seconds = kShortMotion);

/// The same for a mark that follows the pointer: at its target now, and a later movement starts from there.
float placed(Frame& frame, std::string_view id, float target);

}  // namespace mha::view
