// SPDX-License-Identifier: MIT
// The step indicator, and under it the step's title with its formula, or the choice of head and part.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "lessons/steps_parts.hpp"
#include "sim/fields.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"

namespace mha::lessons::steps {
namespace {

constexpr float kCircle = 24;

/// Middles of the six circles, and whether their names fit beside them.
struct Marks {
    float x[sim::kSheetSteps] = {};
    bool names = false;
};

Marks place_marks(const Canvas& canvas, Rect room) {
    Marks marks;
    float names = 0;
    for (int step = 1; step <= sim::kSheetSteps; ++step)
        names += 8 + canvas.width(lowered(sim::step_name(step), Type::body_bold, {}));
    const float line = (room.w - names - kCircle * sim::kSheetSteps) / (sim::kSheetSteps - 1);
    marks.names = line >= 24;
    float x = room.x;
    const float even = (room.w - kCircle) / (sim::kSheetSteps - 1);
    for (int step = 1; step <= sim::kSheetSteps; ++step) {
        marks.x[step - 1] = x + kCircle / 2;
        x += marks.names ? kCircle + 8 + canvas.width(lowered(sim::step_name(step), Type::body_bold, {})) + line : even;
    }
    return marks;
}

void go_to_step(sim::Actions& actions, int step) {
    actions.push_back(sim::GoToStep{step});
    actions.push_back(sim::TurnPage{1});
    actions.push_back(sim::ShowPanel{1});
}

std::string step_in_words(int step) {
    return "Step " + std::to_string(step) + " of " + std::to_string(sim::kSheetSteps) + ": " + sim::step_name(step);
}

view::Segment part_segment(const Stage& stage, int part, std::string text, float width) {
    view::Segment out;
    out.control.id = "part-" + std::to_string(part);
    out.control.role = sim::ControlRole::toggle;
    out.control.label = text + (text == sim::part_name(part) ? "" : ": " + sim::part_name(part));
    out.control.checked = sim::step_place(stage.state()).part == part;
    out.control.activate = [part](sim::Actions& actions) { actions.push_back(sim::GoToPart{part}); };
    out.text = std::move(text);
    out.width = width;
    return out;
}

void draw_parts(Stage& stage, const StepsLayout& layout, float left) {
    if (sim::is_hidden(stage.state(), "part")) return;
    const Canvas canvas(stage.frame);
    const char* const wide[] = {"q · k", "÷ √d", "softmax", "× values", "sum"};
    const char* const brief[] = {"q·k", "÷√d", "softmax", "× v", "sum"};
    const float right = layout.heading.x + layout.heading.w;
    float pad = 26;
    const auto total = [&](const char* const* names) {
        float sum = 0;
        for (int i = 0; i < sim::kAttentionParts; ++i) sum += canvas.width(Type::body_bold, names[i]) + pad;
        return sum;
    };
    const char* const* names = wide;
    if (total(names) > right - left) pad = 14;
    if (total(names) > right - left) names = brief, pad = 10;
    std::vector<view::Segment> segments;
    for (int part = 1; part <= sim::kAttentionParts; ++part)
        segments.push_back(part_segment(stage, part, names[part - 1],
                                        std::floor(canvas.width(Type::body_bold, names[part - 1]) + pad)));
    view::segmented(stage.frame, right - std::floor(total(names)), layout.heading.y, std::move(segments));
}

float draw_head_choice(Stage& stage, const StepsLayout& layout) {
    if (sim::is_hidden(stage.state(), "open")) return layout.heading.x;
    std::vector<view::Segment> segments;
    for (int head = 1; head <= stage.head_count(); ++head) {
        view::Segment s;
        s.control = head_control(stage, head, {});
        s.control.role = sim::ControlRole::toggle;
        s.control.checked = head == std::clamp(stage.state().open, 1, stage.head_count());
        s.head = head;
        s.width = 34;
        segments.push_back(std::move(s));
    }
    const Rect rect = view::segmented(stage.frame, layout.heading.x, layout.heading.y, std::move(segments));
    if (!layout.narrow) {
        const int chosen = std::clamp(stage.state().open, 1, stage.head_count());
        Canvas(stage.frame)
            .text(Type::body_bold, rect.x + rect.w + 12, rect.y + 16, "Head " + std::to_string(chosen),
                  view::head_colours(stage.theme(), chosen).text);
    }
    return rect.x + rect.w + 8;
}

}  // namespace

void draw_mask_choice(Stage& stage, float x, float y) {
    if (sim::is_hidden(stage.state(), "mask")) return;
    const Canvas canvas(stage.frame);
    sim::Control control;
    control.id = "mask";
    control.role = sim::ControlRole::checkbox;
    control.label = "Mask";
    control.help = "A causal mask hides the words after the query.";
    control.checked = stage.state().mask;
    control.rect = {x, y - 12, 28 + canvas.width(Type::body, "Mask"), 24};
    control.activate = [on = !stage.state().mask](sim::Actions& actions) { actions.push_back(sim::SetMask{on}); };
    view::checkbox(stage.frame, std::move(control), x, y, "Mask", Type::body);
}

std::vector<Run> lowered(std::string_view text, Type type, Colour colour) {
    std::vector<Run> out;
    const Type small = type == Type::body_bold || type == Type::caption_bold || type == Type::heading
                           ? Type::caption_bold
                           : Type::caption;
    while (!text.empty()) {
        const std::size_t mark = text.find('_');
        if (mark == std::string_view::npos || mark + 1 >= text.size()) {
            out.push_back({std::string(text), type, colour, 0});
            break;
        }
        if (mark > 0) out.push_back({std::string(text.substr(0, mark)), type, colour, 0});
        out.push_back({std::string(text.substr(mark + 1, 1)), small, colour, 3.2F});
        text = text.substr(mark + 2);
    }
    return out;
}

void draw_stepper(Stage& stage, const StepsLayout& layout) {
    if (sim::is_hidden(stage.state(), "step")) return;
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const int now = sim::step_place(stage.state()).step;
    const Marks marks = place_marks(canvas, layout.stepper);
    sim::Control control;
    control.id = "step";
    control.role = sim::ControlRole::slider;
    control.label = "Step";
    control.value_text = step_in_words(now);
    control.value = now, control.min = 1, control.max = sim::kSheetSteps, control.step = 1;
    control.help = "Arrow keys go from step to step.";
    control.rect = layout.stepper;
    control.set_value = [](sim::Actions& actions, double value) {
        go_to_step(actions, static_cast<int>(std::lround(value)));
    };
    const view::Glance* glance = &stage.frame.glance;
    control.activate = [glance, marks, now](sim::Actions& actions) {
        int nearest = now;
        float best = 1e9F;
        for (int step = 1; step <= sim::kSheetSteps; ++step) {
            // A name belongs to the circle at its left.
            const float distance = std::fabs(glance->pointer_x - marks.x[step - 1] - (marks.names ? 30.0F : 0.0F));
            if (distance < best) best = distance, nearest = step;
        }
        if (glance->pointer_x >= 0 && nearest != now) go_to_step(actions, nearest);
    };
    const view::Touch touch = view::interact(stage.frame, std::move(control));
    const float y = canvas.snap(layout.stepper.y + layout.stepper.h / 2);
    for (int step = 1; step <= sim::kSheetSteps; ++step) {
        const float x = marks.x[step - 1];
        float end = x + kCircle / 2;
        if (step < now) {
            canvas.disc({x, y}, kCircle / 2, theme.soft);
            canvas.ring({x, y}, kCircle / 2 - 1, 1.5F, theme.accent);
            view::draw_icon(canvas, view::Icon::check, {x, y}, theme.accent, 18);
        } else if (step == now) {
            canvas.disc({x, y}, kCircle / 2, theme.accent);
        } else {
            canvas.disc({x, y}, kCircle / 2, theme.ctl);
            canvas.ring({x, y}, kCircle / 2 - 0.75F, 1.5F, theme.edge);
        }
        if (step >= now)
            canvas.text(Type::body_bold, x, y, std::to_string(step), step == now ? theme.on_accent : theme.ink2,
                        Align::centre);
        if (marks.names)
            end += 8 + canvas.runs(end + 8, y,
                                   lowered(sim::step_name(step), step == now ? Type::body_bold : Type::body,
                                           step == now ? theme.ink : theme.ink2));
        if (step < sim::kSheetSteps)
            canvas.line({end + 6, y}, {marks.x[step] - kCircle / 2 - 6, y}, step < now ? 2.0F : 1.0F,
                        step < now ? theme.accent : theme.edge);
    }
    if (touch.focused)
        view::focus_ring(canvas, theme, {marks.x[now - 1] - kCircle / 2, y - kCircle / 2, kCircle, kCircle},
                         kCircle / 2);
}

void draw_heading(Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect room = layout.heading;
    if (sheet.step == 3) {
        const float heads_end = draw_head_choice(stage, layout);
        if (!layout.narrow) draw_mask_choice(stage, heads_end + 74, room.y + room.h / 2);
        draw_parts(stage, layout, heads_end);
        stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::heading, "sheet-title", sheet.title, room});
        return;
    }
    const float y = room.y + room.h / 2;
    const std::vector<Run> formula = lowered(sheet.formula, Type::body, theme.ink2);
    const float formula_w = canvas.width(formula), title_w = canvas.width(Type::body_bold, sheet.title);
    const bool both = title_w + formula_w + 24 <= room.w;
    canvas.text_in(both || !layout.narrow ? Type::body_bold : Type::caption_bold, room.x, y,
                   both ? room.w - formula_w - 12 : room.w, sheet.title, theme.ink);
    if (both) canvas.runs(room.x + room.w, y, formula, Align::right);
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::heading, "sheet-title", sheet.title, room});
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "formula", sheet.formula, room});
}

}  // namespace mha::lessons::steps
