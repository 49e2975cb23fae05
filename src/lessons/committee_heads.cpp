// SPDX-License-Identifier: MIT
// One row per head: its switch, what the last letter looks at, and the head's share of the winning logit.
#include <algorithm>
#include <cmath>
#include <string>

#include "lessons/committee_parts.hpp"
#include "sim/describe_names.hpp"
#include "sim/fields.hpp"
#include "sim/numerals.hpp"
#include "view/interact.hpp"
#include "view/number_text.hpp"

namespace mha::lessons::committee {
namespace {

using sim::signed_places;

struct Columns {
    float cells = 0, cell = 0;            // first cell's left edge, width of one
    float bar = 0, bar_w = 0;             // share bars
    float right = 0;                      // right edge of the numbers
    float first = 0, pitch = 0, row = 0;  // rows
};

Columns columns_of(const Stage& stage, const CommitteeLayout& layout) {
    const Canvas canvas(stage.frame);
    const Rect r = layout.heads;
    Columns c;
    c.right = r.x + r.w;
    const float numbers = 50;
    c.bar_w = layout.narrow ? 0 : std::min(120.0F, r.w * 0.13F);
    c.bar = c.right - numbers - c.bar_w - 2;
    c.cells = r.x + (layout.narrow ? 68.0F : 124.0F);
    const float room = (layout.narrow ? c.right - numbers : c.bar - 14) - c.cells;
    c.cell = std::min(64.0F, view::cell_size(room, stage.word_count(), stage.frame.ratio));
    c.first = r.y + (layout.narrow ? 52.0F : 44.0F);
    const float foot = layout.narrow ? 46.0F : 34.0F;
    c.pitch = std::floor((r.y + r.h - foot - c.first) / static_cast<float>(std::max(stage.head_count(), 1)));
    c.row = layout.narrow ? 32.0F : std::min(36.0F, c.pitch - 8);
    return c;
}

Rect row_rect(const Stage& stage, const Columns& c, int head) {
    const Canvas canvas(stage.frame);
    return {c.cells, canvas.snap(c.first + c.pitch * static_cast<float>(head - 1)),
            c.cell * static_cast<float>(stage.word_count()), c.row};
}

void draw_headings(Stage& stage, const CommitteeLayout& layout, const Columns& c) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const float y = layout.heads.y + 10, x = layout.heads.x;
    const int letter = names_of(stage).shares.letter;
    const std::string looks = "what " + last_letter(stage) + " looks at",
                      share = letter == sim::kNameEnd ? "logit of ‘end’" : "logit of " + quoted_letter(letter);
    if (!layout.narrow) canvas.text(Type::body, x, y, "Heads", theme.ink2);
    const float share_x = layout.narrow ? c.right : c.bar,
                share_w = std::max(canvas.width(Type::caption, share), canvas.width(Type::caption, "share of"));
    const Align align = layout.narrow || share_x + share_w > c.right ? Align::right : Align::left;
    const float at = align == Align::right ? c.right : share_x;
    canvas.text(Type::caption, at, y - 4, "share of", theme.ink2, align);
    canvas.text(Type::caption, at, y + 11, share, theme.ink2, align);
    canvas.text_in(layout.narrow ? Type::caption : Type::body, c.cells, y,
                   (align == Align::right ? c.right - share_w : c.bar) - 8 - c.cells, looks, theme.ink2);
    for (int i = 0; i < stage.word_count(); ++i) {
        const bool last = i + 1 == stage.word_count();
        const std::string text = i == 0 ? (c.cell >= 34 ? "start" : "·") : stage.words[static_cast<std::size_t>(i)];
        canvas.text(i == 0 ? Type::caption
                    : last ? Type::number_bold
                           : Type::number,
                    c.cells + c.cell * (static_cast<float>(i) + 0.5F), c.first - 12, text,
                    last ? theme.ink : theme.ink2, Align::centre);
    }
}

/// The readout of the cell under the pointer, or nothing.
std::string draw_cells(Stage& stage, Rect row, float cell, int head) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const auto weights = stage.head(head).weights.row(static_cast<std::size_t>(stage.word_count()) - 1);
    const bool off = is_off(stage, head);
    std::string readout;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const Rect c = {row.x + cell * static_cast<float>(i), row.y, cell, row.h};
        const Colour ground = off ? theme.bg : view::ramp(theme, head, weights[i]);
        canvas.fill(c, ground);
        if (off) draw_hatch(stage, c);
        const std::string number = view::cell_number(weights[i], cell);
        if (!number.empty() && off) canvas.fill({c.x + 3, c.y + c.h / 2 - 8, c.w - 6, 16}, theme.bg);
        if (!number.empty())
            canvas.text(Type::number_small, c.x + c.w / 2, c.y + c.h / 2, number,
                        off ? theme.ink2 : view::number_on(ground), Align::centre);
        if (i > 0) canvas.vline(c.x, c.y, c.y + c.h, view::fade(theme.ink, theme.grid_alpha));
        if (!pointed_at(stage, c)) continue;
        readout = "head " + std::to_string(head) + ": " + last_letter(stage) + " → " +
                  (i == 0 ? "start" : sim::in_quotes(stage.words[i])) + " " +
                  sim::places(static_cast<double>(weights[i])) + " of its attention";
    }
    canvas.outline({row.x - 1, row.y - 1, row.w + 2, row.h + 2}, theme.border, theme.edge);
    return readout;
}

void draw_switch(Stage& stage, const CommitteeLayout& layout, Rect row, int head) {
    const bool on = !is_off(stage, head),
               solo = names_of(stage).off == ((1U << stage.head_count()) - 1U) - (1U << (head - 1));
    const float x = layout.heads.x, y = row.y + row.h / 2;
    const std::string number = std::to_string(head);
    view::badge(Canvas(stage.frame), stage.theme(), head, {x + 50, y}, 20);
    if (sim::is_hidden(stage.state(), "off")) return;
    sim::Control control =
        sim::press("switch-" + number, "Head " + number, sim::describe_letter_head(stage.readings(), head),
                   {x, y - 16, 62, 32}, {sim::SwitchHead{head, !on}});
    control.role = sim::ControlRole::switcher;
    control.checked = on;
    view::switcher(stage.frame, std::move(control), x, y, "", Type::body);
    const std::uint32_t others = ((1U << stage.head_count()) - 1U) - (1U << (head - 1));
    const Rect face = layout.narrow ? Rect{x, row.y + row.h + 1, 46, 24} : Rect{x + 68, y - 12, 44, 24};
    sim::Control alone = sim::press("solo-" + number, "Solo: head " + number + " alone",
                                    solo ? "Switches all heads on again." : "Switches the other heads off.", face,
                                    switch_to(stage, solo ? 0 : others));
    alone.role = sim::ControlRole::toggle;
    alone.checked = solo;
    view::button(stage.frame, std::move(alone), face, {.text = "Solo", .bold = false});
}

void draw_share(Stage& stage, const CommitteeLayout& layout, const Columns& c, Rect row, int head) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::LogitShares& shares = names_of(stage).shares;
    const double share =
        static_cast<std::size_t>(head) <= shares.heads.size() ? shares.heads[static_cast<std::size_t>(head) - 1] : 0.0;
    const bool off = is_off(stage, head), nothing = off && !stage.state().mean;
    const Colour tone = off ? theme.ink3 : view::head_colours(theme, head).text;
    const float y = row.y + row.h / 2;
    canvas.text(Type::number, c.right, y, nothing ? "off" : signed_places(share), off ? theme.ink2 : tone,
                Align::right);
    double most = 0.25;
    for (const double value : shares.heads) most = std::max(most, std::fabs(value));
    const Rect track =
        layout.narrow ? Rect{c.cells, row.y + row.h + 11, c.right - c.cells - 50, 8} : Rect{c.bar, y - 6, c.bar_w, 12};
    const float zero = canvas.snap(track.x + track.w / 2),
                length = canvas.snap(static_cast<float>(std::fabs(share) / most) * track.w / 2);
    if (!nothing && length > 0)
        canvas.fill_round({share < 0 ? zero - length : zero, track.y, length, track.h}, 2, tone);
    canvas.vline(zero, layout.narrow ? track.y - 3 : row.y, layout.narrow ? track.y + 11 : row.y + row.h, theme.ink2);
}

std::vector<Run> part(const Stage& stage, const std::string& name, double value, Colour colour) {
    return {{name + " ", Type::body, stage.theme().ink2}, {signed_places(value), Type::number, colour}};
}

/// embedding + heads + MLP = logit.
void draw_sum(Stage& stage, const CommitteeLayout& layout) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::LogitShares& s = names_of(stage).shares;
    std::vector<Run> runs = part(stage, "embedding", s.embedding, theme.ink),
                     rest = part(stage, "+ MLP", s.mlp, theme.ink);
    const std::vector<Run> heads = part(stage, " + heads", s.heads_together(), theme.ink);
    runs.insert(runs.end(), heads.begin(), heads.end());
    rest.push_back({" = logit of " + quoted_letter(s.letter) + " ", Type::body, theme.ink2});
    rest.push_back({signed_places(s.logit), Type::number_bold, theme.ink});
    const Rect r = layout.heads;
    if (layout.narrow) {
        canvas.runs(r.x, r.y + r.h - 32, runs);
        canvas.runs(r.x, r.y + r.h - 12, rest);
    } else {
        runs.push_back({" ", Type::body, theme.ink2});
        runs.insert(runs.end(), rest.begin(), rest.end());
        // The heading of the column names the letter already.
        if (canvas.width(runs) > r.w) runs[runs.size() - 2].text = " = logit ";
        canvas.runs(r.x, r.y + r.h - 18, runs);
    }
}

}  // namespace

std::string draw_committee_heads(Stage& stage, const CommitteeLayout& layout) {
    const Columns c = columns_of(stage, layout);
    draw_headings(stage, layout, c);
    std::string readout;
    for (int head = 1; head <= stage.head_count(); ++head) {
        const Rect row = row_rect(stage, c, head);
        draw_switch(stage, layout, row, head);
        if (std::string here = draw_cells(stage, row, c.cell, head); !here.empty()) readout = std::move(here);
        draw_share(stage, layout, c, row, head);
    }
    draw_sum(stage, layout);
    return readout;
}

}  // namespace mha::lessons::committee
