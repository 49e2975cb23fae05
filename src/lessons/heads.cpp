// SPDX-License-Identifier: MIT
// Which view is shown, and what surrounds them all.
#include "lessons/heads.hpp"

#include "lessons/heads_parts.hpp"
#include "lessons/shell.hpp"
#include "sim/describe.hpp"
#include "sim/numerals.hpp"

namespace mha::lessons {

void draw_heads(view::Frame& frame) {
    heads::Stage stage{frame, view::frame_layout(frame.width, frame.height), {}, 0};
    for (const sim::Word& word : frame.readings.words) {
        if (!word.known && stage.words.size() < 32) stage.unknown |= 1U << stage.words.size();
        stage.words.push_back(word.text);
    }
    const sim::State& state = frame.state;
    draw_ground(frame, stage.layout);
    draw_title_row(frame, stage.layout, "Multi-Head Attention (" + sim::count_of(state.heads, "head") + ")");
    const bool ready = frame.readings.ready && !frame.readings.heads.empty() && !stage.words.empty();
    const bool concat = ready && state.concat;
    if (!concat) draw_sentence_field(frame, stage.layout);
    if (!ready) {
        draw_waiting(frame, stage.layout);
    } else if (concat) {
        heads::draw_concat(stage);
    } else if (state.compare && stage.head_count() > 1) {
        heads::draw_compare(stage);
    } else if (state.open > 0 || stage.head_count() == 1) {
        heads::draw_open(stage, state.open > 0 && state.open <= stage.head_count() ? state.open : 1);
    } else {
        heads::draw_grid(stage);
    }
    heads::draw_controls(stage);
    draw_overlays(frame, stage.layout);
}

std::string describe_heads(const sim::State& state, const sim::Readings& readings) {
    return sim::describe_heads(state, readings);
}

}  // namespace mha::lessons
