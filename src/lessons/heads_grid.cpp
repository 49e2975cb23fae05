// SPDX-License-Identifier: MIT
// All heads side by side.
#include <algorithm>
#include <string>
#include <utility>

#include "lessons/heads_parts.hpp"
#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"
#include "view/marks.hpp"
#include "view/overlay.hpp"
#include "view/text_flow.hpp"

namespace mha::lessons::heads {
namespace {

using sim::places;
using view::GridChoice;
using view::TextPlace;

constexpr int kMostTableCells = 180;

struct Pointed {
    int head = 0;
    view::Cell cell;
    Rect matrix;
};

float label_room(const Stage& stage) { return stage.layout.phone ? 58.0F : 72.0F; }

GridChoice grid_of(const Stage& stage) {
    view::GridInput input;
    input.heads = stage.head_count();
    input.words = stage.word_count();
    input.room = stage.layout.figure;
    input.ratio = stage.frame.ratio;
    input.longest_row_label = stage.longest_word(label_room(stage));
    input.longest_column_label = stage.longest_word(label_room(stage));
    input.phone = stage.layout.phone;
    input.roomy = stage.layout.roomy;
    GridChoice grid = view::choose_grid(input);
    const Canvas canvas(stage.frame);
    grid.left = canvas.snap(grid.left), grid.top = canvas.snap(grid.top);
    grid.step_x = canvas.snap(grid.step_x), grid.step_y = canvas.snap(grid.step_y);
    return grid;
}

/// The part of the grid that belongs to a head: what can be pressed.
Rect head_rect(const GridChoice& grid, Rect matrix, bool labelled) {
    const float above = grid.heading + (labelled ? grid.label_height : 0);
    return {matrix.x - 2, matrix.y - above, std::max(matrix.w, grid.step_x - 24 - grid.row_label * (grid.labels_on_every_column ? 1.0F : 0)) + 4,
            matrix.h + above + grid.below};
}

void draw_score(const Canvas& canvas, const Stage& stage, int head, float x, float middle) {
    const sim::RoleReading& role = stage.head(head).role;
    canvas.runs(x, middle, {{places(static_cast<double>(role.score)), Type::number, stage.theme().ink},
                            {"  chance ", Type::caption, stage.theme().ink2},
                            {places(static_cast<double>(role.chance)), Type::number_small, stage.theme().ink2}});
}

void draw_text_below(const Canvas& canvas, const Stage& stage, int head, Rect matrix, float room) {
    const sim::RoleReading& role = stage.head(head).role;
    const float y = matrix.y + matrix.h;
    canvas.text_in(Type::body_bold, matrix.x, y + 20, room, role_text(canvas, Type::body_bold, role, room), role_colour(stage, head));
    view::bullet(canvas, stage.theme(), {matrix.x, y + 36, std::max(matrix.w, 110.0F), 8}, role.score, role.chance,
                 bar_colour(stage, head), stage.theme().bg);
    draw_score(canvas, stage, head, matrix.x, y + 60);
    const auto lines = view::wrap(role.meaning, room, 3, [&](std::string_view part) { return canvas.width(Type::body, part); });
    if (lines.size() <= 2) canvas.paragraph(Type::body, matrix.x, y + 84, room, 2, 18, role.meaning, stage.theme().ink2);
    else canvas.paragraph(Type::caption, matrix.x, y + 80, room, 3, 15, role.meaning, stage.theme().ink2);
}

void draw_text_beside(const Canvas& canvas, const Stage& stage, int head, Rect matrix) {
    const sim::RoleReading& role = stage.head(head).role;
    const float x = matrix.x + matrix.w + 14, room = 94;
    float y = matrix.y + 10;
    view::badge(canvas, stage.theme(), head, {x + 10, y}, 20);
    canvas.text(Type::body_bold, x + 27, y, "Head " + std::to_string(head), view::head_colours(stage.theme(), head).text);
    y += 30;
    const bool tall = matrix.h >= 116;
    canvas.paragraph(Type::body_bold, x, y, room, tall ? 2 : 1, 18, role.label, role_colour(stage, head));
    y += tall ? 36.0F : 18.0F;
    view::bullet(canvas, stage.theme(), {x, y, room, 8}, role.score, role.chance, bar_colour(stage, head), stage.theme().bg);
    canvas.text(Type::number, x, y + 24, places(static_cast<double>(role.score)), stage.theme().ink);
    if (y + 52 > matrix.y + matrix.h + 8) return;
    canvas.runs(x, y + 44, {{"chance ", Type::caption, stage.theme().ink2},
                            {places(static_cast<double>(role.chance)), Type::number_small, stage.theme().ink2}});
}

void draw_heading(const Canvas& canvas, const Stage& stage, const GridChoice& grid, int head, Rect matrix, float top, float room) {
    const bool named = grid.text == TextPlace::below;
    const float size = stage.layout.width < 360 ? 16.0F : grid.text == TextPlace::heading ? 18.0F : 20.0F, middle = top + grid.heading / 2 - 1;
    view::badge(canvas, stage.theme(), head, {matrix.x + size / 2, middle}, size);
    const float space = size < 18 ? 5.0F : 7.0F, x = matrix.x + size + space, left = room - size - space;
    if (named) {
        canvas.text(Type::heading, x, middle, "Head " + std::to_string(head), view::head_colours(stage.theme(), head).text);
        return;
    }
    const sim::RoleReading& role = stage.head(head).role;
    const Type type = canvas.width(Type::body_bold, role_text(canvas, Type::body_bold, role, left)) <= left ? Type::body_bold : Type::caption_bold;
    canvas.text_in(type, x, middle, left, role_text(canvas, type, role, left), role_colour(stage, head));
}

/// The cell of any head that the pointer is over, so that its row label can answer wherever it stands.
view::Cell pointed_cell(const Stage& stage, const GridChoice& grid) {
    const view::Glance& glance = stage.frame.glance;
    for (int head = 1; head <= stage.head_count(); ++head) {
        if (glance.hot != "head-" + std::to_string(head)) continue;
        return view::cell_at(view::matrix_rect(grid, head, stage.word_count()), stage.word_count(), glance.pointer_x, glance.pointer_y);
    }
    return {};
}

Pointed draw_head(Stage& stage, const GridChoice& grid, int head, view::Cell any) {
    view::Frame& frame = stage.frame;
    const Canvas canvas(frame);
    const int index = head - 1, column = index % grid.columns, row = index / grid.columns;
    const bool top_row = grid.labels_on_every_row || row == 0;
    const bool first_column = grid.labels_on_every_column || column == 0;
    const Rect matrix = view::matrix_rect(grid, head, stage.word_count());
    const Rect whole = head_rect(grid, matrix, top_row);
    const view::Touch touch = view::interact(frame, head_control(stage, head, whole));
    Pointed pointed;
    if (touch.pointed) pointed = {head, touch.hot ? any : view::Cell{}, matrix};
    const float label_top = matrix.y - (top_row ? grid.label_height : 0);
    const float room = std::min(grid.step_x - (stage.layout.phone ? 5.0F : 8.0F) - grid.beside - (grid.labels_on_every_column ? grid.row_label : 0),
                                stage.layout.width - 8 - matrix.x);
    if (grid.text == TextPlace::beside) draw_text_beside(canvas, stage, head, matrix);
    else draw_heading(canvas, stage, grid, head, matrix, label_top - grid.heading, room);
    if (grid.text == TextPlace::below) draw_text_below(canvas, stage, head, matrix, room);
    if (top_row) view::draw_column_labels(canvas, stage.theme(), matrix, stage.words, grid.labels, label_room(stage), pointed.cell.column, stage.unknown);
    if (first_column) view::draw_row_labels(canvas, stage.theme(), matrix, stage.words, label_room(stage), grid.labels_on_every_column ? pointed.cell.row : any.row, stage.unknown);
    view::HeatMap map = head_map(stage, head, matrix);
    map.pointed = pointed.cell;
    if (touch.pointed) {
        canvas.outline_round({matrix.x - 4, matrix.y - 4, matrix.w + 8, matrix.h + 8}, 0, 4, view::head_colours(stage.theme(), head).text);
    }
    view::draw_heat_map(canvas, stage.theme(), map);
    if (grid.bullet > 0) {
        const sim::RoleReading& role = stage.head(head).role;
        view::bullet_upright(canvas, stage.theme(), {matrix.x + matrix.w + 6, matrix.y, 8, matrix.h}, role.score, role.chance,
                             bar_colour(stage, head), stage.theme().bg);
    }
    if (touch.focused) view::focus_ring(canvas, stage.theme(), matrix, 4);
    return pointed;
}

void draw_head_tooltip(Stage& stage, const Pointed& pointed) {
    const sim::HeadReading& head = stage.head(pointed.head);
    view::Tooltip tip;
    tip.head = pointed.head;
    tip.role = head.role.label;
    tip.heading = "Head " + std::to_string(pointed.head);
    tip.diffuse = is_diffuse(head.role);
    tip.score = head.role.score;
    tip.chance = head.role.chance;
    tip.sentence = sim::describe_here(stage.readings(), pointed.head);
    Rect clear = pointed.matrix;
    if (pointed.cell.any()) {
        const std::string cell = sim::describe_cell(stage.readings(), pointed.head, pointed.cell.row + 1, pointed.cell.column + 1);
        const std::size_t colon = cell.find(": ");  // the tooltip names the head already
        tip.sentence = colon == std::string::npos ? cell : cell.substr(colon + 2);
        clear = view::cell_rect(pointed.matrix, stage.word_count(), pointed.cell);
    }
    view::tooltip(stage.frame, tip, pointed.matrix, clear);
}

/// On a phone with a free place in the grid the legend stands there.
bool draw_legend(Stage& stage, const GridChoice& grid) {
    const int free = grid.columns * grid.rows - stage.head_count();
    if (!stage.layout.phone || free < 1) return false;
    const Canvas canvas(stage.frame);
    const Rect r = view::matrix_rect(grid, stage.head_count() + 1, stage.word_count());
    if (r.h < 60 || stage.layout.width - r.x < 80) return false;
    canvas.text(Type::caption, r.x, r.y + 8, "row looks", stage.theme().ink2);
    canvas.text(Type::caption, r.x, r.y + 23, "at column", stage.theme().ink2);
    view::scale(canvas, stage.theme(), r.x, r.y + 43, 0, 50);
    canvas.text(Type::caption_bold, r.x, r.y + 64, "tap to open", stage.theme().accent);
    return true;
}

}  // namespace

void draw_grid(Stage& stage) {
    const GridChoice grid = grid_of(stage);
    const int heads = stage.head_count(), cells = stage.word_count() * stage.word_count() * heads;
    const view::Cell any = pointed_cell(stage, grid);
    Pointed pointed;
    for (int head = 1; head <= heads; ++head) {
        const Pointed here = draw_head(stage, grid, head, any);
        if (here.head > 0) pointed = here;
        if (cells <= kMostTableCells) add_weights_table(stage, head);
    }
    if (cells > kMostTableCells) add_weights_table(stage, std::max(pointed.head, 1));
    const bool legend = draw_legend(stage, grid);
    Strip strip;
    strip.scale = !legend;
    strip.centred = legend;
    strip.scale_head = pointed.head;
    if (pointed.cell.any()) {
        strip.middle = cell_runs(stage, pointed.head, pointed.cell, stage.layout.width < 680);
        strip.plain_middle = sim::describe_cell(stage.readings(), pointed.head, pointed.cell.row + 1, pointed.cell.column + 1);
    } else if (pointed.head > 0) {
        strip.plain_middle = sim::describe_head(stage.readings(), pointed.head);
    }
    if (strip.middle.empty() && !stage.layout.phone) {
        strip.middle = resting_runs(stage, grid.text == TextPlace::heading ? "row looks at column · bar: score, tick: chance"
                                                                           : "row looks at column · open a head for more");
    }
    draw_strip(stage, strip);
    if (pointed.head > 0 && !stage.frame.glance.by_touch && stage.frame.glance.menu.empty()) draw_head_tooltip(stage, pointed);
}

}  // namespace mha::lessons::heads
