// SPDX-License-Identifier: MIT
// What the panels of the lesson `committee` share: where they stand, and small pieces of drawing.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "lessons/stage.hpp"
#include "sim/names_reading.hpp"
#include "view/controls.hpp"

namespace mha::lessons::committee {

using sim::NamesPanel;

/// Narrow screens show heads and letters one after the other, wide ones side by side. Empty rectangles: not shown.
struct CommitteeLayout {
    bool narrow = false;
    NamesPanel panel = NamesPanel::heads;  // the one shown
    Rect choice;                           // of the panel
    Rect body;                             // under it
    Rect heads;                            // rows of the heads
    Rect letters;                          // bars of the next letter
    Rect slices;                           // the concatenation in brief
    Rect loss;                             // held-out loss with and without
};
[[nodiscard]] CommitteeLayout committee_layout(const Stage& stage);

[[nodiscard]] inline const sim::NamesReading& names_of(const Stage& stage) { return *stage.readings().names; }
/// ‘a’, or "the start" for an empty beginning.
[[nodiscard]] std::string last_letter(const Stage& stage);
/// ‘n’, or "the end".
[[nodiscard]] std::string quoted_letter(int token);
/// The pointer is there, and no menu lies over it.
[[nodiscard]] bool pointed_at(const Stage& stage, Rect rect);
[[nodiscard]] bool is_off(const Stage& stage, int head);
/// Switches heads so that exactly these are off (bits from 0).
[[nodiscard]] std::vector<sim::Action> switch_to(const Stage& stage, std::uint32_t off);

/// Diagonal lines: a head that is off.
void draw_hatch(const Stage& stage, Rect rect);
/// Cells of a vector that is cut into slices of `slice`, each in its head's colour, with offsets under them; `lines`
/// rows. Cells from `filled` on stay empty; heads whose bit is set in `hatched` are hatched. Returns the height.
struct SliceRow {
    std::span<const float> values;
    int slice = 4, first_head = 1, lines = 1;
    int one_head = 0;  // all numbers belong to this head
    int filled = 1 << 20;
    float cell = 20, cell_height = 22, most = 1;
    bool offsets = true, numbers = true;
    float line_gap = 4;
    std::uint32_t hatched = 0;
};
float draw_slices_row(const Stage& stage, float x, float y, const SliceRow& row);

/// These return what the pointer is on in words, or nothing.
[[nodiscard]] std::string draw_committee_heads(Stage& stage, const CommitteeLayout& layout);
[[nodiscard]] std::string draw_next_letters(Stage& stage, const CommitteeLayout& layout);
void draw_brief(Stage& stage, const CommitteeLayout& layout);  // slices and held-out loss under the heads
void draw_slices(Stage& stage, const CommitteeLayout& layout);
/// A vector of all heads as a row of slices no wider than `room`.
[[nodiscard]] SliceRow vector_row(const Stage& stage, const CommitteeLayout& layout, std::span<const float> values,
                                  float room);
/// The step of one head, from 1: its numbers, and the concatenation so far.
void draw_head_step(Stage& stage, const CommitteeLayout& layout, float y, int head);
void draw_knockouts(Stage& stage, const CommitteeLayout& layout);
void draw_samples(Stage& stage, const CommitteeLayout& layout);
void draw_sizes(Stage& stage, const CommitteeLayout& layout);
void draw_panel_choice(Stage& stage, const CommitteeLayout& layout);
void draw_committee_controls(Stage& stage, const CommitteeLayout& layout);
/// The ends of a scale in words: what is painted at them stands in no table.
void say_scale(Stage& stage, double low, double high, Rect rect);
/// Tables and sentences for readers that belong to no panel alone.
void add_committee_tables(Stage& stage, const CommitteeLayout& layout);

}  // namespace mha::lessons::committee
