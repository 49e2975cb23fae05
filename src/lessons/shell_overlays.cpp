// SPDX-License-Identifier: MIT
// Loading, problems, notices and the shell's menus.
#include <algorithm>
#include <tuple>
#include <utility>

#include "lessons/lesson.hpp"
#include "lessons/shell.hpp"
#include "sim/fields.hpp"
#include "view/canvas.hpp"
#include "view/controls.hpp"
#include "view/overlay.hpp"
#include "view/theme.hpp"

namespace mha::lessons {

using view::Align;
using view::Canvas;
using view::MenuRow;
using view::Rect;
using view::Type;

namespace {

MenuRow item(std::string id, std::string text, bool chosen, std::function<void(sim::Actions&)> act) {
    MenuRow row;
    row.control.id = std::move(id);
    row.control.role = sim::ControlRole::menu_item;
    row.control.label = text;
    row.control.checked = chosen;
    row.control.activate = std::move(act);
    row.text = std::move(text);
    row.chosen = chosen;
    return row;
}

MenuRow heading(std::string text) {
    MenuRow row;
    row.text = std::move(text);
    return row;
}

std::vector<MenuRow> main_menu(const view::Frame& frame) {
    std::vector<MenuRow> rows = {heading("Lessons")};
    for (const Lesson& lesson : catalog()) {
        rows.push_back(item(
            "lesson-" + std::string(lesson.slug), std::string(lesson.title), frame.state.lesson == lesson.slug,
            [next = change_lesson(lesson.slug, frame.state)](sim::Actions& a) { a.push_back(sim::ShowLesson{next}); }));
    }
    const std::tuple<const char*, const char*, const Lesson&> ways[] = {
        {"menu-previous", "Previous lesson", previous_lesson(frame.state.lesson)},
        {"menu-next", "Next lesson", next_lesson(frame.state.lesson)}};
    for (const auto& [id, text, lesson] : ways) {
        rows.push_back(item(id, text, false, [next = change_lesson(lesson.slug, frame.state)](sim::Actions& a) {
            a.push_back(sim::ShowLesson{next});
        }));
        rows.back().control.label += ": " + std::string(lesson.title);
    }
    rows.push_back(heading("Colours"));
    const std::pair<const char*, sim::ThemeChoice> themes[] = {{"As the page", sim::ThemeChoice::automatic},
                                                               {"Light", sim::ThemeChoice::light},
                                                               {"Dark", sim::ThemeChoice::dark},
                                                               {"High contrast", sim::ThemeChoice::contrast}};
    int number = 0;
    for (const auto& [name, choice] : themes) {
        rows.push_back(item("theme-" + std::to_string(number++), name, frame.state.theme == choice,
                            [choice](sim::Actions& a) { a.push_back(sim::SetTheme{choice}); }));
    }
    return rows;
}

std::vector<MenuRow> share_menu() {
    const std::tuple<const char*, const char*, sim::Taken> ways[] = {
        {"share-link", "Copy link", sim::Taken::link},
        {"share-embed", "Copy embed code", sim::Taken::embed_code},
        {"save-png", "Save picture (PNG)", sim::Taken::png},
        {"save-svg", "Save drawing (SVG)", sim::Taken::svg},
        {"save-table", "Save numbers (CSV)", sim::Taken::table}};
    std::vector<MenuRow> rows = {heading("Exactly what is shown")};
    for (const auto& [id, text, what] : ways)
        rows.push_back(item(id, text, false, [what](sim::Actions& a) { a.push_back(sim::Take{what}); }));
    return rows;
}

std::vector<MenuRow> more_menu(const view::Frame& frame) {
    std::vector<MenuRow> rows;
    if (!sim::is_hidden(frame.state, "share")) rows = share_menu();
    rows.push_back(item("reset", "Reset", false, [](sim::Actions& a) { a.push_back(sim::Reset{}); }));
    return rows;
}

std::vector<MenuRow> examples_menu(const view::Frame& frame) {
    std::vector<MenuRow> rows;
    for (const std::string& text : example_sentences()) {
        rows.push_back(item("example-" + std::to_string(rows.size() + 1), text, frame.state.text == text,
                            [text](sim::Actions& a) { a.push_back(sim::SetText{text}); }));
    }
    return rows;
}

void draw_notice(view::Frame& frame, const view::FrameLayout& layout) {
    const sim::Readings& readings = frame.readings;
    const bool problem = readings.link_notice.empty();
    // On wide screens the strip under the figure says what is wrong with the sentence, and covers nothing.
    if (problem && !layout.phone) return;
    const std::string& text = problem ? readings.text_notice : readings.link_notice;
    if (text.empty() || (problem && frame.state.concat)) return;
    view::Glance& glance = frame.glance;
    if (glance.notice != text) glance.notice_closed = false;
    glance.notice = text;
    if (!glance.notice_closed) view::notice(frame, text, problem, layout.figure);
}

}  // namespace

const std::vector<std::string>& example_sentences() {
    static const std::vector<std::string> sentences = {
        "The black cat sat down",
        "The cats near the old dog sleep",
        "The dog that the girls like sleeps.",
        "The girl reads her book because she is tired.",
        "The keys on the table are red.",
        "I like machine learning",
        "The transformer model processes all tokens in parallel using multi-head attention.",
    };
    return sentences;
}

namespace {

void draw_retry(view::Frame& frame, Rect face) {
    sim::Control again;
    again.id = "retry";
    again.label = "Try again";
    again.help = "Asks for the model once more.";
    again.rect = face;
    again.activate = [](sim::Actions& actions) { actions.push_back(sim::Retry{}); };
    view::button(frame, std::move(again), face, {.text = "Try again", .has_icon = true, .icon = view::Icon::reset});
}

}  // namespace

bool draw_waiting(view::Frame& frame, const view::FrameLayout& layout) {
    if (frame.readings.ready) return false;
    const Canvas canvas(frame);
    const view::Theme& theme = frame.theme;
    const bool problem = !frame.readings.problem.empty();
    const std::string text = problem ? frame.readings.problem : "Loading the model…";
    const float x = layout.width / 2, room = std::min(layout.figure.w, 480.0F),
                y = layout.figure.y + layout.figure.h / 2;
    if (problem) {
        canvas.disc({x, y - 40}, 12, theme.bad);
        canvas.text(Type::heading, x, y - 40, "!", theme.on_accent, Align::centre);
        const int lines = canvas.paragraph(Type::body, x - room / 2, y - 8, room, 4, 20, text, theme.ink);
        draw_retry(frame, {x - 56, y + 4 + 20 * static_cast<float>(lines), 112, 32});
    } else {
        canvas.fill_round({x - 100, y - 4, 200, 8}, 2, theme.track);
        canvas.text(Type::body, x, y + 22, text, theme.ink2, Align::centre);
    }
    frame.registry.add(sim::TextNode{problem ? sim::TextNode::Kind::alert : sim::TextNode::Kind::status, "waiting",
                                     text, layout.figure});
    return true;
}

void draw_overlays(view::Frame& frame, const view::FrameLayout& layout) {
    draw_notice(frame, layout);
    const std::string& open = frame.glance.menu;
    if (open.empty()) return;
    const float m = layout.margin;
    if (open == "menu")
        view::menu(frame, {m, 4, 32, 32}, false, main_menu(frame), 200);
    else if (open == "more")
        view::menu(frame, {layout.width - m - 32, 4, 32, 32}, true, more_menu(frame), 190);
    else if (open == "share")
        view::menu(frame, {layout.width - m - 64, 4, 32, 32}, true, share_menu(), 190);
    else if (open == "examples")
        view::menu(frame, layout.field, true, examples_menu(frame), 240);
}

}  // namespace mha::lessons
