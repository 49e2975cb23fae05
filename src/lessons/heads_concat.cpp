// SPDX-License-Identifier: MIT
// Show Concatenation: each head's output for the chosen word, side by side, through W_O, as shares and their sum.
#include "lessons/heads_concat.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "lessons/shell.hpp"
#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"
#include "view/marks.hpp"
#include "view/number_text.hpp"
#include "view/overlay.hpp"
#include "view/vectors.hpp"

namespace mha::lessons::heads {
namespace {

ConcatLayout phone_layout(const Stage& stage, int shares) {
    const Rect f = stage.layout.figure;
    ConcatLayout c;
    c.phone = true;
    c.strip_x = f.x + 32;
    c.strip_w = f.w - 32;
    float y = f.y + 18;
    c.outputs = {c.strip_x, y, c.strip_w, 22};
    c.concat = {c.strip_x, y + 32, c.strip_w, 22};
    c.band = {c.strip_x, y + 54, c.strip_w, 14};
    y += 68 + 20;
    const float share = shares > 6 ? 11.0F : shares > 5 ? 12.0F : 15.0F, list = share * static_cast<float>(shares);
    const float end = f.y + f.h - 18;
    c.sum = {c.strip_x, end - 28, c.strip_w, 26};
    c.shares = {c.strip_x, c.sum.y - 3 - list, c.strip_w, list};
    c.w_o = {c.strip_x, y, c.strip_w, c.shares.y - 18 - y};
    return c;
}

ConcatLayout wide_layout(const Stage& stage, int shares) {
    const Rect f = stage.layout.figure;
    ConcatLayout c;
    c.strip_x = f.x + 120;
    c.side = f.w >= 640 ? 100.0F : 88.0F;
    c.strip_w = f.w - 120 - c.side - 16;
    const bool many = shares > 6;  // the rows of W_O need the room for their numbers
    c.outputs = {c.strip_x, 94, c.strip_w, many ? 26.0F : 31.0F};
    c.concat = {c.strip_x, many ? 132.0F : 140.0F, c.strip_w, many ? 28.0F : 32.0F};
    c.band = {c.strip_x, c.concat.y + c.concat.h, c.strip_w, 4};
    const float w_o = c.band.y + (many ? 10.0F : 12.0F);
    const float share = shares > 6 ? 11.0F : shares > 5 ? 15.0F : 18.0F, list = share * static_cast<float>(shares);
    c.sum = {c.strip_x, f.y + f.h - 40, c.strip_w, 34};
    c.shares = {c.strip_x, c.sum.y - 8 - list, c.strip_w, list};
    c.w_o = {c.strip_x, w_o, c.strip_w, c.shares.y - 6 - w_o};
    return c;
}

ConcatLayout concat_layout(const Stage& stage) {
    const int shares = stage.head_count() + (stage.readings().b_o.empty() ? 0 : 1);
    ConcatLayout c = stage.layout.phone ? phone_layout(stage, shares) : wide_layout(stage, shares);
    // Whole device pixels for every dimension, so that bars of all strips stand under each other.
    const int columns = std::max(stage.readings().model.d_model, 1);
    const float cell = view::cell_size(c.strip_w, columns, stage.frame.ratio);
    const float width = cell * static_cast<float>(columns);
    const float shift = stage.layout.phone ? c.strip_w - width : 0;
    for (Rect* r : {&c.outputs, &c.concat, &c.band, &c.w_o, &c.shares, &c.sum}) r->x += shift, r->w = width;
    c.strip_x += shift, c.strip_w = width;
    c.word = std::clamp(stage.state().word, 1, stage.word_count()) - 1;
    c.dimension = std::clamp(stage.state().dimension, 1, columns) - 1;
    return c;
}

/// Rows of W_O that belong to a head, in `w_o`.
Rect head_rows(const ConcatLayout& c, int head, int heads) {
    const float h = c.w_o.h / static_cast<float>(heads);
    return {c.w_o.x, c.w_o.y + h * static_cast<float>(head - 1), c.w_o.w, h};
}

void draw_word_choice(Stage& stage, const ConcatLayout& c) {
    view::Frame& frame = stage.frame;
    const Canvas canvas(frame);
    const view::FrameLayout& l = stage.layout;
    const float x = l.phone ? l.margin : c.strip_x, y = l.field.y, right = l.width - l.margin;
    if (!l.phone) canvas.text(Type::body, l.figure.x, y + 16, "Output for", stage.theme().ink2);
    float total = 0;
    std::vector<view::Segment> segments;
    for (int i = 1; i <= stage.word_count(); ++i) {
        view::Segment segment;
        segment.text = stage.words[static_cast<std::size_t>(i - 1)];
        segment.control.id = "word-" + std::to_string(i);
        segment.control.role = sim::ControlRole::toggle;
        segment.control.label = segment.text;
        segment.control.checked = i - 1 == c.word;
        segment.control.activate = [i](sim::Actions& actions) { actions.push_back(sim::ChooseWord{i}); };
        segment.width = std::max(34.0F, canvas.width(Type::body_bold, segment.text) + 24);
        total += segment.width;
        segments.push_back(std::move(segment));
    }
    if (total <= right - x) {
        view::segmented(frame, x, y, std::move(segments));
        return;
    }
    const Rect rect = {x, y, std::min(right - x, 220.0F), 32};
    const std::string word = stage.words[static_cast<std::size_t>(c.word)];
    view::button(frame, menu_button(frame, "word", "Output for: " + word, rect), rect,
                 {.text = word, .has_icon = true, .icon = view::Icon::chevron_down, .icon_right = true});
}

void draw_outputs(Stage& stage, const ConcatLayout& c) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const int heads = stage.head_count();
    const float slot = c.concat.w / static_cast<float>(heads);
    const float gap = heads > 4 ? 6.0F : 12.0F,
                width = (c.outputs.w - gap * static_cast<float>(heads - 1)) / static_cast<float>(heads);
    const auto row = static_cast<std::size_t>(c.word);
    float most = 0;
    for (int h = 1; h <= heads; ++h) most = std::max(most, view::largest(stage.head(h).output.row(row)));
    canvas.fill(c.concat, theme.paper);
    for (int h = 1; h <= heads; ++h) {
        const view::HeadColours& tone = view::head_colours(theme, h);
        const float i = static_cast<float>(h - 1);
        const Rect own = {canvas.snap(c.outputs.x + i * (width + gap)), c.outputs.y, canvas.snap(width), c.outputs.h};
        const Rect in = {canvas.snap(c.concat.x + i * slot), c.concat.y,
                         canvas.snap(c.concat.x + (i + 1) * slot) - canvas.snap(c.concat.x + i * slot), c.concat.h};
        canvas.quad({own.x, own.y + own.h}, {own.x + own.w, own.y + own.h}, {in.x + in.w, in.y}, {in.x, in.y},
                    fade(tone.base, std::max(0.22F, theme.least_alpha)));
        canvas.fill(own, theme.paper);
        const std::span<const float> values = stage.head(h).output.row(row);
        const Colour bars = stage.head(h).on ? tone.text : theme.ink3;
        view::vector_bars(canvas, own, values, most, bars, theme.edge);
        canvas.outline(own, 1, tone.text);
        view::vector_bars(canvas, in, values, most, bars, theme.edge);
        if (h > 1) canvas.vline(in.x, c.concat.y, c.concat.y + c.concat.h, theme.edge);
        canvas.fill({in.x, c.band.y, in.w, c.band.h}, tone.text);
        if (c.phone)
            canvas.text(Type::caption_bold, in.x + in.w / 2, c.band.y + c.band.h / 2, std::to_string(h), theme.on_badge,
                        Align::centre);
        else
            canvas.runs(own.x, own.y - 11,
                        {{"Z", Type::body_bold, tone.text}, {std::to_string(h), Type::caption, tone.text, 3}});
    }
    canvas.outline(c.concat, 1, theme.edge);
}

void draw_w_o(Stage& stage, const ConcatLayout& c) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const engine::MatrixView& w = stage.readings().w_o;
    view::signed_map(canvas, theme, c.w_o, w, view::largest({w.data, w.rows * w.columns}));
    canvas.outline(c.w_o, 1, theme.edge);
    for (int h = 1; h <= stage.head_count(); ++h) {
        const Rect rows = head_rows(c, h, stage.head_count());
        const Colour tone = view::head_colours(theme, h).text;
        canvas.fill({rows.x - 7, rows.y, 6, rows.h}, tone);
        if (h > 1) canvas.hline(rows.x - 7, rows.x + rows.w, rows.y, theme.ink);
        if (rows.h >= 9.9F)
            canvas.text(rows.h >= 14 ? Type::body_bold : Type::caption_bold, rows.x - 12, rows.y + rows.h / 2,
                        std::to_string(h), tone, Align::right);
    }
}

void draw_shares(Stage& stage, const ConcatLayout& c) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::Readings& r = stage.readings();
    const auto row = static_cast<std::size_t>(c.word);
    const int rows = stage.head_count() + (r.b_o.empty() ? 0 : 1);
    const float h = c.shares.h / static_cast<float>(rows);
    float most = std::max(view::largest(r.projected.row(row)), view::largest(r.before.row(row)));
    for (const sim::HeadReading& head : r.heads) most = std::max(most, view::largest(head.share.row(row)));
    for (int i = 1; i <= rows; ++i) {
        const bool bias = i > stage.head_count();
        const Rect strip = {c.shares.x, canvas.snap(c.shares.y + h * static_cast<float>(i - 1)), c.shares.w,
                            canvas.snap(h)};
        const Colour tone = bias ? theme.ink2 : view::head_colours(theme, i).text;
        canvas.fill(strip, theme.paper);
        view::vector_bars(canvas, strip, bias ? r.b_o.row(0) : stage.head(i).share.row(row), most, tone, theme.hair);
        canvas.outline(strip, 1, theme.hair);
        draw_share_label(stage, c, strip, bias ? 0 : i);
    }
    canvas.fill(c.sum, theme.paper);
    view::vector_bars(canvas, c.sum, r.projected.row(row), most, theme.ink2, theme.edge);
    view::vector_ticks(canvas, c.sum, r.before.row(row), most, theme.accent);
    canvas.outline(c.sum, 1, theme.ink2);
}

/// One frame through W_O, shares and sum; the same rectangle is the slider that moves it.
void draw_dimension(Stage& stage, const ConcatLayout& c) {
    view::Frame& frame = stage.frame;
    const Canvas canvas(frame);
    const int columns = stage.readings().model.d_model;
    sim::Control control;
    control.id = "dimension";
    control.role = sim::ControlRole::slider;
    control.label = "Dimension";
    control.value = c.dimension + 1;
    control.value_text = "dimension " + std::to_string(c.dimension + 1) + " of " + std::to_string(columns);
    control.help = sim::describe_sum(stage.state(), stage.readings());
    control.min = 1;
    control.max = columns;
    control.rect = {c.w_o.x, c.w_o.y, c.w_o.w, c.sum.y + c.sum.h - c.w_o.y};
    control.set_value = [](sim::Actions& actions, double value) {
        actions.push_back(sim::ChooseDimension{static_cast<int>(value)});
    };
    const float cell = c.w_o.w / static_cast<float>(columns);
    const double wished =
        view::slider_value(control, c.w_o.x + cell / 2, c.w_o.x + c.w_o.w - cell / 2, frame.glance.pointer_x);
    const view::Touch touch = view::interact(frame, control);
    const bool presses = touch.held || (frame.glance.released && frame.glance.active == "dimension");
    if (!view::hidden(frame, control) && presses && wished != control.value) control.set_value(frame.actions, wished);
    const Rect chosen = view::slot(canvas, c.w_o, c.dimension, columns);
    const auto outline = [&](float top, float bottom) {
        canvas.outline_round({chosen.x - 2, top - 3, chosen.w + 4, bottom - top + 6}, 3, 2, stage.theme().ink);
    };
    if (c.phone) {
        outline(c.w_o.y, c.w_o.y + c.w_o.h);
        outline(c.shares.y, c.sum.y + c.sum.h);
    } else {
        outline(c.w_o.y, c.sum.y + c.sum.h);
    }
    if (touch.focused)
        view::focus_ring(canvas, stage.theme(),
                         {chosen.x - 2, c.w_o.y - 3, chosen.w + 4, c.sum.y + c.sum.h - c.w_o.y + 6}, 2);
}

void draw_word_menu(Stage& stage, const ConcatLayout& c) {
    if (stage.frame.glance.menu != "word") return;
    std::vector<view::MenuRow> rows;
    for (int i = 1; i <= stage.word_count(); ++i) {
        view::MenuRow row;
        row.control.id = "word-" + std::to_string(i);
        row.control.role = sim::ControlRole::menu_item;
        row.control.label = row.text = stage.words[static_cast<std::size_t>(i - 1)];
        row.control.activate = [i](sim::Actions& actions) { actions.push_back(sim::ChooseWord{i}); };
        row.chosen = i - 1 == c.word;
        rows.push_back(std::move(row));
    }
    view::menu(stage.frame, {stage.layout.phone ? stage.layout.margin : c.strip_x, stage.layout.field.y, 220, 32},
               false, std::move(rows), 160);
}

}  // namespace

void draw_concat(Stage& stage) {
    const ConcatLayout c = concat_layout(stage);
    draw_word_choice(stage, c);
    draw_concat_labels(stage, c);
    draw_outputs(stage, c);
    draw_w_o(stage, c);
    draw_shares(stage, c);
    draw_dimension(stage, c);
    draw_concat_numbers(stage, c);
    add_shares_table(stage, c);
    draw_flow(stage, c);
    draw_word_menu(stage, c);
}

}  // namespace mha::lessons::heads
