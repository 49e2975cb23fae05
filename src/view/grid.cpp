// SPDX-License-Identifier: MIT
// The choice of the grid. Room that the cells cannot use goes to the score bar and its numbers first, then to air.
#include "view/grid.hpp"

#include <algorithm>
#include <cmath>

namespace mha::view {
namespace {

constexpr float kMaxCell = 64;
constexpr float kTextBeside = 108, kLeastBeside = 116;  // width; height that its lines need
constexpr float kScoreLine = 116;                       // "0.82  chance 0.20" in one line
constexpr float kMostAir = 14;                          // between rows

/// An amount of text, and what it is worth: cells may be smaller by this factor.
struct Form {
    TextPlace text;
    bool upright, bar, score, meaning;
    float worth, phone_worth;  // 0: not there
};

constexpr Form kForms[] = {
    {TextPlace::below, false, true, true, true, 1.18F, 0},
    {TextPlace::beside, false, true, true, false, 1.20F, 1.05F},
    {TextPlace::heading, true, true, false, false, 0.97F, 0},
    {TextPlace::heading, false, false, false, false, 0, 0.88F},
    {TextPlace::heading, false, true, false, false, 0.98F, 1.0F},
    {TextPlace::heading, false, true, true, false, 1.05F, 1.05F},
    {TextPlace::heading, false, true, true, true, 1.15F, 1.15F},
};

struct Gaps {
    float across, down, least;  // between columns, between rows, least width of a head's place
};

Gaps gaps(const GridInput& in, const Form& form) {
    Gaps g{in.phone && in.room.w < 310 ? 10.0F : 20.0F, 2, 84};
    if (form.text == TextPlace::below) g.down = 12, g.least = 120;
    if (form.text == TextPlace::beside) g.down = 4, g.least = 60;
    if (form.text == TextPlace::heading && form.bar && !form.upright) g.down = 6;
    if (in.phone) g.least = 60;
    return g;
}

/// Lines under a matrix as wide as its block.
void place_text(GridChoice& grid, const Form& form, float longest_meaning) {
    if (form.text == TextPlace::below) grid.below = 116;
    if (form.text != TextPlace::heading || form.upright || !form.bar) return;
    grid.bar = true;
    grid.below = 16;
    grid.score_lines = !form.score ? 0 : grid.block >= kScoreLine ? 1 : 2;
    grid.below += grid.score_lines == 1 ? 20.0F : grid.score_lines == 2 ? 32.0F : 0;
    // Lines end at words, so a paragraph is a little longer than its width says.
    grid.meaning_lines =
        form.meaning ? static_cast<int>(std::ceil(longest_meaning * 1.1F / std::max(grid.block, 1.0F))) : 0;
    if (grid.meaning_lines > 0) grid.below += 4 + 18 * static_cast<float>(grid.meaning_lines);
}

float across(const GridChoice& grid, const Gaps& gap) {
    const auto columns = static_cast<float>(grid.columns);
    return grid.row_label * (grid.labels_on_every_column ? columns : 1) + (columns - 1) * gap.across +
           columns * (grid.beside + grid.bullet);
}

float down(const GridChoice& grid, const Gaps& gap) {
    const auto rows = static_cast<float>(grid.rows);
    return grid.label_height * (grid.labels_on_every_row ? rows : 1) + rows * (grid.heading + grid.below) +
           (rows - 1) * gap.down + 2;
}

/// Cell size, label mode and text depend on each other: from small labels to what fits.
void fit_cells(const GridInput& in, GridChoice& grid, const Form& form, const Gaps& gap) {
    LabelMode mode = LabelMode::horizontal;
    for (int pass = 0; pass < 5; ++pass) {
        grid.labels = mode;
        grid.label_height = label_height(mode, in.longest_column_label);
        grid.cell = std::min({cell_size(in.room.w - across(grid, gap), grid.columns * in.words, in.ratio),
                              cell_size(in.room.h - down(grid, gap), grid.rows * in.words, in.ratio), kMaxCell});
        const float wide = (in.room.w - across(grid, gap)) / static_cast<float>(grid.columns);
        grid.block = std::max(grid.cell * static_cast<float>(in.words), std::min(gap.least, wide));
        const float before = grid.below;
        place_text(grid, form, in.longest_meaning);
        const LabelMode fitting = label_mode(grid.cell, in.longest_column_label);
        if (fitting <= mode && grid.below == before) return;
        mode = std::max(mode, fitting);
    }
}

GridChoice attempt(const GridInput& in, int columns, const Form& form) {
    GridChoice grid;
    grid.columns = columns;
    grid.rows = (in.heads + columns - 1) / columns;
    grid.text = form.text;
    grid.row_label = in.longest_row_label + 8;
    grid.labels_on_every_row = form.text == TextPlace::beside;
    grid.labels_on_every_column = in.roomy && grid.labels_on_every_row;
    grid.heading = form.text == TextPlace::beside ? 0 : form.text == TextPlace::heading ? 22.0F : 24.0F;
    grid.beside = form.text == TextPlace::beside ? kTextBeside : 0;
    grid.bullet = form.upright ? 14.0F : 0;
    const Gaps gap = gaps(in, form);
    fit_cells(in, grid, form, gap);
    const auto rows = static_cast<float>(grid.rows), cols = static_cast<float>(columns);
    const float matrix = grid.cell * static_cast<float>(in.words), least = in.phone ? 60.0F : gap.least;
    grid.block = std::max(matrix, least);
    const float spare_x = in.room.w - across(grid, gap) - cols * grid.block;
    float spare_y = std::max(0.0F, in.room.h - down(grid, gap) - rows * matrix);
    // Text that does not fit is no choice, but one column without it always is.
    if (spare_x < 0 && columns > 1) grid.cell = 0;
    if (form.text == TextPlace::beside && (matrix < kLeastBeside || spare_x < 0)) grid.cell = 0;
    if (grid.meaning_lines > 3) grid.cell = 0;
    const float labelled = grid.labels_on_every_row ? rows : 1, air = std::min(spare_y / labelled, 6.0F);
    grid.label_height += air;  // between heading and labels first
    spare_y -= air * labelled;
    const float between = rows > 1 ? std::clamp(spare_y / rows, 0.0F, kMostAir) : 0;
    spare_y = std::max(0.0F, spare_y - between * (rows - 1));
    grid.step_x =
        grid.block + gap.across + grid.beside + grid.bullet + (grid.labels_on_every_column ? grid.row_label : 0);
    grid.step_y =
        matrix + grid.heading + grid.below + gap.down + between + (grid.labels_on_every_row ? grid.label_height : 0);
    grid.left = in.room.x + grid.row_label + std::max(0.0F, spare_x) / 2;
    grid.top = in.room.y + grid.heading + grid.label_height + spare_y / 2;
    return grid;
}

}  // namespace

GridChoice choose_grid(const GridInput& in) {
    GridChoice best;
    float most = -1;
    for (int columns = in.heads; columns >= 1; --columns) {
        for (const Form& form : kForms) {
            const float worth = in.phone ? form.phone_worth : form.worth;
            // Few heads have room for numbers, which the upright bar lacks.
            if (form.upright && in.heads <= 4) continue;
            if (worth <= 0 || (in.phone && form.text == TextPlace::beside && columns > 1)) continue;
            const GridChoice grid = attempt(in, columns, form);
            if (grid.cell * worth <= most) continue;
            most = grid.cell * worth;
            best = grid;
        }
    }
    return best;
}

Rect matrix_rect(const GridChoice& grid, int head, int words) {
    const int index = head - 1;
    const float side = grid.cell * static_cast<float>(words);
    return {grid.left + grid.step_x * static_cast<float>(index % grid.columns),
            grid.top + grid.step_y * static_cast<float>(index / grid.columns), side, side};
}

}  // namespace mha::view
