// SPDX-License-Identifier: MIT
// One head large: its heat map, its links between words, its role with both chance lines, its knock-out.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "lessons/heads_parts.hpp"
#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"
#include "view/links.hpp"
#include "view/marks.hpp"

namespace mha::lessons::heads {
namespace {

using sim::places;

struct OpenLayout {
    Rect body;         // heat map and links
    Rect knockout;
    float row_y = 84;  // selector
    bool links = true;
    float divider = 0;
};

OpenLayout open_layout(const view::FrameLayout& l) {
    OpenLayout o;
    const Rect f = l.figure;
    o.row_y = l.phone ? f.y + 2 : f.y + 4;
    o.knockout = {f.x, f.y + f.h - 44, f.w, 44};
    const float top = l.phone ? o.row_y + 72 : o.row_y + 38;
    o.body = {f.x, top, f.w, o.knockout.y - 8 - top};
    o.links = f.w >= 560;
    o.divider = f.x + std::min(f.w * 0.47F, f.w - 330);
    return o;
}

float draw_selector(Stage& stage, const OpenLayout& o, int head) {
    view::Frame& frame = stage.frame;
    const float x = o.body.x;
    if (stage.head_count() < 2) return x;
    sim::Control back;
    back.id = "all-heads";
    back.label = "All heads";
    // With many heads the selector is long, and the role beside it needs the room.
    const bool icon_only = stage.layout.phone || (stage.head_count() > 5 && stage.layout.width < 900);
    const float width = icon_only ? 32.0F : 108.0F;
    back.rect = {x, o.row_y, width, 32};
    back.activate = [](sim::Actions& actions) { actions.push_back(sim::OpenHead{0}); };
    const Rect face = back.rect;
    view::button(frame, std::move(back), face,
                 {.text = icon_only ? "" : "All heads", .has_icon = true, .icon = view::Icon::chevron_left});
    std::vector<view::Segment> segments;
    const float gap = stage.layout.phone ? 8.0F : 12.0F;
    const float room = (stage.layout.width - stage.layout.margin - x - width - gap) / static_cast<float>(stage.head_count());
    for (int i = 1; i <= stage.head_count(); ++i) {
        view::Segment segment;
        segment.control = head_control(stage, i, {});
        segment.control.role = sim::ControlRole::toggle;
        segment.control.checked = i == head;
        segment.head = i;
        segment.width = std::min(34.0F, std::floor(room));
        segments.push_back(std::move(segment));
    }
    const Rect selector = view::segmented(frame, x + width + gap, o.row_y, std::move(segments));
    return selector.x + selector.w;
}

std::string chance_line(const sim::HeadReading& head, bool brief) {
    std::string text = (brief ? "uniform " : "chance: uniform ") + places(static_cast<double>(head.role.uniform_chance));
    if (head.role.is_link) text += ", same distance " + places(static_cast<double>(head.role.distance_chance));
    return text + " · entropy " + sim::percent(static_cast<double>(head.entropy)) + (brief ? "" : " of uniform");
}

/// Role, bullet and score in the selector's row, right of x; under it on a phone.
void draw_role(Stage& stage, const OpenLayout& o, int head, float x) {
    const Canvas canvas(stage.frame);
    const sim::HeadReading& reading = stage.head(head);
    const view::Theme& theme = stage.theme();
    const float right = stage.layout.width - stage.layout.margin;
    const bool phone = stage.layout.phone;
    const float middle = phone ? o.row_y + 46 : o.row_y + 9, second = phone ? o.row_y + 63 : o.row_y + 28;
    const float left = phone || x == o.body.x ? o.body.x : x + 20;
    const float scores = canvas.runs(right, middle, {{places(static_cast<double>(reading.role.score)), Type::number_bold, theme.ink},
                                                     {"  chance ", Type::body, theme.ink2},
                                                     {places(static_cast<double>(reading.role.chance)), Type::number, theme.ink}},
                                     Align::right);
    const float room = right - scores - 14 - left;
    const std::string role = role_text(canvas, Type::heading, reading.role, room);
    const float role_w = std::min(canvas.width(Type::heading, role), room), rest = room - role_w - 14;
    const float bar = rest >= 40 ? std::min(rest, 160.0F) : -14.0F;
    if (bar > 0) {
        view::bullet(canvas, theme, {right - scores - 14 - bar, middle - 4, bar, 8}, reading.role.score, reading.role.chance,
                     bar_colour(stage, head), theme.bg);
    }
    const bool from_left = phone || x == o.body.x;
    canvas.text_in(Type::heading, from_left ? left : right - scores - 28 - bar - role_w, middle, room, role, role_colour(stage, head));
    const float line_room = right - left;
    const bool brief = phone || canvas.width(Type::caption, chance_line(reading, false)) > line_room;
    canvas.text_in(Type::caption, phone ? left : right, second, line_room, chance_line(reading, brief), theme.ink2,
                   phone ? Align::left : Align::right);
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "role",
                                           sim::describe_head(stage.readings(), head) + " " + sim::describe_role(stage.readings(), head) + " " +
                                               chance_line(reading, false) + ".",
                                           {left, o.row_y, right - left, 32}});
}

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
    const int words = stage.word_count();
    const float row_room = stage.longest_word(96) + 12, width = (o.links ? o.divider - 28 : o.body.x + o.body.w) - o.body.x - row_room;
    view::LabelMode mode = view::LabelMode::horizontal;
    const float longest = stage.longest_word(72);
    float above = 20, cell = 0;
    for (int pass = 0; pass < 3; ++pass) {
        above = view::label_height(mode, longest);
        cell = std::min({view::cell_size(width - 4, words, stage.frame.ratio),
                         view::cell_size(o.body.h - above - 4, words, stage.frame.ratio), 56.0F});
        if (view::label_mode(cell, longest) <= mode) break;
        mode = view::label_mode(cell, longest);
    }
    const float side = cell * static_cast<float>(words);
    const float spare_x = std::max(0.0F, width - side) / 2, spare_y = std::max(0.0F, o.body.h - above - side) / 2;
    const Rect matrix = {canvas.snap(o.body.x + row_room + spare_x), canvas.snap(o.body.y + above + spare_y), side, side};
    view::HeatMap map = head_map(stage, head, matrix);
    map.pointed = add_cells(stage, head, matrix, map.focused);
    const view::Cell active = map.pointed.any() ? map.pointed : map.focused;
    view::draw_column_labels(canvas, stage.theme(), matrix, stage.words, mode, 72, active.column, stage.unknown);
    view::draw_row_labels(canvas, stage.theme(), matrix, stage.words, row_room - 8, active.any() ? active.row : query, stage.unknown);
    view::draw_heat_map(canvas, stage.theme(), map);
    const float y = matrix.y + static_cast<float>(query) * cell;
    canvas.outline_round({matrix.x - 3, y - 3, side + 6, cell + 6}, 3, 2, stage.theme().ink);
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
        canvas.text(pitch < 17 ? Type::number_small : top ? Type::number_bold : Type::number, right, y,
                    places(static_cast<double>(row[static_cast<std::size_t>(i)])),
                    top ? view::head_colours(theme, head).text : theme.ink2, Align::right);
    }
}

void draw_link_panel(Stage& stage, const OpenLayout& o, int head, int query) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    canvas.vline(o.divider, o.body.y + 4, o.body.y + o.body.h, theme.hair);
    const float right = o.body.x + o.body.w;
    const float limit = std::min(620.0F, right - o.divider - 16);
    const Rect area = {o.divider + 16, o.body.y + 20, limit, o.body.h - 22};
    const float words = stage.longest_word(100) * 1.35F + 30;
    const float from = area.x + words, to = area.x + area.w - words - 34;
    canvas.text(Type::body, from - 12, o.body.y + 9, "looks", theme.ink2, Align::right);
    canvas.text(Type::body, to + 10, o.body.y + 9, "is looked at", theme.ink2);
    view::draw_links(canvas, theme, {area, from, to, stage.head(head).weights, head, query, !stage.head(head).on});
    draw_link_words(stage, head, query, area, from, to);
}

void draw_knockout(Stage& stage, const OpenLayout& o, int head) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::HeadReading& reading = stage.head(head);
    const sim::ModelReading& model = stage.readings().model;
    const bool phone = stage.layout.phone;
    const Rect r = o.knockout;
    canvas.hline(r.x, r.x + r.w, r.y, theme.hair);
    sim::Control control;
    control.id = "switch-head";
    control.role = sim::ControlRole::switcher;
    control.label = "Head " + std::to_string(head) + " on";
    control.help = sim::describe_knockout(stage.readings(), head);
    control.checked = reading.on;
    const float middle = r.y + 24;
    const std::string label = phone ? "" : reading.on ? "Head on" : "Head off";
    control.rect = {r.x, middle - 17, 44 + (phone ? 0 : canvas.width(Type::body, "Head off")), 34};
    control.activate = [head, on = reading.on](sim::Actions& actions) { actions.push_back(sim::SwitchHead{head, !on}); };
    const float x0 = r.x + control.rect.w + (phone ? 4.0F : 28.0F);
    view::switcher(stage.frame, std::move(control), r.x, middle, label, Type::body);
    struct Loss {
        const char *name, *brief;
        std::string with, without;
    };
    std::vector<Loss> losses = {
        {"Without it: held-out loss", "held-out", places(static_cast<double>(model.heldout_loss)), places(static_cast<double>(reading.knockout.heldout_loss))},
        {"agreement past a distractor", "agreement", sim::percent(static_cast<double>(model.heldout_agreement)), sim::percent(static_cast<double>(reading.knockout.heldout_agreement))}};
    if (model.asked_words > 0) {
        losses.push_back({"loss on this sentence", "sentence", places(static_cast<double>(model.sentence_loss)), places(static_cast<double>(reading.knockout.sentence_loss))});
    }
    const float step = std::min((r.x + r.w - x0) / static_cast<float>(losses.size()), 240.0F);
    float x = x0;
    const Type number = phone ? Type::number_small : Type::number;
    for (const Loss& loss : losses) {
        const bool brief = phone || canvas.width(Type::caption, loss.name) > step - 6;
        canvas.text_in(Type::caption, x, r.y + 13, step - 6, brief ? loss.brief : loss.name, theme.ink2);
        canvas.runs(x, r.y + 33, {{loss.with, number, theme.ink2}, {phone ? "→" : " → ", phone ? Type::caption : Type::body, theme.ink2},
                                  {loss.without, phone ? number : Type::number_bold, theme.ink}});
        x += step;
    }
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "knockout", sim::describe_knockout(stage.readings(), head), r});
}

}  // namespace

void draw_open(Stage& stage, int head) {
    const OpenLayout o = open_layout(stage.layout);
    const int query = std::clamp(stage.state().word, 1, stage.word_count()) - 1;
    const float selector_end = draw_selector(stage, o, head);
    draw_role(stage, o, head, selector_end);
    const view::Cell active = draw_matrix(stage, o, head, query);
    if (o.links) draw_link_panel(stage, o, head, query);
    add_weights_table(stage, head);
    draw_knockout(stage, o, head);
    Strip strip;
    strip.scale_head = head;
    const std::span<const float> row = stage.head(head).weights.row(static_cast<std::size_t>(query));
    const view::Cell strongest = {query, static_cast<int>(std::max_element(row.begin(), row.end()) - row.begin())};
    const view::Cell shown = active.any() ? active : strongest;
    strip.middle = cell_runs(stage, head, shown, stage.layout.width < 760);
    strip.plain_middle = active.any() ? sim::describe_cell(stage.readings(), head, active.row + 1, active.column + 1)
                                      : sim::describe_row(stage.readings(), head, query + 1);
    if (!stage.head(head).on && !active.any()) strip.middle = resting_runs(stage, "");
    draw_strip(stage, strip);
}

}  // namespace mha::lessons::heads
