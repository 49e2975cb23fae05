// SPDX-License-Identifier: MIT
// A sheet's rows as bars over its columns: the softmax's weights, weights with and without the division, input and
// output.
#include <algorithm>
#include <cmath>
#include <string>

#include "lessons/steps_parts.hpp"
#include "sim/numerals.hpp"

namespace mha::lessons::steps {
namespace {

/// Weights from 0 up, with their scale.
void weight_bars(const Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet,
                 const sim::SheetNumber* shown) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const int row = sheet.bars.front();
    const Rect box = layout.bars;
    const float base = std::floor(box.y + box.h - 4), high = base - box.y - 20;
    double most = 0.5;
    for (const sim::SheetNumber& number : sheet.numbers) {
        if (number.row == row && number.column != sim::kPinned) most = std::max(most, number.value);
    }
    most = std::ceil(most * 4) / 4;
    const float left = layout.column_x(sheet, layout.first_column),
                end = layout.column_x(sheet, layout.first_column + layout.columns);
    const auto y_of = [&](double value) { return base - static_cast<float>(value / most) * high; };
    const double step = most > 0.5 ? 0.5 : 0.25;
    const bool apart = y_of(0) - y_of(step) >= 12;  // else the scale names its last line only
    std::string lines;
    for (double line = step; line <= most + 1e-9; line += step) {
        canvas.hline(left, end, y_of(line), theme.hair);
        if (!apart && line + step <= most + 1e-9) continue;
        const std::string text = sim::places(line, 2);
        canvas.text(Type::number_small, left - 6, y_of(line), text, theme.ink2, Align::right);
        lines += (lines.empty() ? "" : ", ") + text;
    }
    stage.frame.registry.add(
        sim::TextNode{sim::TextNode::Kind::paragraph, "bar-scale", "Lines behind the bars: " + lines + ".", box});
    const float pinned = sheet.pinned_first ? layout.pinned_w : 0;
    if (layout.label_w > 100) {
        canvas.text(Type::body, box.x, box.y + 14, "weights of", theme.ink2);
        canvas.text_in(Type::body_bold, box.x, box.y + 34, layout.label_w + pinned - 40,
                       stage.words[static_cast<std::size_t>(sheet.word) - 1], theme.ink);
    }
    canvas.hline(left, end, base, theme.edge);
    const Colour tone = view::head_colours(theme, sheet.head).text;
    for (const sim::SheetNumber& number : sheet.numbers) {
        if (number.row != row || number.column == sim::kPinned || !layout.shows_column(number.column)) continue;
        const float middle = layout.column_x(sheet, number.column) + layout.column_w / 2,
                    w = std::min(44.0F, layout.column_w * 0.6F), top = y_of(number.value);
        canvas.fill_round({middle - w / 2, top, w, std::max(base - top, 0.0F)}, 2, tone);
        if (shown != nullptr && shown->column == number.column)
            canvas.outline_round({middle - w / 2 - 3, top - 3, w + 6, base - top + 6}, 3, 2, theme.ink);
        canvas.text(Type::number_small, middle, top - 10, sim::places(number.value, 2), theme.ink, Align::centre);
    }
}

/// Two rows beside each other: weights from 0 to 1, other numbers up and down from zero.
void pair_bars(const Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect box = layout.bars;
    float most = sheet.words ? 1 : 0.01F;
    for (const sim::SheetNumber& number : sheet.numbers) {
        if (!sheet.words) most = std::max(most, std::fabs(static_cast<float>(number.value)));
    }
    const float key = 22, room = box.h - key - 4, half = sheet.words ? room : room / 2,
                middle = std::floor(box.y + key + half);
    const float left = layout.column_x(sheet, layout.first_column),
                end = layout.column_x(sheet, layout.first_column + layout.columns);
    const Colour tones[] = {sheet.words ? view::head_colours(theme, sheet.head).text : theme.ink3,
                            sheet.words ? theme.ink3 : theme.accent};
    const char* const names[] = {!sheet.words    ? "input x"
                                 : layout.narrow ? "with ÷"
                                                 : "weight with the division",
                                 !sheet.words    ? "output y"
                                 : layout.narrow ? "without"
                                                 : "without it"};
    if (sheet.words) {
        canvas.hline(left, end, middle - half, theme.hair);
        canvas.text(Type::number_small, left - 6, middle - half, "1.00", theme.ink2, Align::right);
    }
    float x = left;
    for (int i = 0; i < 2; ++i) {
        canvas.fill({x, box.y + 1, 10, 10}, tones[i]);
        x += 16 + canvas.text(Type::caption, x + 15, box.y + 6, names[i], theme.ink2) + 14;
    }
    for (int i = 0; i < 2; ++i) {
        for (const sim::SheetNumber& number : sheet.numbers) {
            if (number.row != sheet.bars[static_cast<std::size_t>(i)] || !layout.shows_column(number.column)) continue;
            const float w = std::min(sheet.words ? 26.0F : 16.0F, layout.column_w * 0.3F),
                        at = layout.column_x(sheet, number.column) + layout.column_w / 2 + (i == 0 ? -w - 1 : 1);
            const float size = static_cast<float>(number.value) / most * half;
            canvas.fill({at, size > 0 ? middle - size : middle, w, std::fabs(size)}, tones[i]);
        }
    }
    canvas.hline(left, end, middle, theme.edge);
}

}  // namespace

void draw_bars(const Stage& stage, const StepsLayout& layout, const sim::Sheet& sheet, const sim::SheetNumber* shown) {
    if (layout.bars.h <= 0 || sheet.bars.empty()) return;
    if (sheet.bars.size() == 1)
        weight_bars(stage, layout, sheet, shown);
    else
        pair_bars(stage, layout, sheet);
}

}  // namespace mha::lessons::steps
