// SPDX-License-Identifier: MIT
// What the views of the lesson `heads` share: what is said of a cell, the weights table, the heat map.
#pragma once

#include <string_view>
#include <vector>

#include "lessons/stage.hpp"
#include "lessons/strip.hpp"
#include "view/heat_map.hpp"

namespace mha::lessons::heads {

void draw_grid(Stage& stage);
void draw_open(Stage& stage, int head);
void draw_compare(Stage& stage);
void draw_concat(Stage& stage);
void draw_controls(Stage& stage);

/// "black → cat 0.92 of the attention of ‘black’" as runs.
[[nodiscard]] std::vector<Run> cell_runs(const Stage& stage, int head, view::Cell cell, bool brief);
/// What the strip says when nothing is pointed at: the mask, switched-off heads, or the given hint.
[[nodiscard]] std::vector<Run> resting_runs(const Stage& stage, std::string_view hint);

/// The whole matrix of a head as a table for readers.
void add_weights_table(Stage& stage, int head);
/// Head compare-left less head compare-right, words by words.
void add_difference_table(Stage& stage, const std::vector<float>& difference);
/// The heat map of a head, without labels.
[[nodiscard]] view::HeatMap head_map(const Stage& stage, int head, Rect rect);

}  // namespace mha::lessons::heads
