// SPDX-License-Identifier: MIT
// One head large: its heat map and its links between words.
#include "lessons/heads_open.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <utility>

#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"
#include "view/links.hpp"

namespace mha::lessons::heads {
namespace {

using sim::places;

constexpr int kMostWordsOfCells = 12;  // the native elements of a screen stay below 300

/// Cells are controls: pressing one chooses its row.
view::Cell add_cells(Stage& stage, int head, Rect matrix, view::Cell& focused) {
    view::Cell pointed;
    const int words = stage.word_count();
    for (int q = 0; q < words; ++q) {
        for (int k = 0; k < words; ++k) {
            sim::Control cell;
            cell.id = "cell-open-" + std::to_string(q) + "-" + std::to_string(k);
            cell.role = sim::ControlRole::cell;
            cell.label = sim::describe_cell(stage.readings(), head, q + 1, k + 1);
            cell.rect = view::cell_rect(matrix, words, {q, k});
            cell.checked = q + 1 == stage.state().word;
            // Of a long sentence the page gets the rows around the chosen one; pressing one of them moves on.
            cell.pointer_only = words > kMostWordsOfCells && std::abs(q + 1 - stage.state().word) > 1;
            cell.activate = [q](sim::Actions& actions) { actions.push_back(sim::ChooseWord{q + 1}); };
            const view::Touch touch = view::interact(stage.frame, std::move(cell));
            if (touch.hot) pointed = {q, k};
            if (touch.focused) focused = {q, k};
        }
    }
    return pointed;
}

view::Cell draw_matrix(Stage& stage, const OpenLayout& o, int head, int query) {
    const Canvas canvas(stage.frame);
    const OpenMatrix m = open_matrix(stage, o);
    view::HeatMap map = head_map(stage, head, m.rect);
    map.pointed = add_cells(stage, head, m.rect, map.focused);
    const view::Cell active = map.pointed.any() ? map.pointed : map.focused;
    view::draw_column_labels(canvas, stage.theme(), m.rect, stage.words, m.labels, 72, active.column, stage.unknown);
    view::draw_row_labels(canvas, stage.theme(), m.rect, stage.words, m.row_room - 8, active.any() ? active.row : query,
                          stage.unknown);
    view::draw_heat_map(canvas, stage.theme(), map);
    const Rect row = view::cell_rect(m.rect, stage.word_count(), {query, 0});
    canvas.outline_round({m.rect.x - 3, row.y - 3, m.rect.w + 6, row.h + 6}, 3, 2, stage.theme().ink);
    return active;
}

Type row_type(float pitch, bool chosen) {
    if (pitch >= 24) return chosen ? Type::heading : Type::main;
    if (pitch >= 17) return chosen ? Type::body_bold : Type::body;
    return chosen ? Type::caption_bold : Type::caption;
}

void draw_link_words(Stage& stage, int head, int query, Rect area, float from_right, float to_left) {
    view::Frame& frame = stage.frame;
    const Canvas canvas(frame);
    const view::Theme& theme = stage.theme();
    const int words = stage.word_count();
    const float pitch = area.h / static_cast<float>(words), right = area.x + area.w;
    const std::span<const float> row = stage.head(head).weights.row(static_cast<std::size_t>(query));
    const std::size_t strongest = static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin());
    for (int i = 0; i < words; ++i) {
        const float y = area.y + (static_cast<float>(i) + 0.5F) * pitch;
        const std::string& word = stage.words[static_cast<std::size_t>(i)];
        const bool chosen = i == query;
        const float room = from_right - area.x - 22, w = std::min(room, canvas.width(row_type(pitch, chosen), word));
        sim::Control control;
        control.id = "word-" + std::to_string(i + 1);
        control.role = sim::ControlRole::toggle;
        control.label = word;
        control.help = sim::describe_row(stage.readings(), head, i + 1);
        control.checked = chosen;
        control.rect = {area.x, y - pitch / 2, from_right - area.x, pitch};
        control.activate = [i](sim::Actions& actions) { actions.push_back(sim::ChooseWord{i + 1}); };
        const view::Touch touch = view::interact(frame, std::move(control));
        const Rect chip = {from_right - w - 22, y - std::min(pitch, 30.0F) / 2, w + 20, std::min(pitch, 30.0F)};
        if (chosen || touch.hot) canvas.fill_round(chip, 6, theme.soft);
        if (chosen) canvas.outline_round(chip, 6, 2, theme.accent);
        canvas.text_in(row_type(pitch, chosen), from_right - 12, y, room, word, theme.ink, Align::right);
        if (touch.focused) view::focus_ring(canvas, theme, chip, 6);
        const bool top = static_cast<std::size_t>(i) == strongest;
        canvas.text_in(row_type(pitch, top), to_left + 10, y, right - 44 - to_left, word, theme.ink);
        canvas.text(pitch < 17 ? Type::number_small
                    : top      ? Type::number_bold
                               : Type::number,
                    right, y, places(static_cast<double>(row[static_cast<std::size_t>(i)])),
                    top ? view::head_colours(theme, head).text : theme.ink2, Align::right);
    }
}

void draw_link_panel(Stage& stage, const OpenLayout& o, int head, int query) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    if (o.matrix) canvas.vline(o.divider, o.body.y + 4, o.body.y + o.body.h, theme.hair);
    const float right = o.body.x + o.body.w;
    const float limit = std::min(620.0F, right - o.divider - 16);
    const Rect area = {o.divider + 16, o.body.y + 20, limit, o.body.h - 22};
    // The lines between the words need a third of the width; longer words are shortened.
    const float words = std::clamp(stage.longest_word(100) * 1.35F + 30, 64.0F, (area.w * 0.68F - 34) / 2);
    const float from = area.x + words, to = area.x + area.w - words - 34;
    canvas.text(Type::body, from - 12, o.body.y + 9, "looks", theme.ink2, Align::right);
    canvas.text(Type::body, to + 10, o.body.y + 9, to + 100 <= right ? "is looked at" : "at", theme.ink2);
    view::draw_links(canvas, theme, {area, from, to, stage.head(head).weights, head, query, !stage.head(head).on});
    draw_link_words(stage, head, query, area, from, to);
}

/// What the strip says: the cell pointed at, else what the head does on this sentence, else the chosen row.
void draw_open_strip(Stage& stage, const OpenLayout& o, int head, int query, view::Cell active) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const std::span<const float> row = stage.head(head).weights.row(static_cast<std::size_t>(query));
    const view::Cell strongest = {query, static_cast<int>(std::max_element(row.begin(), row.end()) - row.begin())};
    Strip strip;
    strip.scale_head = head;
    strip.middle = cell_runs(stage, head, active.any() ? active : strongest, stage.layout.width < 760);
    strip.plain_middle = active.any() ? sim::describe_cell(stage.readings(), head, active.row + 1, active.column + 1)
                                      : sim::describe_row(stage.readings(), head, query + 1);
    if (!stage.head(head).on && !active.any()) {
        strip.middle = resting_runs(stage, "");
    } else if (!active.any() && o.here_y <= 0) {
        const std::string here = stage.head(head).here;
        for (const Type type : {Type::caption, Type::body}) {
            if (canvas.width(type, here) <= strip_room(stage)) strip.middle = {{here, type, theme.ink}};
        }
    }
    draw_strip(stage, strip);
}

}  // namespace

void draw_open(Stage& stage, int head) {
    const OpenLayout o = open_layout(stage.layout, stage.head_count(), stage.state().links);
    const int query = std::clamp(stage.state().word, 1, stage.word_count()) - 1;
    const float selector_end = draw_open_selector(stage, o, head);
    draw_open_role(stage, o, head, selector_end);
    const view::Cell active = o.matrix ? draw_matrix(stage, o, head, query) : view::Cell{};
    if (o.links) draw_link_panel(stage, o, head, query);
    add_weights_table(stage, head);
    draw_knockout(stage, o, head);
    draw_open_strip(stage, o, head, query, active);
}

}  // namespace mha::lessons::heads
