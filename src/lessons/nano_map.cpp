// SPDX-License-Identifier: MIT
// What can be pressed on the map: parts and matrices to go to, and numbers once they can be read.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "lessons/nano_parts.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"
#include "view/overlay.hpp"

namespace mha::lessons::nano {
namespace {

using sim::NetMatrix;
using sim::NetPlace;

constexpr int kMostCells = 180, kMostGoals = 60;
constexpr float kLeastTarget = 24, kOwnNames = 1.3F;

Rect within(Rect r, Rect window) {
    const float x = std::max(r.x, window.x), y = std::max(r.y, window.y);
    return {x, y, std::min(r.x + r.w, window.x + window.w) - x, std::min(r.y + r.h, window.y + window.h) - y};
}
bool large(Rect r) { return r.w >= kLeastTarget && r.h >= kLeastTarget; }

struct Ring {
    Rect rect;
    bool focused, goal = false;
};

struct MapInput {
    NanoStage& stage;
    std::vector<Ring> rings;
    NetPlace focused;

    [[nodiscard]] Rect window() const { return stage.clear; }
    [[nodiscard]] bool numbers() const { return stage.map.scale >= kNumberCell; }
    [[nodiscard]] NetPlace under_pointer() const;
    sim::Action press(const NetPlace& place) const;
    void whole_map();
    void goal(const std::string& id, const std::string& label, Rect place, Rect look);
    void part(const NetMatrix& m);
    void goals();
    void cells();
    void table() const;
    [[nodiscard]] int largest_in_view() const;
};

NetPlace MapInput::under_pointer() const {
    const view::Glance& glance = stage.frame.glance;
    const bool over = glance.hot == "map" || glance.hot.starts_with("go-") || glance.hot.starts_with("number-");
    if (!over || !window().contains(glance.pointer_x, glance.pointer_y)) return {};
    const float x = (glance.pointer_x - stage.map.left) / stage.map.scale,
                y = (glance.pointer_y - stage.map.top) / stage.map.scale;
    for (std::size_t i = 0; i < stage.places.size(); ++i) {
        if (!stage.places[i].contains(x, y)) continue;
        const int row = static_cast<int>(y - stage.places[i].y), column = static_cast<int>(x - stage.places[i].x);
        if (stage.reading.matrices[i].has(row, column)) return {static_cast<int>(i), row, column};
    }
    return {};
}

sim::Action MapInput::press(const NetPlace& place) const {
    const NetMatrix& m = stage.reading.matrix(place.matrix);
    if (!numbers()) return look_at(stage.near_window, stage.places[static_cast<std::size_t>(place.matrix)]);
    const int pick = m.pick(place.row, place.column);
    return sim::PickNumber{pick == stage.state().pick ? 0 : pick};
}

void MapInput::whole_map() {
    const NetPlace place = under_pointer();
    sim::Control control;
    control.id = "map";
    control.label = "Map of the network";
    control.value_text = stage.state().zoom == 0
                             ? "the whole of it"
                             : "zoom " + std::to_string(stage.state().zoom) + " of " + std::to_string(sim::kMaxZoom);
    control.rect = stage.map.window;
    control.help =
        "Arrow keys, or dragging, move the map; plus and minus, or two fingers, zoom; a press goes to a matrix, or "
        "shows "
        "how a number came about.";
    control.takes_gestures = true;
    const bool keyboard = stage.frame.glance.focus == "map" && stage.frame.glance.focus_visible;
    const sim::Action action =
        place.any() && !keyboard ? press(place) : sim::Action{zoomed(stage.map.window, stage.state(), 1)};
    const bool numbers_here = numbers() && place.any() && !keyboard;
    if (place.any() || keyboard || stage.frame.glance.hot != "map") {
        control.activate = [action, numbers_here](sim::Actions& actions) {
            actions.push_back(action);
            if (numbers_here) actions.push_back(sim::ShowPanel{1});
        };
    }
    const view::Touch touch = view::interact(stage.frame, std::move(control));
    if (touch.focused) rings.push_back({stage.map.window, true});
}

void MapInput::goal(const std::string& id, const std::string& label, Rect place, Rect look) {
    const Rect rect = within(stage.map.on_screen(place), window());
    if (!large(rect)) return;
    sim::Control control;
    control.id = "go-" + id;
    control.label = "Go to " + label;
    control.rect = rect;
    control.activate = [action = look_at(stage.near_window, look)](sim::Actions& actions) {
        actions.push_back(action);
    };
    const view::Touch touch = view::interact(stage.frame, std::move(control));
    if (touch.pointed) rings.push_back({rect, touch.focused, true});
}

/// From far away: the heads before the first matrix of their block, the MLP before its own first, as the eye goes.
void MapInput::part(const NetMatrix& m) {
    const float x = block_left(m.block);
    const std::string b = "b" + std::to_string(m.block), name = "block " + std::to_string(m.block);
    const bool heads_fit = 52 * stage.map.scale >= kLeastTarget;
    if (m.kind == sim::NetKind::ln2) {
        if (heads_fit) goal(b + "-mlp", name + ", MLP", {x, 340, 270, 115}, {x, 222, 340, 236});
    } else if (m.kind == sim::NetKind::ln1) {
        if (!heads_fit) goal(b, name, {x, 66, 338, 392}, {x, 24, 372, 434});
        for (int h = 1; heads_fit && h <= stage.reading.heads_per_layer(); ++h) {
            const Rect place = {x, 112 + 70 * static_cast<float>(h - 1), 178, 55};
            goal(b + "-h" + std::to_string(h), name + ", head " + std::to_string(h), place, place);
        }
    }
}

void MapInput::goals() {
    const bool parts = stage.map.scale < kOwnNames;
    int left = kMostGoals;
    for (std::size_t i = 0; i < stage.places.size() && left > 0; ++i) {
        const NetMatrix& m = stage.reading.matrices[i];
        if (parts) part(m);
        if (parts && m.head > 0) continue;
        const Rect rect = within(stage.map.on_screen(stage.places[i]), window());
        if (!large(rect)) continue;
        --left;
        goal(m.id, (m.place.empty() ? "" : m.place + ": ") + m.name, stage.places[i], stage.places[i]);
    }
}

int MapInput::largest_in_view() const {
    int best = -1;
    float most = 0;
    for (std::size_t i = 0; i < stage.places.size(); ++i) {
        const Rect r = within(stage.map.on_screen(stage.places[i]), window());
        const float area = r.w > 0 && r.h > 0 ? r.w * r.h : 0;
        if (area > most) most = area, best = static_cast<int>(i);
    }
    return best;
}

/// Cells of the matrix that fills most of the window: whole ones only, so that each is a target.
void MapInput::cells() {
    const int number = largest_in_view();
    if (number < 0) return;
    const NetMatrix& m = stage.reading.matrix(number);
    const Rect place = stage.places[static_cast<std::size_t>(number)];
    int left = kMostCells;
    for (int row = 0; row < static_cast<int>(m.values.rows); ++row) {
        for (int column = 0; column < static_cast<int>(m.values.columns) && left > 0; ++column) {
            const Rect cell =
                stage.map.on_screen({place.x + static_cast<float>(column), place.y + static_cast<float>(row), 1, 1});
            const Rect seen = within(cell, window());
            if (seen.w < cell.w - 0.5F || seen.h < cell.h - 0.5F || !large(seen)) continue;
            --left;
            const NetPlace at{number, row, column};
            sim::Control control;
            control.id = "number-" + m.id + "-" + std::to_string(row) + "-" + std::to_string(column);
            control.role = sim::ControlRole::cell;
            control.label = sim::row_name(stage.reading, m, row) + ", " + sim::column_name(stage.reading, m, column) +
                            ": " + sim::places(static_cast<double>(m.at(row, column)), 3);
            control.checked = stage.state().pick == m.pick(row, column);
            control.rect = seen;
            control.activate = [action = press(at)](sim::Actions& actions) {
                actions.push_back(action);
                actions.push_back(sim::ShowPanel{1});
            };
            const view::Touch touch = view::interact(stage.frame, std::move(control));
            if (touch.focused) focused = at, rings.push_back({seen, true});
        }
    }
}

/// The numbers in view, as a table for readers.
void MapInput::table() const {
    const int number = largest_in_view();
    if (number < 0) return;
    const NetMatrix& m = stage.reading.matrix(number);
    const Rect place = stage.places[static_cast<std::size_t>(number)], window_rect = window();
    const auto first = [&](float low, float at) {
        return std::max(0, static_cast<int>(std::ceil((at - low) / stage.map.scale)));
    };
    const float x0 = stage.map.left + place.x * stage.map.scale, y0 = stage.map.top + place.y * stage.map.scale;
    const int row0 = first(y0, window_rect.y), column0 = first(x0, window_rect.x);
    const int row1 = std::min(static_cast<int>(m.values.rows),
                              static_cast<int>((window_rect.y + window_rect.h - y0) / stage.map.scale));
    const int column1 = std::min(static_cast<int>(m.values.columns),
                                 static_cast<int>((window_rect.x + window_rect.w - x0) / stage.map.scale));
    if (row1 <= row0 || column1 <= column0) return;
    sim::TableNode table;
    table.id = "numbers";
    table.caption = (m.place.empty() ? "" : m.place + ": ") + m.name + ", the numbers in view";
    for (int c = column0; c < column1; ++c) table.columns.push_back(sim::column_name(stage.reading, m, c));
    float most = -1;
    for (int r = row0; r < row1; ++r) {
        table.row_headers.push_back(sim::row_name(stage.reading, m, r));
        std::vector<std::string>& cells = table.cells.emplace_back();
        for (int c = column0; c < column1; ++c) {
            cells.push_back(sim::places(static_cast<double>(m.at(r, c)), 3));
            const float size = std::fabs(m.at(r, c));
            if (size <= most || !std::isfinite(size)) continue;
            most = size;
            table.summary = "Farthest from 0: " + table.row_headers.back() + ", " +
                            table.columns[static_cast<std::size_t>(c - column0)] + ", " + cells.back() + ".";
        }
    }
    table.rect = window_rect;
    stage.frame.registry.add(std::move(table));
}

}  // namespace

std::vector<sim::Operand> lit_operands(const NanoStage& stage, const NetPlace& shown) {
    const NetPlace lit = shown.any() ? shown : stage.state().panel == 1 ? stage.stop.place : NetPlace{};
    return lit.any() ? sim::arithmetic_of(stage.reading, lit).operands : std::vector<sim::Operand>{};
}

NetPlace draw_map(NanoStage& stage) {
    MapInput input{stage, {}, {}};
    input.whole_map();
    if (input.numbers())
        input.cells(), input.table();
    else
        input.goals();
    NetPlace shown = input.focused.any() ? input.focused : input.under_pointer();
    if (!input.numbers()) shown = {};
    if (!shown.any()) shown = sim::picked_place(stage.reading, stage.state().pick);
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const bool tour = stage.state().panel == 1;
    const NetPlace lit = shown.any() ? shown : tour ? stage.stop.place : NetPlace{};
    const std::vector<sim::Operand> operands = lit_operands(stage, shown);
    paint_map(stage, operands, lit);
    draw_operands(stage, operands);
    draw_caption(stage, input.largest_in_view());
    canvas.outline({stage.map.window.x - 1, stage.map.window.y - 1, stage.map.window.w + 2, stage.map.window.h + 2},
                   theme.border, theme.hair);
    for (const Ring& ring : input.rings) {
        // On a matrix's own edge it could not be seen.
        if (ring.focused && ring.goal)
            view::focus_ring(canvas, theme, {ring.rect.x + 1, ring.rect.y + 1, ring.rect.w - 2, ring.rect.h - 2}, 2);
        else if (ring.focused)
            canvas.outline_round(ring.rect, 4, 2, theme.accent);
        else
            canvas.outline_round(ring.rect, 4, 1.5F, theme.ink2);
    }
    return shown;
}

}  // namespace mha::lessons::nano
