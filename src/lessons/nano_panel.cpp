// SPDX-License-Identifier: MIT
// The card beside the map: the stop of the tour, or the arithmetic of a number.
#include <algorithm>
#include <string>
#include <utility>

#include "lessons/nano_parts.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/marks.hpp"
#include "view/text_flow.hpp"

namespace mha::lessons::nano {
namespace {

struct Look {
    Type text, number, bold_number;
    float line, row;
};
constexpr Look kUsual{Type::body, Type::number, Type::number_bold, 19, 22};
constexpr Look kTight{Type::caption, Type::number_small, Type::number_small, 16, 18};

int lines_of(const Canvas& canvas, Type type, const std::string& text, float width) {
    return static_cast<int>(
        view::wrap(text, width, 12, [&](std::string_view part) { return canvas.width(type, part); }).size());
}

void draw_close(NanoStage& stage, Rect card) {
    sim::Control close;
    close.id = "close-number";
    close.label = "Back to the tour";
    close.rect = {card.x + card.w - 32, card.y + 6, 26, 26};
    close.activate = [](sim::Actions& actions) { actions.push_back(sim::PickNumber{0}); };
    const Rect face = close.rect;
    view::button(stage.frame, std::move(close), face,
                 {.text = "", .has_icon = true, .icon = view::Icon::close, .framed = false});
}

}  // namespace

void ledger_row(const Canvas& canvas, const view::Theme& theme, Rect row, const sim::Term& term, Colour result) {
    const bool tight = row.h < 20;
    const Look& look = tight ? kTight : kUsual;
    const float y = row.y + row.h / 2;
    const Type number = term.result ? look.bold_number : look.number;
    const float w = canvas.width(number, term.value);
    canvas.text_in(term.result && !tight ? Type::body_bold : look.text, row.x, y, row.w - w - 8, term.text, theme.ink2);
    canvas.text(number, row.x + row.w, y, term.value, term.result ? result : theme.ink, Align::right);
}

void draw_tour_panel(NanoStage& stage, const sim::NetPlace& shown) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect card = stage.layout.panel;
    const bool number = shown.any();
    const sim::NetPlace place = number ? shown : stage.stop.place;
    const sim::Arithmetic work = sim::arithmetic_of(stage.reading, place);
    const sim::NetMatrix& m = stage.reading.matrix(place.matrix);
    const bool phone = stage.layout.frame.phone, wide = card.w >= 520;
    const float pad = phone ? 10.0F : 14.0F;
    const std::string step = std::to_string(std::clamp(stage.state().step, 1, sim::kTourStops));
    const std::string title = number ? work.title : stage.stop.title;
    const std::string text =
        number ? work.where + "." + (work.note.empty() ? "" : " " + work.note) : stage.stop.sentence;
    canvas.fill_round(card, 8, theme.paper);
    canvas.outline_round(card, 8, theme.border, number ? theme.accent : theme.edge);
    const float text_w = wide ? std::floor(card.w * 0.56F) - pad : card.w - 2 * pad;
    const auto rows = static_cast<float>(work.terms.size());
    const auto need = [&](const Look& look) {
        const float words = 30 + look.line * static_cast<float>(lines_of(canvas, look.text, text, text_w)),
                    sums = look.row * rows;
        return (wide ? std::max(words, sums) : words + sums + 10) + 2 * pad - 6;
    };
    const Look& look = need(kUsual) <= card.h ? kUsual : kTight;
    float x = card.x + pad, y = card.y + pad + 6;
    if (!number) x += canvas.text(Type::heading, x, y, step, theme.accent) + 10;
    const Colour tone = m.head > 0 ? view::head_colours(theme, m.head).text : theme.ink;
    canvas.text_in(canvas.width(Type::heading, title) <= text_w - 40 ? Type::heading : Type::body_bold, x, y,
                   card.x + pad + text_w - x - (number ? 26.0F : 0.0F), title, number ? tone : theme.ink);
    y += 24;
    const int lines = canvas.paragraph(look.text, card.x + pad, y, text_w, 12, look.line, text, theme.ink2);
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::heading,
                                           "card-title",
                                           number ? title : "Stop " + step + ": " + title,
                                           {card.x, card.y, card.w, 30}});
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "card-text", text, card});
    if (number) draw_close(stage, card);
    float row_x = card.x + pad, row_w = text_w, row_y = y + look.line * static_cast<float>(lines) - 4;
    if (wide) {
        row_x = card.x + pad + text_w + 24, row_w = card.x + card.w - pad - row_x,
        row_y = card.y + std::max(pad - 4, (card.h - look.row * rows) / 2);
        canvas.vline(row_x - 12, card.y + 12, card.y + card.h - 12, theme.hair);
    } else {
        canvas.hline(row_x, row_x + row_w, row_y, theme.hair);
        row_y += 4;
    }
    sim::TableNode table;
    table.id = "arithmetic";
    table.caption = work.title + ", " + work.where;
    table.columns = {"number"};
    for (const sim::Term& term : work.terms) {
        table.row_headers.push_back(term.text);
        table.cells.push_back({term.value});
        if (row_y + look.row <= card.y + card.h + 1)
            ledger_row(canvas, theme, {row_x, row_y, row_w, look.row}, term, m.head > 0 ? tone : theme.accent);
        row_y += look.row;
    }
    table.rect = card;
    stage.frame.registry.add(std::move(table));
    const float left = card.y + card.h - row_y;
    if (!wide && left >= 104)
        draw_next_letters(stage, {card.x + pad, card.y + card.h - pad - 86, card.w - 2 * pad, 86});
}

void draw_next_letters(NanoStage& stage, Rect room) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::NetMatrix& m = stage.reading.matrix(stage.reading.find(sim::NetKind::probabilities));
    std::string line;
    for (int i = 0; i < stage.reading.read; ++i)
        line += sim::letter_name(stage.reading.letters[static_cast<std::size_t>(i)]);
    canvas.hline(room.x, room.x + room.w, room.y, theme.hair);
    canvas.runs(room.x, room.y + 14,
                {{"Next letter after ", Type::caption, theme.ink2}, {line, Type::number_small, theme.ink}});
    int best = 0;
    for (int i = 1; i < m.columns; ++i)
        best = m.at(stage.reading.read - 1, i) > m.at(stage.reading.read - 1, best) ? i : best;
    sim::TableNode table;
    table.id = "next-letters";
    table.caption = "Next letter after " + line;
    table.columns = {"probability"};
    for (int i = 0; i < m.columns; ++i) {
        const float p = m.at(stage.reading.read - 1, i), y = room.y + 35 + 20 * static_cast<float>(i);
        const std::string letter(1, sim::letter_name(i)), value = sim::places(static_cast<double>(p), 3);
        canvas.text(i == best ? Type::number_bold : Type::number, room.x, y, letter, theme.ink);
        view::bar(canvas, theme, {room.x + 20, y - 5, room.w - 20 - 56, 10}, p, theme.accent);
        canvas.text(i == best ? Type::number_bold : Type::number, room.x + room.w, y, value, theme.ink, Align::right);
        table.row_headers.push_back(letter);
        table.cells.push_back({value});
    }
    table.rect = room;
    stage.frame.registry.add(std::move(table));
}

}  // namespace mha::lessons::nano
