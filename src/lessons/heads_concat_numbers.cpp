// SPDX-License-Identifier: MIT
// Words and numbers of the concatenation view.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

#include "lessons/heads_concat.hpp"
#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/marks.hpp"
#include "view/number_text.hpp"

namespace mha::lessons::heads {
namespace {

using sim::signed_places;
using view::whole;

float value_at(const engine::MatrixView& matrix, int row, int column) {
    return matrix.at(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
}

std::string shape(int rows, int columns) { return whole(rows) + "×" + whole(columns); }

void w_o_label(const Canvas& canvas, const view::Theme& theme, float x, float y, Type type) {
    canvas.runs(x, y, {{"× W", type, theme.ink}, {"O", Type::caption, theme.ink, 3}});
}

std::string explanation(const Stage& stage, const ConcatLayout& c) {
    const sim::ModelReading& m = stage.readings().model;
    std::string text = (m.heads == 1 ? "The head returns " : "Each head returns ") + whole(m.head_width) +
                       " numbers for " + sim::in_quotes(stage.words[static_cast<std::size_t>(c.word)]) + ".";
    if (m.heads > 1) text += " Side by side they make " + whole(m.concat_width);
    if (m.concat_width != m.d_model) {
        text += " of " + whole(m.d_model) + ": " + whole(m.heads) + " does not divide " + whole(m.d_model) +
                ", and W_O leads back to " + whole(m.d_model);
    }
    return m.heads > 1 ? text + "." : text;
}

void label(const Canvas& canvas, const view::Theme& theme, float x, float y, std::string_view name,
           std::string_view detail) {
    canvas.text(Type::body_bold, x, y, name, theme.ink);
    canvas.text(Type::caption, x, y + 17, detail, theme.ink2);
}

void phone_labels(Stage& stage, const ConcatLayout& c) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::ModelReading& m = stage.readings().model;
    const float x = stage.layout.margin, right = stage.layout.width - stage.layout.margin;
    canvas.text(Type::caption_bold, x, c.outputs.y - 10,
                "Head outputs, " + whole(m.heads) + " × " + whole(m.head_width), theme.ink);
    canvas.text(Type::caption_bold, right, c.outputs.y - 10, "Concatenation, " + whole(m.concat_width), theme.ink,
                Align::right);
    w_o_label(canvas, theme, x, c.w_o.y - 10, Type::caption_bold);
    canvas.text(
        Type::caption, x + 40, c.w_o.y - 10,
        whole(m.concat_width) + " × " + whole(m.d_model) + " learned, " + whole(m.head_width) + " rows per head",
        theme.ink2);
    canvas.text(Type::caption_bold, x, c.shares.y - 9, "Shares of the heads, and their sum", theme.ink);
    canvas.text(Type::caption_bold, c.sum.x - 6, c.sum.y + c.sum.h / 2, "sum", theme.ink, Align::right);
}

/// Numbers of the chosen dimension in print order: shares, bias.
std::vector<std::pair<int, float>> terms(const Stage& stage, const ConcatLayout& c) {
    std::vector<std::pair<int, float>> list;
    for (int h = 1; h <= stage.head_count(); ++h)
        list.emplace_back(h, value_at(stage.head(h).share, c.word, c.dimension));
    if (!stage.readings().b_o.empty()) list.emplace_back(0, value_at(stage.readings().b_o, 0, c.dimension));
    return list;
}

void phone_numbers(Stage& stage, const ConcatLayout& c) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const float y = c.sum.y + c.sum.h + 11, x = stage.layout.margin, right = stage.layout.width - stage.layout.margin;
    const std::string sum =
        signed_places(static_cast<double>(value_at(stage.readings().projected, c.word, c.dimension)));
    const float name = canvas.text(Type::caption, x, y, "dim " + whole(c.dimension + 1), theme.ink2);
    std::vector<Run> runs;
    const auto list = terms(stage, c);
    const bool small =
        std::all_of(list.begin(), list.end(), [](const auto& term) { return std::fabs(term.second) < 0.995F; });
    for (const auto& [head, value] : list) {
        std::string text =
            small && list.size() > 4 ? view::cell_difference(value, 40) : signed_places(static_cast<double>(value));
        runs.push_back({text + " ", Type::number_small, head > 0 ? view::head_colours(theme, head).text : theme.ink2});
    }
    runs.push_back({"= " + sum, Type::number_small, theme.ink});
    if (canvas.width(runs) > right - x - name - 8) {
        const std::string count =
            sim::count_of(stage.head_count(), "share") + (stage.readings().b_o.empty() ? "" : " and bias");
        runs = {{count + " ", Type::caption, theme.ink2}, {"= " + sum, Type::number, theme.ink}};
    }
    canvas.runs(right, y, runs, Align::right);
}

}  // namespace

void draw_concat_labels(Stage& stage, const ConcatLayout& c) {
    if (c.phone) return phone_labels(stage, c);
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::ModelReading& m = stage.readings().model;
    const float x = stage.layout.figure.x, right = c.strip_x + c.strip_w + 16;
    label(canvas, theme, x, c.outputs.y + 9, "Head outputs", whole(m.heads) + " × " + whole(m.head_width) + " numbers");
    label(canvas, theme, x, c.concat.y + 9, "Concatenation", "1 × " + whole(m.concat_width));
    w_o_label(canvas, theme, x, c.w_o.y + 22, Type::heading);
    canvas.text(Type::caption, x, c.w_o.y + 42, whole(m.concat_width) + " × " + whole(m.d_model), theme.ink2);
    canvas.text(Type::caption, x, c.w_o.y + 58, whole(m.head_width) + " rows each", theme.ink2);
    canvas.text(Type::body_bold, x, c.sum.y + 9, "Output = sum", theme.ink);
    canvas.text(Type::caption, x, c.sum.y + 26, "ticks: before", theme.accent);
    const int lines =
        canvas.paragraph(Type::caption, right, c.outputs.y + 8, c.side, 9, 15, explanation(stage, c), theme.ink2);
    const float y = std::max(c.w_o.y + 14, c.outputs.y + 8 + 15 * static_cast<float>(lines));
    if (c.shares.y - 24 > y + 8) {
        canvas.text(Type::number_small, right, y, "−", theme.ink2);
        view::signed_scale(canvas, theme, {right + 12, y - 5, c.side - 36, 10});
        canvas.text(Type::number_small, right + c.side - 18, y, "+", theme.ink2);
    }
}

void draw_share_label(Stage& stage, const ConcatLayout& c, Rect strip, int head) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const float y = strip.y + strip.h / 2, x = stage.layout.figure.x;
    const Colour tone = head > 0 ? view::head_colours(theme, head).text : theme.ink2;
    if (c.phone || strip.h < 16) {
        canvas.text(Type::caption_bold, strip.x - 12, y, head > 0 ? whole(head) : std::string("b"), tone, Align::right);
        if (!c.phone && (head == 1 || head == 0))
            canvas.text(Type::caption_bold, x, y, head > 0 ? "Shares" : "Bias", theme.ink);
        if (head > 0) canvas.fill({strip.x - 7, strip.y, 6, strip.h}, tone);
        return;
    }
    if (head > 0) view::badge(canvas, theme, head, {x + 8, y}, 16);
    canvas.text(Type::body_bold, x + 24, y, head > 0 ? "share" : "bias", tone);
}

void draw_concat_numbers(Stage& stage, const ConcatLayout& c) {
    const std::string all = sim::describe_sum(stage.state(), stage.readings());
    stage.frame.registry.add(
        sim::TextNode{sim::TextNode::Kind::paragraph, "sum", explanation(stage, c) + " " + all, stage.layout.figure});
    if (c.phone) return phone_numbers(stage, c);
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::Readings& r = stage.readings();
    const float x = c.strip_x + c.strip_w + 16, right = x + 68;
    const auto list = terms(stage, c);
    const float h = c.shares.h / static_cast<float>(list.size());
    canvas.runs(x, c.shares.y - 13,
                {{"dimension ", Type::body, theme.ink2}, {whole(c.dimension + 1), Type::number_bold, theme.ink}});
    float y = c.shares.y + h / 2;
    for (const auto& [head, value] : list) {
        canvas.text(h >= 16 ? Type::number : Type::number_small, right, y, signed_places(static_cast<double>(value)),
                    head > 0 ? view::head_colours(theme, head).text : theme.ink2, Align::right);
        y += h;
    }
    const float before = value_at(r.before, c.word, c.dimension), sum = value_at(r.projected, c.word, c.dimension);
    canvas.hline(x, right, c.sum.y - 5, theme.ink);
    canvas.text(Type::number_bold, right, c.sum.y + 4, "= " + signed_places(static_cast<double>(sum)), theme.ink,
                Align::right);
    canvas.runs(x, c.sum.y + 20,
                {{"before ", Type::caption, theme.accent},
                 {signed_places(static_cast<double>(before)), Type::number_small, theme.accent}});
    canvas.runs(x, c.sum.y + 33,
                {{"after  ", Type::caption, theme.ink2},
                 {signed_places(static_cast<double>(before + sum)), Type::number_small, theme.ink}});
}

void add_shares_table(Stage& stage, const ConcatLayout& c) {
    const sim::Readings& r = stage.readings();
    sim::TableNode table;
    table.id = "shares";
    table.caption = "Dimension " + whole(c.dimension + 1) + " of the output for " +
                    sim::in_quotes(stage.words[static_cast<std::size_t>(c.word)]);
    table.summary = "The shares of the heads and the bias add up to the output.";
    table.columns = {"value"};
    const auto add = [&](std::string name, float value) {
        table.row_headers.push_back(std::move(name));
        table.cells.push_back({signed_places(static_cast<double>(value), 3)});
    };
    for (const auto& [head, value] : terms(stage, c)) add(head > 0 ? "share of head " + whole(head) : "bias", value);
    add("sum", value_at(r.projected, c.word, c.dimension));
    add("before", value_at(r.before, c.word, c.dimension));
    add("after", value_at(r.before, c.word, c.dimension) + value_at(r.projected, c.word, c.dimension));
    table.rect = stage.layout.figure;
    stage.frame.registry.add(std::move(table));
}

void draw_flow(Stage& stage, const ConcatLayout& c) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::ModelReading& m = stage.readings().model;
    const view::FrameLayout& l = stage.layout;
    const int words = stage.word_count();
    const float left = l.margin, right = l.width - l.margin, y = l.strip_y;
    canvas.hline(left, right, l.rule_y, theme.hair);
    const float paper = canvas.runs(right, y,
                                    {{c.phone ? "the paper " : "the paper: ", Type::body, theme.ink2},
                                     {"512 / 8 = 64", c.phone ? Type::number_small : Type::number, theme.ink}},
                                    Align::right);
    const auto mono = [&](std::string text) { return Run{std::move(text), Type::number, theme.ink}; };
    const Run arrow = {" → ", Type::body, theme.ink2};
    std::vector<Run> flow = {mono(shape(words, m.d_model)),
                             arrow,
                             mono(whole(m.heads) + " × (" + shape(words, m.head_width) + ")"),
                             arrow,
                             mono(shape(words, m.concat_width)),
                             arrow,
                             {"W", Type::number_bold, theme.ink},
                             {"O", Type::caption, theme.ink, 3},
                             mono(" " + shape(m.concat_width, m.d_model)),
                             arrow,
                             {shape(words, m.d_model), Type::number_bold, theme.ink}};
    const std::string brief =
        m.concat_width == m.d_model
            ? whole(m.d_model) + " = " + whole(m.heads) + " × " + whole(m.head_width)
            : whole(m.heads) + " × " + whole(m.head_width) + " = " + whole(m.concat_width) + " of " + whole(m.d_model);
    if (canvas.width(flow) > right - left - paper - 16) flow = {{brief, Type::number_bold, theme.ink}};
    canvas.runs(left, y, flow);
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph,
                                           "dimensions",
                                           sim::describe_dimensions(m) + ". In the paper: 512 / 8 = 64.",
                                           {left, y - 14, right - left, 28}});
}

}  // namespace mha::lessons::heads
