// SPDX-License-Identifier: MIT
// Which view is shown, and what surrounds them all.
#include "lessons/heads.hpp"

#include "lessons/heads_parts.hpp"
#include "lessons/shell.hpp"
#include "sim/describe.hpp"
#include "sim/models.hpp"
#include "sim/numerals.hpp"

namespace mha::lessons {

sim::State heads_start() { return {}; }

sim::Task sentence_task(const sim::State& state) { return {sim::model_name(state.heads), nullptr}; }

void draw_heads(view::Frame& frame) {
    Stage stage = make_stage(frame);
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
