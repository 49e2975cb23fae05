// SPDX-License-Identifier: MIT
// What the learner chose. Plain values, comparable; the default is the lesson's start. Everything else on
// the screen follows from this (readings.hpp) or may be lost without harm (view/glance.hpp).
#pragma once

#include <cstdint>
#include <string>

namespace mha::sim {

enum class ThemeChoice : std::uint8_t { automatic, light, dark, contrast };

inline constexpr int kMaxHeads = 8;
inline constexpr int kMaxLayers = 2;
inline constexpr int kMaxDimensions = 64;
inline constexpr int kMaxWords = 16;      // the models' positions
inline constexpr int kMaxTextBytes = 400; // a longer sentence is cut, with a notice

struct State {
    std::string lesson = "heads";
    std::string text = "The black cat sat down";
    int heads = 4;             // 1..8: which of the eight trained models
    bool concat = false;       // Show Concatenation
    bool mask = false;         // causal mask laid over the bidirectional model
    int layer = 1;             // 1..layers of the model
    int open = 0;              // head shown large, 0 = all heads
    bool compare = false;      // at most one of compare, concat, open > 0
    int left = 1, right = 2;   // heads compared, 1..heads and different; 1 and 2 for a single head
    int word = 3;              // chosen word (query), 1..words
    int dimension = 1;         // chosen model dimension in the concatenation view, 1..d_model
    std::uint32_t off = 0;     // heads knocked out: off_bit(layer, head)
    ThemeChoice theme = ThemeChoice::automatic;
    bool links = false;        // where there is no room for both, the open head shows links and not the matrix
    std::uint32_t hidden = 0;  // controls an author hid: hide_bit() in fields.hpp

    friend bool operator==(const State&, const State&) = default;
};

/// The bit of one head in State::off. Layer and head from 1.
[[nodiscard]] constexpr std::uint32_t off_bit(int layer, int head) {
    return std::uint32_t{1} << static_cast<unsigned>((layer - 1) * kMaxHeads + head - 1);
}

}  // namespace mha::sim
