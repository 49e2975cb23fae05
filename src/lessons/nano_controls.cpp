// SPDX-License-Identifier: MIT
// The strip (panels, map buttons) and the two rows of controls: letters, next letter, tour.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "lessons/nano_parts.hpp"
#include "sim/fields.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"

namespace mha::lessons::nano {

namespace {

enum class Sign : std::uint8_t { minus, plus, whole, left, right, up, down };

void draw_sign(const Canvas& canvas, Rect face, Sign sign, Colour ink) {
    const float x = face.x + face.w / 2, y = face.y + face.h / 2, r = 6;
    const auto arrow = [&](float dx, float dy) {
        canvas.path({{x - dx * 3 - dy * 5, y - dy * 3 - dx * 5},
                     {x + dx * 3, y + dy * 3},
                     {x - dx * 3 + dy * 5, y - dy * 3 + dx * 5}},
                    1.75F, ink);
    };
    switch (sign) {
        case Sign::plus:
            canvas.line({x, y - r}, {x, y + r}, 1.75F, ink);
            [[fallthrough]];
        case Sign::minus:
            canvas.line({x - r, y}, {x + r, y}, 1.75F, ink);
            return;
        case Sign::left:
            return arrow(-1, 0);
        case Sign::right:
            return arrow(1, 0);
        case Sign::up:
            return arrow(0, -1);
        case Sign::down:
            return arrow(0, 1);
        case Sign::whole:
            break;
    }
    for (const float sx : {-1.0F, 1.0F}) {
        for (const float sy : {-1.0F, 1.0F})
            canvas.path({{x + sx * 7, y + sy * 2.5F}, {x + sx * 7, y + sy * 7}, {x + sx * 2.5F, y + sy * 7}}, 1.75F,
                        ink);
    }
}

void map_button(NanoStage& stage, const char* id, const char* label, Rect face, Sign sign, bool enabled,
                sim::Action action) {
    sim::Control control = sim::press(id, label, {}, face, {std::move(action)});
    control.enabled = enabled;
    view::button(stage.frame, std::move(control), face, {});
    draw_sign(Canvas(stage.frame), face, sign, enabled ? stage.theme().ink : stage.theme().ink3);
}

float draw_zoom(NanoStage& stage, float right, float y) {
    const sim::State& state = stage.state();
    const Rect window = stage.map.window;
    constexpr float w = 32, h = 30;
    const bool room = stage.layout.frame.width >= 480;
    const float pads = room ? 4 * 28.0F + 10 : 0;
    float x = right - 3 * (w + 3) - pads + 3;
    const float start = x;
    if (room) {
        const bool move = state.zoom > 0;
        map_button(stage, "map-left", "Left: move the map’s window left", {x, y, 26, h}, Sign::left, move,
                   moved(window, state, -0.5F, 0));
        map_button(stage, "map-up", "Up: move the map’s window up", {x + 28, y, 26, h}, Sign::up, move,
                   moved(window, state, 0, -0.5F));
        map_button(stage, "map-down", "Down: move the map’s window down", {x + 56, y, 26, h}, Sign::down, move,
                   moved(window, state, 0, 0.5F));
        map_button(stage, "map-right", "Right: move the map’s window right", {x + 84, y, 26, h}, Sign::right, move,
                   moved(window, state, 0.5F, 0));
        x += pads;
    }
    map_button(stage, "zoom-out", "Zoom out", {x, y, w, h}, Sign::minus, state.zoom > 0, zoomed(window, state, -1));
    map_button(stage, "zoom-in", "Zoom in", {x + w + 3, y, w, h}, Sign::plus, state.zoom < sim::kMaxZoom,
               zoomed(window, state, 1));
    map_button(stage, "whole-map", "Whole map", {x + 2 * (w + 3), y, w, h}, Sign::whole, state.zoom > 0,
               sim::LookAtMap{0, 500, 500});
    return start;
}

std::vector<sim::Action> tour_actions(const NanoStage& stage, int step) {
    const sim::TourStop stop = sim::tour_stop(stage.reading, stage.state(), step);
    const Rect window = nano_layout(stage.frame.width, stage.frame.height, 1, 1).map;
    const float covered = operands_height(window, sim::arithmetic_of(stage.reading, stop.place).operands.size());
    return {sim::GoToStep{step}, sim::ShowPanel{1}, sim::PickNumber{0},
            look_at_number(window, stage.places[static_cast<std::size_t>(stop.place.matrix)], stop.place.row,
                           stop.place.column, covered)};
}

void draw_dots(NanoStage& stage, float x, float y, float room) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const int step = std::clamp(stage.state().step, 1, sim::kTourStops);
    const float pitch = std::min(22.0F, room / static_cast<float>(sim::kTourStops));
    sim::Control control;
    control.id = "tour";
    control.role = sim::ControlRole::slider;
    control.label = "Tour";
    control.value_text =
        "stop " + std::to_string(step) + " of " + std::to_string(sim::kTourStops) + ": " + stage.stop.title;
    control.value = step, control.min = 1, control.max = sim::kTourStops;
    control.rect = {x, y - 17, pitch * static_cast<float>(sim::kTourStops), 34};
    std::vector<std::vector<sim::Action>> stops;
    for (int to = 1; to <= sim::kTourStops; ++to) stops.push_back(tour_actions(stage, to));
    control.set_value = [stops = std::move(stops)](sim::Actions& actions, double value) {
        const auto to = static_cast<std::size_t>(std::clamp(static_cast<int>(value), 1, sim::kTourStops)) - 1;
        actions.insert(actions.end(), stops[to].begin(), stops[to].end());
    };
    const double pressed = view::slider_value(
        control, x + pitch / 2, x + pitch * (static_cast<float>(sim::kTourStops) - 0.5F), stage.frame.glance.pointer_x);
    const auto set_value = control.set_value;
    const Rect rect = control.rect;
    const view::Touch touch = view::interact(stage.frame, std::move(control));
    if (touch.held && pressed != step) set_value(stage.frame.actions, pressed);
    for (int i = 1; i <= sim::kTourStops; ++i) {
        const view::Point p = {x + pitch * (static_cast<float>(i) - 0.5F), y};
        if (i < step)
            canvas.disc(p, 4.5F, theme.accent);
        else if (i == step)
            canvas.disc(p, 6.5F, theme.accent);
        else
            canvas.ring(p, 4.5F, 1.5F, theme.edge);
    }
    if (touch.focused) view::focus_ring(canvas, theme, {rect.x, rect.y + 6, rect.w, rect.h - 12}, 6);
}

void draw_tour(NanoStage& stage) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const view::FrameLayout& f = stage.layout.frame;
    const float right = f.width - f.margin;
    const int step = std::clamp(stage.state().step, 1, sim::kTourStops);
    const std::string text = std::to_string(step) + " of " + std::to_string(sim::kTourStops);
    const bool large = stage.layout.step_dots;
    const float w = large ? 112.0F : 88.0F, h = large ? 44.0F : 34.0F,
                y = large ? (f.row1_y + f.row2_y) / 2 - 22 : f.row2_y - 17;
    const Rect next = {right - w, y, w, h}, back = large ? Rect{right - 2 * w - 8, y, w, h} : Rect{f.margin, y, 96, h};
    if (large) {
        canvas.text(Type::main, f.margin, f.row2_y, "Tour", theme.ink);
        const float x = f.margin + 70, room = back.x - 16 - 64 - x;
        draw_dots(stage, x, f.row2_y, room);
        canvas.text(Type::body, x + std::min(room, 22.0F * sim::kTourStops) + 10, f.row2_y, text, theme.ink2);
    } else {
        canvas.text(Type::body, (back.x + back.w + next.x) / 2, f.row2_y, text, theme.ink2, Align::centre);
        // No slider says it here, and the card only while it shows the stop.
        stage.frame.registry.add(
            sim::TextNode{sim::TextNode::Kind::paragraph, "stop", "Stop " + text, {back.x + back.w, y, 40, h}});
    }
    const auto move = [&](const char* id, const char* label, Rect face, int to, bool enabled, view::ButtonLook look) {
        sim::Control control = sim::press(id, label, {}, face, tour_actions(stage, to));
        control.enabled = enabled;
        view::button(stage.frame, std::move(control), face, look);
    };
    move("previous", "Previous stop of the tour", back, std::max(step - 1, 1), step > 1,
         {.text = "Previous", .has_icon = large, .icon = view::Icon::chevron_left});
    move("next", "Next stop of the tour", next, std::min(step + 1, sim::kTourStops), step < sim::kTourStops,
         {.text = "Next", .has_icon = true, .icon = view::Icon::chevron_right, .icon_right = true, .primary = true});
}

}  // namespace

void draw_edges(NanoStage& stage) {
    const sim::State& state = stage.state();
    const std::vector<Rect> at = edge_buttons(stage.layout, state.zoom);
    if (at.empty() || sim::is_hidden(state, "zoom")) return;
    const Rect m = stage.map.window;
    map_button(stage, "map-up", "Up: move the map’s window up", at[1], Sign::up, true, moved(m, state, 0, -0.5F));
    map_button(stage, "map-left", "Left: move the map’s window left", at[0], Sign::left, true,
               moved(m, state, -0.5F, 0));
    map_button(stage, "map-right", "Right: move the map’s window right", at[3], Sign::right, true,
               moved(m, state, 0.5F, 0));
    map_button(stage, "map-down", "Down: move the map’s window down", at[2], Sign::down, true,
               moved(m, state, 0, 0.5F));
}

void draw_map_strip(NanoStage& stage) {
    const view::FrameLayout& f = stage.layout.frame;
    const float y = f.strip_y - 15;
    constexpr std::pair<const char*, const char*> kPanels[] = {
        {"Tour", "Tour through the network"},
        {"Heads", "Heads: what each does, and the network without it"},
        {"Cost", "Cost: dimensions and multiply-adds"}};
    std::vector<view::Segment> segments;
    for (int panel = 1; panel <= 3; ++panel) {
        view::Segment s;
        s.control.id = "panel-" + std::to_string(panel);
        s.control.role = sim::ControlRole::toggle;
        s.control.label = kPanels[panel - 1].second;
        s.control.checked = std::min(stage.state().panel, 3) == panel;
        s.control.activate = [panel](sim::Actions& actions) { actions.push_back(sim::ShowPanel{panel}); };
        s.text = kPanels[panel - 1].first;
        s.width = f.width < 360 ? 56.0F : 62.0F;
        segments.push_back(std::move(s));
    }
    const bool no_panels = sim::is_hidden(stage.state(), "panel"), no_zoom = sim::is_hidden(stage.state(), "zoom");
    const Rect tabs =
        no_panels ? Rect{f.margin, y, 0, 0} : view::segmented(stage.frame, f.margin, y - 1, std::move(segments));
    const float left = no_zoom ? f.width - f.margin : draw_zoom(stage, f.width - f.margin, y);
    const float x = tabs.x + tabs.w + 14, room = left - 12 - x;
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const std::string text = stage.map.scale >= kNumberCell ? "press a number: how it came about"
                                                            : "every matrix to one scale: press one to go there";
    if (canvas.width(Type::body, text) <= room)
        canvas.text(Type::body, x, f.strip_y, text, theme.ink2);
    else if (canvas.width(Type::number, kSplit) <= room)
        canvas.text(Type::number, x, f.strip_y, kSplit, theme.ink2);
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph,
                                           "shapes",
                                           std::string("Dimensions: ") + kSplit + ", " + kMlpShape + ".",
                                           {x, y, std::max(room, 0.0F), 30}});
}

void draw_nano_controls(view::Frame& frame, const NanoLayout& layout, NanoStage* stage) {
    draw_letters(frame, layout);
    if (stage != nullptr && !sim::is_hidden(frame.state, "step")) draw_tour(*stage);
}

}  // namespace mha::lessons::nano
