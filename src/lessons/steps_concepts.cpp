// SPDX-License-Identifier: MIT
// The line that says what a step does, and the three concepts behind the steps, told with the running numbers.
#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <utility>

#include "lessons/steps_parts.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"
#include "view/text_flow.hpp"

namespace mha::lessons::steps {
namespace {

using sim::places;

int shown_head(const Stage& stage) { return std::clamp(stage.state().open, 1, stage.head_count()); }
std::string query(const Stage& stage) {
    return stage.words[static_cast<std::size_t>(std::clamp(stage.state().word, 1, stage.word_count())) - 1];
}

/// One row per word, numbers of three places, the last ones as bars where there is room.
struct Numbers {
    std::string caption;
    std::vector<std::string> columns;
    std::vector<std::vector<double>> values;  // per word
    std::vector<int> heads;                   // per column: the head whose weights it holds, 0 none
};

constexpr float kNumbersHead = 26, kLeastPitch = 13;

/// What the table needs at least.
float least_height(const Numbers& numbers) {
    return kNumbersHead + kLeastPitch * static_cast<float>(numbers.values.size());
}

float draw_numbers(Stage& stage, const Numbers& numbers, Rect room) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const bool small = room.w < 460;
    const Type digits = small ? Type::number_small : Type::number, heading = small ? Type::caption : Type::body;
    const auto count = static_cast<float>(numbers.values.size());
    const float pitch = std::clamp((room.h - kNumbersHead) / std::max(count, 1.0F), kLeastPitch, 24.0F);
    const float label = std::min(small ? 84.0F : 130.0F, room.w * 0.28F),
                column = std::min((room.w - label) / static_cast<float>(numbers.columns.size()), 190.0F);
    const float bar = column - 64 > 40 ? column - 64 - 16 : 0;
    sim::TableNode table;
    table.id = "concept-numbers", table.caption = numbers.caption, table.columns = numbers.columns, table.rect = room;
    for (std::size_t c = 0; c < numbers.columns.size(); ++c) {
        const Colour colour = numbers.heads[c] > 0 ? view::head_colours(theme, numbers.heads[c]).text : theme.ink2;
        const float end = small ? 48.0F : 56.0F, at = room.x + label + column * static_cast<float>(c);
        if (canvas.width(heading, numbers.columns[c]) <= end)
            canvas.text(heading, at + end, room.y + 10, numbers.columns[c], colour, Align::right);
        else
            canvas.text_in(heading, at, room.y + 10, column - 6, numbers.columns[c], colour);
    }
    canvas.hline(room.x, room.x + label + column * static_cast<float>(numbers.columns.size()), room.y + 22, theme.edge);
    double most = 0;
    for (std::size_t w = 0; w < numbers.values.size(); ++w) {
        const float y = room.y + 24 + pitch * (static_cast<float>(w) + 0.5F);
        canvas.text_in(pitch < 17 ? Type::caption : heading, room.x, y, label - 8, stage.words[w], theme.ink);
        table.row_headers.push_back(stage.words[w]);
        table.cells.emplace_back();
        for (std::size_t c = 0; c < numbers.columns.size(); ++c) {
            const std::string text = places(numbers.values[w][c], sim::kSheetPlaces);
            const float x = room.x + label + column * static_cast<float>(c);
            canvas.text(pitch < 17 ? Type::number_small : digits, x + (small ? 48.0F : 56.0F), y, text, theme.ink,
                        Align::right);
            if (bar > 0 && numbers.heads[c] > 0) {
                const float share = std::clamp(static_cast<float>(numbers.values[w][c]), 0.0F, 1.0F);
                canvas.fill_round({x + 64, y - 4, bar, 8}, 2, theme.track);
                canvas.fill_round({x + 64, y - 4, bar * share, 8}, 2, view::head_colours(theme, numbers.heads[c]).text);
            }
            table.cells.back().push_back(text);
            if (numbers.heads[c] == 0 || numbers.values[w][c] <= most) continue;
            most = numbers.values[w][c];
            table.summary = "The largest weight here is " + text + ", for " + sim::in_quotes(stage.words[w]) + ".";
        }
    }
    stage.frame.registry.add(std::move(table));
    return room.y + kNumbersHead + pitch * count;
}

float draw_text(Stage& stage, const char* id, const std::string& text, float x, float y, float room, Type type) {
    const Canvas canvas(stage.frame);
    const float line = type == Type::caption ? 16.0F : 20.0F;
    const int lines = canvas.paragraph(type, x, y + line / 2, room, 8, line, text, stage.theme().ink);
    const float height = line * static_cast<float>(lines);
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, id, text, {x, y, room, height}});
    return y + height;
}

/// The text without its last sentences, as many as it takes to stand in `most` lines; "" when none does.
std::string sentences_in(std::string text, int most, const std::function<int(const std::string&)>& lines) {
    while (!text.empty() && lines(text) > most) {
        const std::size_t stop = text.rfind(". ");
        text.resize(stop == std::string::npos ? 0 : stop + 1);
    }
    return text;
}

struct Told {
    std::string before, after;
    Numbers numbers;
};

Told tell_dot_product(const Stage& stage) {
    const sim::ScalingReading s = sim::scaling(stage.state(), stage.readings(), shown_head(stage));
    const int head = shown_head(stage), width = stage.readings().model.head_width;
    Told out;
    out.before =
        "Scaled dot-product attention is softmax(q · k ÷ √d) times v, where d is how many numbers q has. The query "
        "of " +
        sim::in_quotes(query(stage)) +
        " meets the key of every word; softmax turns the scores into weights; the weights mix the values.";
    out.numbers = {"Head " + std::to_string(head) + ", query " + sim::in_quotes(query(stage)),
                   {"q · k", "÷ √" + std::to_string(width), "weight"},
                   {},
                   {0, 0, head}};
    double sum = 0;
    for (std::size_t w = 0; w < s.raw.size(); ++w) {
        out.numbers.values.push_back({s.raw[w], s.raw[w] / std::sqrt(static_cast<double>(width)), s.scaled[w]});
        sum += s.scaled[w];
    }
    out.after = "The weights of head " + std::to_string(head) + " add up to " + places(sum, sim::kSheetPlaces) + ".";
    if (stage.state().mask) out.after += " The mask hides the words after the query.";
    return out;
}

Told tell_heads(const Stage& stage) {
    Told out;
    const sim::ModelReading& model = stage.readings().model;
    out.before =
        "Each head has columns of its own in the three matrices, so each weighs the words in its own way. One head "
        "of " +
        std::to_string(model.heads * model.head_width) +
        " numbers would multiply as much, but have only one row of weights.";
    out.numbers.caption = "Weights of every head for the query " + sim::in_quotes(query(stage));
    std::vector<sim::ScalingReading> rows;
    for (int head = 1; head <= stage.head_count(); ++head) {
        out.numbers.columns.push_back("head " + std::to_string(head));
        out.numbers.heads.push_back(head);
        rows.push_back(sim::scaling(stage.state(), stage.readings(), head));
    }
    double alike = 0;
    for (std::size_t w = 0; w < stage.words.size(); ++w) {
        out.numbers.values.emplace_back();
        for (const sim::ScalingReading& row : rows) out.numbers.values.back().push_back(row.scaled[w]);
        if (rows.size() > 1) alike += std::min(rows[0].scaled[w], rows[1].scaled[w]);
    }
    if (rows.size() > 1)
        out.after = "For " + sim::in_quotes(query(stage)) + ", heads 1 and 2 place " +
                    places(alike, sim::kSheetPlaces) +
                    " of their attention alike: the sum of the smaller weight of each row.";
    return out;
}

Told tell_scaling(const Stage& stage) {
    const sim::ScalingReading s = sim::scaling(stage.state(), stage.readings(), shown_head(stage));
    const int head = shown_head(stage), width = stage.readings().model.head_width;
    const std::string k = std::to_string(width);
    Told out;
    out.before = "q · k adds d = " + k +
                 " products. The more there are, the larger the sums, and softmax of large numbers gives nearly "
                 "everything to one word. Dividing by √" +
                 k + " = " + places(std::sqrt(static_cast<double>(width)), sim::kSheetPlaces) +
                 " takes that growth out.";
    out.numbers = {"Head " + std::to_string(head) + ", query " + sim::in_quotes(query(stage)),
                   {"q · k", "with ÷ √" + k, "without"},
                   {},
                   {0, head, head}};
    for (std::size_t w = 0; w < s.raw.size(); ++w) out.numbers.values.push_back({s.raw[w], s.scaled[w], s.unscaled[w]});
    out.after = "Largest weight w: " + places(s.top_scaled, sim::kSheetPlaces) + " with, " +
                places(s.top_unscaled, sim::kSheetPlaces) +
                " without. Its slope w · (1 − w): " + places(s.give_scaled, sim::kSheetPlaces) + " with, " +
                places(s.give_unscaled, sim::kSheetPlaces) +
                " without; near 0, training can hardly change it. This model was trained with the division; “without” "
                "only leaves it out here.";
    return out;
}

sim::Control panel_control(const char* id, std::string label, int panel) {
    sim::Control control;
    control.id = id;
    control.label = std::move(label);
    control.activate = [panel](sim::Actions& actions) { actions.push_back(sim::ShowPanel{panel}); };
    return control;
}

view::Segment tab(const Stage& stage, const char* id, std::string text, std::string label, Concept which, float width) {
    view::Segment out;
    out.control = panel_control(id, std::move(label), static_cast<int>(which));
    out.control.role = sim::ControlRole::toggle;
    out.control.checked = open_concept(stage) == which;
    out.text = std::move(text);
    out.width = width;
    return out;
}

Concept concept_of(const sim::Sheet& sheet) {
    if (sheet.step == 3 && (sheet.part == 2 || sheet.part == 3)) return Concept::scaling;
    return sheet.step == 2 || sheet.step == 4 || sheet.step == 5 ? Concept::heads : Concept::dot_product;
}

const char* concept_question(Concept which) {
    if (which == Concept::scaling) return "Why divide by √d_k";
    return which == Concept::heads ? "Why several heads" : "The whole in one line";
}

}  // namespace

Concept open_concept(const Stage& stage) { return static_cast<Concept>(std::clamp(stage.state().panel, 1, 4)); }

void draw_concept(Stage& stage, const StepsLayout& layout) {
    const bool brief = layout.narrow;
    const Rect room = {layout.heading.x, layout.heading.y, layout.heading.w,
                       stage.layout.draw.h - layout.heading.y - 10};
    std::vector<view::Segment> tabs;
    tabs.push_back(
        tab(stage, "concept-dot", brief ? "In one line" : "The whole in one line",
            brief ? "In one line: scaled dot-product attention" : "The whole in one line: scaled dot-product attention",
            Concept::dot_product, brief ? 90 : 172));
    tabs.push_back(tab(stage, "concept-heads", brief ? "Heads" : "Several heads",
                       brief ? "Heads: why several" : "Several heads", Concept::heads, brief ? 64 : 124));
    tabs.push_back(tab(stage, "concept-scaling", brief ? "÷ √d" : "Why divide by √d",
                       brief ? "÷ √d: why divide" : "Why divide by √d", Concept::scaling, brief ? 56 : 152));
    view::segmented(stage.frame, room.x, room.y, std::move(tabs));
    sim::Control close = panel_control("concept-close", "Close: back to the step", 1);
    close.rect = {room.x + room.w - 36, room.y - 2, 36, 36};
    const Rect face = {close.rect.x + 2, close.rect.y + 2, 32, 32};
    view::button(stage.frame, std::move(close), face, {.text = "", .has_icon = true, .icon = view::Icon::close});
    const Concept which = open_concept(stage);
    const Told told = which == Concept::dot_product ? tell_dot_product(stage)
                      : which == Concept::heads     ? tell_heads(stage)
                                                    : tell_scaling(stage);
    const Type type = brief ? Type::caption : Type::body;
    const Canvas canvas(stage.frame);
    const float line = brief ? 16.0F : 20.0F,
                top = draw_text(stage, "concept", told.before, room.x, room.y + 42, room.w, type) + 10;
    // Many words leave no room for every sentence; people who listen get them all.
    const float spare = room.y + room.h - 12 - top - least_height(told.numbers);
    const auto lines = [&](const std::string& text) {
        return static_cast<int>(
            view::wrap(text, room.w, 8, [&](std::string_view part) { return canvas.width(type, part); }).size());
    };
    const std::string after = sentences_in(told.after, static_cast<int>(std::floor(spare / line)), lines);
    const float below = after.empty() ? 0 : line * static_cast<float>(lines(after)) + 8;
    const float end = draw_numbers(stage, told.numbers, {room.x, top, room.w, room.y + room.h - below - top - 4});
    const Rect place = {room.x, end + 8, room.w, below};
    canvas.paragraph(type, place.x, place.y + line / 2, room.w, 8, line, after, stage.theme().ink);
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "concept-reading", told.after, place});
}

void draw_steps_strip(Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const view::FrameLayout& l = stage.layout;
    const float right = layout.heading.x + layout.heading.w, y = l.strip_y;
    canvas.hline(layout.heading.x, right, l.rule_y, theme.hair);
    const bool mask = layout.narrow && sheet.step == 3;
    if (mask) draw_mask_choice(stage, layout.heading.x, y);
    const Concept which = concept_of(sheet);
    const std::vector<Run> link = lowered(concept_question(which), Type::body_bold, theme.accent);
    const float w = canvas.width(link);
    std::string label = concept_question(which);
    sim::Control control = panel_control("concept-open", label, static_cast<int>(which));
    control.rect = {right - w - 8, y - 12, w + 8, 24};
    const Rect rect = control.rect;
    const bool shown = !view::hidden(stage.frame, control);
    const view::Touch touch = view::interact(stage.frame, std::move(control));
    if (shown) canvas.runs(right, y, link, Align::right);
    if (shown && touch.hot) canvas.hline(right - w, right, y + 9, theme.accent);
    if (touch.focused) view::focus_ring(canvas, theme, {rect.x + 4, rect.y + 3, rect.w - 4, rect.h - 6}, 3);
    const std::string& problem = stage.readings().text_notice;
    const float left = layout.heading.x + (mask ? 84.0F : 0.0F), room = right - w - 24 - left;
    const Rect place = {left, y - 12, std::max(room, 0.0F), 24};
    if (!problem.empty() && !l.phone) {
        canvas.text_in(canvas.width(Type::body, problem) <= room ? Type::body : Type::caption, left, y, room, problem,
                       theme.bad);
        stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::alert, "text-notice", problem, place});
    } else if (canvas.width(Type::body, sheet.saying) <= room) {
        canvas.text(Type::body, left, y, sheet.saying, theme.ink2);
    } else if (canvas.width(Type::caption, sheet.saying) <= room) {
        canvas.text(Type::caption, left, y, sheet.saying, theme.ink2);
    }
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "saying", sheet.saying, place});
}

}  // namespace mha::lessons::steps
