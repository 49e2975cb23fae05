// SPDX-License-Identifier: MIT
// What surrounds the sentence: heads above, table and all heads below, the sentence field under it.
#include "lessons/words.hpp"

#include <algorithm>

#include "lessons/shell.hpp"
#include "lessons/strip.hpp"
#include "lessons/words_parts.hpp"
#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "sim/strengths.hpp"

namespace mha::lessons {
namespace {

using namespace words;

std::vector<Run> strip_runs(const Stage& stage, const Pointed& pointed) {
    const view::Theme& theme = stage.theme();
    const sim::State& state = stage.state();
    const std::vector<float> shares = sim::strengths(state, stage.head(shown_head(stage)).weights);
    if (pointed.word > 0) {
        const std::string chosen = sim::chosen_text(state, stage.readings()),
                          other = stage.words[static_cast<std::size_t>(pointed.word) - 1];
        return {{state.looked_at ? other : chosen, Type::body_bold, theme.ink},
                {" → ", Type::body, theme.ink2},
                {state.looked_at ? chosen : other, Type::body_bold, theme.ink},
                {"  ", Type::body, theme.ink},
                {sim::percent_tenths(static_cast<double>(shares[static_cast<std::size_t>(pointed.word) - 1])),
                 Type::number_bold, view::head_colours(theme, shown_head(stage)).text}};
    }
    if (state.gold) {
        const std::string text = stage.readings().in_grammar
                                     ? "head " + std::to_string(shown_head(stage)) + " finds " +
                                           std::to_string(found_links(stage, shown_head(stage))) + " of " +
                                           sim::count_of(static_cast<int>(stage.readings().gold.size()), "gold link")
                                     : std::string("no gold links: the grammar does not make this sentence");
        return {{text, Type::body, theme.ink2}};
    }
    if (!state.looked_at || state.strongest)
        return {{state.strongest ? "the strongest row of each word" : "width of an arc = weight · rows add up to 100 %",
                 Type::body, theme.ink2}};
    double sum = 0;
    for (const float share : shares) sum += static_cast<double>(share);
    return {
        {"what a word receives need not add up to 100 %: here " + sim::percent_tenths(sum), Type::body, theme.ink2}};
}

void draw_figure(Stage& stage, const WordsLayout& layout) {
    draw_head_choice(stage, layout);
    if (layout.panels) draw_flags(stage, layout, stage.layout.margin, layout.role.y + 39);
    Pointed pointed;
    if (layout.shows(stage, Panel::words)) pointed = draw_words_and_arcs(stage, layout);
    draw_table(stage, layout);
    pointed.head = draw_head_rows(stage, layout);
    Strip strip;
    strip.scale_head = shown_head(stage);
    strip.middle = strip_runs(stage, pointed);
    strip.dimensions = false;
    if (pointed.word > 0)
        strip.plain_middle = sim::describe_strength(stage.state(), stage.readings(), shown_head(stage), pointed.word);
    else
        for (const Run& run : strip.middle) strip.plain_middle += run.text;
    draw_strip(stage, strip);
}

}  // namespace

sim::State words_start() {
    sim::State start;
    start.lesson = "words";
    start.text = "The transformer model processes all tokens in parallel using multi-head attention.";
    start.open = 4;
    start.word = 4;
    return start;
}

void draw_words(view::Frame& frame) {
    Stage stage = make_stage(frame);
    const float left = stage.layout.margin;
    stage.layout.field = {left, stage.layout.row1_y - 16, stage.layout.width - 2 * left, 32};
    draw_ground(frame, stage.layout);
    draw_title_row(frame, stage.layout, "Which Word Looks at Which");
    const WordsLayout layout = words_layout(stage);
    const bool ready = frame.readings.ready && !frame.readings.heads.empty() && !stage.words.empty();
    if (ready)
        draw_figure(stage, layout);
    else
        draw_waiting(frame, stage.layout);
    draw_sentence_field(frame, stage.layout);
    if (ready) draw_words_controls(stage, layout);
    draw_overlays(frame, stage.layout);
}

std::string describe_words(const sim::State& state, const sim::Readings& readings) {
    if (!readings.ready) return {};
    const int head = std::clamp(state.open, 1, static_cast<int>(readings.heads.size()));
    return sim::describe_head(readings, head) + " " + sim::describe_strengths(state, readings, head);
}

}  // namespace mha::lessons
