// SPDX-License-Identifier: MIT
// One vector, four slices: q, k and v cut in four, one head after the other, and the concatenation that grows.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "engine/order.hpp"
#include "lessons/committee_parts.hpp"
#include "sim/numerals.hpp"
#include "view/number_text.hpp"
#include "view/vectors.hpp"

namespace mha::lessons::committee {
namespace {

using sim::places;
using sim::signed_places;

constexpr float kLabel = 58;

struct Steps {
    int count = 6, now = 1;
    [[nodiscard]] int head() const { return now - 1; }  // of a head's step
    [[nodiscard]] bool is_split() const { return now == 1; }
    [[nodiscard]] bool is_end() const { return now == count; }
};

Steps steps_of(const Stage& stage) {
    const int count = stage.head_count() + 2;
    return {count, std::clamp(stage.state().step, 1, count)};
}

/// The last letter's numbers of all heads, end to end.
std::vector<float> joined(const std::vector<engine::MatrixView>& slices) {
    std::vector<float> out;
    for (const engine::MatrixView& slice : slices) {
        const auto row = slice.row(slice.rows - 1);
        out.insert(out.end(), row.begin(), row.end());
    }
    return out;
}

void draw_steps(Stage& stage, const CommitteeLayout& layout, const Steps& steps) {
    const Rect b = layout.body;
    std::vector<view::Segment> segments;
    for (int step = 1; step <= steps.count; ++step) {
        const int head = step > 1 && step < steps.count ? step - 1 : 0;
        const std::string text = step == 1 ? "q k v" : head > 0 ? "" : "sum";
        view::Segment s = view::choice("step-" + std::to_string(step), text,
                                       head > 0    ? "Head " + std::to_string(head)
                                       : step == 1 ? "q k v: the split"
                                                   : "sum: through W_O",
                                       step == steps.now, (head > 0 ? 34.0F : 52.0F) - (layout.narrow ? 4.0F : 0.0F),
                                       sim::GoToStep{step});
        s.head = head;
        segments.push_back(std::move(s));
    }
    const Rect rect = view::segmented(stage.frame, b.x, b.y, std::move(segments));
    const float x = layout.narrow ? b.x + b.w - 72 : rect.x + rect.w + 12;
    const auto step = [&](std::string id, std::string label, view::Icon icon, int to, float at) {
        const Rect face = {at, b.y, 34, 32};
        sim::Control control = sim::press(std::move(id), std::move(label), {}, face, {sim::GoToStep{to}});
        control.enabled = to >= 1 && to <= steps.count;
        view::button(stage.frame, std::move(control), face, {.text = "", .has_icon = true, .icon = icon});
    };
    step("step-back", "Previous step", view::Icon::chevron_left, steps.now - 1, x);
    step("step-on", "Next step", view::Icon::chevron_right, steps.now + 1, x + 38);
}

float draw_named(Stage& stage, const CommitteeLayout& layout, float y, const std::string& name, SliceRow row) {
    const Canvas canvas(stage.frame);
    const bool above = row.lines > 1;
    const float x = layout.body.x + (above ? 0 : kLabel);
    canvas.text(Type::number_bold, layout.body.x, above ? y + 8 : y + row.cell_height / 2, name, stage.theme().ink);
    return (above ? 18.0F : 0.0F) + draw_slices_row(stage, x, y + (above ? 18.0F : 0.0F), row);
}

void draw_split(Stage& stage, const CommitteeLayout& layout, float y) {
    const Canvas canvas(stage.frame);
    const sim::ModelReading& model = stage.readings().model;
    const sim::NamesReading& names = names_of(stage);
    const std::vector<float> q = joined(names.q), k = joined(names.k), v = joined(names.v);
    const float most = std::max({view::largest(q), view::largest(k), view::largest(v), 1e-6F});
    const std::string split =
        std::to_string(model.d_model) + " = " + std::to_string(model.heads) + " × " + std::to_string(model.head_width);
    const std::string text = split + ": one matrix makes all " + std::to_string(model.d_model) + " numbers of q for " +
                             last_letter(stage) + "; head 1 reads numbers 0 to " +
                             std::to_string(model.head_width - 1) + ", head 2 those from " +
                             std::to_string(model.head_width) + " on, and so forth. The same for k and v.";
    const std::string brief = split + ": head 1 reads numbers 0 to " + std::to_string(model.head_width - 1) +
                              " of q, k and v, head 2 those from " + std::to_string(model.head_width) + " on.";
    y += 20.0F * static_cast<float>(canvas.paragraph(Type::body, layout.body.x, y + 10, layout.body.w, 4, 20,
                                                     layout.narrow ? brief : text, stage.theme().ink)) +
         (layout.narrow ? 4.0F : 12.0F);
    const float gap = layout.narrow ? 4.0F : 14.0F;
    for (const auto& [name, values] : {std::pair{"q", &q}, std::pair{"k", &k}, std::pair{"v", &v}}) {
        SliceRow row = vector_row(stage, layout, *values, layout.body.w - (layout.body.w < 560 ? 0 : kLabel));
        row.most = most;
        row.cell_height = layout.narrow ? 20.0F : 26.0F;
        row.offsets = row.lines == 1 || std::string(name) == "q";
        y += draw_named(stage, layout, y, name, row) + gap;
    }
}

/// The output of W_O: no head's own, so coloured by sign.
float draw_signed(Stage& stage, float x, float y, std::span<const float> values, int lines, float cell, float high) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const float most = std::max(view::largest(values), 1e-6F);
    const std::size_t per_line = values.size() / static_cast<std::size_t>(lines);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Rect r = {x + cell * static_cast<float>(i % per_line), y + (high + 2) * static_cast<float>(i / per_line),
                        cell, high};
        const Colour ground = view::signed_ramp(theme, values[i], most);
        canvas.fill(r, ground);
        canvas.text(Type::number_small, r.x + r.w / 2, r.y + r.h / 2, view::cell_difference(values[i], cell),
                    view::number_on(ground), Align::centre);
        if (i % per_line == 0)
            canvas.outline({r.x, r.y, cell * static_cast<float>(per_line), high}, theme.border, theme.edge);
    }
    return static_cast<float>(lines) * (high + 2);
}

void draw_end(Stage& stage, const CommitteeLayout& layout, float y) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect b = layout.body;
    const engine::MatrixView &concat = stage.readings().concat, &sum = stage.readings().projected;
    const std::string text = "The " + std::to_string(concat.columns) +
                             " numbers of the concatenation go through W_O. Each head’s slice gives a share of every "
                             "number that comes out; the shares add up.";
    y += 20.0F * static_cast<float>(canvas.paragraph(Type::body, b.x, y + 10, b.w, 4, 20, text, theme.ink)) + 8;
    SliceRow row{.values = {}, .lines = b.w < 560 ? 2 : 1};
    const float label = row.lines > 1 ? 30.0F : 44.0F;
    row.cell =
        std::min(40.0F, view::cell_size(b.w - label, static_cast<int>(sum.columns) / row.lines, stage.frame.ratio));
    row.cell_height = row.lines > 1 ? 16.0F : 24.0F;
    row.offsets = false;
    row.line_gap = 2;
    row.slice = static_cast<int>(sum.columns) / row.lines;
    row.hatched = names_of(stage).off;
    row.most = 1e-6F;
    for (const sim::HeadReading& head : stage.readings().heads)
        row.most = std::max(row.most, view::largest(head.share.row(head.share.rows - 1)));
    for (int head = 1; head <= stage.head_count(); ++head) {
        const engine::MatrixView& share = stage.head(head).share;
        row.values = share.row(share.rows - 1);
        row.one_head = head;
        view::badge(canvas, theme, head, {b.x + 10, y + row.cell_height / 2}, row.lines > 1 ? 16.0F : 20.0F);
        y += draw_slices_row(stage, b.x + label, y, row) + (row.lines > 1 ? 4.0F : 6.0F);
    }
    canvas.text(Type::body, b.x, y + row.cell_height / 2, "sum", theme.ink);
    draw_signed(stage, b.x + label, y, sum.row(sum.rows - 1), row.lines, row.cell, row.cell_height);
}

}  // namespace

void draw_slices(Stage& stage, const CommitteeLayout& layout) {
    const Steps steps = steps_of(stage);
    draw_steps(stage, layout, steps);
    const float y = layout.body.y + 42;
    if (steps.is_split())
        draw_split(stage, layout, y);
    else if (steps.is_end())
        draw_end(stage, layout, y);
    else
        draw_head_step(stage, layout, y, steps.head());
}

}  // namespace mha::lessons::committee
