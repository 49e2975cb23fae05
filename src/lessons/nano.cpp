// SPDX-License-Identifier: MIT
#include "lessons/nano.hpp"

#include <algorithm>

#include "engine/elementary.hpp"
#include "lessons/nano_parts.hpp"
#include "lessons/shell.hpp"
#include "sim/describe.hpp"
#include "view/overlay.hpp"

namespace mha::lessons {

using namespace nano;

namespace {

/// On phones the shell shows it.
void draw_letters_notice(view::Frame& frame, const NanoLayout& layout) {
    const std::string& text = frame.readings.text_notice;
    if (text.empty() || layout.frame.phone || !frame.readings.link_notice.empty()) return;
    view::Glance& glance = frame.glance;
    if (glance.notice != text) glance.notice_closed = false;
    glance.notice = text;
    if (!glance.notice_closed) view::notice(frame, text, true, layout.frame.figure);
}

}  // namespace

sim::State nano_start() {
    sim::State start;
    start.lesson = "nano-gpt";
    start.text = "CBABBC";
    start.heads = 3;
    start.left = 1, start.right = 2;
    start.word = sim::kSortLetters;
    return start;
}

sim::Task nano_task(const sim::State&) { return {"sort", sim::read_sorting}; }

void draw_nano(view::Frame& frame) {
    const sim::State& state = frame.state;
    const NanoLayout layout = nano_layout(frame.width, frame.height, state.zoom, state.panel);
    draw_ground(frame, layout.frame);
    draw_title_row(frame, layout.frame,
                   frame.width >= 1000 ? "Inside a Small GPT: 3 Blocks, 3 Heads, 48 Dimensions" : "Inside a Small GPT");
    if (frame.readings.ready && frame.readings.sort != nullptr) {
        const sim::SortReading& reading = *frame.readings.sort;
        NanoStage stage{frame,
                        reading,
                        layout,
                        map_places(reading),
                        map_view(layout.map, state.zoom, state.map_x, state.map_y),
                        {},
                        sim::tour_stop(reading, state, state.step),
                        layout.map,
                        nano_layout(frame.width, frame.height, std::max(state.zoom, 1), state.panel).map};
        if (stage.map.scale >= kNumberCell) {
            const float foot =
                operands_height(layout.map, lit_operands(stage, sim::picked_place(reading, state.pick)).size());
            stage.clear.y += kCaptionBar, stage.clear.h -= kCaptionBar + foot;
        }
        stage.seen = travelling(frame, stage.map);
        const sim::NetPlace shown = draw_map(stage);
        draw_edges(stage);
        if (state.panel <= 1)
            draw_tour_panel(stage, shown);
        else if (state.panel == 2)
            draw_heads_panel(stage, layout.panel);
        else
            draw_cost_panel(stage);
        draw_small_map(stage, lit_operands(stage, shown));
        if (layout.lens.w > 0) draw_heads_panel(stage, layout.lens);
        draw_map_strip(stage);
        draw_nano_controls(frame, layout, &stage);
    } else {
        draw_waiting(frame, layout.frame);
        draw_nano_controls(frame, layout, nullptr);
    }
    draw_letters_notice(frame, layout);
    draw_overlays(frame, layout.frame);
}

sim::Actions nano_key(const sim::State& state, std::string_view focus, std::string_view key) {
    if (focus != "map") return {};
    // A quarter of what a window of the desk's size shows; the clamp at the map's edges follows when it is drawn.
    const auto step = static_cast<float>(250 / engine::math::power(2.2, state.zoom));
    if (key == "+" || key == "=") return {sim::LookAtMap{state.zoom + 1, state.map_x, state.map_y}};
    if (key == "-" || key == "_")
        return {state.zoom > 1 ? sim::LookAtMap{state.zoom - 1, state.map_x, state.map_y}
                               : sim::LookAtMap{0, 500, 500}};
    if (key == "0") return {sim::LookAtMap{0, 500, 500}};
    if (state.zoom == 0) return {};
    if (key == "ArrowLeft") return {sim::LookAtMap{state.zoom, state.map_x - step, state.map_y}};
    if (key == "ArrowRight") return {sim::LookAtMap{state.zoom, state.map_x + step, state.map_y}};
    if (key == "ArrowUp") return {sim::LookAtMap{state.zoom, state.map_x, state.map_y - 2 * step}};
    if (key == "ArrowDown") return {sim::LookAtMap{state.zoom, state.map_x, state.map_y + 2 * step}};
    return {};
}

std::string describe_nano(const sim::State& state, const sim::Readings& readings) {
    if (!readings.ready || readings.sort == nullptr) return {};
    return sim::describe_sorting(state, readings);
}

}  // namespace mha::lessons
