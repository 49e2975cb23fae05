// SPDX-License-Identifier: MIT
// How many columns of heads, and how much text at each, give the best picture of all heads side by side. Pure
// geometry in CSS px; no drawing.
#pragma once

#include <cstdint>

#include "view/layout.hpp"

namespace mha::view {

/// Where a head's role stands: under its matrix, beside it, or in its heading.
enum class TextPlace : std::uint8_t { below, beside, heading };

struct GridInput {
    int heads = 4, words = 5;
    Rect room;                                                // where the matrices may stand
    float ratio = 1;                                          // device pixels per CSS px
    float longest_row_label = 34, longest_column_label = 34;  // px at 12 px type, already shortened
    float longest_meaning = 190;                              // widest sentence about a role, at 14 px type
    bool phone = false, roomy = false;
};

struct GridChoice {
    int columns = 1, rows = 1;
    TextPlace text = TextPlace::below;
    LabelMode labels = LabelMode::slanted;
    float cell = 0;                       // CSS px, a whole number of device pixels
    float block = 0;                      // width a head may use: its matrix, or its text where that is wider
    float label_height = 36;              // above the top row's matrices
    float heading = 24;                   // above every matrix, 0 with text beside
    float row_label = 42;                 // left of a matrix that carries row labels
    float beside = 0;                     // width of the text beside, gap included
    float bullet = 0;                     // width of the upright bullet, gap included
    float below = 0;                      // height of everything below a matrix
    bool bar = false;                     // with the role in the heading: score bar under the matrix,
    int score_lines = 0;                  //   under it score and chance in one line or two,
    int meaning_lines = 0;                //   under that what the role means
    bool labels_on_every_row = false;     // column labels
    bool labels_on_every_column = false;  // row labels
    float left = 0, top = 0;              // top left of the first matrix
    float step_x = 0, step_y = 0;         // to the next matrix
};

/// Every column count is tried with every amount of text. Text is worth some size of the cells; for equal worth fewer
/// rows win.
[[nodiscard]] GridChoice choose_grid(const GridInput& input);
/// Matrix of head 1..heads in the chosen grid.
[[nodiscard]] Rect matrix_rect(const GridChoice& grid, int head, int words);

}  // namespace mha::view
