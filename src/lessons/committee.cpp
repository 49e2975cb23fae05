// SPDX-License-Identifier: MIT
// What surrounds the panels: title, the strip with what is pointed at, and the sentences for readers.
#include "lessons/committee.hpp"

#include <string>

#include "lessons/committee_parts.hpp"
#include "lessons/shell.hpp"
#include "lessons/strip.hpp"
#include "sim/describe_names.hpp"
#include "sim/numerals.hpp"

namespace mha::lessons {
namespace {

using namespace committee;

std::string strip_text(const Stage& stage, const CommitteeLayout& layout) {
    const bool mean = stage.state().mean;
    if (layout.panel == NamesPanel::sizes) return "every dot is one training; the line is their mean";
    if (layout.panel == NamesPanel::samples) return "both columns use the same random numbers";
    if (layout.panel == NamesPanel::heads && names_of(stage).off == 0)
        return "the parts add up; the MLP’s was computed with the heads that are on";
    return mean ? "off = the head’s mean output stands in its place, before W"
                : "off = the head’s output is set to zero before W";
}

void draw_foot(Stage& stage, const CommitteeLayout& layout, const std::string& readout) {
    const view::Theme& theme = stage.theme();
    Strip strip;
    strip.dimensions = false;
    strip.scale = layout.panel == NamesPanel::heads || layout.panel == NamesPanel::slices;
    const std::string text = readout.empty() ? strip_text(stage, layout) : readout;
    strip.middle = {{text, Type::body, theme.ink2}};
    if (text.ends_with(" W")) strip.middle.push_back({"O", Type::caption, theme.ink2, 3.5F});
    strip.plain_middle = readout;
    draw_strip(stage, strip);
}

/// What the pointer is on, in words, or nothing.
std::string draw_panel(Stage& stage, const CommitteeLayout& layout) {
    switch (layout.panel) {
        case NamesPanel::heads: {
            const std::string cell = draw_committee_heads(stage, layout);
            if (layout.narrow) return cell;
            const std::string letter = draw_next_letters(stage, layout);
            draw_brief(stage, layout);
            return cell.empty() ? letter : cell;
        }
        case NamesPanel::letters: {
            draw_brief(stage, layout);
            return draw_next_letters(stage, layout);
        }
        case NamesPanel::slices:
            draw_slices(stage, layout);
            break;
        case NamesPanel::knockouts:
            draw_knockouts(stage, layout);
            break;
        case NamesPanel::samples:
            draw_samples(stage, layout);
            break;
        case NamesPanel::sizes:
            draw_sizes(stage, layout);
            break;
    }
    return {};
}

}  // namespace

sim::State committee_start() {
    sim::State start;
    start.lesson = "committee";
    start.text = "emma";
    start.word = 1;
    return start;
}

sim::Task committee_task(const sim::State& state) {
    return {state.early ? "names-1000" : "names-5000", sim::read_names_lesson};
}

void draw_committee(view::Frame& frame) {
    Stage stage = make_stage(frame);
    draw_ground(frame, stage.layout);
    draw_title_row(frame, stage.layout, "Four Heads, One Next Letter");
    const bool ready = frame.readings.ready && frame.readings.names != nullptr && !frame.readings.heads.empty();
    if (ready) {
        const CommitteeLayout layout = committee_layout(stage);
        add_committee_tables(stage, layout);
        draw_panel_choice(stage, layout);
        draw_foot(stage, layout, draw_panel(stage, layout));
        draw_committee_controls(stage, layout);
    } else {
        draw_waiting(frame, stage.layout);
    }
    draw_overlays(frame, stage.layout);
}

std::string describe_committee(const sim::State& state, const sim::Readings& readings) {
    return sim::describe_names(state, readings);
}

}  // namespace mha::lessons
