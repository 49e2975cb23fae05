// SPDX-License-Identifier: MIT
// Head, direction and layer; several words, strongest per word, the grammar's links.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "lessons/lesson.hpp"
#include "lessons/shell.hpp"
#include "lessons/words_parts.hpp"
#include "sim/describe.hpp"
#include "sim/fields.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/marks.hpp"

namespace mha::lessons::words {
namespace {

using sim::places;

Rect draw_heads(Stage& stage, float x, float y, float room) {
    std::vector<view::Segment> segments;
    for (int head = 1; head <= stage.head_count(); ++head) {
        view::Segment s;
        s.control = head_control(stage, head, {});
        s.control.role = sim::ControlRole::toggle;
        s.control.checked = head == shown_head(stage);
        s.head = head;
        s.width = std::min(34.0F, std::floor(room / static_cast<float>(stage.head_count())));
        segments.push_back(std::move(s));
    }
    return view::segmented(stage.frame, x, y, std::move(segments));
}

void draw_role(Stage& stage, Rect room, int head) {
    const Canvas canvas(stage.frame);
    const sim::RoleReading& role = stage.head(head).role;
    const float y = room.y + room.h / 2;
    const std::vector<Run> numbers = {
        {places(static_cast<double>(role.score)), Type::number, stage.theme().ink},
        {"  chance ", Type::caption, stage.theme().ink2},
        {places(static_cast<double>(role.chance)), Type::number_small, stage.theme().ink2}};
    const float w = canvas.width(numbers), left = room.w - w - 12;
    const std::string text = role_text(canvas, Type::heading, role, left);
    const Type type = canvas.width(Type::heading, text) <= left ? Type::heading : Type::body_bold;
    if (left < 40) return;
    canvas.text_in(type, room.x, y, left, text, role_colour(stage, head));
    canvas.runs(room.x + std::min(left, canvas.width(type, text)) + 12, y, numbers);
}

void draw_direction(Stage& stage, float right, float y, bool brief) {
    const bool at = stage.state().looked_at;
    std::vector<view::Segment> segments;
    const std::string by = brief ? "seen by" : "looked at by";
    const float first = brief ? 66.0F : 86.0F, second = brief ? 68.0F : 106.0F;
    segments.push_back(view::choice("looks-at", "looks at", "looks at: what the chosen words look at", !at, first,
                                    sim::SetLookedAt{false}));
    segments.push_back(
        view::choice("looked-at-by", by, by + ": who looks at the chosen words", at, second, sim::SetLookedAt{true}));
    view::segmented(stage.frame, right - first - second, y, std::move(segments));
}

/// 0 when there is nothing to choose.
float layers_width(const Stage& stage) {
    const int layers = stage.readings().model.layers;
    return layers < 2 || sim::is_hidden(stage.state(), "layer") ? 0 : 30 * static_cast<float>(layers);
}

void draw_layers(Stage& stage, float right, float y, bool word) {
    const float width = layers_width(stage);
    if (width <= 0) return;
    std::vector<view::Segment> segments;
    for (int layer = 1; layer <= stage.readings().model.layers; ++layer) {
        const std::string number = std::to_string(layer);
        segments.push_back(view::choice("layer-" + number, number, "Layer " + number, stage.state().layer == layer, 30,
                                        sim::SetLayer{layer}));
    }
    const Rect rect = view::segmented(stage.frame, right - width, y, std::move(segments));
    if (word) Canvas(stage.frame).text(Type::body, rect.x - 6, y + 16, "Layer", stage.theme().ink, Align::right);
}

float draw_flag(Stage& stage, float x, float y, std::string id, std::string label, std::string help, bool on,
                sim::Action action) {
    const Canvas canvas(stage.frame);
    sim::Control control;
    control.id = std::move(id);
    control.role = sim::ControlRole::checkbox;
    control.label = label;
    control.help = std::move(help);
    control.checked = on;
    const float width = 28 + canvas.width(Type::body, label);
    control.rect = {x, y - 17, width, 34};
    control.activate = [action = std::move(action)](sim::Actions& actions) { actions.push_back(action); };
    view::checkbox(stage.frame, std::move(control), x, y, label, Type::body);
    return x + width + 16;
}

float draw_several(Stage& stage, float x, float y) {
    return draw_flag(stage, x, y, "several", "Several words",
                     "Lets you choose more than one word; their rows are averaged.", stage.state().several,
                     sim::SetSeveral{!stage.state().several});
}
float draw_strongest(Stage& stage, float x, float y) {
    return draw_flag(stage, x, y, "strongest", "Strongest per word", "Lists only the strongest row of each word.",
                     stage.state().strongest, sim::SetStrongest{!stage.state().strongest});
}
float draw_gold_flag(Stage& stage, float x, float y) {
    return draw_flag(stage, x, y, "gold", "Gold links",
                     "Lays the grammar’s own links over the arcs: which head finds them?", stage.state().gold,
                     sim::SetGold{!stage.state().gold});
}

void draw_panel_choice(Stage& stage, float x, float y) {
    const int panel = stage.state().panel;
    std::vector<view::Segment> segments;
    segments.push_back(view::choice("panel-words", "Words", "Words and arcs", panel == 1, 54, sim::ShowPanel{1}));
    segments.push_back(view::choice("panel-table", "Table", "Table of strengths", panel == 2, 48, sim::ShowPanel{2}));
    segments.push_back(view::choice("panel-heads", "Heads", "Every head", panel >= 3, 52, sim::ShowPanel{3}));
    view::segmented(stage.frame, x, y, std::move(segments));
}

void draw_next(Stage& stage, float right, float y) {
    const Lesson& next = next_lesson(stage.state().lesson);
    sim::Control control;
    control.id = "next-lesson";
    control.label = "Next lesson: " + std::string(next.title);
    control.rect = {right - 84, y - 17, 84, 34};
    control.activate = [start = change_lesson(next.slug, stage.state())](sim::Actions& actions) {
        actions.push_back(sim::ShowLesson{start});
    };
    const Rect face = {right - 84, y - 15, 84, 30};
    view::button(stage.frame, std::move(control), face,
                 {.text = "Next", .has_icon = true, .icon = view::Icon::chevron_right, .icon_right = true});
}

}  // namespace

void draw_head_choice(Stage& stage, const WordsLayout& layout) {
    const int head = shown_head(stage);
    const Rect s = layout.selector;
    const float right = s.x + s.w;
    if (layout.panels) {
        const float layers = layers_width(stage);
        draw_heads(stage, s.x, s.y, right - (layers > 0 ? layers + 8 : 0) - s.x);
        draw_layers(stage, right, s.y, false);
        draw_role(stage, layout.role, head);
    } else {
        const Rect selector = draw_heads(stage, s.x, s.y, s.w * 0.5F);
        draw_direction(stage, right, s.y, false);
        const float x = selector.x + selector.w + 16;
        draw_role(stage, {x, s.y, right - 192 - 16 - x, 32}, head);
    }
    stage.frame.registry.add(sim::TextNode{
        sim::TextNode::Kind::paragraph, "role",
        sim::describe_head(stage.readings(), head) + " " + sim::describe_role(stage.readings(), head), layout.role});
}

void draw_flags(Stage& stage, const WordsLayout& layout, float x, float y) {
    if (layout.shows(stage, Panel::words)) x = draw_several(stage, x, y);
    if (layout.shows(stage, Panel::table)) x = draw_strongest(stage, x, y);
    if (!layout.panels || !layout.shows(stage, Panel::table)) draw_gold_flag(stage, x, y);
}

void draw_words_controls(Stage& stage, const WordsLayout& layout) {
    const view::FrameLayout& l = stage.layout;
    const float left = l.margin, right = l.width - l.margin;
    if (layout.panels) {
        draw_panel_choice(stage, left, l.row2_y - 16);
        draw_direction(stage, right, l.row2_y - 16, true);
        return;
    }
    draw_flags(stage, layout, left, l.row2_y);
    draw_layers(stage, right - 84 - 12, l.row2_y - 16, l.width >= 660);
    draw_next(stage, right, l.row2_y);
}

}  // namespace mha::lessons::words
