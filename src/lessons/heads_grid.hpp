// SPDX-License-Identifier: MIT
// All heads side by side in two files: the grid with what is pointed at, and the words around each matrix.
#pragma once

#include "lessons/heads_parts.hpp"
#include "view/grid.hpp"

namespace mha::lessons::heads {

/// Badge with "Head 3" or its role, above the matrix; `room` is the width it may use.
void draw_heading(const Stage& stage, const view::GridChoice& grid, int head, Rect matrix, float top, float room);
/// Role, score bar with chance, meaning: as much of them as the grid has room for.
void draw_head_text(const Stage& stage, const view::GridChoice& grid, int head, Rect matrix, float room);
/// On a phone with a free place in the grid the legend stands there; false when there is none.
bool draw_legend(const Stage& stage, const view::GridChoice& grid);

}  // namespace mha::lessons::heads
