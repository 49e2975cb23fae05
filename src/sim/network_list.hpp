// SPDX-License-Identifier: MIT
// Every matrix of a small GPT, parameters and what it computed, as one list: names, shapes, numbers.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/matrix_view.hpp"

namespace mha::sim {

struct SortReading;

enum class NetKind : std::uint8_t {
    token_table,
    position_table,
    stream_in,
    ln1_parameters,
    ln1,
    w_q,
    w_k,
    w_v,
    b_q,
    b_k,
    b_v,
    q,
    k,
    v,
    scores,
    weights,
    head_out,
    w_o,
    b_o,
    projected,
    stream_mid,
    ln2_parameters,
    ln2,
    w_fc,
    b_fc,
    fc,
    act,
    w_proj,
    b_proj,
    proj,
    stream_out,
    ln_f_parameters,
    ln_f,
    head,
    logits,
    probabilities
};

struct NetMatrix {
    NetKind kind{};
    int block = 0, head = 0;    // from 1; 0 where it belongs to none
    int rows = 0, columns = 0;  // with a full line of letters
    engine::MatrixView values;  // fewer rows while the line is shorter
    bool by_letter = false;     // one row per letter
    bool parameter = false;     // learned
    float most = 0;             // largest size of a finite number in it
    int first_pick = 1;         // State::pick of its first number
    std::string id;             // "b2-h1-weights"
    std::string name;           // "weights"
    std::string place;          // "Block 2, Head 1"; empty outside the blocks
    [[nodiscard]] bool has(int row, int column) const {
        return row >= 0 && column >= 0 && row < static_cast<int>(values.rows) &&
               column < static_cast<int>(values.columns);
    }
    [[nodiscard]] float at(int row, int column) const {
        return values.at(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
    }
    [[nodiscard]] int pick(int row, int column) const { return first_pick + row * columns + column; }
};

/// Fills reading.matrices (and reading.copies) from its model and trace, in the order of the calculation.
void list_network(SortReading& reading);

/// One number of the network.
struct NetPlace {
    int matrix = -1, row = 0, column = 0;
    [[nodiscard]] bool any() const { return matrix >= 0; }
    friend bool operator==(const NetPlace&, const NetPlace&) = default;
};
/// The number a State::pick means; none when it is 0, beyond the network, or in a row not read yet.
[[nodiscard]] NetPlace picked_place(const SortReading& reading, int pick);

}  // namespace mha::sim
