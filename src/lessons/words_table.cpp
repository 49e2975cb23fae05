// SPDX-License-Identifier: MIT
// From, To, Attention strength: the table of the chosen words, and every head's row for them.
#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

#include "lessons/words_parts.hpp"
#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "sim/strengths.hpp"
#include "view/controls.hpp"
#include "view/heat_map.hpp"
#include "view/interact.hpp"
#include "view/marks.hpp"
#include "view/motion.hpp"
#include "view/number_text.hpp"

namespace mha::lessons::words {
namespace {

using sim::percent_tenths;

constexpr float kLabelRoom = 54;

std::string word_text(const Stage& stage, int word) {
    return word == 0 ? sim::chosen_text(stage.state(), stage.readings())
                     : stage.words[static_cast<std::size_t>(word) - 1];
}

std::string heads_caption(const Stage& stage) {
    return (stage.state().looked_at ? "All heads, at " : "All heads, from ") +
           sim::chosen_in_quotes(stage.state(), stage.readings());
}

/// All rows for readers, whatever has room on the screen.
void add_table(Stage& stage, const std::vector<sim::Strength>& rows, Rect rect) {
    sim::TableNode table;
    table.id = "strengths";
    table.caption = "Attention strength in head " + std::to_string(shown_head(stage));
    table.summary = sim::describe_strengths(stage.state(), stage.readings(), shown_head(stage));
    table.columns = {"From", "To", "Attention strength"};
    for (const sim::Strength& row : rows) {
        table.row_headers.push_back(std::to_string(table.row_headers.size() + 1));
        table.cells.push_back(
            {word_text(stage, row.from), word_text(stage, row.to), percent_tenths(static_cast<double>(row.share))});
    }
    table.rect = rect;
    stage.frame.registry.add(std::move(table));
}

void add_gold_table(Stage& stage, Rect rect) {
    if (!stage.state().gold || !stage.readings().in_grammar) return;
    const int head = shown_head(stage);
    sim::TableNode table;
    table.id = "gold-links";
    table.caption = "Gold links of the grammar";
    table.summary = "Head " + std::to_string(head) + " finds " + std::to_string(found_links(stage, head)) +
                    " of them: it looks most at the linked word.";
    table.columns = {"Link", "From", "To", "Found by head " + std::to_string(head)};
    for (const sim::GoldLink& link : stage.readings().gold) {
        table.row_headers.push_back(std::to_string(table.row_headers.size() + 1));
        table.cells.push_back({link.label, word_text(stage, link.from), word_text(stage, link.to),
                               finds(stage, head, link) ? "yes" : "no"});
    }
    table.rect = rect;
    stage.frame.registry.add(std::move(table));
}

/// Every head's shares, as the rows beside the table paint them.
void add_heads_table(Stage& stage, Rect rect) {
    sim::TableNode table;
    table.id = "head-rows";
    table.caption = heads_caption(stage);
    table.summary = "Each row is a head, each column a word.";
    table.columns = stage.words;
    for (int head = 1; head <= stage.head_count(); ++head) {
        table.row_headers.push_back("Head " + std::to_string(head));
        std::vector<std::string> cells;
        for (const float share : sim::strengths(stage.state(), stage.head(head).weights))
            cells.push_back(sim::places(static_cast<double>(share)));
        table.cells.push_back(std::move(cells));
    }
    table.rect = rect;
    stage.frame.registry.add(std::move(table));
}

struct Columns {
    float from, to, bar, right;
};

/// The word columns are as wide as their words, and leave the bars at least a third.
Columns columns_of(const Stage& stage, const std::vector<sim::Strength>& rows, Rect table) {
    const Canvas canvas(stage.frame);
    float from = 40, to = 24;
    for (const sim::Strength& row : rows) {
        from = std::max(from, canvas.width(Type::body, word_text(stage, row.from)));
        to = std::max(to, canvas.width(Type::body_bold, word_text(stage, row.to)));
    }
    const float most = (table.w * 0.66F - 32) / 2;
    if (from > most || to > most)
        from = std::min(from, std::max(most, 2 * most - to)), to = std::min(to, 2 * most - from);
    return {table.x, table.x + from + 16, table.x + from + to + 32, table.x + table.w};
}

void draw_row(Stage& stage, const Columns& at, const sim::Strength& row, float y, Colour tone) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    canvas.text_in(Type::body, at.from, y, at.to - at.from - 8, word_text(stage, row.from), theme.ink);
    canvas.text_in(Type::body_bold, at.to, y, at.bar - at.to - 8, word_text(stage, row.to), theme.ink);
    const float bar = at.right - 58 - at.bar;
    const int word = row.from == 0 ? row.to : row.from;
    const float share = view::eased(stage.frame, "bar-" + std::to_string(word), row.share);
    if (bar > 16) view::bar(canvas, theme, {at.bar, y - 4, bar, 8}, share, tone);
    canvas.text(Type::number_small, at.right, y, percent_tenths(static_cast<double>(row.share)), theme.ink,
                Align::right);
}

/// "More": the next rows, then from the start again. Returns the first row shown.
std::size_t draw_pager(Stage& stage, Rect table, std::size_t rows, std::size_t room) {
    if (rows <= room) return 0;
    const auto pages = static_cast<int>((rows + room - 1) / room);
    const int page = std::min(stage.state().page, pages);
    const std::size_t first = static_cast<std::size_t>(page - 1) * room, last = std::min(first + room, rows);
    const Canvas canvas(stage.frame);
    sim::Control more;
    more.id = "more-rows";
    const std::string text =
        "Rows " + std::to_string(first + 1) + "–" + std::to_string(last) + " of " + std::to_string(rows);
    more.label = text + ". Show " + (page < pages ? "the next ones" : "the first ones");
    const float w = canvas.width(Type::body, text) + 36;
    more.rect = {table.x + table.w - w, table.y - 4, w, 24};
    more.activate = [next = page < pages ? page + 1 : 1](sim::Actions& actions) {
        actions.push_back(sim::TurnPage{next});
    };
    const Rect face = more.rect;
    view::button(stage.frame, std::move(more), face,
                 {.text = text,
                  .has_icon = true,
                  .icon = view::Icon::chevron_right,
                  .icon_right = true,
                  .framed = false,
                  .bold = false});
    return first;
}

float draw_column_words(Stage& stage, Rect room, float x, float cell) {
    const Canvas canvas(stage.frame);
    const float longest = stage.longest_word(kLabelRoom);
    const view::LabelMode mode = view::label_mode(cell, longest);
    const float height = view::label_height(mode, longest);
    const Rect matrix = {x, room.y + 22 + height, cell * static_cast<float>(stage.word_count()), 1};
    view::draw_column_labels(canvas, stage.theme(), matrix, stage.words, mode, kLabelRoom, stage.state().word - 1,
                             stage.unknown);
    return matrix.y;
}

}  // namespace

void draw_table(Stage& stage, const WordsLayout& layout) {
    const engine::MatrixView& weights = stage.head(shown_head(stage)).weights;
    sim::State all = stage.state();
    if (layout.list) all.strongest = false;  // the list of words has the others' numbers as well
    add_table(stage, sim::strength_rows(all, weights), layout.table.w > 0 ? layout.table : stage.layout.figure);
    add_gold_table(stage, stage.layout.figure);
    if (layout.table.w <= 0 || !layout.shows(stage, Panel::table)) return;
    const std::vector<sim::Strength> rows = sim::strength_rows(stage.state(), weights);
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Columns at = columns_of(stage, rows, layout.table);
    const float top = layout.table.y + 8;
    const auto room = static_cast<std::size_t>(std::max(1.0F, std::floor((layout.table.h - 26) / layout.row_pitch)));
    canvas.text(Type::body, at.from, top, "From", theme.ink2);
    canvas.text(Type::body, at.to, top, "To", theme.ink2);
    const std::size_t first = draw_pager(stage, layout.table, rows.size(), room);
    const float heading = (rows.size() <= room ? at.right : at.right - 160) - at.bar;
    for (const char* words : {"Attention strength", "Strength"}) {
        if (canvas.width(Type::body, words) > heading) continue;
        canvas.text(Type::body, at.bar, top, words, theme.ink2);
        break;
    }
    canvas.hline(layout.table.x, at.right, layout.table.y + 22, theme.hair);
    const Colour tone = view::head_colours(theme, shown_head(stage)).text;
    for (std::size_t i = first; i < std::min(rows.size(), first + room); ++i) {
        draw_row(stage, at, rows[i], layout.table.y + 26 + layout.row_pitch * (static_cast<float>(i - first) + 0.5F),
                 tone);
    }
}

int draw_head_rows(Stage& stage, const WordsLayout& layout) {
    if (layout.rows.w < 120 || !layout.shows(stage, Panel::heads)) return 0;
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect room = layout.rows;
    const bool gold = stage.state().gold && stage.readings().in_grammar;
    canvas.text_in(Type::body, room.x, room.y + 8, room.w, heads_caption(stage), theme.ink2);
    add_heads_table(stage, room);
    const float x = room.x + 30, counts = gold ? 46.0F : 0;
    const float cell = std::min(48.0F, canvas.snap((room.w - 32 - counts) / static_cast<float>(stage.word_count())));
    const float top = draw_column_words(stage, room, x, cell);
    const float pitch = std::min(34.0F, (room.y + room.h - top) / static_cast<float>(stage.head_count()));
    int pointed = 0;
    for (int head = 1; head <= stage.head_count(); ++head) {
        const Rect row = {x, canvas.snap(top + pitch * static_cast<float>(head - 1)) + 1,
                          cell * static_cast<float>(stage.word_count()), std::floor(pitch) - 3};
        sim::Control control = head_control(stage, head, {room.x, row.y - 1, 30 + row.w, pitch});
        control.id = "row-" + std::to_string(head);
        control.role = sim::ControlRole::toggle;
        control.checked = head == shown_head(stage);
        const view::Touch touch = view::interact(stage.frame, std::move(control));
        if (touch.pointed) pointed = head;
        view::badge(canvas, theme, head, {room.x + 11, row.y + row.h / 2}, std::min(18.0F, row.h));
        const std::vector<float> shares = sim::strengths(stage.state(), stage.head(head).weights);
        for (std::size_t i = 0; i < shares.size(); ++i) {
            const Rect c = {row.x + cell * static_cast<float>(i), row.y, cell, row.h};
            const Colour ground = view::ramp(theme, head, shares[i]);
            canvas.fill(c, ground);
            const std::string number = row.h >= 14 ? view::cell_number(shares[i], cell) : std::string{};
            if (!number.empty())
                canvas.text(Type::number_small, c.x + c.w / 2, c.y + c.h / 2, number, view::number_on(ground),
                            Align::centre);
            if (i > 0) canvas.vline(c.x, c.y, c.y + c.h, view::fade(theme.ink, theme.grid_alpha));
        }
        const bool shown = head == shown_head(stage);
        canvas.outline({row.x - 1, row.y - 1, row.w + 2, row.h + 2}, shown ? 2 : theme.border,
                       shown ? theme.ink : theme.edge);
        if (touch.focused) view::focus_ring(canvas, theme, row, 3);
        if (gold) {
            canvas.text(Type::number_small, room.x + room.w, row.y + row.h / 2,
                        std::to_string(found_links(stage, head)) + "/" + std::to_string(stage.readings().gold.size()),
                        theme.ink, Align::right);
        }
    }
    return pointed;
}

}  // namespace mha::lessons::words
