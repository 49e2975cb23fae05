// SPDX-License-Identifier: MIT
// One head large, in three files: layout, role and knock-out, matrix and links.
#pragma once

#include "lessons/heads_parts.hpp"

namespace mha::lessons::heads {

struct OpenLayout {
    float row_y = 84;     // head selector
    float role_y = 93;    // middle of the role's line
    float here_y = 0;     // middle of the sentence about this sentence, 0: it stands in the strip
    float here_room = 0;  // its width, three lines
    Rect choice;          // Matrix or Links; empty where there is room for both
    Rect body;            // heat map and links
    Rect knockout;
    bool matrix = true, links = true;
    float divider = 0;  // between them; where there is one, the body's edge
};
[[nodiscard]] OpenLayout open_layout(const view::FrameLayout& layout, int heads, bool prefer_links);

/// The matrix in its half of the body.
struct OpenMatrix {
    Rect rect;
    view::LabelMode labels = view::LabelMode::horizontal;
    float row_room = 0;  // row labels
};
[[nodiscard]] OpenMatrix open_matrix(const Stage& stage, const OpenLayout& o);

/// The head selector, "All heads", and Matrix or Links; returns where the selector ends.
float draw_open_selector(Stage& stage, const OpenLayout& o, int head);
/// Role, score bar, both chance lines, and what it means here.
void draw_open_role(Stage& stage, const OpenLayout& o, int head, float x);
/// The head's switch and what the model loses without it.
void draw_knockout(Stage& stage, const OpenLayout& o, int head);

}  // namespace mha::lessons::heads
