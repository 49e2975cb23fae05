// SPDX-License-Identifier: MIT
// The calculation of one attention layer as numbers on a sheet, step by step: what each is called, how it reads on
// the screen, and how it was made from the others. A pure function of the state and of what the model computed.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/readings.hpp"
#include "sim/state.hpp"

namespace mha::sim {

inline constexpr int kSheetSteps = 6;      // embeddings, projection, attention, concatenation, W_O, output
inline constexpr int kAttentionParts = 5;  // q·k, ÷√d_k, softmax, × values, sum
inline constexpr int kSheetPlaces = 3;     // decimals of every number on a sheet
inline constexpr int kSheetWidth = 16;     // widest model a sheet can show, in dimensions

/// A piece of arithmetic: an operand as printed, or what stands between two.
struct Piece {
    std::string text;
    int pick = 0;   // the number on this sheet that it is, 0 when it is none
    int group = 0;  // operands of one kind look alike: 1 first, 2 second, 0 no operand
};

/// "name = pieces = result". Printed operands give the printed result within the rounding of both.
struct Equation {
    std::string name;
    std::vector<Piece> pieces;
    std::string result;
};

struct SheetNumber {
    int pick = 0;             // its address in State::pick
    int row = 0, column = 0;  // from 0; the pinned column is kPinned
    double value = 0;
    std::string text;            // as printed; "masked" where the mask hides it
    std::string tag;             // before the number, for numbers of the pinned column: "max"
    std::string name;            // "weight of ‘machine’"
    std::vector<Equation> made;  // empty: learned, or taken as it stands
    std::string note;            // what is not arithmetic: "learned: …"
    [[nodiscard]] bool masked() const { return text == "masked"; }
};
inline constexpr int kPinned = -1;

struct SheetRow {
    std::string label, brief;  // brief: for narrow screens
    int head = 0;              // in this head's colour, 0 none
    bool result = false;       // what the step is for
    bool rule = false;         // a line above it
    bool heads = false;        // its columns belong to the heads, in blocks of the head's width
    int word = 0;              // its label chooses this word, 0 none
};

struct Sheet {
    int step = 1, part = 1, head = 1, word = 1;  // as shown, within their ranges
    std::string title;                           // "Attention of head 1: softmax"
    std::string saying;                          // one sentence
    std::string formula;                         // "q = x W_Q + b_Q"
    std::vector<std::string> columns;            // headings
    bool words = false;                          // the columns are the sentence's words
    std::string pinned;                          // heading of the pinned column, empty when there is none
    std::string pinned_brief;                    // the same for narrow screens
    bool pinned_first = false;
    std::vector<SheetRow> rows;
    std::vector<SheetNumber> numbers;  // in reading order
    std::vector<int> bars;             // rows drawn as bars too: one, or two to be compared
    int block = 1;                     // columns that should stay together: the width of a head, or 1
    int first_pick = 1;                // the number explained when none is picked

    [[nodiscard]] const SheetNumber* find(int pick) const;
    [[nodiscard]] const SheetNumber* at(int row, int column) const;
    /// The picked number, else the one the sheet begins with; null only for an empty sheet.
    [[nodiscard]] const SheetNumber* shown(int pick) const;
};

/// Why this model cannot be shown as sheets (too wide, a norm before attention); empty when it can.
[[nodiscard]] std::string sheet_problem(const Readings& readings);

/// The sheet of the state's step, part, head and word. readings.ready and no sheet_problem, else an empty sheet.
/// Columns: words or dimensions; every number of the step, whatever the screen has room for.
[[nodiscard]] Sheet steps_sheet(const State& state, const Readings& readings);

/// "weight of ‘machine’ = 0.482 ÷ 2.396 = 0.201; sum = 0.625 + … = 2.396".
[[nodiscard]] std::string arithmetic(const SheetNumber& number);
/// One equation of it.
[[nodiscard]] std::string printed(const Equation& equation);

/// Names for the step indicator, 1..6: "Embed", "Q K V", "Attention", "Concat", "W_O", "Output".
[[nodiscard]] std::string step_name(int step);
/// "q · k", "÷ √d_k", "softmax", "× values", "sum" for 1..5.
[[nodiscard]] std::string part_name(int part);

/// One query's weights with the division by √d_k and without it, in the order of the words.
struct ScalingReading {
    std::vector<double> raw;                    // q·k
    std::vector<double> scaled, unscaled;       // weights; 0 where masked
    double top_scaled = 0, top_unscaled = 0;    // largest weight
    double give_scaled = 0, give_unscaled = 0;  // w (1 − w) of it: how much the weight moves per unit of score
};
[[nodiscard]] ScalingReading scaling(const State& state, const Readings& readings, int head);

/// Step and part before and after this one, over all of them; the ends stay where they are.
struct StepPlace {
    int step = 1, part = 1;
    friend bool operator==(const StepPlace&, const StepPlace&) = default;
};
[[nodiscard]] StepPlace step_place(const State& state);
[[nodiscard]] StepPlace step_after(StepPlace place);
[[nodiscard]] StepPlace step_before(StepPlace place);

/// What the step shows and what the picked number is made of, for screen readers.
[[nodiscard]] std::string describe_step(const State& state, const Readings& readings);

}  // namespace mha::sim
