// SPDX-License-Identifier: MIT
// What every lesson's screen has around its figure: ground, title row, sentence field, notices, menus.
#pragma once

#include <string>
#include <vector>

#include "view/frame.hpp"
#include "view/layout.hpp"

namespace mha::lessons {

/// The two framed regions.
void draw_ground(view::Frame& frame, const view::FrameLayout& layout);
/// Menu, title, Share and Reset (under 480 "more").
void draw_title_row(view::Frame& frame, const view::FrameLayout& layout, std::string_view title);
/// The sentence with its examples.
/// The control of the sentence: sets State::text and completes words.
[[nodiscard]] sim::Control sentence_control(const view::Frame& frame, std::string label, std::string help,
                                            view::Rect rect);
void draw_sentence_field(view::Frame& frame, const view::FrameLayout& layout);
/// Loading and problem states; true when the lesson has nothing to draw yet.
bool draw_waiting(view::Frame& frame, const view::FrameLayout& layout);
/// Open menus and notices. Call last.
void draw_overlays(view::Frame& frame, const view::FrameLayout& layout);

/// A control that opens and closes the menu of its own id.
[[nodiscard]] sim::Control menu_button(view::Frame& frame, std::string id, std::string label, sim::Rect rect);

/// Ordinary sentences of the models' grammar that show something.
[[nodiscard]] const std::vector<std::string>& example_sentences();

}  // namespace mha::lessons
