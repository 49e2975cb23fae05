// SPDX-License-Identifier: MIT
// Pieces that several views of the lesson use.
#include "lessons/heads_parts.hpp"

#include <algorithm>
#include <utility>

#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "view/marks.hpp"
#include "view/number_text.hpp"
#include "view/text_flow.hpp"

namespace mha::lessons::heads {

using sim::places;

Stage make_stage(view::Frame& frame) {
    Stage stage{frame, view::frame_layout(frame.width, frame.height), {}, 0};
    for (const sim::Word& word : frame.readings.words) {
        if (!word.known && stage.words.size() < 32) stage.unknown |= 1U << stage.words.size();
        stage.words.push_back(word.text);
    }
    return stage;
}

float Stage::longest_word(float most) const {
    const Canvas canvas(frame);
    float longest = 8;
    for (const std::string& word : words) longest = std::max(longest, canvas.width(Type::caption, word));
    return std::min(longest, most);
}

bool is_diffuse(const sim::RoleReading& role) { return role.slug == "diffuse"; }

Colour role_colour(const Stage& stage, int head) {
    return is_diffuse(stage.head(head).role) ? stage.theme().ink2 : view::head_colours(stage.theme(), head).text;
}

Colour bar_colour(const Stage& stage, int head) {
    return is_diffuse(stage.head(head).role) ? stage.theme().ink3 : view::head_colours(stage.theme(), head).text;
}

std::string role_text(const Canvas& canvas, Type type, const sim::RoleReading& role, float room) {
    return canvas.width(type, role.label) <= room || role.short_label.empty() ? role.label : role.short_label;
}

std::string chance_words(const sim::RoleReading& role) {
    const std::string uniform = "uniform " + places(static_cast<double>(role.uniform_chance));
    return role.is_link ? uniform + ", same distance " + places(static_cast<double>(role.distance_chance)) : uniform;
}

view::HeatMap head_map(const Stage& stage, int head, Rect rect) {
    view::HeatMap map;
    map.rect = rect;
    map.values = stage.head(head).weights;
    map.colour = [&theme = stage.theme(), head](float w) { return view::ramp(theme, head, w); };
    map.number = view::cell_number;
    map.masked = stage.state().mask;
    map.off = !stage.head(head).on;
    return map;
}

sim::Control head_control(const Stage& stage, int head, Rect rect) {
    const sim::HeadReading& reading = stage.head(head);
    sim::Control control;
    control.id = "head-" + std::to_string(head);
    control.label = "Head " + std::to_string(head) + ": " + reading.role.label + ", score " +
                    places(static_cast<double>(reading.role.score)) + ", chance " +
                    places(static_cast<double>(reading.role.chance)) +
                    (reading.on ? ". Open." : ". Switched off. Open.");
    control.help = sim::describe_here(stage.readings(), head);
    control.rect = rect;
    control.activate = [head](sim::Actions& actions) { actions.push_back(sim::OpenHead{head}); };
    return control;
}

void add_weights_table(Stage& stage, int head) {
    const engine::MatrixView& weights = stage.head(head).weights;
    sim::TableNode table;
    table.id = "weights-" + std::to_string(head);
    table.caption = "Attention weights of head " + std::to_string(head);
    table.summary = "Each row is a word that looks, each column a word that is looked at; a row adds up to 1.";
    table.columns = stage.words;
    table.row_headers = stage.words;
    for (std::size_t row = 0; row < weights.rows; ++row) {
        std::vector<std::string> cells;
        for (const float w : weights.row(row)) cells.push_back(places(static_cast<double>(w)));
        table.cells.push_back(std::move(cells));
    }
    table.rect = stage.layout.figure;
    stage.frame.registry.add(std::move(table));
}

std::vector<Run> cell_runs(const Stage& stage, int head, view::Cell cell, bool brief) {
    const view::Theme& theme = stage.theme();
    const Canvas canvas(stage.frame);
    // On the narrowest screen two long words and their number still fit the strip.
    const float most = stage.layout.phone ? 52.0F : stage.layout.width < 760 ? 90.0F : 160.0F;
    const auto word = [&](int index) {
        return view::shorten(stage.words[static_cast<std::size_t>(index)], most,
                             [&](std::string_view part) { return canvas.width(Type::body_bold, part); });
    };
    const std::string from = word(cell.row), to = word(cell.column);
    const float w =
        stage.head(head).weights.at(static_cast<std::size_t>(cell.row), static_cast<std::size_t>(cell.column));
    std::vector<Run> runs = {
        {from, Type::body_bold, theme.ink}, {" → ", Type::body, theme.ink2}, {to, Type::body_bold, theme.ink}};
    if (stage.state().mask && cell.column > cell.row) {
        runs.push_back({stage.layout.phone ? "  masked" : "   masked: it comes later", Type::body, theme.ink2});
        return runs;
    }
    runs.push_back({"  ", Type::body, theme.ink});
    runs.push_back({places(static_cast<double>(w)), Type::number_bold, view::head_colours(theme, head).text});
    if (!brief) runs.push_back({"  of the attention of " + sim::in_quotes(from), Type::caption, theme.ink2});
    return runs;
}

std::vector<Run> resting_runs(const Stage& stage, std::string_view hint) {
    const view::Theme& theme = stage.theme();
    const sim::ModelReading& model = stage.readings().model;
    const bool some_off = std::any_of(stage.readings().heads.begin(), stage.readings().heads.end(),
                                      [](const sim::HeadReading& head) { return !head.on; });
    if (some_off && model.asked_words > 0) {
        return {{"loss on this sentence ", Type::body, theme.ink2},
                {places(static_cast<double>(model.sentence_loss)), Type::number, theme.ink},
                {" → ", Type::body, theme.ink2},
                {places(static_cast<double>(model.sentence_loss_now)), Type::number_bold, theme.ink}};
    }
    if (stage.state().mask) return {{"masked: no word sees a later one", Type::body, theme.ink2}};
    return {{std::string(hint), Type::body, theme.ink2}};
}

namespace {

std::vector<Run> dimension_runs(const Stage& stage, bool brief) {
    const view::Theme& theme = stage.theme();
    const sim::ModelReading& model = stage.readings().model;
    const auto number = [&](int value) { return Run{view::whole(value), Type::number_bold, theme.ink}; };
    const auto word = [&](std::string text) { return Run{std::move(text), Type::body, theme.ink2}; };
    std::vector<Run> runs;
    if (model.concat_width == model.d_model) {
        if (!brief) runs.push_back({"d_model", Type::number, theme.ink2});
        if (!brief) runs.push_back(word(" "));
        runs.insert(runs.end(), {number(model.d_model), word(" = ")});
    }
    runs.insert(runs.end(),
                {number(model.heads), word(model.heads == 1 ? " head × " : " heads × "), number(model.head_width)});
    if (model.concat_width != model.d_model) {
        runs.insert(runs.end(), {word(" = "), number(model.concat_width), word(" of "), number(model.d_model)});
    }
    return runs;
}

float scale_end(const view::FrameLayout& l) { return l.margin + (l.phone ? 86.0F : 123.0F); }

}  // namespace

float strip_room(const Stage& stage) {
    const view::FrameLayout& l = stage.layout;
    return l.width - l.margin - Canvas(stage.frame).width(dimension_runs(stage, false)) - 16 - scale_end(l);
}

void draw_strip(Stage& stage, const Strip& strip) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const view::FrameLayout& l = stage.layout;
    const float left = l.margin, right = l.width - l.margin, y = l.strip_y;
    canvas.hline(left, right, l.rule_y, theme.hair);
    if (strip.scale) view::scale(canvas, theme, left, y, strip.scale_head, l.phone ? 48.0F : 72.0F);
    const float start = strip.scale ? scale_end(l) : left;
    const std::string& problem = stage.readings().text_notice;
    if (!problem.empty() && !l.phone && strip.plain_middle.empty()) {
        const Rect place = {start, y - 14, right - start, 28};
        const Type type = canvas.width(Type::body, problem) <= place.w ? Type::body : Type::caption;
        canvas.text_in(type, place.x, y, place.w, problem, theme.bad);
        stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::alert, "notice", problem, place});
        stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "dimensions",
                                               sim::describe_dimensions(stage.readings().model), place});
        return;
    }
    const std::string plain = sim::describe_dimensions(stage.readings().model);
    float limit = right;
    const bool readout = !strip.middle.empty() && l.phone;  // on a phone what is pointed at takes the place
    if (strip.dimensions && !readout) {
        std::vector<Run> runs = dimension_runs(stage, false);
        if (canvas.width(runs) > right - start) runs = dimension_runs(stage, true);
        if (strip.centred)
            canvas.runs(l.width / 2, y, runs, Align::centre);
        else
            limit -= canvas.runs(right, y, runs, Align::right) + 16;
    }
    // A hint that does not fit is left out, and so is the end of a readout that does not.
    std::vector<Run> middle = strip.middle;
    while (!strip.plain_middle.empty() && middle.size() > 1 && canvas.width(middle) > limit - start) middle.pop_back();
    const bool fits = canvas.width(middle) <= limit - start;
    if (!middle.empty() && !strip.centred && fits)
        canvas.runs(start, y, middle);
    else if (!middle.empty() && strip.centred)
        canvas.runs(l.width / 2, y, middle, Align::centre);
    const Rect rect = {left, y - 14, right - left, 28};
    if (!strip.plain_middle.empty()) {
        stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::status, "readout", strip.plain_middle, rect});
    }
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "dimensions", plain, rect});
}

}  // namespace mha::lessons::heads
