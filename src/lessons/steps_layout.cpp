// SPDX-License-Identifier: MIT
// Geometry of the lesson `steps`, in CSS px: what of a sheet fits, and where it stands. No drawing.
#include <algorithm>
#include <cmath>

#include "lessons/steps_parts.hpp"

namespace mha::lessons::steps {
namespace {

constexpr float kRow = 24, kMostRow = 30, kBand = 15;

struct Fit {
    bool brief;
    Type digits;
    float pad;
};
constexpr Fit kFits[] = {{false, Type::number, 14}, {true, Type::number, 12}, {true, Type::number_small, 5}};

float widest_number(const Canvas& canvas, const sim::Sheet& sheet, Type type) {
    float widest = 30;
    for (const sim::SheetNumber& number : sheet.numbers)
        widest = std::max(widest, canvas.width(number.masked() ? Type::caption : type, number.text));
    return widest;
}

float widest_label(const Canvas& canvas, const sim::Sheet& sheet, bool brief, Colour colour) {
    float widest = 24;
    for (const sim::SheetRow& row : sheet.rows) {
        const float w =
            canvas.width(lowered(brief ? row.brief : row.label, brief ? Type::caption_bold : Type::body_bold, colour)) +
            (row.word > 0 ? 14.0F : 0.0F);
        widest = std::max(widest, w);
    }
    return widest;
}

float pinned_width(const Canvas& canvas, const sim::Sheet& sheet, const Fit& fit, float number_w) {
    if (sheet.pinned.empty()) return 0;
    float tag = 0;
    if (!fit.brief) {
        for (const sim::SheetNumber& number : sheet.numbers) tag = std::max(tag, canvas.width(Type::body, number.tag));
    }
    return number_w + fit.pad + (tag > 0 ? tag + 8 : 0);
}

/// Columns that fit beside labels and pinned column; all, or whole blocks.
int fitting(const sim::Sheet& sheet, float room, float least) {
    const int all = static_cast<int>(sheet.columns.size());
    const int most = std::max(1, static_cast<int>(std::floor(room / least)));
    if (most >= all) return all;
    const int block = std::max(sheet.block, 1);
    if (block > 1 && most >= block) return most / block * block;
    if (!sheet.words && most >= 4) return most >= 8 ? 8 : 4;
    const int pages = (all + most - 1) / most;
    return (all + pages - 1) / pages;
}

void fit_columns(const Stage& stage, const sim::Sheet& sheet, StepsLayout& l, float width) {
    const Canvas canvas(stage.frame);
    const int all = static_cast<int>(sheet.columns.size());
    for (const Fit& fit : kFits) {
        l.brief = fit.brief, l.digits = fit.digits;
        l.number_w = widest_number(canvas, sheet, fit.digits);
        l.label_w = std::min(widest_label(canvas, sheet, fit.brief, stage.theme().ink), fit.brief ? 76.0F : 210.0F) +
                    (fit.brief ? 4.0F : 12.0F);
        l.pinned_w = pinned_width(canvas, sheet, fit, l.number_w);
        const float room = width - l.label_w - l.pinned_w, least = l.number_w + fit.pad;
        l.columns = fitting(sheet, room, least);
        l.column_w =
            std::min(std::floor(room / static_cast<float>(std::max(l.columns, 1))), sheet.words ? 150.0F : 112.0F);
        if (l.columns == all) break;
    }
    l.column_pages = (all + l.columns - 1) / std::max(l.columns, 1);
}

float bands(const sim::Sheet& sheet, int first, int count) {
    float sum = 0;
    for (int row = first; row < first + count; ++row) sum += band_height(sheet, row, first);
    return sum;
}

/// Rows from page to page; the chosen page of columns and rows.
void fit_rows(const Stage& stage, const sim::Sheet& sheet, StepsLayout& l, int per_page, float height) {
    const int all = static_cast<int>(sheet.rows.size());
    const float whole = height - l.header_h - bands(sheet, 0, all);
    const bool fits = whole >= kRow * static_cast<float>(all);
    const int most = fits ? all : std::max(1, static_cast<int>(std::floor((height - l.header_h - 2 * kBand) / kRow)));
    const int row_pages = (all + most - 1) / std::max(most, 1);
    l.pages = l.column_pages * row_pages;
    l.page = std::clamp(stage.state().page, 1, std::max(l.pages, 1));
    l.first_column = (l.page - 1) % l.column_pages * per_page;
    l.first_row = (l.page - 1) / l.column_pages * most;
    l.columns = std::min(per_page, static_cast<int>(sheet.columns.size()) - l.first_column);
    l.rows = std::min(most, all - l.first_row);
    l.row_h = fits ? std::clamp(std::floor(whole / static_cast<float>(std::max(all, 1))), kRow, kMostRow) : kRow;
}

}  // namespace

float band_height(const sim::Sheet& sheet, int row, int first_row) {
    const sim::SheetRow& here = sheet.rows[static_cast<std::size_t>(row)];
    const bool starts = here.heads && (row == first_row || !sheet.rows[static_cast<std::size_t>(row) - 1].heads);
    return starts ? kBand : 0;
}

float StepsLayout::column_x(const sim::Sheet& sheet_shown, int column) const {
    const float start = sheet.x + label_w;
    if (column == sim::kPinned)
        return sheet_shown.pinned_first ? start : start + column_w * static_cast<float>(columns);
    return start + (sheet_shown.pinned_first ? pinned_w : 0) + column_w * static_cast<float>(column - first_column);
}

StepsLayout steps_layout(const Stage& stage, const sim::Sheet& sheet) {
    StepsLayout out;
    const view::FrameLayout& l = stage.layout;
    const Canvas canvas(stage.frame);
    out.narrow = l.width < 640;
    const float width = std::min(l.width - 2 * l.margin, 1000.0F), left = std::floor((l.width - width) / 2);
    out.stepper = {left, l.phone ? 40.0F : 44.0F, width, 32};
    out.heading = {left, l.phone ? 74.0F : 80.0F, width, sheet.step == 3 || stage.state().panel > 1 ? 32.0F : 24.0F};
    const float top = out.heading.y + (sheet.step == 3 ? 36.0F : l.phone ? 28.0F : 27.0F), bottom = l.rule_y - 6;
    int lines = 1;
    for (const sim::SheetNumber& number : sheet.numbers)
        lines = std::max(lines, ledger_lines(canvas, number, width - 28, out.narrow));
    const float ledger = static_cast<float>(lines) * ledger_pitch(out) + 12;
    out.ledger = {left, bottom - ledger, width, ledger};
    fit_columns(stage, sheet, out, width);
    const int per_page = out.columns;
    float room = out.ledger.y - 6 - top;
    float bars = 0;
    if (!sheet.bars.empty()) {
        const float rows = 30 + 26 * static_cast<float>(sheet.rows.size());
        bars = std::min(room - rows - (out.column_pages > 1 ? 28.0F : 0.0F), 130.0F);
        if (bars < 36) bars = 0;  // the numbers come first
    }
    out.header_h = l.phone ? 20.0F : 22.0F;
    fit_rows(stage, sheet, out, per_page, room - bars);
    if (out.pages > 1) {
        room -= 28;
        fit_rows(stage, sheet, out, per_page, room - bars);
    }
    if (bars > 0) out.bars = {left, top, width, bars};
    out.sheet = {left, top + bars, width,
                 out.header_h + bands(sheet, out.first_row, out.rows) + out.row_h * static_cast<float>(out.rows)};
    if (out.pages > 1) out.pager = {left, std::min(out.sheet.y + out.sheet.h + 4, out.ledger.y - 30), width, 24};
    return out;
}

}  // namespace mha::lessons::steps
