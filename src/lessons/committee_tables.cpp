// SPDX-License-Identifier: MIT
// The knock-out table, over held-out names and over a list of one's own.
#include <algorithm>
#include <bit>
#include <cmath>
#include <string>

#include "lessons/committee_parts.hpp"
#include "sim/describe_names.hpp"
#include "sim/numerals.hpp"
#include "view/interact.hpp"
#include "view/marks.hpp"

namespace mha::lessons::committee {
namespace {

using sim::places;
using sim::signed_places;

/// None, each, each pair, all: the rows of the table.
std::vector<sim::NameLoss> table_rows(const Stage& stage) {
    std::vector<sim::NameLoss> rows;
    for (const sim::NameLoss& row : names_of(stage).losses.rows) {
        const int count = std::popcount(row.off);
        if (count <= 2 || count == stage.head_count()) rows.push_back(row);
    }
    return rows;
}

struct Columns {
    float badges, loss, more, bar, bar_w, own, own_more;
    bool with_own = false;
};

Columns columns_of(const Stage& stage, const CommitteeLayout& layout) {
    const Rect b = layout.body;
    const sim::NamesReading& names = names_of(stage);
    Columns c{};
    c.with_own = names.own != nullptr && names.own->problem.empty();
    const bool small = b.w < 420;
    c.badges = b.x + 4;
    c.loss = b.x + (small ? 132.0F : 190.0F);
    c.more = c.loss + (small ? 60.0F : 70.0F);
    c.own_more = b.x + b.w;
    c.own = c.own_more - (small ? 54.0F : 70.0F);
    const float right = c.with_own ? c.own - (small ? 44.0F : 62.0F) : b.x + b.w;
    c.bar = c.more + 14;
    c.bar_w = std::max(0.0F, right - c.bar);
    if (c.bar_w < 24) c.bar_w = 0;
    return c;
}

void draw_heading(Stage& stage, const CommitteeLayout& layout, const Columns& c, float y) {
    const Canvas canvas(stage.frame);
    const Colour tone = stage.theme().ink2;
    canvas.text(Type::body, layout.body.x, y, "Off", tone);
    canvas.text(Type::body, c.loss, y, "loss", tone, Align::right);
    canvas.text(Type::body, c.more, y, "more", tone, Align::right);
    if (c.bar_w > 150) canvas.text_in(Type::caption, c.bar, y, c.bar_w, "than with all heads, nats per letter", tone);
    if (c.with_own)
        canvas.text(Type::body, c.own_more, y, layout.body.w < 420 ? "own, more" : "your list, more", tone,
                    Align::right);
    canvas.hline(layout.body.x, layout.body.x + layout.body.w, y + 9, stage.theme().hair);
}

void draw_row(Stage& stage, const CommitteeLayout& layout, const Columns& c, const sim::NameLoss& row, Rect place,
              double most) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::NamesReading& names = names_of(stage);
    const double more = row.loss - names.losses.without(0);
    const bool chosen = row.off == names.off;
    sim::Control control =
        sim::press("row-" + std::to_string(row.off), sim::describe_loss_row(stage.readings(), row.off),
                   "Switches these heads off and the others on.", place, switch_to(stage, row.off));
    control.role = sim::ControlRole::toggle;
    control.checked = chosen;
    const view::Touch touch = view::interact(stage.frame, std::move(control));
    if (touch.hot) canvas.fill(place, theme.soft);
    if (chosen) canvas.outline_round(place, 4, 2, theme.accent);
    const float y = place.y + place.h / 2;
    float x = c.badges;
    if (row.off == 0) canvas.text(Type::body, x + 2, y, "none", theme.ink);
    for (int head = 1; head <= stage.head_count(); ++head) {
        if ((row.off >> static_cast<unsigned>(head - 1) & 1U) == 0) continue;
        view::badge(canvas, theme, head, {x + 9, y}, 16);
        x += 20;
    }
    canvas.text(chosen ? Type::number_bold : Type::number, c.loss, y, places(row.loss, 3), theme.ink, Align::right);
    if (row.off != 0) canvas.text(Type::number, c.more, y, signed_places(more, 3), theme.ink, Align::right);
    if (c.bar_w > 0 && more > 0)
        canvas.fill_round({c.bar, y - 4, canvas.snap(static_cast<float>(more / most) * c.bar_w), 8}, 2, theme.accent);
    if (c.with_own) {
        const double own = names.own->losses.without(row.off);
        canvas.text(Type::number, c.own_more, y,
                    row.off == 0 ? places(own, 3) : signed_places(own - names.own->losses.without(0), 3), theme.ink,
                    Align::right);
    }
    if (touch.focused) view::focus_ring(canvas, theme, {place.x + 4, place.y + 3, place.w - 8, place.h - 6}, 2);
    static_cast<void>(layout);
}

std::string own_text(const Stage& stage) {
    const std::shared_ptr<const sim::OwnNames>& own = names_of(stage).own;
    return own == nullptr
               ? "Measure it on other names: a text file with one name a line, 20 to 50,000 names of letters a to z."
               : sim::describe_own_names(*own);
}

void draw_own(Stage& stage, const CommitteeLayout& layout, float y) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect b = layout.body;
    const std::shared_ptr<const sim::OwnNames>& own = names_of(stage).own;
    const float button = b.w < 420 ? 96.0F : 110.0F;
    const Rect face = {b.x, y + 2, button, 26};
    sim::Control file = sim::press(
        "own-names", own == nullptr ? "Your list: a text file of names" : "Your list: another text file of names",
        "One name a line. The file stays in your browser.", face, {});
    file.role = sim::ControlRole::file;
    file.activate = nullptr;
    file.set_text = [](sim::Actions& actions, std::string_view list) {
        actions.push_back(sim::BringNames{true, std::string(list)});
    };
    view::button(stage.frame, std::move(file), face, {.text = "Your list…", .bold = false});
    float x = face.x + face.w + 10;
    if (own != nullptr) {
        const Rect drop = {x, y + 2, 30, 26};
        view::button(stage.frame, sim::press("drop-names", "Without your list", {}, drop, {sim::BringNames{false, {}}}),
                     drop, {.text = "", .has_icon = true, .icon = view::Icon::close});
        x += 40;
    }
    const bool problem = own != nullptr && !own->problem.empty();
    const std::string text = own_text(stage);
    const bool small = b.w < 420;
    canvas.paragraph(Type::caption, x, y + (small ? 7 : 8), b.x + b.w - x, small ? 3 : 2, small ? 13 : 15, text,
                     problem ? theme.bad : theme.ink2);
    stage.frame.registry.add(sim::TextNode{problem ? sim::TextNode::Kind::alert : sim::TextNode::Kind::paragraph,
                                           "own-names-said",
                                           text,
                                           {x, y, b.x + b.w - x, 40}});
}

}  // namespace

void draw_knockouts(Stage& stage, const CommitteeLayout& layout) {
    const Rect b = layout.body;
    const std::vector<sim::NameLoss> rows = table_rows(stage);
    const Columns c = columns_of(stage, layout);
    double most = 1e-6;
    for (const sim::NameLoss& row : rows) most = std::max(most, row.loss - names_of(stage).losses.without(0));
    draw_heading(stage, layout, c, b.y + 8);
    const float top = b.y + 18, foot = b.w < 420 ? 40.0F : 30.0F;
    const float pitch =
        std::min(26.0F, std::floor((b.h - 18 - foot) / static_cast<float>(std::max<std::size_t>(rows.size(), 1))));
    for (std::size_t i = 0; i < rows.size(); ++i)
        draw_row(stage, layout, c, rows[i], {b.x, top + pitch * static_cast<float>(i), b.w, pitch}, most);
    draw_own(stage, layout, b.y + b.h - foot);
}

}  // namespace mha::lessons::committee
