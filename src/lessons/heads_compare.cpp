// SPDX-License-Identifier: MIT
// Two heads side by side, their difference and how much of their attention they place alike.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "lessons/heads_parts.hpp"
#include "lessons/shell.hpp"
#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"
#include "view/marks.hpp"
#include "view/number_text.hpp"
#include "view/overlay.hpp"

namespace mha::lessons::heads {
namespace {

using sim::places;

struct CompareLayout {
    Rect left, right, difference;  // matrices
    Rect left_choice, right_choice;
    view::LabelMode labels = view::LabelMode::horizontal;
    float label_room = 60, similarity_y = 391;
    float block = 120;             // width of a matrix with its heading
    bool stacked = false;          // difference under the two heads
};

CompareLayout compare_layout(const Stage& stage) {
    const Canvas canvas(stage.frame);
    const view::FrameLayout& l = stage.layout;
    const int words = stage.word_count();
    CompareLayout c;
    c.stacked = l.width < 560;
    const float longest = stage.longest_word(c.label_room), row_label = longest + 10, gap = c.stacked ? 12.0F : 36.0F;
    const float columns = c.stacked ? 2 : 3;
    const float across = (l.figure.w - row_label - gap * (columns - 1)) / columns;
    float above = 24, cell = 0;
    for (int pass = 0; pass < 3; ++pass) {
        above = view::label_height(c.labels, longest) + 5;
        const float down = c.stacked ? (l.figure.h - 40 - 2 * above - 24) / 2 : l.figure.h - 40 - above - 72;
        cell = std::min({view::cell_size(across, words, stage.frame.ratio), view::cell_size(down, words, stage.frame.ratio), 56.0F});
        if (view::label_mode(cell, longest) <= c.labels) break;
        c.labels = view::label_mode(cell, longest);
    }
    const float side = cell * static_cast<float>(words), block = std::max(side, std::min(across, c.stacked ? 96.0F : 120.0F));
    c.block = block;
    const float used = row_label + columns * block + gap * (columns - 1);
    const float x = canvas.snap(l.figure.x + row_label + std::max(0.0F, l.figure.w - used) / 2);
    const float choice_y = l.figure.y + (l.phone ? 2.0F : 4.0F), top = canvas.snap(choice_y + 32 + above);
    c.left = {x, top, side, side};
    c.right = {canvas.snap(x + block + gap), top, side, side};
    c.difference = c.stacked ? Rect{x, canvas.snap(top + side + 22 + above), side, side}
                             : Rect{canvas.snap(x + 2 * (block + gap)), top, side, side};
    c.left_choice = {x, choice_y, std::min(block, 200.0F), 32};
    c.right_choice = {c.right.x, choice_y, std::min(block, 200.0F), 32};
    c.similarity_y = l.rule_y - 23;
    return c;
}

void draw_choice(Stage& stage, const std::string& id, int head, Rect rect) {
    view::Frame& frame = stage.frame;
    const Canvas canvas(frame);
    const view::Theme& theme = stage.theme();
    sim::Control control = menu_button(frame, id, (id == "compare-left" ? "First: Head " : "Second: Head ") + std::to_string(head), rect);
    const view::Touch touch = view::interact(frame, std::move(control));
    canvas.fill_round(rect, 6, touch.hot ? theme.soft : theme.ctl);
    canvas.outline_round(rect, 6, theme.border, theme.edge);
    const float middle = rect.y + 16;
    view::badge(canvas, theme, head, {rect.x + 18, middle}, 20);
    if (rect.w >= 104) canvas.text(Type::body_bold, rect.x + 36, middle, "Head " + std::to_string(head), view::head_colours(theme, head).text);
    view::draw_icon(canvas, view::Icon::chevron_down, {rect.x + rect.w - 16, middle}, theme.ink2, 20);
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
        row.control.activate = [first, head, state_left = state.left, state_right = state.right](sim::Actions& actions) {
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
    const float w = canvas.text(Type::number, matrix.x + width, y, places(static_cast<double>(role.score)), stage.theme().ink, Align::right);
    canvas.text_in(Type::body_bold, matrix.x, y, width - w - 8, role_text(canvas, Type::body_bold, role, width - w - 8), role_colour(stage, head));
}

void draw_signs(Stage& stage, const CompareLayout& c) {
    const Canvas canvas(stage.frame);
    if (c.stacked) return;
    const float y = c.left.y + c.left.h / 2;
    const auto middle = [](Rect a, Rect b) { return (a.x + a.w + b.x) / 2; };
    canvas.text(Type::title, middle(c.left, c.right), y, "−", stage.theme().ink, Align::centre);
    canvas.text(Type::title, middle(c.right, c.difference), y, "=", stage.theme().ink, Align::centre);
}

void draw_similarity(Stage& stage, const CompareLayout& c, float similarity, const Gap& gap) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::State& state = stage.state();
    const std::string& from = stage.words[static_cast<std::size_t>(gap.cell.row)];
    const std::string& to = stage.words[static_cast<std::size_t>(gap.cell.column)];
    const Colour tone = view::head_colours(theme, gap.value < 0 ? state.right : state.left).text;
    const std::vector<Run> words = {{from, Type::body_bold, theme.ink}, {" → ", Type::body, theme.ink2}, {to, Type::body_bold, theme.ink}};
    const Run value = {sim::signed_places(static_cast<double>(gap.value)), Type::number_bold, tone};
    if (c.stacked) {
        const float x = c.right.x, right = stage.layout.width - stage.layout.margin, y = c.difference.y;
        canvas.runs(x, y + 6, {{"Similarity ", Type::body_bold, theme.ink}, {places(static_cast<double>(similarity)), Type::number, theme.ink}});
        view::bar(canvas, theme, {x, y + 20, right - x, 8}, similarity, theme.ink2);
        canvas.text(Type::caption, x, y + 48, "largest gap", theme.ink2);
        canvas.text_in(Type::body_bold, x, y + 66, right - x, from + " → " + to, theme.ink);
        canvas.runs(x, y + 84, {value});
        canvas.text(Type::heading, x, y - 16, "Difference", theme.ink);
        const float w = std::min(110.0F, right - x), scale_y = y + 96;
        canvas.text(Type::caption_bold, x, scale_y + 5, std::to_string(state.right), view::head_colours(theme, state.right).text);
        view::difference_scale(canvas, theme, {x + 12, scale_y, w - 24, 10}, state.left, state.right);
        canvas.text(Type::caption_bold, x + w, scale_y + 5, std::to_string(state.left), view::head_colours(theme, state.left).text, Align::right);
        return;
    }
    const float left = stage.layout.figure.x, right = left + stage.layout.figure.w, y = c.similarity_y;
    canvas.hline(left, right, y - 22, theme.hair);
    const float text = canvas.runs(left, y, {{"Similarity  ", Type::heading, theme.ink}, {places(static_cast<double>(similarity)), Type::number_large, theme.ink}});
    const float bar_w = std::min(180.0F, stage.layout.figure.w * 0.25F);
    view::bar(canvas, theme, {left + text + 16, y - 4, bar_w, 8}, similarity, theme.ink2);
    canvas.text(Type::number_small, left + text + 16, y + 12, "0", theme.ink2, Align::centre);
    canvas.text(Type::number_small, left + text + 16 + bar_w, y + 12, "1", theme.ink2, Align::centre);
    std::vector<Run> runs = {{"largest gap ", Type::body, theme.ink2}};
    runs.insert(runs.end(), words.begin(), words.end());
    runs.push_back({"   ", Type::body, theme.ink});
    runs.push_back(value);
    canvas.runs(right, y, runs, Align::right);
}

view::HeatMap difference_map(const Stage& stage, Rect rect, const std::vector<float>& values) {
    view::HeatMap map;
    map.rect = rect;
    const auto words = static_cast<std::size_t>(stage.word_count());
    map.values = {values.data(), words, words};
    map.colour = [&stage](float v) { return view::difference_ramp(stage.theme(), stage.state().left, stage.state().right, v); };
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
        view::draw_column_labels(canvas, theme, map.rect, stage.words, c.labels, 72, pointed.column, stage.unknown);
        if (map.rect.x == c.left.x) view::draw_row_labels(canvas, theme, map.rect, stage.words, c.label_room, pointed.row, stage.unknown);
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
    if (!c.stacked) {
        const float y = c.difference.y + c.difference.h + 20, w = c.block;
        canvas.text(Type::caption_bold, c.difference.x, y, "Head " + std::to_string(state.right), view::head_colours(stage.theme(), state.right).text);
        canvas.text(Type::caption_bold, c.difference.x + w, y, "Head " + std::to_string(state.left), view::head_colours(stage.theme(), state.left).text, Align::right);
        view::difference_scale(canvas, stage.theme(), {c.difference.x + 50, y - 5, w - 100, 10}, state.left, state.right);
    }
    const float similarity = sim::similarity(stage.head(state.left).weights, stage.head(state.right).weights);
    draw_similarity(stage, c, similarity, largest_gap(difference, stage.word_count()));
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "comparison", sim::describe_compare(stage.readings(), state.left, state.right), stage.layout.figure});
    add_weights_table(stage, state.left);
    add_weights_table(stage, state.right);
    Strip strip;
    if (pointed.any()) {
        strip.middle = cell_runs(stage, state.left, pointed, true);
        const float other = stage.head(state.right).weights.at(static_cast<std::size_t>(pointed.row), static_cast<std::size_t>(pointed.column));
        strip.middle.push_back({"  and  ", Type::body, stage.theme().ink2});
        strip.middle.push_back({places(static_cast<double>(other)), Type::number_bold, view::head_colours(stage.theme(), state.right).text});
    } else if (!stage.layout.phone) {
        strip.middle = resting_runs(stage, "similarity = attention both heads place alike");
    }
    draw_strip(stage, strip);
    open_choice_menu(stage, "compare-left", c.left_choice);
    open_choice_menu(stage, "compare-right", c.right_choice);
}

}  // namespace mha::lessons::heads
