// SPDX-License-Identifier: MIT
// The heads of a block: what each measurably does, its weights on this line of letters, and what the network can still
// do without it.
#include <algorithm>
#include <string>
#include <utility>

#include "lessons/nano_parts.hpp"
#include "sim/fields.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/marks.hpp"

namespace mha::lessons::nano {
namespace {

using sim::places;

constexpr float kMlpSwitch = 64, kLayerSwitch = 66;

std::string of_all(int right) { return std::to_string(right) + " of " + std::to_string(sim::kSortInputs); }

std::string role_sentence(const sim::SortHead& head, int right_without, int block, int number) {
    std::string out = "Block " + std::to_string(block) + ", head " + std::to_string(number) + ": ";
    if (!head.measured) return out + "not measured.";
    const std::string score = "score " + places(static_cast<double>(head.role.score)) + " where chance gives " +
                              places(static_cast<double>(head.role.chance));
    if (!head.nearest.empty())
        out += "diffuse; the nearest role, " + head.nearest + ", has " + score + ".";
    else
        out += head.role.label + ", " + score + "; it " + head.role.meaning + ".";
    if (right_without >= 0) out += " Without it " + of_all(right_without) + " inputs come out right.";
    return out;
}

void draw_switch(NanoStage& stage, int head, float x, float y) {
    if (sim::is_hidden(stage.state(), "off")) return;
    const bool on = !stage.reading.is_off(stage.block(), head);
    sim::Control control;
    control.id = "switch-" + std::to_string(head);
    control.role = sim::ControlRole::checkbox;
    control.label = "On: block " + std::to_string(stage.block()) + ", head " + std::to_string(head);
    control.checked = on;
    control.rect = {x - 3, y - 13, 26, 26};
    control.help = "Off: the head’s output is zero before W_O.";
    control.activate = [block = stage.block(), head, on](sim::Actions& actions) {
        actions.push_back(sim::SetLayer{block});
        actions.push_back(sim::SwitchHead{head, !on});
    };
    view::checkbox(stage.frame, std::move(control), x, y, "", Type::body);
}

/// A little picture of the head's weights; a press goes there.
void draw_weights(NanoStage& stage, int head, Rect box) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const int number = stage.reading.find(sim::NetKind::weights, stage.block(), head);
    const sim::NetMatrix& m = stage.reading.matrix(number);
    const auto n = static_cast<float>(m.values.rows);
    sim::Control control;
    control.id = "weights-" + std::to_string(head);
    control.label = "Weights of head " + std::to_string(head) + ": go to them on the map";
    control.rect = box;
    control.activate = [look = look_at_number(stage.near_window, stage.places[static_cast<std::size_t>(number)], 0, 0),
                        head](sim::Actions& actions) {
        actions.push_back(sim::OpenHead{head});
        actions.push_back(look);
    };
    const view::Touch touch = view::interact(stage.frame, std::move(control));
    canvas.fill(box, theme.paper);
    for (int row = 0; row < static_cast<int>(m.values.rows); ++row) {
        for (int column = 0; column <= row; ++column) {
            const float x0 = canvas.snap(box.x + box.w * static_cast<float>(column) / n),
                        x1 = canvas.snap(box.x + box.w * static_cast<float>(column + 1) / n);
            const float y0 = canvas.snap(box.y + box.h * static_cast<float>(row) / n),
                        y1 = canvas.snap(box.y + box.h * static_cast<float>(row + 1) / n);
            canvas.fill({x0, y0, x1 - x0, y1 - y0}, view::ramp(theme, head, m.at(row, column)));
        }
    }
    canvas.outline({box.x - 1, box.y - 1, box.w + 2, box.h + 2}, touch.hot ? 2 : theme.border,
                   touch.hot ? view::head_colours(theme, head).text : theme.edge);
    if (stage.reading.is_off(stage.block(), head)) {
        canvas.line({box.x, box.y}, {box.x + box.w, box.y + box.h}, 2, theme.bad);
        canvas.line({box.x, box.y + box.h}, {box.x + box.w, box.y}, 2, theme.bad);
    }
    if (touch.focused) view::focus_ring(canvas, theme, box, 2);
}

void draw_head(NanoStage& stage, int number, Rect room) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::SortHead& head = stage.reading.head(stage.block(), number);
    const int without = stage.reading.measured_right(sim::off_bit(stage.block(), number));
    const bool diffuse = !head.nearest.empty() || !head.measured;
    const Colour tone = diffuse ? theme.ink2 : view::head_colours(theme, number).text;
    const bool narrow = room.w < 240;  // the score then gets a line of its own
    const float side = std::min(room.h - 4, narrow ? 56.0F : 74.0F);
    draw_weights(stage, number, {room.x + 1, room.y + 2, canvas.snap(side), canvas.snap(side)});
    const float x = room.x + side + 10, right = room.x + room.w, on_w = 26;
    float y = room.y + 12;
    view::badge(canvas, theme, number, {x + 9, y}, 18);
    canvas.text_in(Type::body_bold, x + 26, y, right - on_w - x - 28,
                   head.measured ? head.role.label : std::string("not measured"), tone);
    draw_switch(stage, number, right - 22, y);
    if (head.measured) {
        y += 19;
        const std::string score = places(static_cast<double>(head.role.score));
        const std::string chance = "chance " + places(static_cast<double>(head.role.chance));
        const float words = canvas.width(Type::number_small, score) + canvas.width(Type::caption, chance) + 14;
        const float track = narrow ? right - x : std::max(right - x - words - 8, 24.0F);
        view::bullet(canvas, theme, {x, y - 4, track, 8}, head.role.score, head.role.chance,
                     diffuse ? theme.ink3 : tone, theme.paper);
        if (narrow) y += 17;
        canvas.text(Type::number_small, right - canvas.width(Type::caption, chance) - 8, y, score, theme.ink,
                    Align::right);
        canvas.text(Type::caption, right, y, chance, theme.ink2, Align::right);
        if (!head.nearest.empty() && room.h >= 70 && !narrow) {
            y += 17;
            canvas.text_in(Type::caption, x, y, right - x, "nearest: " + head.nearest, theme.ink2);
        }
    }
    y += 18;
    if (without >= 0 && y + 6 <= room.y + room.h)
        canvas.runs(
            x, y,
            {{!narrow ? "without it " : "without ", Type::caption, theme.ink2},
             {std::to_string(without), Type::number_small, theme.ink},
             {" of " + std::to_string(sim::kSortInputs) + (!narrow ? " right" : ""), Type::caption, theme.ink2}});
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "head-" + std::to_string(number),
                                           role_sentence(head, without, stage.block(), number), room});
}

void draw_blocks(NanoStage& stage, float x, float y, float width, bool words) {
    std::vector<view::Segment> segments;
    for (int block = 1; block <= stage.reading.layers(); ++block) {
        view::Segment s;
        s.control.id = "block-" + std::to_string(block);
        s.control.role = sim::ControlRole::toggle;
        s.control.label = "Block " + std::to_string(block);
        s.control.checked = block == stage.block();
        s.control.activate = [block](sim::Actions& actions) { actions.push_back(sim::SetLayer{block}); };
        s.text = (words ? "Block " : "") + std::to_string(block);
        s.width = width;
        segments.push_back(std::move(s));
    }
    view::segmented(stage.frame, x, y, std::move(segments));
}

/// The block's MLP: on, off, and what the network can still do without it.
void draw_mlp_switch(NanoStage& stage, float x, float y) {
    if (sim::is_hidden(stage.state(), "off")) return;
    const int block = stage.block(), without = stage.reading.measured_right(sim::mlp_off_bit(block));
    const bool on = !stage.reading.mlp_is_off(block);
    sim::Control control;
    control.id = "switch-mlp";
    control.role = sim::ControlRole::checkbox;
    control.label = "MLP on: block " + std::to_string(block);
    control.checked = on;
    control.rect = {x - 3, y - 13, kMlpSwitch, 26};
    control.help = "Off: what the MLP adds to the stream is zero.";
    if (without >= 0) control.help += " Without it " + of_all(without) + " inputs come out right.";
    control.activate = [block, on](sim::Actions& actions) {
        actions.push_back(sim::SetLayer{block});
        actions.push_back(sim::SwitchMlp{!on});
    };
    view::checkbox(stage.frame, std::move(control), x, y, "MLP", Type::body);
}

/// The whole block at once: its heads and its MLP.
void draw_layer_switch(NanoStage& stage, float right, float y, float height) {
    if (sim::is_hidden(stage.state(), "off")) return;
    bool any_on = !stage.reading.mlp_is_off(stage.block());
    for (int h = 1; h <= stage.reading.heads_per_layer(); ++h)
        any_on = any_on || !stage.reading.is_off(stage.block(), h);
    sim::Control control;
    control.id = "whole-layer";
    control.label =
        any_on ? "All off: every head and the MLP of this block" : "All on: every head and the MLP of this block";
    control.rect = {right - kLayerSwitch, y, kLayerSwitch, height};
    control.activate = [block = stage.block(), any_on, heads = stage.reading.heads_per_layer()](sim::Actions& actions) {
        actions.push_back(sim::SetLayer{block});
        for (int h = 1; h <= heads; ++h) actions.push_back(sim::SwitchHead{h, !any_on});
        actions.push_back(sim::SwitchMlp{!any_on});
    };
    const Rect face = control.rect;
    view::button(stage.frame, std::move(control), face, {.text = any_on ? "All off" : "All on", .bold = false});
}

void draw_accuracy(NanoStage& stage, float x, float y, float room) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    sim::SortCount& count = *stage.reading.count;
    if (!count.done()) {
        count.advance();
        stage.frame.animating = true;
    }
    const std::string off = stage.reading.off == 0 ? "all parts on: " : "as switched: ";
    const std::string text =
        count.done() ? of_all(count.right()) + " right" : "counting " + std::to_string(sim::kSortInputs) + " inputs";
    const bool both = canvas.width(Type::body, off) + canvas.width(Type::body_bold, text) <= room;
    if (both)
        canvas.runs(x, y, {{off, Type::body, theme.ink2}, {text, Type::body_bold, theme.ink}});
    else
        canvas.text_in(Type::body_bold, x, y, room, text, theme.ink);
    if (count.done() && room > 360) {
        const float w = canvas.width(Type::body, off) + canvas.width(Type::body_bold, text) + 16;
        view::bar(canvas, theme, {x + w, y - 4, room - w, 8},
                  static_cast<float>(count.right()) / static_cast<float>(sim::kSortInputs), theme.accent);
    }
    stage.frame.registry.add(
        sim::TextNode{sim::TextNode::Kind::status, "accuracy", "With " + off + text + ".", {x, y - 10, room, 20}});
}

}  // namespace

void draw_heads_panel(NanoStage& stage, Rect card) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const bool across = card.w >= 520, low = across && card.h < 112;
    const float pad = stage.layout.frame.phone || across ? 8.0F : 12.0F, x = card.x + pad,
                right = card.x + card.w - pad;
    canvas.fill_round(card, 8, theme.paper);
    canvas.outline_round(card, 8, theme.border, theme.edge);
    const auto heads = static_cast<float>(stage.reading.heads_per_layer());
    const float first = low ? 172.0F : 0;  // room at the left for what stands above the heads elsewhere
    draw_blocks(stage, x, card.y + (low ? 4 : pad), low ? 48.0F : card.w >= 350 ? 60.0F : 31.0F, !low && card.w >= 350);
    if (low) draw_accuracy(stage, x, card.y + card.h - 11, first - 8);
    // The left one first, as Tab goes.
    if (low) draw_layer_switch(stage, x + kLayerSwitch, card.y + 39, 26);
    draw_mlp_switch(stage, low ? x + kLayerSwitch + 12 : right - kLayerSwitch - kMlpSwitch - 4,
                    card.y + (low ? 52 : pad + 15));
    if (!low) draw_layer_switch(stage, right, card.y + pad, 30);
    if (across) {
        const float top = low ? card.y + 3 : card.y + pad + 34, w = (right - x - first) / heads;
        if (!low)
            draw_accuracy(stage, x + 3 * 64 + 20, card.y + pad + 16,
                          right - x - 3 * 64 - 40 - kLayerSwitch - kMlpSwitch - 8);
        for (int h = 1; h <= stage.reading.heads_per_layer(); ++h)
            draw_head(
                stage, h,
                {x + first + w * static_cast<float>(h - 1), top, w - 16, std::min(card.y + card.h - top - 3, 92.0F)});
        return;
    }
    const float top = card.y + pad + 38, bottom = card.y + card.h - pad - 22;
    const float pitch = std::min(96.0F, (bottom - top) / heads);
    for (int h = 1; h <= stage.reading.heads_per_layer(); ++h)
        draw_head(stage, h, {x, top + pitch * static_cast<float>(h - 1), right - x, pitch - 4});
    draw_accuracy(stage, x, std::min(bottom + 12, top + pitch * heads + 16), right - x);
}

}  // namespace mha::lessons::nano
