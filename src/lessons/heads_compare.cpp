// SPDX-License-Identifier: MIT
// Two heads side by side, their difference and how much of their attention they place alike.
#include "lessons/heads_compare.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "lessons/shell.hpp"
#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"
#include "view/marks.hpp"
#include "view/number_text.hpp"
#include "view/overlay.hpp"
#include "view/text_flow.hpp"

namespace mha::lessons::heads {
namespace {

using sim::places;

void draw_choice(Stage& stage, const std::string& id, int head, Rect rect) {
    view::Frame& frame = stage.frame;
    const Canvas canvas(frame);
    const view::Theme& theme = stage.theme();
    sim::Control control =
        menu_button(frame, id, (id == "compare-left" ? "First: Head " : "Second: Head ") + std::to_string(head), rect);
    const bool fixed = view::hidden(frame, control);
    const view::Touch touch = view::interact(frame, std::move(control));
    const float middle = rect.y + 16;
    if (!fixed) {
        canvas.fill_round(rect, 6, touch.hot ? theme.soft : theme.ctl);
        canvas.outline_round(rect, 6, theme.border, theme.edge);
        view::draw_icon(canvas, view::Icon::chevron_down, {rect.x + rect.w - 16, middle}, theme.ink2, 20);
    }
    view::badge(canvas, theme, head, {rect.x + 18, middle}, 20);
    if (rect.w >= 104)
        canvas.text(Type::body_bold, rect.x + 36, middle, "Head " + std::to_string(head),
                    view::head_colours(theme, head).text);
    if (touch.focused) view::focus_ring(canvas, theme, rect, 6);
}

void open_choice_menu(Stage& stage, const std::string& id, Rect anchor) {
    if (stage.frame.glance.menu != id) return;
    const sim::State& state = stage.state();
    const bool first = id == "compare-left";
    std::vector<view::MenuRow> rows;
    for (int head = 1; head <= stage.head_count(); ++head) {
        view::MenuRow row;
        row.control = head_control(stage, head, {});
        row.control.id = id + "-" + std::to_string(head);
        row.control.role = sim::ControlRole::menu_item;
        row.control.label = "Head " + std::to_string(head) + ": " + stage.head(head).role.label;
        row.control.enabled = head != (first ? state.right : state.left);
        row.control.activate = [first, head, state_left = state.left,
                                state_right = state.right](sim::Actions& actions) {
            actions.push_back(first ? sim::ComparePair{head, state_right} : sim::ComparePair{state_left, head});
        };
        row.text = stage.head(head).role.label;
        row.head = head;
        row.chosen = head == (first ? state.left : state.right);
        rows.push_back(std::move(row));
    }
    view::menu(stage.frame, anchor, false, std::move(rows), anchor.w);
}

struct Gap {
    view::Cell cell;
    float value = 0;
};

Gap largest_gap(const std::vector<float>& difference, int words) {
    Gap gap;
    for (std::size_t i = 0; i < difference.size(); ++i) {
        if (gap.cell.any() && std::fabs(difference[i]) <= std::fabs(gap.value)) continue;
        gap = {{static_cast<int>(i) / words, static_cast<int>(i) % words}, difference[i]};
    }
    return gap;
}

/// Pointing at any of the three marks the same cell in all.
view::Cell pointed_cell(Stage& stage, const CompareLayout& c) {
    const view::Glance& glance = stage.frame.glance;
    if (!glance.menu.empty() || glance.pointer_x < 0) return {};
    for (const Rect& rect : {c.left, c.right, c.difference}) {
        const view::Cell cell = view::cell_at(rect, stage.word_count(), glance.pointer_x, glance.pointer_y);
        if (cell.any()) return cell;
    }
    return {};
}

void draw_role_line(Stage& stage, int head, Rect matrix, float width) {
    const Canvas canvas(stage.frame);
    const sim::RoleReading& role = stage.head(head).role;
    const float y = matrix.y + matrix.h + (stage.layout.width < 560 ? 13.0F : 20.0F);
    const float w = canvas.text(Type::number, matrix.x + width, y, places(static_cast<double>(role.score)),
                                stage.theme().ink, Align::right);
    canvas.text_in(Type::body_bold, matrix.x, y, width - w - 8, role_text(canvas, Type::body_bold, role, width - w - 8),
                   role_colour(stage, head));
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "role-" + std::to_string(head),
                                           sim::describe_head(stage.readings(), head), matrix});
}

void draw_difference_scale(Stage& stage, const CompareLayout& c) {
    const Canvas canvas(stage.frame);
    const float x = c.difference.x, y = c.difference.y + c.difference.h + 20;
    const auto name = [&](int head, float at, Align align) {
        canvas.text(Type::caption_bold, at, y, "Head " + std::to_string(head),
                    view::head_colours(stage.theme(), head).text, align);
    };
    name(stage.state().right, x, Align::left);
    name(stage.state().left, x + c.block, Align::right);
    view::difference_scale(canvas, stage.theme(), {x + 50, y - 5, c.block - 100, 10}, stage.state().left,
                           stage.state().right);
}

void draw_signs(Stage& stage, const CompareLayout& c) {
    const Canvas canvas(stage.frame);
    if (c.stacked) return;
    const float y = c.left.y + c.left.h / 2;
    const auto middle = [](Rect a, Rect b) { return (a.x + a.w + b.x) / 2; };
    canvas.text(Type::title, middle(c.left, c.right), y, "−", stage.theme().ink, Align::centre);
    canvas.text(Type::title, middle(c.right, c.difference), y, "=", stage.theme().ink, Align::centre);
}

struct GapWords {
    std::string from, to;
    Run value;
};

/// The words of the largest gap, each no wider than half the room.
GapWords gap_words(const Stage& stage, const Gap& gap, float room) {
    const Canvas canvas(stage.frame);
    const int head = gap.value < 0 ? stage.state().right : stage.state().left;
    const auto measure = [&](std::string_view part) { return canvas.width(Type::body_bold, part); };
    const auto fitted = [&](int word) {
        return view::shorten(stage.words[static_cast<std::size_t>(word)], (room - 24) / 2, measure);
    };
    return {fitted(gap.cell.row),
            fitted(gap.cell.column),
            {sim::signed_places(static_cast<double>(gap.value)), Type::number_bold,
             view::head_colours(stage.theme(), head).text}};
}

/// Beside the difference, where it stands below the two heads.
void draw_similarity_beside(Stage& stage, const CompareLayout& c, float similarity, const Gap& gap) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::State& state = stage.state();
    const float x = c.right.x, right = stage.layout.width - stage.layout.margin, y = c.difference.y;
    const GapWords words = gap_words(stage, gap, right - x);
    canvas.text(Type::heading, x, y + 7, "Difference", theme.ink);
    canvas.runs(x, y + 31,
                {{"Similarity ", Type::body_bold, theme.ink},
                 {places(static_cast<double>(similarity)), Type::number, theme.ink}});
    view::bar(canvas, theme, {x, y + 42, right - x, 8}, similarity, theme.ink2);
    canvas.runs(x, y + 65, {{"largest gap ", Type::caption, theme.ink2}, words.value});
    canvas.text(Type::body_bold, x, y + 82, words.from + " → " + words.to, theme.ink);
    const float w = std::min(110.0F, right - x), scale_y = y + 95;
    canvas.text(Type::caption_bold, x, scale_y + 5, std::to_string(state.right),
                view::head_colours(theme, state.right).text);
    view::difference_scale(canvas, theme, {x + 12, scale_y, w - 24, 10}, state.left, state.right);
    canvas.text(Type::caption_bold, x + w, scale_y + 5, std::to_string(state.left),
                view::head_colours(theme, state.left).text, Align::right);
}

/// In a line under all three.
void draw_similarity_line(Stage& stage, const CompareLayout& c, float similarity, const Gap& gap) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect f = stage.layout.figure;
    const float left = f.x, right = f.x + f.w, y = c.similarity_y;
    canvas.hline(left, right, y - 22, theme.hair);
    const float text = canvas.runs(left, y,
                                   {{"Similarity  ", Type::heading, theme.ink},
                                    {places(static_cast<double>(similarity)), Type::number_large, theme.ink}});
    const float bar_x = left + text + 16, bar_w = std::min(180.0F, f.w * 0.25F);
    view::bar(canvas, theme, {bar_x, y - 4, bar_w, 8}, similarity, theme.ink2);
    canvas.text(Type::number_small, bar_x, y + 13, "0", theme.ink2, Align::centre);
    canvas.text(Type::number_small, bar_x + bar_w, y + 13, "1", theme.ink2, Align::centre);
    const float room = right - bar_x - bar_w - 20, name = canvas.width(Type::body, "largest gap ") + 56;
    const GapWords words = gap_words(stage, gap, room - name);
    canvas.runs(right, y,
                {{"largest gap ", Type::body, theme.ink2},
                 {words.from, Type::body_bold, theme.ink},
                 {" → ", Type::body, theme.ink2},
                 {words.to, Type::body_bold, theme.ink},
                 {"  ", Type::body, theme.ink},
                 words.value},
                Align::right);
}

view::HeatMap difference_map(const Stage& stage, Rect rect, const std::vector<float>& values) {
    view::HeatMap map;
    map.rect = rect;
    const auto words = static_cast<std::size_t>(stage.word_count());
    map.values = {values.data(), words, words};
    map.colour = [&stage](float v) {
        return view::difference_ramp(stage.theme(), stage.state().left, stage.state().right, v);
    };
    map.number = view::cell_difference;
    map.masked = stage.state().mask;
    return map;
}

std::vector<float> difference_of(const Stage& stage) {
    const engine::MatrixView &a = stage.head(stage.state().left).weights, &b = stage.head(stage.state().right).weights;
    std::vector<float> difference(a.rows * a.columns);
    for (std::size_t i = 0; i < difference.size(); ++i) difference[i] = a.data[i] - b.data[i];
    return difference;
}

void draw_maps(Stage& stage, const CompareLayout& c, const std::vector<float>& difference, view::Cell pointed) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    view::HeatMap maps[] = {head_map(stage, stage.state().left, c.left), head_map(stage, stage.state().right, c.right),
                            difference_map(stage, c.difference, difference)};
    for (view::HeatMap& map : maps) {
        map.pointed = pointed;
        // Stacked, the difference stands right under the first head and shares its words.
        if (!c.stacked || map.rect.y == c.left.y) {
            view::draw_column_labels(canvas, theme, map.rect, stage.words, c.labels, c.label_room, pointed.column,
                                     stage.unknown);
        }
        if (map.rect.x == c.left.x)
            view::draw_row_labels(canvas, theme, map.rect, stage.words, c.label_room, pointed.row, stage.unknown);
        view::draw_heat_map(canvas, theme, map);
    }
}

}  // namespace

void draw_compare(Stage& stage) {
    const CompareLayout c = compare_layout(stage);
    const Canvas canvas(stage.frame);
    const sim::State& state = stage.state();
    const std::vector<float> difference = difference_of(stage);
    const view::Cell pointed = pointed_cell(stage, c);
    draw_choice(stage, "compare-left", state.left, c.left_choice);
    draw_choice(stage, "compare-right", state.right, c.right_choice);
    if (!c.stacked) canvas.text(Type::heading, c.difference.x, c.left_choice.y + 16, "Difference", stage.theme().ink);
    draw_maps(stage, c, difference, pointed);
    draw_signs(stage, c);
    const float width = c.block;
    draw_role_line(stage, state.left, c.left, width);
    draw_role_line(stage, state.right, c.right, width);
    if (!c.stacked) draw_difference_scale(stage, c);
    const float similarity = sim::similarity(stage.head(state.left).weights, stage.head(state.right).weights);
    const Gap gap = largest_gap(difference, stage.word_count());
    if (c.stacked)
        draw_similarity_beside(stage, c, similarity, gap);
    else
        draw_similarity_line(stage, c, similarity, gap);
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "comparison",
                                           sim::describe_compare(stage.readings(), state.left, state.right),
                                           stage.layout.figure});
    add_weights_table(stage, state.left);
    add_weights_table(stage, state.right);
    add_difference_table(stage, difference);
    Strip strip;
    if (pointed.any()) {
        strip.middle = cell_runs(stage, state.left, pointed, true);
        const float other =
            stage.head(state.right)
                .weights.at(static_cast<std::size_t>(pointed.row), static_cast<std::size_t>(pointed.column));
        strip.middle.push_back({"  and  ", Type::body, stage.theme().ink2});
        strip.middle.push_back({places(static_cast<double>(other)), Type::number_bold,
                                view::head_colours(stage.theme(), state.right).text});
    } else if (!stage.layout.phone) {
        strip.middle = resting_runs(stage, "similarity = attention both heads place alike");
    }
    draw_strip(stage, strip);
    open_choice_menu(stage, "compare-left", c.left_choice);
    open_choice_menu(stage, "compare-right", c.right_choice);
}

}  // namespace mha::lessons::heads
