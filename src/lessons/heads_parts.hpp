// SPDX-License-Identifier: MIT
// What the views of the lesson `heads` share: the stage they draw on, the strip, the weights table.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "view/canvas.hpp"
#include "view/frame.hpp"
#include "view/heat_map.hpp"
#include "view/layout.hpp"
#include "view/theme.hpp"

namespace mha::lessons::heads {

using view::Align;
using view::Canvas;
using view::Colour;
using view::Rect;
using view::Run;
using view::Type;

struct Stage {
    view::Frame& frame;
    view::FrameLayout layout;
    std::vector<std::string> words;  // as shown; an unknown word keeps its letters
    std::uint32_t unknown = 0;       // bit of every word this model does not know
    [[nodiscard]] const sim::State& state() const { return frame.state; }
    [[nodiscard]] const sim::Readings& readings() const { return frame.readings; }
    [[nodiscard]] const view::Theme& theme() const { return frame.theme; }
    [[nodiscard]] int word_count() const { return static_cast<int>(words.size()); }
    [[nodiscard]] int head_count() const { return static_cast<int>(frame.readings.heads.size()); }
    [[nodiscard]] const sim::HeadReading& head(int number) const {
        return frame.readings.heads[static_cast<std::size_t>(number - 1)];
    }
    /// Widest word at 12 px, no wider than `most`.
    [[nodiscard]] float longest_word(float most) const;
};

/// The stage of a frame: its layout, and the sentence's words as shown.
[[nodiscard]] Stage make_stage(view::Frame& frame);

void draw_grid(Stage& stage);
void draw_open(Stage& stage, int head);
void draw_compare(Stage& stage);
void draw_concat(Stage& stage);
void draw_controls(Stage& stage);

/// The line under the figure: scale at the left, what is pointed at in the middle, dimensions at the right.
struct Strip {
    bool scale = true;
    int scale_head = 0;  // 0: grey
    std::vector<Run> middle;
    std::string plain_middle;  // the middle in words, for readers
    bool dimensions = true;
    bool centred = false;  // dimensions alone, in the middle
};
void draw_strip(Stage& stage, const Strip& strip);
/// Width for the middle of a strip with scale and dimensions.
[[nodiscard]] float strip_room(const Stage& stage);

/// "black → cat 0.92 of the attention of ‘black’" as runs.
[[nodiscard]] std::vector<Run> cell_runs(const Stage& stage, int head, view::Cell cell, bool brief);
/// What the strip says when nothing is pointed at: the mask, switched-off heads, or the given hint.
[[nodiscard]] std::vector<Run> resting_runs(const Stage& stage, std::string_view hint);

/// The whole matrix of a head as a table for readers.
void add_weights_table(Stage& stage, int head);
/// A button control that opens a head, labelled with what was measured.
[[nodiscard]] sim::Control head_control(const Stage& stage, int head, Rect rect);
/// "previous word", or shorter where it does not fit.
[[nodiscard]] std::string role_text(const Canvas& canvas, Type type, const sim::RoleReading& role, float room);
/// Both chance lines: "uniform 0.13, same distance 0.20".
[[nodiscard]] std::string chance_words(const sim::RoleReading& role);
[[nodiscard]] bool is_diffuse(const sim::RoleReading& role);
/// Text colour of the role: the head's shade, or grey for "diffuse".
[[nodiscard]] Colour role_colour(const Stage& stage, int head);
[[nodiscard]] Colour bar_colour(const Stage& stage, int head);
/// The heat map of a head, without labels.
[[nodiscard]] view::HeatMap head_map(const Stage& stage, int head, Rect rect);

}  // namespace mha::lessons::heads
