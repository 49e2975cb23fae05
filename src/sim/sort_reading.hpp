// SPDX-License-Identifier: MIT
// What the lesson `nano-gpt` shows: six letters, the line written so far, every matrix of the network, what its heads
// were measured to do, and how many of all inputs come out right.
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/knockout_table.hpp"
#include "engine/transformer.hpp"
#include "sim/models.hpp"
#include "sim/network_list.hpp"
#include "sim/readings.hpp"
#include "sim/sort_count.hpp"
#include "sim/state.hpp"

namespace mha::sim {

inline constexpr int kSortLetters = 6;   // in an input, and in its answer
inline constexpr int kSortContext = 11;  // letters the model can read

/// A head of the sorting model, as measured over all inputs.
struct SortHead {
    RoleReading role;     // label "diffuse" when no score is clear; then the numbers are those of the nearest role
    std::string nearest;  // of a diffuse head: the label of that role
    bool measured = false;
};

struct SortReading {
    std::array<int, kSortLetters> input{}, answer{};  // letters 0..2
    std::vector<int> letters;  // the line so far: the six given, then those the model wrote; 6..12
    int read = kSortLetters;   // how many of them the model reads, 6..11
    std::uint32_t off = 0;     // State::off, of heads and MLPs that exist
    std::shared_ptr<const StoredModel> stored;
    engine::Trace<float> trace;
    std::vector<std::vector<float>> copies;  // head slices, norm parameters
    std::vector<NetMatrix> matrices;
    std::vector<SortHead> heads;                   // layer by layer
    std::vector<analysis::KnockoutRow> knockouts;  // as measured with the model; empty where it brings none
    std::shared_ptr<SortCount> count;              // of the model as shown; counts in slices when asked

    [[nodiscard]] int heads_per_layer() const { return static_cast<int>(stored->model.config.heads); }
    [[nodiscard]] int layers() const { return static_cast<int>(stored->model.config.layers); }
    [[nodiscard]] const SortHead& head(int layer, int head) const {
        return heads[static_cast<std::size_t>((layer - 1) * heads_per_layer() + head - 1)];
    }
    [[nodiscard]] bool is_off(int layer, int head) const { return (off & off_bit(layer, head)) != 0; }
    [[nodiscard]] bool mlp_is_off(int layer) const { return (off & mlp_off_bit(layer)) != 0; }
    /// Inputs sorted right with these parts off, as measured with the model, of kSortInputs; -1 for what was not:
    /// stored are the whole model, each head and each MLP.
    [[nodiscard]] int measured_right(std::uint32_t parts) const;
    /// Number of the matrix in `matrices`; -1 when there is none.
    [[nodiscard]] int find(NetKind kind, int block = 0, int head = 0) const;
    [[nodiscard]] const NetMatrix& matrix(int number) const { return matrices[static_cast<std::size_t>(number)]; }
};

/// 'A' to 'C'.
[[nodiscard]] char letter_name(int letter);

/// The six letters of a typed line. What is not A, B or C is named in `notice` and left out; too few letters are filled
/// up from the default input, too many are cut, and the notice says so.
struct SortInput {
    std::array<int, kSortLetters> letters{};
    std::string notice;
};
[[nodiscard]] SortInput read_sort_text(std::string_view text);

/// Letters in the line for State::word: 6 (nothing written yet) to 12 (all written).
[[nodiscard]] int line_length(const State& state);

/// The Reader of the lesson.
void read_sorting(const State& state, const std::shared_ptr<const StoredModel>& model, const Readings& before,
                  Readings& now);

}  // namespace mha::sim
