// SPDX-License-Identifier: MIT
// The letters to be sorted, and the button that writes the next one.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "lessons/nano_parts.hpp"
#include "sim/fields.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"

namespace mha::lessons::nano {

void draw_letters(view::Frame& frame, const NanoLayout& layout) {
    const Canvas canvas(frame);
    const view::Theme& theme = frame.theme;
    const view::FrameLayout& f = layout.frame;
    float x = f.margin;
    if (!sim::is_hidden(frame.state, "text")) {
        if (!f.phone) {
            canvas.text(Type::main, x, f.row1_y, "Letters", theme.ink);
            x += 76;
        }
        const Rect field = {x, f.row1_y - 16, f.phone ? 116.0F : 150.0F, 32};
        sim::Control text = sim::press("sentence", "Letters to sort", "Six letters out of A, B and C.",
                                       {field.x + 10, field.y + 2, field.w - 14, 28}, {});
        text.value_text = frame.state.text;
        text.set_text = [](sim::Actions& actions, std::string_view typed) {
            actions.push_back(sim::SetText{std::string(typed)});
            actions.push_back(sim::ChooseWord{sim::kSortLetters});
        };
        view::text_field(frame, std::move(text), field, !frame.readings.text_notice.empty());
        x += field.w + 8;
    }
    const int length = sim::line_length(frame.state);
    const bool done = length >= 2 * sim::kSortLetters;
    const Rect face = {x, f.row1_y - 16, 112, 32};
    sim::Control next =
        sim::press("next-letter", done ? "Start again: only the six letters" : "Next letter: the model writes one more",
                   {}, face, {sim::ChooseWord{done ? sim::kSortLetters : length + 1}});
    view::button(frame, std::move(next), face, {.text = done ? "Start again" : "Next letter"});
    const auto& sort = frame.readings.sort;
    if (sort == nullptr || f.width < 480) return;
    x += 124;
    std::string written;
    for (std::size_t i = static_cast<std::size_t>(sim::kSortLetters); i < sort->letters.size(); ++i)
        written += sim::letter_name(sort->letters[i]);
    std::string given;
    for (int i = 0; i < sim::kSortLetters; ++i) given += sim::letter_name(sort->letters[static_cast<std::size_t>(i)]);
    const std::string rest(static_cast<std::size_t>(2 * sim::kSortLetters) - sort->letters.size(), '.');
    const float end = f.width - f.margin - (layout.step_dots ? 246.0F : 0.0F);
    if (x + 170 <= end)
        canvas.runs(x, f.row1_y,
                    {{given, Type::number, theme.ink},
                     {" → ", Type::body, theme.ink2},
                     {written, Type::number_bold, theme.accent},
                     {rest, Type::number, theme.ink3}});
    frame.registry.add(sim::TextNode{sim::TextNode::Kind::status,
                                     "line",
                                     given + " → " + (written.empty() ? "nothing written yet" : written),
                                     {x, f.row1_y - 10, std::max(end - x, 10.0F), 20}});
}

}  // namespace mha::lessons::nano
