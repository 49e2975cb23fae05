// SPDX-License-Identifier: MIT
// What the parts of the lesson `words` share: where they stand, and what they draw from.
#pragma once

#include <vector>

#include "lessons/stage.hpp"

namespace mha::lessons::words {

enum class Panel : std::uint8_t { words = 1, table = 2, heads = 3 };

/// The sentence stands either as chips in a line with arcs above (wide), or as a list with arcs beside it (phones, and
/// sentences too long for a line). Parts without room have an empty rectangle.
struct WordsLayout {
    bool list = false;
    bool panels = false;      // only one of the three parts has room: state.panel says which
    Rect selector;            // heads, direction
    Rect role;                // what the head measurably does
    std::vector<Rect> words;  // one per word: what can be pressed
    Rect arcs;                // where arcs may bend
    float bars = 0;           // right end of the list's bars and numbers
    float gold = 0;           // height under the chips for the grammar's links
    Rect table;               // From, To, Attention strength
    float row_pitch = 20;
    Rect rows;  // one row per head
    [[nodiscard]] bool shows(const Stage& stage, Panel panel) const {
        return !panels || stage.state().panel == static_cast<int>(panel);
    }
};
[[nodiscard]] WordsLayout words_layout(const Stage& stage);

/// The head shown, 1..heads.
[[nodiscard]] int shown_head(const Stage& stage);
/// True when this head looks most at the link's word: it finds the link.
[[nodiscard]] bool finds(const Stage& stage, int head, const sim::GoldLink& link);
[[nodiscard]] int found_links(const Stage& stage, int head);

/// What the pointer or the keyboard is on; 0 none.
struct Pointed {
    int word = 0;
    int head = 0;
};

[[nodiscard]] Pointed draw_words_and_arcs(Stage& stage, const WordsLayout& layout);
void draw_table(Stage& stage, const WordsLayout& layout);
[[nodiscard]] int draw_head_rows(Stage& stage, const WordsLayout& layout);  // head pointed at, or 0
void draw_head_choice(Stage& stage, const WordsLayout& layout);
/// The check boxes, from the left; `y` is their middle. Panels of narrow frames have only those that concern them.
void draw_flags(Stage& stage, const WordsLayout& layout, float x, float y);
void draw_words_controls(Stage& stage, const WordsLayout& layout);

}  // namespace mha::lessons::words
