// SPDX-License-Identifier: MIT
// How one number of the network came about: its arithmetic in lines that add up, and the numbers that went into it.
#pragma once

#include <string>
#include <vector>

#include "sim/network_list.hpp"

namespace mha::sim {

/// A line of the arithmetic: "16 products q · k", "6.840".
struct Term {
    std::string text, value;
    bool result = false;
};
/// Numbers that went in: a rectangle of a matrix.
struct Operand {
    int matrix = -1, row = 0, column = 0, rows = 1, columns = 1;
};
struct Arithmetic {
    std::string title;  // "Block 2, Head 1: weights"
    std::string where;  // "letter 9 (B) looks at letter 4 (B)"
    std::vector<Term> terms;
    std::vector<Operand> operands;
    std::string note;  // what kind of number it is: one sentence
};

/// Of a number that is there (NetMatrix::has). Three places; every printed sum holds within the rounding of its parts.
[[nodiscard]] Arithmetic arithmetic_of(const SortReading& reading, const NetPlace& place);
/// The same in one sentence, for readers: "Block 2, Head 1: weights, letter 9 (B) looks at letter 4 (B): 16 products
/// ... 0.108."
[[nodiscard]] std::string arithmetic_text(const Arithmetic& arithmetic);
/// "letter 9 (B)" of a row, or "row 3".
[[nodiscard]] std::string row_name(const SortReading& reading, const NetMatrix& matrix, int row);
[[nodiscard]] std::string column_name(const SortReading& reading, const NetMatrix& matrix, int column);

}  // namespace mha::sim
