// SPDX-License-Identifier: MIT
// Below the figure: the sentence, the query word, Previous and Next, and the line that says what the step does.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "lessons/lesson.hpp"
#include "lessons/shell.hpp"
#include "lessons/steps_parts.hpp"
#include "sim/fields.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"
#include "view/overlay.hpp"

namespace mha::lessons::steps {
namespace {

constexpr const char* kSimple = "I like machine learning";
constexpr const char* kQuestion = "What does she read?";

void choose_word(sim::Actions& actions, int word, bool first_step) {
    actions.push_back(sim::ChooseWord{word});
    if (first_step) actions.push_back(sim::PickNumber{0});  // its numbers stand elsewhere now
}

view::Segment example(const Stage& stage, const char* id, const char* name, const char* text, float width) {
    view::Segment out;
    out.control.id = id;
    out.control.role = sim::ControlRole::toggle;
    out.control.label = std::string(name) + ": " + text;
    out.control.checked = stage.state().text == text;
    out.control.activate = [text](sim::Actions& actions) {
        actions.push_back(sim::SetText{text});
        actions.push_back(sim::ChooseWord{1});
        actions.push_back(sim::PickNumber{0});
        actions.push_back(sim::TurnPage{1});
    };
    out.text = name;
    out.width = width;
    return out;
}

void draw_sentence(Stage& stage, float left, float right, float middle) {
    if (sim::is_hidden(stage.state(), "text")) return;
    const Canvas canvas(stage.frame);
    const float pad = stage.layout.phone ? 14.0F : 24.0F;
    std::vector<view::Segment> segments;
    segments.push_back(
        example(stage, "example-simple", "Simple", kSimple, std::floor(canvas.width(Type::body_bold, "Simple") + pad)));
    segments.push_back(example(stage, "example-question", "Question", kQuestion,
                               std::floor(canvas.width(Type::body_bold, "Question") + pad)));
    const Rect chosen = view::segmented(stage.frame, left, middle - 16, std::move(segments));
    const float x = chosen.x + chosen.w + 8;
    const Rect field = {x, middle - 16, right - x, 32};
    view::text_field(stage.frame,
                     sentence_control(stage.frame, "Sentence", "Type a sentence of up to 16 words.",
                                      {field.x + 10, field.y + 2, field.w - 16, 28}),
                     field, !stage.readings().text_notice.empty());
}

void draw_chip(Stage& stage, int word, Rect rect, Type type) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const bool chosen = stage.state().word == word;
    const std::string& text = stage.words[static_cast<std::size_t>(word) - 1];
    sim::Control control;
    control.id = "word-" + std::to_string(word);
    control.role = sim::ControlRole::toggle;
    control.label = text;
    control.help = "Take " + sim::in_quotes(text) + " as the query: the word whose output is computed.";
    control.checked = chosen;
    control.rect = rect;
    control.activate = [word, first = stage.state().step == 1](sim::Actions& actions) {
        choose_word(actions, word, first);
    };
    const view::Touch touch = view::interact(stage.frame, std::move(control));
    canvas.fill_round(rect, 6, chosen || touch.hot ? theme.soft : theme.ctl);
    canvas.outline_round(rect, 6, chosen ? 2 : theme.border, chosen ? theme.accent : theme.edge);
    const Type bold = type == Type::caption ? Type::caption_bold : Type::body_bold;
    canvas.text_in(chosen ? bold : type, rect.x + rect.w / 2, rect.y + rect.h / 2, rect.w - 4, text,
                   chosen ? theme.accent : theme.ink, Align::centre);
    if ((stage.unknown >> (word - 1) & 1U) != 0)
        canvas.hline(rect.x + 6, rect.x + rect.w - 6, rect.y + rect.h - 4, theme.bad);
    if (touch.focused) view::focus_ring(canvas, theme, rect, 6);
}

/// Chips in one line; false when they do not fit.
bool draw_chips(Stage& stage, float left, float right, float middle) {
    const Canvas canvas(stage.frame);
    struct Try {
        Type type;
        float pad, gap;
    };
    for (const Try& t : {Try{Type::body, 20, 8}, Try{Type::body, 12, 5}, Try{Type::caption, 10, 4}}) {
        const Type bold = t.type == Type::caption ? Type::caption_bold : Type::body_bold;
        float total = -t.gap;
        for (const std::string& word : stage.words) total += std::max(26.0F, canvas.width(bold, word) + t.pad) + t.gap;
        if (total > right - left) continue;
        float x = left;
        for (int word = 1; word <= stage.word_count(); ++word) {
            const float w =
                std::max(26.0F, canvas.width(bold, stage.words[static_cast<std::size_t>(word) - 1]) + t.pad);
            draw_chip(stage, word, {x, middle - 14, w, 28}, t.type);
            x += w + t.gap;
        }
        return true;
    }
    return false;
}

Rect word_button(const Stage& stage) {
    const view::FrameLayout& l = stage.layout;
    return l.width < 640 ? Rect{l.margin + 52, l.row2_y - 16, l.width - 2 * l.margin - 104, 32}
                         : Rect{l.margin + 56, l.row2_y - 15, 200, 30};
}

void draw_query(Stage& stage, float left, float right, float middle) {
    if (stage.words.empty() || sim::is_hidden(stage.state(), "word")) return;
    if (draw_chips(stage, left, right, middle)) return;
    const Rect rect = word_button(stage);
    const std::string word =
        stage.words[static_cast<std::size_t>(std::clamp(stage.state().word, 1, stage.word_count())) - 1];
    const Canvas canvas(stage.frame);
    std::string shown = word;
    while (shown.size() > 12 && canvas.width(Type::body_bold, shown) > rect.w - 50) shown.resize(shown.size() / 2);
    view::button(stage.frame, menu_button(stage.frame, "word", "Query: " + word, rect), rect,
                 {.text = shown == word ? word : "Query",
                  .has_icon = true,
                  .icon = view::Icon::chevron_down,
                  .icon_right = true});
}

sim::Control step_button(const char* id, std::string label, Rect rect, sim::StepPlace to) {
    return sim::press(id, std::move(label), {}, rect,
                      {sim::GoToStep{to.step}, sim::GoToPart{to.part}, sim::TurnPage{1}, sim::ShowPanel{1}});
}

std::string place_name(sim::StepPlace place) {
    return place.step == 3 ? "attention, " + sim::part_name(place.part)
                           : "step " + std::to_string(place.step) + ", " + sim::step_name(place.step);
}

void draw_onward(Stage& stage, sim::Control control, Rect face, std::string text) {
    view::button(stage.frame, std::move(control), face,
                 {.text = std::move(text),
                  .has_icon = true,
                  .icon = view::Icon::chevron_right,
                  .icon_right = true,
                  .primary = true});
}

void draw_next_lesson(Stage& stage, Rect face, bool words) {
    const Lesson& next = next_lesson(stage.state().lesson);
    draw_onward(stage,
                sim::press("next-lesson", "Next lesson: " + std::string(next.title), {}, face,
                           {sim::ShowLesson{change_lesson(next.slug, stage.state())}}),
                face, words ? "Next lesson" : "");
}

/// Previous; `words` false: a chevron alone.
void draw_previous(Stage& stage, Rect previous, bool words) {
    if (sim::is_hidden(stage.state(), "step")) return;
    const sim::StepPlace here = sim::step_place(stage.state()), before = sim::step_before(here);
    sim::Control back = step_button("previous", "Previous: " + place_name(before), previous, before);
    back.enabled = !(before == here);
    if (!back.enabled) back.label = "Previous: this is the first step";
    view::button(stage.frame, std::move(back), previous,
                 {.text = words ? "Previous" : "", .has_icon = true, .icon = view::Icon::chevron_left});
}

void draw_next(Stage& stage, Rect next, bool words) {
    if (sim::is_hidden(stage.state(), "step")) return;
    const sim::StepPlace here = sim::step_place(stage.state()), after = sim::step_after(here);
    if (after == here)
        draw_next_lesson(stage, next, words);
    else
        draw_onward(stage, step_button("next", "Next: " + place_name(after), next, after), next, words ? "Next" : "");
}

}  // namespace

void draw_steps_controls(Stage& stage, const StepsLayout& layout) {
    const view::FrameLayout& l = stage.layout;
    const float left = l.margin, right = l.width - l.margin;
    const Canvas canvas(stage.frame);
    if (layout.narrow) {
        draw_sentence(stage, left, right, l.row1_y);
        draw_previous(stage, {left, l.row2_y - 17, 44, 34}, false);
        draw_query(stage, left + 50, right - 50, l.row2_y);
        draw_next(stage, {right - 44, l.row2_y - 17, 44, 34}, false);
        return;
    }
    const float way = right - 112 - 8 - 118;
    draw_sentence(stage, left, std::min(way - 20, left + 620), l.row1_y);
    canvas.text(Type::body, left, l.row2_y, "Query", stage.theme().ink);
    draw_query(stage, left + 56, way - 20, l.row2_y);
    const float y = (l.row1_y + l.row2_y) / 2 - 22;
    draw_previous(stage, {way, y, 112, 44}, true);
    draw_next(stage, {right - 118, y, 118, 44}, true);
}

void draw_word_menu(Stage& stage) {
    if (stage.frame.glance.menu != "word") return;
    std::vector<view::MenuRow> rows;
    for (int word = 1; word <= stage.word_count(); ++word) {
        view::MenuRow row;
        row.control.id = "query-" + std::to_string(word);
        row.control.role = sim::ControlRole::menu_item;
        row.control.label = stage.words[static_cast<std::size_t>(word) - 1];
        row.control.checked = row.chosen = stage.state().word == word;
        row.control.activate = [word, first = stage.state().step == 1](sim::Actions& actions) {
            choose_word(actions, word, first);
        };
        row.text = row.control.label;
        rows.push_back(std::move(row));
    }
    view::menu(stage.frame, word_button(stage), false, std::move(rows), 160);
}

}  // namespace mha::lessons::steps
