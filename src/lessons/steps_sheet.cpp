// SPDX-License-Identifier: MIT
// The sheet: column headings, bars, rows of numbers, each a cell; the shown number framed, its operands lit.
#include <algorithm>
#include <cstdlib>
#include <string>

#include "lessons/steps_parts.hpp"
#include "sim/numerals.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"

namespace mha::lessons::steps {
namespace {

constexpr std::string_view kCell = "cell-n-";

/// Column in the id of a cell: the pinned one counts where it stands.
int visual_column(const sim::Sheet& sheet, int column) {
    if (column == sim::kPinned) return sheet.pinned_first ? 0 : static_cast<int>(sheet.columns.size());
    return column + (sheet.pinned_first ? 1 : 0);
}

const sim::SheetNumber* number_of_id(const sim::Sheet& sheet, const std::string& id) {
    if (!id.starts_with(kCell)) return nullptr;
    const std::size_t dash = id.find('-', kCell.size());
    if (dash == std::string::npos) return nullptr;
    const int row = std::atoi(id.c_str() + kCell.size()), at = std::atoi(id.c_str() + dash + 1);
    for (const sim::SheetNumber& number : sheet.numbers) {
        if (number.row == row && visual_column(sheet, number.column) == at) return &number;
    }
    return nullptr;
}

int group_of(const sim::SheetNumber* shown, int pick) {
    if (shown == nullptr) return 0;
    for (const sim::Equation& equation : shown->made) {
        for (const sim::Piece& piece : equation.pieces) {
            if (piece.pick == pick) return piece.group;
        }
    }
    return 0;
}

struct Painter {
    Stage& stage;
    const StepsLayout& layout;
    const sim::Sheet& sheet;
    const sim::SheetNumber* shown;
    Canvas canvas;

    [[nodiscard]] const view::Theme& theme() const { return stage.theme(); }
    [[nodiscard]] bool shows(int column) const { return layout.shows_column(column); }
    [[nodiscard]] float column_width(int column) const {
        return column == sim::kPinned ? layout.pinned_w : layout.column_w;
    }
    [[nodiscard]] float right() const {
        return layout.sheet.x + layout.label_w + layout.column_w * static_cast<float>(layout.columns) + layout.pinned_w;
    }
    /// Where numbers of a column end, so that their points stand under each other.
    [[nodiscard]] float number_right(int column) const {
        const float x = layout.column_x(sheet, column), w = column_width(column);
        return column == sim::kPinned ? x + w - 4 : x + w / 2 + layout.number_w / 2;
    }

    void headings() const {
        const float y = layout.sheet.y + layout.header_h / 2 - 1;
        for (int i = layout.first_column; i < layout.first_column + layout.columns; ++i) {
            const float middle = layout.column_x(sheet, i) + layout.column_w / 2;
            const bool lit = shown != nullptr && shown->column == i, query = sheet.words && i + 1 == sheet.word;
            const Type type = layout.brief ? (lit ? Type::caption_bold : Type::caption)
                              : lit        ? Type::body_bold
                                           : Type::body;
            canvas.text_in(type, middle, y, layout.column_w - 4, sheet.columns[static_cast<std::size_t>(i)],
                           lit || query ? theme().ink : theme().ink2, Align::centre);
        }
        if (!sheet.pinned.empty())
            canvas.text_in(layout.brief ? Type::caption : Type::body, number_right(sim::kPinned), y,
                           layout.pinned_w - 4, layout.brief ? sheet.pinned_brief : sheet.pinned, theme().ink2,
                           Align::right);
        canvas.hline(layout.sheet.x, right(), layout.sheet.y + layout.header_h - 1, theme().edge);
    }

    void band(float y, float height) const {
        for (int start = 0; start < static_cast<int>(sheet.columns.size()); start += std::max(sheet.block, 1)) {
            const int head = start / std::max(sheet.block, 1) + 1;
            if (!shows(start) || head > stage.head_count()) continue;
            const float x = layout.column_x(sheet, start), w = layout.column_w * static_cast<float>(sheet.block);
            canvas.fill({x + 1, y + 1, w - 2, height - 2},
                        view::mix(theme().bg, view::head_colours(theme(), head).base, 0.28F));
            view::badge(canvas, theme(), head, {x + w / 2, y + height / 2}, 15);
        }
    }

    void label(const sim::SheetRow& row, float y) const {
        const float room = layout.label_w - 4;
        const Colour colour = row.head > 0 ? view::head_colours(theme(), row.head).text
                              : row.result ? theme().ink
                                           : theme().ink2;
        const Type bold = layout.brief ? Type::caption_bold : Type::body_bold,
                   plain = layout.brief ? Type::caption : Type::body;
        const Rect place = {layout.sheet.x, y, layout.label_w - 2, layout.row_h};
        if (row.word > 0) {
            sim::Control control;
            control.id = "row-word-" + std::to_string(row.word);
            control.label = (layout.brief ? row.brief : row.label) + ": take this word as the query";
            control.rect = place;
            control.activate = [word = row.word](sim::Actions& actions) {
                actions.push_back(sim::ChooseWord{word});
                actions.push_back(sim::PickNumber{0});  // its numbers stand elsewhere now
            };
            const view::Touch touch = view::interact(stage.frame, std::move(control));
            canvas.fill_round({place.x, y + 1, place.w - 4, layout.row_h - 3}, 5,
                              touch.hot ? theme().soft : theme().ctl);
            canvas.outline_round({place.x, y + 1, place.w - 4, layout.row_h - 3}, 5, 1, theme().edge);
            if (touch.focused) view::focus_ring(canvas, theme(), place, 5);
            canvas.text_in(plain, place.x + 6, y + layout.row_h / 2, room - 12, layout.brief ? row.brief : row.label,
                           theme().ink);
            return;
        }
        canvas.clip(place);
        canvas.runs(layout.sheet.x, y + layout.row_h / 2,
                    lowered(layout.brief ? row.brief : row.label, row.result ? bold : plain, colour));
        canvas.unclip();
    }

    void tint(const sim::SheetRow& row, float y) const {
        if (!row.heads || sheet.block < 1) return;
        for (int i = layout.first_column; i < layout.first_column + layout.columns; ++i) {
            const int head = i / sheet.block + 1;
            if (head > stage.head_count()) break;
            canvas.fill({layout.column_x(sheet, i), y + 1, layout.column_w, layout.row_h - 1},
                        view::mix(theme().bg, view::head_colours(theme(), head).base, 0.10F));
        }
    }

    void cell(const sim::SheetNumber& number, float y) const {
        const float x = layout.column_x(sheet, number.column), w = column_width(number.column);
        const float end = number_right(number.column),
                    width = canvas.width(number.masked() ? Type::caption : layout.digits, number.text);
        const float tag = number.tag.empty() || layout.brief ? 0 : canvas.width(Type::body, number.tag) + 8;
        sim::Control control;
        control.id =
            std::string(kCell) + std::to_string(number.row) + "-" + std::to_string(visual_column(sheet, number.column));
        control.role = sim::ControlRole::cell;
        control.label = number.name + ": " + (number.tag.empty() ? "" : number.tag + " ") + number.text;
        control.help = sim::arithmetic(number);
        control.checked = number.pick == stage.state().pick;
        control.rect = {x, y, w, layout.row_h};
        control.activate = [pick = number.pick](sim::Actions& actions) { actions.push_back(sim::PickNumber{pick}); };
        const view::Touch touch = view::interact(stage.frame, std::move(control));
        const float pad = layout.brief ? 2.0F : 6.0F;
        const Rect frame = {end - std::max(width, layout.number_w * 0.8F) - tag - pad, y + 2,
                            std::max(width, layout.number_w * 0.8F) + tag + 2 * pad, layout.row_h - 4};
        const bool is_shown = shown != nullptr && shown->pick == number.pick;
        const int group = is_shown ? 0 : group_of(shown, number.pick);
        if (group > 0) canvas.fill_round(frame, 4, theme().soft);
        if (is_shown) {
            canvas.fill_round(frame, 4, theme().paper);
            canvas.outline_round(frame, 4, 2, theme().ink);
        }
        const float middle = y + layout.row_h / 2;
        if (tag > 0) canvas.text(Type::body, end - width - 8, middle, number.tag, theme().ink2, Align::right);
        const bool bold = is_shown && layout.digits == Type::number;
        canvas.text(number.masked() ? Type::caption
                    : bold          ? Type::number_bold
                                    : layout.digits,
                    end, middle, number.text, number.masked() ? theme().ink2 : theme().ink, Align::right);
        if (group > 0) {
            const float base = std::min(middle + 8, y + layout.row_h - 4);
            canvas.fill({end - width - tag, base, width + tag, group == 2 ? 1.0F : 2.0F}, theme().accent);
            if (group == 2) canvas.fill({end - width - tag, base + 2, width + tag, 1}, theme().accent);
        }
        if (touch.focused) view::focus_ring(canvas, theme(), {frame.x + 2, frame.y + 2, frame.w - 4, frame.h - 4}, 2);
    }

    void rows() const {
        float y = layout.sheet.y + layout.header_h;
        for (int r = layout.first_row; r < layout.first_row + layout.rows; ++r) {
            const sim::SheetRow& row = sheet.rows[static_cast<std::size_t>(r)];
            const float bands = band_height(sheet, r, layout.first_row);
            if (row.rule && r > layout.first_row)
                canvas.hline(layout.sheet.x, right(), y, theme().edge);
            else if (r > layout.first_row && bands == 0)
                canvas.hline(layout.sheet.x, right(), y, theme().hair);
            if (bands > 0) band(y, bands);
            y += bands;
            tint(row, y);
            label(row, y);
            for (const sim::SheetNumber& number : sheet.numbers) {
                if (number.row == r && shows(number.column)) cell(number, y);
            }
            y += layout.row_h;
        }
    }

    void pager() const {
        if (layout.pager.w <= 0) return;
        const int last = layout.first_column + layout.columns;
        const bool paged_columns = layout.column_pages > 1;
        std::string text = paged_columns ? std::string(sheet.words ? "Words " : "Columns ") +
                                               std::to_string(layout.first_column + 1) + "–" + std::to_string(last) +
                                               " of " + std::to_string(sheet.columns.size())
                                         : std::string{};
        if (layout.rows < static_cast<int>(sheet.rows.size()))
            text += (text.empty() ? "Rows " : ", rows ") + std::to_string(layout.first_row + 1) + "–" +
                    std::to_string(layout.first_row + layout.rows) + " of " + std::to_string(sheet.rows.size());
        const float y = layout.pager.y, w = canvas.width(Type::body, text), right_end = layout.pager.x + layout.pager.w;
        canvas.text(Type::body, right_end - 64, y + 12, text, theme().ink2, Align::right);
        stage.frame.registry.add(
            sim::TextNode{sim::TextNode::Kind::paragraph, "shown-part", text, {right_end - 64 - w, y, w, 24}});
        const auto arrow = [&](const char* id, const char* label, float x, int page, view::Icon icon) {
            sim::Control control;
            control.id = id;
            control.label = label;
            control.rect = {x, y, 26, 24};
            control.enabled = page >= 1 && page <= layout.pages;
            control.activate = [page](sim::Actions& actions) { actions.push_back(sim::TurnPage{page}); };
            view::button(stage.frame, std::move(control), {x, y, 26, 24}, {.text = "", .has_icon = true, .icon = icon});
        };
        arrow("page-before", "Numbers before these", right_end - 56, layout.page - 1, view::Icon::chevron_left);
        arrow("page-after", "Numbers after these", right_end - 26, layout.page + 1, view::Icon::chevron_right);
    }

    /// The whole sheet, whatever of it is shown.
    void table() const {
        sim::TableNode out;
        out.id = "numbers", out.caption = sheet.title, out.summary = sheet.saying, out.rect = layout.sheet;
        const std::size_t all = sheet.columns.size() + (sheet.pinned.empty() ? 0 : 1);
        for (std::size_t i = 0; i < sheet.columns.size(); ++i)
            out.columns.push_back(sheet.words ? sheet.columns[i] : "number " + sheet.columns[i]);
        if (!sheet.pinned.empty())
            out.columns.insert(sheet.pinned_first ? out.columns.begin() : out.columns.end(), sheet.pinned);
        for (const sim::SheetRow& row : sheet.rows) {
            out.row_headers.push_back(row.label);
            out.cells.emplace_back(all);
        }
        for (const sim::SheetNumber& number : sheet.numbers)
            out.cells[static_cast<std::size_t>(number.row)]
                     [static_cast<std::size_t>(visual_column(sheet, number.column))] =
                (number.tag.empty() ? "" : number.tag + " ") + number.text;
        stage.frame.registry.add(std::move(out));
    }
};

}  // namespace

const sim::SheetNumber* shown_number(const Stage& stage, const sim::Sheet& sheet) {
    const view::Glance& glance = stage.frame.glance;
    const sim::SheetNumber* number = number_of_id(sheet, glance.hot);
    if (number == nullptr && glance.focus_visible) number = number_of_id(sheet, glance.focus);
    return number != nullptr ? number : sheet.shown(stage.state().pick);
}

void draw_sheet(Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet, const sim::SheetNumber* shown) {
    const Painter painter{stage, layout, sheet, shown, Canvas(stage.frame)};
    draw_bars(stage, layout, sheet, shown);
    painter.headings();
    painter.table();
    painter.rows();
    painter.pager();
}

}  // namespace mha::lessons::steps
