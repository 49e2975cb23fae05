// SPDX-License-Identifier: MIT
// Words and bars around the matrices of the grid.
#include <algorithm>
#include <string>
#include <utility>

#include "lessons/heads_grid.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/marks.hpp"
#include "view/motion.hpp"
#include "view/text_flow.hpp"

namespace mha::lessons::heads {
namespace {

using sim::places;
using view::GridChoice;
using view::TextPlace;

void draw_bar(const Stage& stage, int head, Rect track) {
    const sim::RoleReading& role = stage.head(head).role;
    const float score = view::eased(stage.frame, "score-" + std::to_string(head), role.score);
    view::bullet(Canvas(stage.frame), stage.theme(), track, score, role.chance, bar_colour(stage, head),
                 stage.theme().bg);
}

/// "0.82  chance 0.20" in one line or in two.
void draw_score(const Stage& stage, int head, float x, float middle, int lines) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::RoleReading& role = stage.head(head).role;
    const Run score = {places(static_cast<double>(role.score)), Type::number, theme.ink};
    const Run word = {lines == 1 ? "  chance " : "chance ", Type::caption, theme.ink2};
    const Run chance = {places(static_cast<double>(role.chance)), Type::number_small, theme.ink2};
    if (lines == 1) {
        canvas.runs(x, middle, {score, word, chance});
        return;
    }
    canvas.runs(x, middle - 2, {score});
    canvas.runs(x, middle + 13, {word, chance});
}

void draw_text_below(const Stage& stage, int head, Rect matrix, float room) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::RoleReading& role = stage.head(head).role;
    const float y = matrix.y + matrix.h;
    canvas.text_in(Type::body_bold, matrix.x, y + 20, room, role_text(canvas, Type::body_bold, role, room),
                   role_colour(stage, head));
    draw_bar(stage, head, {matrix.x, y + 36, std::max(matrix.w, 110.0F), 8});
    draw_score(stage, head, matrix.x, y + 60, 1);
    const auto lines =
        view::wrap(role.meaning, room, 3, [&](std::string_view part) { return canvas.width(Type::body, part); });
    if (lines.size() <= 2)
        canvas.paragraph(Type::body, matrix.x, y + 84, room, 2, 18, role.meaning, theme.ink2);
    else
        canvas.paragraph(Type::caption, matrix.x, y + 80, room, 3, 15, role.meaning, theme.ink2);
}

/// The role stands in the heading; below come the bar, its numbers and the meaning.
void draw_score_below(const Stage& stage, const GridChoice& grid, int head, Rect matrix) {
    const float y = matrix.y + matrix.h + 8;
    draw_bar(stage, head,
             {matrix.x, y, grid.score_lines == 1 ? std::clamp(110.0F, matrix.w, grid.block) : matrix.w, 8});
    if (grid.score_lines > 0) draw_score(stage, head, matrix.x, y + 20, grid.score_lines);
    if (grid.meaning_lines < 1) return;
    const Canvas canvas(stage.frame);
    canvas.paragraph(Type::body, matrix.x, y + (grid.score_lines == 2 ? 56.0F : 43.0F), grid.block, grid.meaning_lines,
                     18, stage.head(head).role.meaning, stage.theme().ink2);
}

void draw_text_beside(const Stage& stage, int head, Rect matrix) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::RoleReading& role = stage.head(head).role;
    const float x = matrix.x + matrix.w + 14, room = 94, bottom = matrix.y + matrix.h;
    float y = matrix.y + 10;
    view::badge(canvas, theme, head, {x + 10, y}, 20);
    canvas.text(Type::body_bold, x + 27, y, "Head " + std::to_string(head), view::head_colours(theme, head).text);
    y += 26;
    y += 18 *
         static_cast<float>(canvas.paragraph(Type::body_bold, x, y, room, 2, 18, role.label, role_colour(stage, head)));
    draw_bar(stage, head, {x, y - 4, room, 8});
    draw_score(stage, head, x, y + 19, 2);
    const int lines = static_cast<int>((bottom - y - 46) / 15);
    if (lines >= 3) canvas.paragraph(Type::caption, x, y + 54, room, std::min(lines, 5), 15, role.meaning, theme.ink2);
}

}  // namespace

void draw_heading(const Stage& stage, const GridChoice& grid, int head, Rect matrix, float top, float room) {
    if (grid.text == TextPlace::beside) return;
    const Canvas canvas(stage.frame);
    const float size = stage.layout.width < 360 ? 16.0F : grid.text == TextPlace::heading ? 18.0F : 20.0F;
    const float middle = top + grid.heading / 2 - 1, space = size < 18 ? 5.0F : 7.0F;
    const float x = matrix.x + size + space, left = room - size - space;
    view::badge(canvas, stage.theme(), head, {matrix.x + size / 2, middle}, size);
    if (grid.text == TextPlace::below) {
        canvas.text(Type::heading, x, middle, "Head " + std::to_string(head),
                    view::head_colours(stage.theme(), head).text);
        return;
    }
    const sim::RoleReading& role = stage.head(head).role;
    const bool bold = canvas.width(Type::body_bold, role_text(canvas, Type::body_bold, role, left)) <= left;
    const Type type = bold ? Type::body_bold : Type::caption_bold;
    canvas.text_in(type, x, middle, left, role_text(canvas, type, role, left), role_colour(stage, head));
}

void draw_head_text(const Stage& stage, const GridChoice& grid, int head, Rect matrix, float room) {
    if (grid.text == TextPlace::beside) draw_text_beside(stage, head, matrix);
    if (grid.text == TextPlace::below) draw_text_below(stage, head, matrix, room);
    if (grid.bar) draw_score_below(stage, grid, head, matrix);
    if (grid.bullet <= 0) return;
    const sim::RoleReading& role = stage.head(head).role;
    view::bullet_upright(Canvas(stage.frame), stage.theme(), {matrix.x + matrix.w + 6, matrix.y, 8, matrix.h},
                         role.score, role.chance, bar_colour(stage, head), stage.theme().bg);
}

bool draw_legend(const Stage& stage, const GridChoice& grid) {
    const int free = grid.columns * grid.rows - stage.head_count();
    if (!stage.layout.phone || free < 1) return false;
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect r = view::matrix_rect(grid, stage.head_count() + 1, stage.word_count());
    if (r.h < 60 || stage.layout.width - r.x < 80) return false;
    canvas.text(Type::caption, r.x, r.y + 8, "row looks", theme.ink2);
    canvas.text(Type::caption, r.x, r.y + 23, "at column", theme.ink2);
    view::scale(canvas, theme, r.x, r.y + 43, 0, 50);
    if (r.y + 72 < stage.layout.rule_y) canvas.text(Type::caption_bold, r.x, r.y + 64, "tap to open", theme.accent);
    return true;
}

}  // namespace mha::lessons::heads
