// SPDX-License-Identifier: MIT
// What the parts of the lesson `steps` share: where they stand, and the sheet they draw.
#pragma once

#include <string_view>
#include <vector>

#include "lessons/stage.hpp"
#include "sim/steps_reading.hpp"

namespace mha::lessons::steps {

struct StepsLayout {
    bool narrow = false;    // under 640: controls in two short rows
    Rect stepper, heading;  // heading: title and formula, or heads and parts
    Rect bars;              // above the columns, empty without bars
    Rect sheet;             // column headings and rows
    Rect pager;             // empty when everything fits
    Rect ledger;
    // Columns and rows of the sheet that are shown.
    bool brief = false;  // short labels
    Type digits = Type::number;
    float label_w = 0, column_w = 0, pinned_w = 0, row_h = 24, header_h = 24;
    float number_w = 0;  // widest number
    int first_column = 0, columns = 0, first_row = 0, rows = 0;
    int page = 1, pages = 1, column_pages = 1;

    [[nodiscard]] bool shows_column(int column) const {
        return column == sim::kPinned || (column >= first_column && column < first_column + columns);
    }
    /// Left edge of a shown column; the pinned one is sim::kPinned.
    [[nodiscard]] float column_x(const sim::Sheet& sheet, int column) const;
};
[[nodiscard]] StepsLayout steps_layout(const Stage& stage, const sim::Sheet& sheet);

/// Height of the band of heads above a row, 0 where there is none.
[[nodiscard]] float band_height(const sim::Sheet& sheet, int row, int first_row);

/// "W_O" as runs with its letter lowered.
[[nodiscard]] std::vector<Run> lowered(std::string_view text, Type type, Colour colour);

/// The number the pointer or the keyboard is on, else the picked one, else the one the sheet begins with.
[[nodiscard]] const sim::SheetNumber* shown_number(const Stage& stage, const sim::Sheet& sheet);

/// Lines the arithmetic needs in this width, and the arithmetic drawn.
[[nodiscard]] float ledger_pitch(const StepsLayout& layout);
[[nodiscard]] int ledger_lines(const Canvas& canvas, const sim::SheetNumber& number, float width, bool small);
void draw_ledger(Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet, const sim::SheetNumber& number);

void draw_bars(const Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet, const sim::SheetNumber* shown);
void draw_sheet(Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet, const sim::SheetNumber* shown);
void draw_stepper(Stage& stage, const StepsLayout& layout);
void draw_heading(Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet);
/// "Mask", in step 3.
void draw_mask_choice(Stage& stage, float x, float y);
void draw_steps_controls(Stage& stage, const StepsLayout& layout);
/// The line under the figure: what the step does, what is wrong with the sentence, and the way to the concepts.
void draw_steps_strip(Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet);

enum class Concept : std::uint8_t { none = 1, dot_product = 2, heads = 3, scaling = 4 };
/// The concept that is open, by State::panel.
[[nodiscard]] Concept open_concept(const Stage& stage);
void draw_concept(Stage& stage, const StepsLayout& layout);
/// The menu of query words, when it is open. Call last.
void draw_word_menu(Stage& stage);

}  // namespace mha::lessons::steps
