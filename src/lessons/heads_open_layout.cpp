// SPDX-License-Identifier: MIT
// Geometry of the open head.
#include <algorithm>

#include "lessons/heads_open.hpp"

namespace mha::lessons::heads {
namespace {

constexpr float kChoice = 116, kHereLine = 15;

}  // namespace

OpenLayout open_layout(const view::FrameLayout& l, int heads, bool prefer_links) {
    OpenLayout o;
    const Rect f = l.figure;
    const bool both = f.w >= 560, below = !both;  // narrow: the role stands under the selector
    o.row_y = l.phone ? f.y + 2 : f.y + 4;
    o.role_y = below ? o.row_y + (heads > 1 ? 46.0F : 12.0F) : o.row_y + 9;
    o.knockout = {f.x, f.y + f.h - 44, f.w, 44};
    float top = below ? o.role_y + 28 : o.row_y + 40;
    if (!both) {
        o.choice = {f.x + f.w - kChoice, top + 2, kChoice, 28};
        o.here_y = top + 9;
        o.here_room = f.w - kChoice - 12;
        top += 3 * kHereLine + 2;
        o.matrix = !prefer_links;
        o.links = prefer_links;
    }
    o.body = {f.x, top, f.w, o.knockout.y - 8 - top};
    o.divider = both ? f.x + std::min(f.w * 0.47F, f.w - 330) : prefer_links ? f.x - 16 : f.x + f.w + 28;
    return o;
}

OpenMatrix open_matrix(const Stage& stage, const OpenLayout& o) {
    const Canvas canvas(stage.frame);
    const int words = stage.word_count();
    OpenMatrix m;
    m.row_room = stage.longest_word(96) + 12;
    const float width = o.divider - 28 - o.body.x - m.row_room, longest = stage.longest_word(72);
    float above = 20, cell = 0;
    for (int pass = 0; pass < 3; ++pass) {
        above = view::label_height(m.labels, longest);
        cell = std::min({view::cell_size(width - 4, words, stage.frame.ratio),
                         view::cell_size(o.body.h - above - 4, words, stage.frame.ratio), 56.0F});
        if (view::label_mode(cell, longest) <= m.labels) break;
        m.labels = view::label_mode(cell, longest);
    }
    const float side = cell * static_cast<float>(words);
    const float spare_x = std::max(0.0F, width - side) / 2, spare_y = std::max(0.0F, o.body.h - above - side) / 2;
    m.rect = {canvas.snap(o.body.x + m.row_room + spare_x), canvas.snap(o.body.y + above + spare_y), side, side};
    return m;
}

}  // namespace mha::lessons::heads
