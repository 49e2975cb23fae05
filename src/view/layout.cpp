// SPDX-License-Identifier: MIT
// Frame regions and the choice of the grid. Numbers are the frame's own, in CSS px.
#include "view/layout.hpp"

#include <algorithm>
#include <cmath>

namespace mha::view {
namespace {

constexpr float kMaxCell = 64;
constexpr float kTextBeside = 108;
constexpr float kSlant = 0.7071F;

struct Costs {
    float across = 0, down = 0;  // everything that is not a matrix
};

Costs costs(const GridInput& in, const GridChoice& grid, float gap, float row_gap) {
    const auto columns = static_cast<float>(grid.columns), rows = static_cast<float>(grid.rows);
    Costs c;
    c.across = grid.row_label * (grid.labels_on_every_column ? columns : 1) + (columns - 1) * gap +
               columns * (grid.beside + grid.bullet);
    c.down = grid.label_height * (grid.labels_on_every_row ? rows : 1) + rows * (grid.heading + grid.below) +
             (rows - 1) * row_gap;
    if (in.phone) c.down += 2;
    return c;
}

/// Fills everything but the label mode's height; the cell depends on it and it on the cell, so two passes.
GridChoice attempt(const GridInput& in, int columns, TextPlace text) {
    GridChoice grid;
    grid.columns = columns;
    grid.rows = (in.heads + columns - 1) / columns;
    grid.text = text;
    grid.row_label = in.longest_row_label + 8;
    grid.labels_on_every_column = in.roomy && grid.text == TextPlace::beside;
    grid.labels_on_every_row = text == TextPlace::beside;
    grid.heading = text == TextPlace::beside ? 0 : text == TextPlace::heading ? 22.0F : 24.0F;
    grid.beside = text == TextPlace::beside ? kTextBeside : 0;
    grid.bullet = text == TextPlace::heading && !in.phone ? 14.0F : 0;
    grid.below = text == TextPlace::below ? 116.0F : 0;
    const float gap = in.phone && in.room.w < 310 ? 10 : 20;
    const float row_gap = text == TextPlace::below ? 12.0F : text == TextPlace::beside ? 4.0F : 2.0F;
    const float least = text == TextPlace::below ? 120.0F : text == TextPlace::heading && !in.phone ? 84.0F : 60.0F;
    float cell = 0;
    LabelMode mode = LabelMode::horizontal;
    for (int pass = 0; pass < 3; ++pass) {
        grid.labels = mode;
        grid.label_height = label_height(mode, in.longest_column_label);
        const Costs c = costs(in, grid, gap, row_gap);
        cell = std::min({cell_size(in.room.w - c.across, grid.columns * in.words, in.ratio),
                         cell_size(in.room.h - c.down, grid.rows * in.words, in.ratio), kMaxCell});
        const LabelMode fitting = label_mode(cell, in.longest_column_label);
        if (fitting <= mode) break;
        mode = fitting;
    }
    grid.cell = cell;
    const float matrix = cell * static_cast<float>(in.words);
    const float block = std::max(matrix, least);
    const auto rows = static_cast<float>(grid.rows), cols = static_cast<float>(grid.columns);
    const Costs c = costs(in, grid, gap, row_gap);
    grid.step_x = block + gap + grid.beside + grid.bullet + (grid.labels_on_every_column ? grid.row_label : 0);
    grid.step_y = matrix + grid.heading + grid.below + row_gap + (grid.labels_on_every_row ? grid.label_height : 0);
    const float spare_x = in.room.w - c.across - cols * block, spare_y = in.room.h - c.down - rows * matrix;
    if (columns > 1 && spare_x < 0) grid.cell = 0;  // its text would not fit
    const float air = std::clamp(spare_y - 4, 0.0F, 6.0F);  // between heading and labels first
    grid.label_height += air;
    grid.left = in.room.x + grid.row_label + std::max(0.0F, spare_x) / 2;
    grid.top = in.room.y + grid.heading + grid.label_height + std::max(0.0F, spare_y - air) / 2;
    return grid;
}

int richness(TextPlace text) { return text == TextPlace::below ? 2 : text == TextPlace::beside ? 1 : 0; }

bool better(const GridChoice& a, const GridChoice& b) {
    if (a.cell != b.cell) return a.cell > b.cell;
    if (a.rows != b.rows) return a.rows < b.rows;
    return richness(a.text) > richness(b.text);
}

}  // namespace

FrameLayout frame_layout(float width, float height) {
    FrameLayout l;
    l.width = std::max(width, 320.0F);
    l.phone = l.width < 480;
    l.wide = l.width >= 768;
    l.roomy = l.width >= 1200;
    l.margin = l.phone ? 12.0F : 16.0F;
    const float split = std::max(height, 300.0F) - 70;
    l.draw = {0, 0, l.width, split};
    l.controls = {0, split, l.width, 70};
    const float side = l.phone ? 40 : l.roomy ? 130 : l.wide ? 110 : 90;
    l.title = {side, 0, l.width - 2 * side, 40};
    const float field = l.phone ? l.width - 2 * l.margin : std::min(480.0F, std::max(l.width - 240, std::min(360.0F, l.width - 2 * l.margin)));
    l.field = {std::floor((l.width - field) / 2), l.phone ? 40.0F : 42.0F, field, 32};
    l.rule_y = split - (l.phone ? 28.0F : 36.0F);
    l.strip_y = l.rule_y + (l.phone ? 14.0F : 17.0F);
    const float figure_w = std::min(l.width - 2 * l.margin, 1600.0F);
    const float figure_y = l.phone ? 74.0F : 80.0F;
    l.figure = {std::floor((l.width - figure_w) / 2), figure_y, figure_w, l.rule_y - 2 - figure_y};
    l.row1_y = split + 18;
    l.row2_y = split + 52;
    return l;
}

float cell_size(float room, int n, float ratio) {
    if (n < 1 || !(room > 0) || !(ratio > 0)) return 1.0F / std::max(ratio, 1.0F);
    return std::max(std::floor(room * ratio / static_cast<float>(n)), 1.0F) / ratio;
}

LabelMode label_mode(float cell, float longest) {
    if (longest <= cell - 4) return LabelMode::horizontal;
    return cell >= 20 ? LabelMode::slanted : LabelMode::vertical;
}

float label_height(LabelMode mode, float longest) {
    switch (mode) {
        case LabelMode::slanted: return std::clamp(longest * kSlant + 9, 24.0F, 62.0F);
        case LabelMode::vertical: return std::clamp(longest + 7, 20.0F, 62.0F);
        case LabelMode::horizontal: break;
    }
    return 20;
}

int label_stride(float cell) { return cell >= 11 ? 1 : static_cast<int>(std::ceil(12 / std::max(cell, 1.0F))); }

GridChoice choose_grid(const GridInput& in) {
    GridChoice named, brief = attempt(in, 1, TextPlace::heading);
    for (int columns = 1; columns <= in.heads; ++columns) {
        for (const TextPlace text : {TextPlace::below, TextPlace::beside}) {
            const GridChoice grid = attempt(in, columns, text);
            if (better(grid, named)) named = grid;
        }
        const GridChoice grid = attempt(in, columns, TextPlace::heading);
        if (better(grid, brief)) brief = grid;
    }
    if (in.phone || named.cell <= 0) return brief;
    // Up to four heads, and on wide screens, the words beside the matrix are worth some of its size.
    if (in.heads <= 4) return named;
    return brief.cell > named.cell + (in.roomy ? 2.0F : 0.0F) ? brief : named;
}

Rect matrix_rect(const GridChoice& grid, int head, int words) {
    const int index = head - 1;
    const float side = grid.cell * static_cast<float>(words);
    return {grid.left + grid.step_x * static_cast<float>(index % grid.columns),
            grid.top + grid.step_y * static_cast<float>(index / grid.columns), side, side};
}

}  // namespace mha::view
