// SPDX-License-Identifier: MIT
// What the learner chose. Plain values, comparable; the default is the lesson's start. Everything else on
// the screen follows from this (readings.hpp) or may be lost without harm (view/glance.hpp).
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

namespace mha::sim {

enum class ThemeChoice : std::uint8_t { automatic, light, dark, contrast };

inline constexpr int kMaxHeads = 8;
inline constexpr int kMaxLayers = 3;
inline constexpr int kMaxDimensions = 64;
inline constexpr int kMaxWords = 16;  // the models' positions
inline constexpr int kMaxPages = 16, kMaxPanels = 6;
inline constexpr int kMaxSteps = 20, kMaxParts = 8, kMaxPicks = 200000, kMaxSeed = 999, kMaxZoom = 6, kMapSize = 1000;
inline constexpr std::size_t kMaxListBytes =
    (std::size_t{1} << 20) + 1;            // of a list; one more than is taken, so that a longer one is seen
inline constexpr int kMaxTextBytes = 400;  // a longer sentence is cut, with a notice

struct State {
    std::string lesson = "heads";
    std::string text = "The black cat sat down";
    int heads = 4;            // 1..8: which of the eight trained models
    bool concat = false;      // Show Concatenation
    bool mask = false;        // causal mask laid over the bidirectional model
    int layer = 1;            // 1..layers of the model
    int open = 0;             // head shown large, 0 = all heads
    bool compare = false;     // at most one of compare, concat, open > 0
    int left = 1, right = 2;  // heads compared, 1..heads and different; 1 and 2 for a single head
    int word = 3;             // chosen word (query), 1..words
    int dimension = 1;        // chosen model dimension in the concatenation view, 1..d_model
    std::uint32_t off = 0;    // knocked out: off_bit(layer, head), mlp_off_bit(layer)
    ThemeChoice theme = ThemeChoice::automatic;
    bool links = false;        // where there is no room for both, the open head shows links and not the matrix
    std::uint64_t hidden = 0;  // controls an author hid: hide_bit() in fields.hpp
    std::uint32_t also = 0;    // words chosen besides `word`: word_bit(word)
    bool several = false;      // pressing a word adds it to the chosen ones
    bool looked_at = false;    // who looks at the chosen words, instead of what they look at
    bool strongest = false;    // the table lists each word's strongest key only
    bool gold = false;         // the grammar's own links laid over the arcs
    int page = 1;              // of a table that is longer than its room
    int panel = 1;             // where only one of several views has room: the one shown, from 1
    int step = 1;              // of a calculation or a tour shown step by step, from 1
    int part = 1;              // part of a step, from 1
    int pick = 0;              // number whose arithmetic is shown, from 1 in reading order; 0 none
    bool mean = false;         // a head that is off gives its mean output instead of zero
    bool early = false;        // the model trained for a fifth of the steps
    int seed = 1;              // of drawn samples, 1..999
    int zoom = 0;              // into a map: 0 the whole, each step twice as near
    std::shared_ptr<const std::string>
        own_names;                   // a list of names the learner brought, as its file has it; in no link
    float map_x = 500, map_y = 500;  // middle of the map's view, in thousandths of its width and height, to 0.01

    friend bool operator==(const State&, const State&) = default;
};

/// The bit of one word in State::also. Words from 1.
[[nodiscard]] constexpr std::uint32_t word_bit(int word) { return std::uint32_t{1} << static_cast<unsigned>(word - 1); }

/// The bit of one head in State::off. Layer and head from 1.
[[nodiscard]] constexpr std::uint32_t off_bit(int layer, int head) {
    return std::uint32_t{1} << static_cast<unsigned>((layer - 1) * kMaxHeads + head - 1);
}

/// The bit of one layer's MLP in State::off. Layer from 1.
[[nodiscard]] constexpr std::uint32_t mlp_off_bit(int layer) { return off_bit(kMaxLayers + 1, layer); }

}  // namespace mha::sim
