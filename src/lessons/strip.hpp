// SPDX-License-Identifier: MIT
// The line between figure and controls.
#pragma once

#include <string>
#include <vector>

#include "lessons/stage.hpp"

namespace mha::lessons {

/// The line under the figure: scale at the left, what is pointed at in the middle, dimensions at the right.
struct Strip {
    bool scale = true;
    int scale_head = 0;  // 0: grey
    std::vector<Run> middle;
    std::string plain_middle;  // the middle in words, for readers
    bool dimensions = true;
    bool centred = false;  // dimensions alone, in the middle
};
void draw_strip(Stage& stage, const Strip& strip);
/// Width for the middle of a strip with scale and dimensions.
[[nodiscard]] float strip_room(const Stage& stage);

}  // namespace mha::lessons
