// SPDX-License-Identifier: MIT
// All heads side by side.
#include "lessons/heads_grid.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"
#include "view/overlay.hpp"

namespace mha::lessons::heads {
namespace {

using view::GridChoice;

// Of eight heads and a sentence of twelve words every matrix is a table; of longer ones the one pointed at.
constexpr int kMostTableCells = 1152;

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
    const Canvas canvas(stage.frame);
    input.longest_meaning = 40;
    for (const sim::HeadReading& head : stage.readings().heads) {
        input.longest_meaning = std::max(input.longest_meaning, canvas.width(Type::body, head.role.meaning));
    }
    input.phone = stage.layout.phone;
    input.roomy = stage.layout.roomy;
    GridChoice grid = view::choose_grid(input);
    grid.left = canvas.snap(grid.left), grid.top = canvas.snap(grid.top);
    grid.step_x = canvas.snap(grid.step_x), grid.step_y = canvas.snap(grid.step_y);
    return grid;
}

/// The part of the grid that belongs to a head: what can be pressed.
Rect head_rect(const GridChoice& grid, Rect matrix, bool labelled) {
    const float above = grid.heading + (labelled ? grid.label_height : 0);
    return {matrix.x - 2, matrix.y - above,
            std::max(matrix.w, grid.step_x - 24 - grid.row_label * (grid.labels_on_every_column ? 1.0F : 0)) + 4,
            matrix.h + above + grid.below};
}

/// The cell that the pointer is over, so that its row and column words can answer wherever they stand.
Pointed pointed_cell(const Stage& stage, const GridChoice& grid) {
    const view::Glance& glance = stage.frame.glance;
    for (int head = 1; head <= stage.head_count(); ++head) {
        if (glance.hot != "head-" + std::to_string(head)) continue;
        const Rect matrix = view::matrix_rect(grid, head, stage.word_count());
        return {head, view::cell_at(matrix, stage.word_count(), glance.pointer_x, glance.pointer_y), matrix};
    }
    return {};
}

/// Words at the first row's and the first column's matrices serve their whole column and row.
void draw_labels(const Stage& stage, const GridChoice& grid, int head, Rect matrix, const Pointed& any) {
    const Canvas canvas(stage.frame);
    const int index = head - 1;
    const auto same = [&](bool every, int mine, int other) {
        return every ? any.head == head : any.head > 0 && mine == other;
    };
    if (grid.labels_on_every_row || index / grid.columns == 0) {
        const bool answers = same(grid.labels_on_every_row, index % grid.columns, (any.head - 1) % grid.columns);
        view::draw_column_labels(canvas, stage.theme(), matrix, stage.words, grid.labels, label_room(stage),
                                 answers ? any.cell.column : -1, stage.unknown);
    }
    if (grid.labels_on_every_column || index % grid.columns == 0) {
        const bool answers = same(grid.labels_on_every_column, index / grid.columns, (any.head - 1) / grid.columns);
        view::draw_row_labels(canvas, stage.theme(), matrix, stage.words, label_room(stage),
                              answers ? any.cell.row : -1, stage.unknown);
    }
}

Pointed draw_head(Stage& stage, const GridChoice& grid, int head, const Pointed& any) {
    view::Frame& frame = stage.frame;
    const Canvas canvas(frame);
    const bool top_row = grid.labels_on_every_row || head <= grid.columns;
    const Rect matrix = view::matrix_rect(grid, head, stage.word_count());
    const view::Touch touch = view::interact(frame, head_control(stage, head, head_rect(grid, matrix, top_row)));
    Pointed pointed;
    if (touch.pointed) pointed = {head, touch.hot ? any.cell : view::Cell{}, matrix};
    const float label_top = matrix.y - (top_row ? grid.label_height : 0);
    const float taken = grid.beside + (grid.labels_on_every_column ? grid.row_label : 0);
    const float room =
        std::min(grid.step_x - (stage.layout.phone ? 5.0F : 8.0F) - taken, stage.layout.width - 8 - matrix.x);
    draw_heading(stage, grid, head, matrix, label_top - grid.heading, room);
    draw_head_text(stage, grid, head, matrix, room);
    draw_labels(stage, grid, head, matrix, any);
    view::HeatMap map = head_map(stage, head, matrix);
    map.pointed = pointed.cell;
    if (touch.pointed) {
        canvas.outline_round({matrix.x - 4, matrix.y - 4, matrix.w + 8, matrix.h + 8}, 0, 4,
                             view::head_colours(stage.theme(), head).text);
    }
    view::draw_heat_map(canvas, stage.theme(), map);
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
    tip.chances = chance_words(head.role);
    tip.sentence = head.here;
    Rect clear = pointed.matrix;
    if (pointed.cell.any()) {
        const std::string cell =
            sim::describe_cell(stage.readings(), pointed.head, pointed.cell.row + 1, pointed.cell.column + 1);
        const std::size_t colon = cell.find(": ");  // the tooltip names the head already
        tip.sentence = colon == std::string::npos ? cell : cell.substr(colon + 2);
        clear = view::cell_rect(pointed.matrix, stage.word_count(), pointed.cell);
    }
    view::tooltip(stage.frame, tip, pointed.matrix, clear);
}

}  // namespace

void draw_grid(Stage& stage) {
    const GridChoice grid = grid_of(stage);
    const int heads = stage.head_count(), cells = stage.word_count() * stage.word_count() * heads;
    const Pointed any = pointed_cell(stage, grid);
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
        strip.plain_middle =
            sim::describe_cell(stage.readings(), pointed.head, pointed.cell.row + 1, pointed.cell.column + 1);
    } else if (pointed.head > 0) {
        strip.plain_middle = sim::describe_head(stage.readings(), pointed.head);
    }
    if (strip.middle.empty() && !stage.layout.phone) {
        strip.middle = resting_runs(stage, grid.bullet > 0 ? "row looks at column · bar: score, tick: chance"
                                                           : "row looks at column · open a head for more");
    }
    draw_strip(stage, strip);
    if (pointed.head > 0 && !stage.frame.glance.by_touch && stage.frame.glance.menu.empty())
        draw_head_tooltip(stage, pointed);
}

}  // namespace mha::lessons::heads
