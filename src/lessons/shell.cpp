// SPDX-License-Identifier: MIT
// Ground, title row, sentence field.
#include "lessons/shell.hpp"

#include <utility>

#include "sim/fields.hpp"
#include "sim/suggest.hpp"
#include "view/canvas.hpp"
#include "view/controls.hpp"
#include "view/theme.hpp"

namespace mha::lessons {

using view::Align;
using view::Canvas;
using view::Icon;
using view::Rect;
using view::Type;

namespace {

void draw_title(view::Frame& frame, const view::FrameLayout& layout, std::string_view title) {
    const Canvas canvas(frame);
    Type type = layout.width < 360 ? Type::body_bold : layout.phone ? Type::heading : Type::title;
    for (const Type smaller : {Type::heading, Type::body_bold}) {
        if (canvas.width(type, title) > layout.title.w) type = smaller;
    }
    canvas.text_in(type, layout.width / 2, 20, layout.title.w, title, frame.theme.ink, Align::centre);
    frame.registry.add(sim::TextNode{sim::TextNode::Kind::heading, "title", std::string(title), layout.title});
}

}  // namespace

sim::Control menu_button(view::Frame& frame, std::string id, std::string label, Rect rect) {
    sim::Control control = sim::press(std::move(id), std::move(label), {}, rect, {});
    control.role = sim::ControlRole::menu_button;
    control.checked = frame.glance.menu == control.id;
    view::Glance* glance = &frame.glance;  // outlives the frame, as the registry does
    control.activate = [glance, own = control.id](sim::Actions&) {
        glance->menu = glance->menu == own ? std::string{} : own;
    };
    return control;
}

void draw_ground(view::Frame& frame, const view::FrameLayout& layout) {
    const Canvas canvas(frame);
    const view::Theme& theme = frame.theme;
    canvas.fill({0, 0, frame.width, frame.height}, theme.bg);
    canvas.fill(layout.controls, theme.ctl);
    canvas.outline(layout.draw, theme.border, theme.line);
    canvas.outline({0, layout.controls.y - theme.border, layout.width, layout.controls.h + theme.border}, theme.border,
                   theme.line);
}

void draw_title_row(view::Frame& frame, const view::FrameLayout& layout, std::string_view title) {
    const Canvas canvas(frame);
    const float m = layout.margin, right = layout.width - m;
    const float words = layout.wide ? canvas.width(Type::body, "Lessons") + 12 : 0;
    const float icon = layout.phone ? 36.0F : 32.0F;
    const Rect menu = {m - 8, 20 - icon / 2, icon + words, icon};
    view::ButtonLook look{
        .text = layout.wide ? "Lessons" : "", .has_icon = true, .icon = Icon::menu, .framed = false, .bold = false};
    const auto shown = [&](std::string_view name) { return !sim::is_hidden(frame.state, name); };
    if (shown("lesson") || shown("theme"))
        view::button(frame, menu_button(frame, "menu", "Lessons and colours", menu), menu, look);
    draw_title(frame, layout, title);
    if (layout.phone) {
        if (!shown("share") && !shown("reset")) return;
        const Rect more = {right + 8 - icon, 20 - icon / 2, icon, icon};
        view::button(frame, menu_button(frame, "more", "More: share, reset", more), more,
                     {.text = "", .has_icon = true, .icon = Icon::more, .framed = false});
        return;
    }
    const float share_words = layout.roomy ? canvas.width(Type::body, "Share") + 12 : 0;
    const Rect reset = {right + 7 - icon, 4, icon, icon};
    const Rect share = {reset.x - icon - share_words, 4, icon + share_words, icon};
    view::button(frame, menu_button(frame, "share", "Share and save", share), share,
                 {.text = layout.roomy ? "Share" : "",
                  .has_icon = true,
                  .icon = Icon::share,
                  .icon_right = true,
                  .framed = false,
                  .bold = false});
    view::button(frame, sim::press("reset", "Reset", "Back to how the page started.", reset, {sim::Reset{}}), reset,
                 {.text = "", .has_icon = true, .icon = Icon::reset, .framed = false});
}

sim::Control sentence_control(const view::Frame& frame, std::string label, std::string help, Rect rect) {
    sim::Control text = sim::press("sentence", std::move(label), std::move(help), rect, {});
    text.value_text = frame.state.text;
    text.suggestions = frame.readings.completions;
    text.set_text = [](sim::Actions& actions, std::string_view typed) {
        actions.push_back(sim::SetText{std::string(typed)});
    };
    return text;
}

void draw_sentence_field(view::Frame& frame, const view::FrameLayout& layout) {
    if (sim::is_hidden(frame.state, "text")) return;
    const Canvas canvas(frame);
    const view::Theme& theme = frame.theme;
    const Rect field = layout.field;
    const bool offers = !sim::is_hidden(frame.state, "examples");
    const float examples = !offers ? 0 : layout.phone ? 40.0F : 112.0F;
    sim::Control text =
        sentence_control(frame, "Sentence", "Type a sentence of up to 16 words; the heads read it at once.",
                         {field.x + 12, field.y + 2, field.w - examples - 20, 28});
    view::text_field(frame, std::move(text), field, !frame.readings.text_notice.empty());
    if (!offers) return;
    const Rect button = {field.x + field.w - examples, field.y, examples, field.h};
    canvas.vline(button.x, field.y + 7, field.y + 25, theme.hair);
    view::ButtonLook look{.text = layout.phone ? "" : "Examples",
                          .has_icon = true,
                          .icon = Icon::chevron_down,
                          .icon_right = true,
                          .framed = false,
                          .bold = false};
    const Rect face = {button.x + 3, button.y + 3, button.w - 6, button.h - 6};
    sim::Control control = menu_button(frame, "examples", "Examples", button);
    control.help = "Sentences to try.";
    view::button(frame, std::move(control), face, look);
}

}  // namespace mha::lessons
