// SPDX-License-Identifier: MIT
// The whole screen of the lesson `steps`, and the line under its figure.
#include "lessons/steps.hpp"

#include <algorithm>

#include "lessons/shell.hpp"
#include "lessons/steps_parts.hpp"
#include "view/controls.hpp"

namespace mha::lessons {
namespace {

using namespace steps;

void draw_problem(Stage& stage, const std::string& text) {
    const Canvas canvas(stage.frame);
    const Rect room = stage.layout.figure;
    canvas.paragraph(Type::body, room.x, room.y + 40, room.w, 4, 20, text, stage.theme().ink);
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::alert, "waiting", text, room});
}

void draw_figure(Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet) {
    draw_stepper(stage, layout);
    if (open_concept(stage) != Concept::none) {
        draw_concept(stage, layout);
        return;
    }
    draw_heading(stage, layout, sheet);
    const sim::SheetNumber* shown = shown_number(stage, sheet);
    draw_sheet(stage, layout, sheet, shown);
    if (shown != nullptr) draw_ledger(stage, layout, sheet, *shown);
    draw_steps_strip(stage, layout, sheet);
}

}  // namespace

sim::State steps_start() {
    sim::State start;
    start.lesson = "steps";
    start.text = "I like machine learning";
    start.heads = 2;
    start.open = 1;
    start.word = 1;
    return start;
}

sim::Task steps_task(const sim::State&) { return {"steps", nullptr}; }

void draw_steps(view::Frame& frame) {
    Stage stage = make_stage(frame);
    draw_ground(frame, stage.layout);
    draw_title_row(frame, stage.layout, "Every Number, Step by Step");
    const bool ready = frame.readings.ready && !frame.readings.heads.empty() && !stage.words.empty();
    const std::string problem = ready ? sim::sheet_problem(frame.readings) : std::string{};
    const sim::Sheet sheet = ready && problem.empty() ? sim::steps_sheet(frame.state, frame.readings) : sim::Sheet{};
    const StepsLayout layout = steps_layout(stage, sheet);
    if (!ready)
        draw_waiting(frame, stage.layout);
    else if (!problem.empty())
        draw_problem(stage, problem);
    else
        draw_figure(stage, layout, sheet);
    draw_steps_controls(stage, layout);
    draw_overlays(frame, stage.layout);
    draw_word_menu(stage);
}

std::string describe_steps(const sim::State& state, const sim::Readings& readings) {
    if (!readings.ready) return {};
    const std::string problem = sim::sheet_problem(readings);
    return problem.empty() ? sim::describe_step(state, readings) : problem;
}

}  // namespace mha::lessons
