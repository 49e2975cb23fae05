// SPDX-License-Identifier: MIT
// The control region: heads, concatenation, causal mask, layer, compare.
#include <algorithm>
#include <string>
#include <utility>

#include "lessons/heads_parts.hpp"
#include "sim/fields.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"

namespace mha::lessons::heads {
namespace {

void draw_heads_slider(Stage& stage) {
    const view::FrameLayout& l = stage.layout;
    const sim::State& state = stage.state();
    const float track_x = l.phone ? 104.0F : 140.0F;
    sim::Control control;
    control.id = "heads";
    control.role = sim::ControlRole::slider;
    control.label = "Heads: " + std::to_string(state.heads);
    control.value_text = sim::count_of(state.heads, "head");
    control.help = "Each number of heads is a model of its own, trained on the same sentences.";
    control.value = state.heads;
    control.min = 1;
    control.max = sim::kMaxHeads;
    control.rect = {l.margin, l.row1_y - 17, l.width - 2 * l.margin, 34};
    control.set_value = [](sim::Actions& actions, double value) { actions.push_back(sim::SetHeads{static_cast<int>(value)}); };
    const std::string label = control.label;
    view::slider(stage.frame, std::move(control), l.margin, label, Type::main,
                 {track_x, l.row1_y - 10, l.width - l.margin - track_x, 20});
}

sim::Control flag(std::string id, sim::ControlRole role, std::string label, std::string help, bool on) {
    sim::Control control;
    control.id = std::move(id);
    control.role = role;
    control.label = std::move(label);
    control.help = std::move(help);
    control.checked = on;
    return control;
}

void draw_compare_button(Stage& stage) {
    const view::FrameLayout& l = stage.layout;
    const bool on = stage.state().compare;
    const float width = l.phone ? 32.0F : 128.0F;
    sim::Control control = flag("compare", sim::ControlRole::toggle, "Compare", "Two heads side by side with their difference.", on);
    const Rect face = {l.width - l.margin - width, l.row2_y - 15, width, 30};
    control.rect = {face.x, l.row2_y - 17, width, 34};
    control.enabled = stage.state().heads > 1;
    control.activate = [on](sim::Actions& actions) { actions.push_back(sim::SetCompare{!on}); };
    view::button(stage.frame, std::move(control), face,
                 {.text = l.phone ? "" : "Compare", .has_icon = true, .icon = view::Icon::compare});
}

void draw_layer_choice(Stage& stage, float right) {
    const int layers = stage.readings().model.layers;
    if (layers < 2 || sim::is_hidden(stage.state(), "layer")) return;
    const view::FrameLayout& l = stage.layout;
    const Canvas canvas(stage.frame);
    std::vector<view::Segment> segments;
    for (int layer = 1; layer <= layers; ++layer) {
        view::Segment segment;
        segment.control = flag("layer-" + std::to_string(layer), sim::ControlRole::toggle, "Layer " + std::to_string(layer), {},
                               stage.state().layer == layer);
        segment.control.activate = [layer](sim::Actions& actions) { actions.push_back(sim::SetLayer{layer}); };
        segment.text = std::to_string(layer);
        segment.width = l.phone ? 28.0F : 34.0F;
        segments.push_back(std::move(segment));
    }
    const float width = (l.phone ? 28.0F : 34.0F) * static_cast<float>(layers);
    if (!l.phone) canvas.text(Type::main, right - width - 8, l.row2_y, "Layer", stage.theme().ink, Align::right);
    view::segmented(stage.frame, right - width, l.row2_y - 16, std::move(segments));
}

}  // namespace

void draw_controls(Stage& stage) {
    const view::FrameLayout& l = stage.layout;
    const sim::State& state = stage.state();
    const Canvas canvas(stage.frame);
    const bool layered = stage.readings().model.layers > 1 && !sim::is_hidden(state, "layer");
    const Type type = l.phone ? Type::body : Type::main;
    if (!sim::is_hidden(state, "heads")) draw_heads_slider(stage);
    float x = l.margin;
    const float space = l.phone ? 12.0F : 32.0F;
    if (!sim::is_hidden(state, "concat")) {
        const std::string label = l.phone && layered ? "Concatenate" : "Show Concatenation";
        sim::Control control = flag("concat", sim::ControlRole::checkbox, "Show Concatenation",
                                    "The heads' outputs side by side, through W_O, to their sum.", state.concat);
        control.rect = {x, l.row2_y - 17, 28 + canvas.width(type, label), 34};
        control.activate = [on = state.concat](sim::Actions& actions) { actions.push_back(sim::SetConcat{!on}); };
        x += control.rect.w + space;
        view::checkbox(stage.frame, std::move(control), x - space - 28 - canvas.width(type, label), l.row2_y, label, type);
    }
    if (!sim::is_hidden(state, "mask")) {
        const std::string label = l.phone ? "Mask" : "Causal mask";
        sim::Control control = flag("mask", sim::ControlRole::switcher, l.phone ? "Mask: causal" : "Causal mask",
                                    "Hides later words, as in a text generator. These models were trained without it.", state.mask);
        control.rect = {x, l.row2_y - 17, 44 + canvas.width(type, label), 34};
        control.activate = [on = state.mask](sim::Actions& actions) { actions.push_back(sim::SetMask{!on}); };
        view::switcher(stage.frame, std::move(control), x, l.row2_y, label, type);
    }
    const bool compare = !sim::is_hidden(state, "compare");
    draw_layer_choice(stage, l.width - l.margin - (compare ? (l.phone ? 38.0F : 144.0F) : 0));
    if (compare) draw_compare_button(stage);
}

}  // namespace mha::lessons::heads
