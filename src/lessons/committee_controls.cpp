// SPDX-License-Identifier: MIT
// The choice of the panel; the beginning, what "off" means, the checkpoint.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "lessons/committee_parts.hpp"
#include "lessons/lesson.hpp"
#include "sim/fields.hpp"
#include "view/interact.hpp"

namespace mha::lessons::committee {
namespace {

struct PanelName {
    NamesPanel panel;
    const char *id, *brief, *text, *label;
};
constexpr PanelName kPanels[] = {
    {NamesPanel::heads, "panel-heads", "Heads", "Heads", "Heads: switch them on and off"},
    {NamesPanel::letters, "panel-letters", "Next", "", "Next letter: with all heads and with the chosen ones"},
    {NamesPanel::slices, "panel-slices", "Slices", "Slices", "Slices: one vector, four slices, step by step"},
    {NamesPanel::knockouts, "panel-knockouts", "Loss", "Knock-out table",
     "Knock-out table: loss on held-out names without heads"},
    {NamesPanel::samples, "panel-samples", "Names", "Sample names",
     "Sample names: drawn with all heads and with the chosen ones"},
    {NamesPanel::sizes, "panel-sizes", "Sizes", "1 to 16 heads", "1 to 16 heads: models of equal size"},
};

void draw_beginning(Stage& stage, Rect field) {
    if (sim::is_hidden(stage.state(), "text")) return;
    sim::Control text =
        sim::press("beginning", "Beginning", "Type the beginning of a name: letters a to z, at most 15.",
                   {field.x + 12, field.y + 2, field.w - 20, field.h - 4}, {});
    text.value_text = stage.state().text;
    text.set_text = [](sim::Actions& actions, std::string_view typed) {
        actions.push_back(sim::SetText{std::string(typed)});
    };
    view::text_field(stage.frame, std::move(text), field, !stage.readings().text_notice.empty());
}

void draw_mean(Stage& stage, float x, float y, float width) {
    if (sim::is_hidden(stage.state(), "mean")) return;
    const bool mean = stage.state().mean;
    std::vector<view::Segment> segments;
    segments.push_back(view::choice("off-zero", "zero", "Off means zero", !mean, width / 2, sim::SetMean{false}));
    segments.push_back(view::choice("off-mean", "mean", "Off means the head’s mean output over the training names",
                                    mean, width / 2, sim::SetMean{true}));
    view::segmented(stage.frame, x, y, std::move(segments));
}

void draw_trained(Stage& stage, float x, float y, float width, bool brief) {
    if (sim::is_hidden(stage.state(), "early")) return;
    const bool early = stage.state().early;
    std::vector<view::Segment> segments;
    segments.push_back(view::choice("late", brief ? "5,000" : "5,000 steps", "Trained 5,000 steps", !early, width / 2,
                                    sim::SetEarly{false}));
    segments.push_back(view::choice("early", brief ? "1,000" : "1,000 steps", "Trained 1,000 steps", early, width / 2,
                                    sim::SetEarly{true}));
    view::segmented(stage.frame, x, y, std::move(segments));
}

void draw_all_on(Stage& stage, float x, float y, float width) {
    if (sim::is_hidden(stage.state(), "off")) return;
    const Rect face = {x, y, width, 30};
    sim::Control control = sim::press("all-on", width < 100 ? "All on: every head" : "All heads on",
                                      "Switches every head on.", face, switch_to(stage, 0));
    control.enabled = names_of(stage).off != 0;
    view::button(stage.frame, std::move(control), face,
                 {.text = width < 100 ? "All on" : "All heads on", .bold = false});
}

void draw_next_lesson(Stage& stage, float x, float y, float width) {
    const Lesson& next = next_lesson(stage.state().lesson);
    const Rect face = {x, y, width, 30};
    view::button(stage.frame,
                 sim::press("next-lesson", "Next lesson: " + std::string(next.title), {}, face,
                            {sim::ShowLesson{change_lesson(next.slug, stage.state())}}),
                 face, {.text = "Next", .has_icon = true, .icon = view::Icon::chevron_right, .icon_right = true});
}

void draw_narrow(Stage& stage) {
    const view::FrameLayout& l = stage.layout;
    const Canvas canvas(stage.frame);
    const float left = l.margin, right = l.width - l.margin;
    canvas.text(Type::body, right - 104, l.row1_y, "off =", stage.theme().ink, Align::right);
    draw_beginning(stage, {left, l.row1_y - 16, right - 98 - 50 - left, 32});
    draw_mean(stage, right - 98, l.row1_y - 16, 98);
    if (l.width < 400) {
        draw_trained(stage, left, l.row2_y - 17, 120, true);
        canvas.text(Type::body, left + 126, l.row2_y - 1, "steps", stage.theme().ink);
        draw_all_on(stage, left + 172, l.row2_y - 16, 58);
        return;
    }
    draw_trained(stage, left, l.row2_y - 17, 200, false);
    draw_all_on(stage, left + 210, l.row2_y - 16, 70);
    if (right - left - 290 >= 76) draw_next_lesson(stage, right - 76, l.row2_y - 16, 76);
}

}  // namespace

void draw_panel_choice(Stage& stage, const CommitteeLayout& layout) {
    if (sim::is_hidden(stage.state(), "panel")) return;
    const Canvas canvas(stage.frame);
    const auto text = [&](const PanelName& panel) { return std::string(layout.narrow ? panel.brief : panel.text); };
    float total = 0;
    int count = 0;
    for (const PanelName& panel : kPanels) {
        if (text(panel).empty()) continue;
        total += std::ceil(canvas.width(Type::body_bold, text(panel))) + 9;
        ++count;
    }
    const float air = std::clamp((layout.choice.w - total) / static_cast<float>(count), 0.0F, 24.0F);
    std::vector<view::Segment> segments;
    for (const PanelName& panel : kPanels) {
        if (text(panel).empty()) continue;
        std::string label = panel.label;
        if (!label.starts_with(text(panel))) label = text(panel) + ": " + label;
        const float width = std::ceil(canvas.width(Type::body_bold, text(panel))) + 9 + air;
        segments.push_back(view::choice(panel.id, text(panel), std::move(label), panel.panel == layout.panel, width,
                                        sim::ShowPanel{static_cast<int>(panel.panel)}));
    }
    const float x = layout.choice.x + std::max(0.0F, layout.choice.w - total - air * static_cast<float>(count)) / 2;
    view::segmented(stage.frame, std::floor(x), layout.choice.y, std::move(segments));
}

void draw_committee_controls(Stage& stage, const CommitteeLayout& layout) {
    if (layout.narrow) return draw_narrow(stage);
    const view::FrameLayout& l = stage.layout;
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const float left = l.margin, right = l.width - l.margin, second = left + 88;
    canvas.text(Type::main, left, l.row1_y, "Beginning", theme.ink);
    draw_beginning(stage, {second, l.row1_y - 15, 190, 30});
    canvas.text(Type::main, second + 214, l.row1_y, "Off means", theme.ink);
    draw_mean(stage, second + 300, l.row1_y - 16, 120);
    canvas.text(Type::main, left, l.row2_y, "Trained", theme.ink);
    draw_trained(stage, second, l.row2_y - 17, 210, false);
    draw_all_on(stage, second + 300, l.row2_y - 16, 120);
    if (right - second - 430 >= 60) draw_next_lesson(stage, right - 84, l.row2_y - 16, 84);
}

}  // namespace mha::lessons::committee
