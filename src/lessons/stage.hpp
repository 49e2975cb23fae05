// SPDX-License-Identifier: MIT
// What every lesson draws on: a frame with its layout and words, and how a head and its measured role are shown.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "view/canvas.hpp"
#include "view/frame.hpp"
#include "view/layout.hpp"
#include "view/theme.hpp"

namespace mha::lessons {

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

}  // namespace mha::lessons
