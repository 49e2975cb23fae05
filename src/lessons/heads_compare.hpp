// SPDX-License-Identifier: MIT
// Where the compared heads, their difference and the words about it stand.
#pragma once

#include "lessons/heads_parts.hpp"

namespace mha::lessons::heads {

struct CompareLayout {
    Rect left, right, difference;  // matrices
    Rect left_choice, right_choice;
    view::LabelMode labels = view::LabelMode::horizontal;
    float label_room = 60, similarity_y = 391;
    float block = 120;     // width of a matrix with its heading
    bool stacked = false;  // difference under the two heads, its words beside it
};
[[nodiscard]] CompareLayout compare_layout(const Stage& stage);

}  // namespace mha::lessons::heads
