// SPDX-License-Identifier: MIT
// The control region: heads, concatenation, causal mask, layer, compare.
#include <algorithm>
#include <iterator>
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
    control.set_value = [](sim::Actions& actions, double value) {
        actions.push_back(sim::SetHeads{static_cast<int>(value)});
    };
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

/// How much of the second row's words there is room for.
struct RowWords {
    Type type = Type::main;
    float space = 32, compare = 128, segment = 34;
    const char *concat = "Show Concatenation", *mask = "Causal mask";
    Type layer = Type::main;
    bool layer_word = true;
};

/// From the roomiest to what fits at 320 px with two layers.
constexpr RowWords kRowWords[] = {
    {},
    {.space = 20, .compare = 40, .mask = "Mask"},
    {.type = Type::body, .space = 14, .compare = 32, .segment = 28, .mask = "Mask", .layer = Type::caption},
    {.type = Type::body, .space = 12, .compare = 32, .segment = 26, .mask = "Mask", .layer_word = false},
    {.type = Type::caption, .space = 10, .compare = 32, .segment = 26, .mask = "Mask", .layer_word = false},
    {.type = Type::caption,
     .space = 10,
     .compare = 32,
     .segment = 26,
     .concat = "Concatenation",
     .mask = "Mask",
     .layer_word = false},
    {.type = Type::body,
     .space = 10,
     .compare = 32,
     .segment = 26,
     .concat = "Concat",
     .mask = "Mask",
     .layer_word = false}};

RowWords row_words(const Stage& stage, const Canvas& canvas, int layers) {
    const float room = stage.layout.width - 2 * stage.layout.margin;
    for (const RowWords& words : kRowWords) {
        if (stage.layout.phone && words.type == Type::main) continue;
        float width = 28 + canvas.width(words.type, words.concat) + words.space + 44 +
                      canvas.width(words.type, words.mask) + 10 + words.compare;
        if (layers > 1)
            width += words.segment * static_cast<float>(layers) + 8 +
                     (words.layer_word ? canvas.width(words.layer, "Layer") + 6 : 0);
        if (width <= room) return words;
    }
    return std::end(kRowWords)[-1];
}

void draw_compare_button(Stage& stage, const RowWords& words) {
    const view::FrameLayout& l = stage.layout;
    const bool on = stage.state().compare;
    sim::Control control =
        flag("compare", sim::ControlRole::toggle, "Compare", "Two heads side by side with their difference.", on);
    const Rect face = {l.width - l.margin - words.compare, l.row2_y - 15, words.compare, 30};
    control.rect = {face.x, l.row2_y - 17, face.w, 34};
    control.enabled = stage.state().heads > 1;
    control.activate = [on](sim::Actions& actions) { actions.push_back(sim::SetCompare{!on}); };
    view::button(stage.frame, std::move(control), face,
                 {.text = words.compare < 100 ? "" : "Compare", .has_icon = true, .icon = view::Icon::compare});
}

void draw_layer_choice(Stage& stage, const RowWords& words, int layers, float right) {
    const view::FrameLayout& l = stage.layout;
    const Canvas canvas(stage.frame);
    std::vector<view::Segment> segments;
    for (int layer = 1; layer <= layers; ++layer) {
        view::Segment segment;
        segment.control =
            flag("layer-" + std::to_string(layer), sim::ControlRole::toggle, "Layer " + std::to_string(layer),
                 "The model has " + std::to_string(layers) + " attention layers, one after the other.",
                 stage.state().layer == layer);
        segment.control.activate = [layer](sim::Actions& actions) { actions.push_back(sim::SetLayer{layer}); };
        segment.text = std::to_string(layer);
        segment.width = words.segment;
        segments.push_back(std::move(segment));
    }
    const float width = words.segment * static_cast<float>(layers);
    if (words.layer_word)
        canvas.text(words.layer, right - width - 6, l.row2_y, "Layer", stage.theme().ink, Align::right);
    view::segmented(stage.frame, right - width, l.row2_y - 16, std::move(segments));
}

}  // namespace

void draw_controls(Stage& stage) {
    const view::FrameLayout& l = stage.layout;
    const sim::State& state = stage.state();
    const Canvas canvas(stage.frame);
    const int layers = sim::is_hidden(state, "layer") ? 1 : stage.readings().model.layers;
    const RowWords words = row_words(stage, canvas, layers);
    if (!sim::is_hidden(state, "heads")) draw_heads_slider(stage);
    float x = l.margin;
    if (!sim::is_hidden(state, "concat")) {
        sim::Control control = flag("concat", sim::ControlRole::checkbox, "Show Concatenation",
                                    "The heads' outputs side by side, through W_O, to their sum.", state.concat);
        control.rect = {x, l.row2_y - 17, 28 + canvas.width(words.type, words.concat), 34};
        control.activate = [on = state.concat](sim::Actions& actions) { actions.push_back(sim::SetConcat{!on}); };
        const float width = control.rect.w;
        view::checkbox(stage.frame, std::move(control), x, l.row2_y, words.concat, words.type);
        x += width + words.space;
    }
    if (!sim::is_hidden(state, "mask")) {
        sim::Control control =
            flag("mask", sim::ControlRole::switcher, std::string(words.mask) == "Mask" ? "Mask: causal" : "Causal mask",
                 "Hides later words, as in a text generator. These models were trained without it.", state.mask);
        control.rect = {x, l.row2_y - 17, 44 + canvas.width(words.type, words.mask), 34};
        control.activate = [on = state.mask](sim::Actions& actions) { actions.push_back(sim::SetMask{!on}); };
        view::switcher(stage.frame, std::move(control), x, l.row2_y, words.mask, words.type);
    }
    const bool compare = !sim::is_hidden(state, "compare");
    if (layers > 1)
        draw_layer_choice(stage, words, layers,
                          l.width - l.margin - (compare ? words.compare + (l.phone ? 8.0F : 16.0F) : 0));
    if (compare) draw_compare_button(stage, words);
}

}  // namespace mha::lessons::heads
