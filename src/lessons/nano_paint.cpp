// SPDX-License-Identifier: MIT
// The map's ink: stream, lines, matrices. Far away a square stands for the strongest number of its patch; near enough,
// every number is one, and nearer still it is written. Only what is in the window is drawn.
#include <algorithm>
#include <cmath>
#include <string>

#include "lessons/nano_painter.hpp"
#include "sim/numerals.hpp"
#include "view/marks.hpp"

namespace mha::lessons::nano {

using sim::NetKind;
using sim::NetMatrix;

void Painter::name(const NetMatrix& m, Rect place) const {
    const Rect r = stage.seen.on_screen(place);
    if (scale() < 1.3F || r.y < stage.clear.y + 2) return;
    const bool stream = m.kind == NetKind::stream_in || m.kind == NetKind::stream_mid || m.kind == NetKind::stream_out;
    const Colour tone = m.head > 0 ? view::head_colours(theme, m.head).text : theme.ink;
    const bool one_row = m.rows == 1;  // a bias stands close under its matrix: its name goes to the right
    std::vector<Run> runs = name_runs(m.name, Type::caption_bold, tone);
    const float plain = canvas.width(runs);
    const std::string shape =
        "  " + std::to_string(m.by_letter ? stage.reading.read : m.rows) + " × " +
        std::to_string(m.kind == NetKind::weights || m.kind == NetKind::scores ? stage.reading.read : m.columns);
    const float room = stream ? 40 * scale() + 20 : r.w + 7 * scale();
    if (plain > room) return;
    std::vector<Run> whole = runs;
    whole.push_back({shape, Type::caption, theme.ink2});
    const bool letters =
        scale() >= kLetterCell && (m.kind == NetKind::weights || m.kind == NetKind::scores || m.columns == 3);
    const float y = r.y - (letters ? 24 : 9);
    if (one_row && scale() < kLetterCell) return;
    put(r.x, y, canvas.width(whole) <= room ? whole : runs);
}

/// Letters of the rows at the left, and of the columns above where columns are letters.
void Painter::letters(const NetMatrix& m, Rect rect) const {
    if (scale() < kLetterCell) return;
    const auto letter = [&](int i) {
        return std::string(1, sim::letter_name(stage.reading.letters[static_cast<std::size_t>(i)]));
    };
    const bool square = m.kind == NetKind::weights || m.kind == NetKind::scores;
    for (int row = 0; row < static_cast<int>(m.values.rows); ++row) {
        const float y = rect.y + (static_cast<float>(row) + 0.5F) * scale();
        if (m.by_letter)
            put(Type::number_small, rect.x - 5, y, letter(row), theme.ink2, Align::right);
        else if (m.kind == NetKind::token_table)
            put(Type::number_small, rect.x - 5, y, std::string(1, sim::letter_name(row)), theme.ink2, Align::right);
    }
    if (!square && m.columns != 3) return;
    // Above the columns; where the matrix begins above the window they stay at its head.
    const float above = rect.y - 9, head = stage.clear.y + 9,
                middle = std::max(above, std::min(head, rect.y + rect.h - 40));
    if (middle > above) canvas.fill({rect.x, middle - 9, static_cast<float>(m.values.columns) * scale(), 18}, theme.bg);
    for (int column = 0; column < static_cast<int>(m.values.columns); ++column) {
        const float x = rect.x + (static_cast<float>(column) + 0.5F) * scale();
        put(Type::number_small, x, middle, square ? letter(column) : std::string(1, sim::letter_name(column)),
            theme.ink2, Align::centre);
    }
}

void Painter::cell(const NetMatrix& m, int row, int column, Rect rect, float v) const {
    if (masked(m, row, column)) {
        canvas.fill(rect, theme.bg);
        if (rect.w >= 8)
            canvas.disc({rect.x + rect.w / 2, rect.y + rect.h / 2}, std::min(1.75F, rect.w / 6), theme.ink3);
        return;
    }
    const Colour ground = colour(m, v);
    canvas.fill(rect, ground);
    if (scale() < kNumberCell || !clear(rect)) return;
    const std::string text = short_number(m, v, rect.w - 1);
    canvas.text(Type::number_small, rect.x + rect.w / 2, rect.y + rect.h / 2, text, view::number_on(ground),
                Align::centre);
}

void Painter::matrix(std::size_t number) const {
    const NetMatrix& m = stage.reading.matrices[number];
    const Rect place = stage.places[number], rect = stage.seen.on_screen(place);
    name(m, place);
    if (!overlap(rect, stage.seen.window)) {
        letters(m, rect);
        return;
    }
    canvas.fill(rect, m.by_letter ? theme.bg : theme.paper);
    const Rect seen = common(rect, stage.seen.window);
    const int rows = static_cast<int>(m.values.rows), columns = static_cast<int>(m.values.columns);
    const auto first = [&](float from, float low) {
        return static_cast<int>((from - low) / scale()) / stride * stride;
    };
    const int row1 = std::min(rows, static_cast<int>((seen.y + seen.h - rect.y) / scale()) + 1);
    const int column1 = std::min(columns, static_cast<int>((seen.x + seen.w - rect.x) / scale()) + 1);
    for (int row = std::max(0, first(seen.y, rect.y)); row < row1; row += stride) {
        const int row_end = std::min(row + stride, rows);
        const float y0 = canvas.snap(rect.y + static_cast<float>(row) * scale()),
                    y1 = canvas.snap(rect.y + static_cast<float>(row_end) * scale());
        for (int column = std::max(0, first(seen.x, rect.x)); column < column1; column += stride) {
            const int column_end = std::min(column + stride, columns);
            float v = 0;
            for (int r = row; r < row_end; ++r) {
                for (int c = column; c < column_end; ++c) {
                    const float x = masked(m, r, c) ? 0 : m.at(r, c);
                    if (std::fabs(x) > std::fabs(v)) v = x;
                }
            }
            const float x0 = canvas.snap(rect.x + static_cast<float>(column) * scale()),
                        x1 = canvas.snap(rect.x + static_cast<float>(column_end) * scale());
            cell(m, row, column, {x0, y0, x1 - x0, y1 - y0}, v);
        }
    }
    if (scale() >= 9) {
        const Colour grid = view::fade(theme.ink, theme.grid_alpha);
        for (int c = 1; c < columns; ++c)
            canvas.vline(canvas.snap(rect.x + static_cast<float>(c) * scale()), seen.y,
                         std::min(seen.y + seen.h, rect.y + static_cast<float>(rows) * scale()), grid);
        for (int r = 1; r < rows; ++r)
            canvas.hline(seen.x, std::min(seen.x + seen.w, rect.x + static_cast<float>(columns) * scale()),
                         canvas.snap(rect.y + static_cast<float>(r) * scale()), grid);
    }
    const Colour edge = m.head > 0 ? view::head_colours(theme, m.head).text : theme.edge;
    const float w = m.by_letter && columns < m.columns ? static_cast<float>(columns) * scale() : rect.w;
    const float h = m.by_letter ? static_cast<float>(rows) * scale() : rect.h;
    const Rect filled = {canvas.snap(rect.x), canvas.snap(rect.y), canvas.snap(rect.x + w) - canvas.snap(rect.x),
                         canvas.snap(rect.y + h) - canvas.snap(rect.y)};
    if (m.by_letter && rows < m.rows && scale() > 1.3F) canvas.outline(rect, canvas.pixel(), theme.hair);
    const float px = canvas.pixel();
    if (std::min(rect.w, rect.h) > 2.5F)
        canvas.outline({filled.x - px, filled.y - px, filled.w + 2 * px, filled.h + 2 * px},
                       px * (theme.high_contrast ? 2 : 1), edge);
    if (m.head > 0 && m.kind == NetKind::head_out && stage.reading.is_off(m.block, m.head)) {
        canvas.line({filled.x, filled.y}, {filled.x + filled.w, filled.y + filled.h}, 2, theme.bad);
        canvas.line({filled.x, filled.y + filled.h}, {filled.x + filled.w, filled.y}, 2, theme.bad);
    }
    letters(m, rect);
}

std::vector<Run> name_runs(const std::string& name, Type type, Colour colour) {
    const std::size_t low = name.find('_');
    if (low == std::string::npos) return {{name, type, colour}};
    return {{name.substr(0, low), type, colour}, {name.substr(low + 1), Type::caption, colour, 3}};
}

void draw_name(const Canvas& canvas, float x, float y, const std::vector<Run>& runs) {
    for (const Run& run : runs) {
        if (run.lower > 0) x += 1.5F;
        x += canvas.runs(x, y, {run});
    }
}

void paint_map(const NanoStage& stage, const std::vector<sim::Operand>& lit, const sim::NetPlace& shown) {
    const Painter painter(stage);
    const Canvas& canvas = painter.canvas;
    const view::Theme& theme = stage.theme();
    const Rect window = stage.seen.window;
    canvas.clip(window);
    painter.lines();
    painter.words();
    for (std::size_t i = 0; i < stage.places.size(); ++i) painter.matrix(i);
    const auto frame = [&](int matrix, int row, int column, int rows, int columns, float width, Colour tone) {
        const Rect p = stage.places[static_cast<std::size_t>(matrix)];
        const Rect r = stage.seen.on_screen({p.x + static_cast<float>(column), p.y + static_cast<float>(row),
                                             static_cast<float>(columns), static_cast<float>(rows)});
        canvas.outline_round(
            {r.x - width, r.y - width, std::max(r.w, 2.0F) + 2 * width, std::max(r.h, 2.0F) + 2 * width}, 2, width,
            tone);
    };
    // From far away a frame of two pixels would hide what it frames.
    for (const sim::Operand& o : lit)
        if (stage.state().zoom > 0) frame(o.matrix, o.row, o.column, o.rows, o.columns, 2, theme.accent);
    if (shown.any() && stage.state().zoom > 0) frame(shown.matrix, shown.row, shown.column, 1, 1, 2.5F, theme.ink);
    if (stage.state().zoom == 0 && stage.state().panel == 1) {
        const Rect p = stage.seen.on_screen(stage.places[static_cast<std::size_t>(stage.stop.place.matrix)]);
        const float air_x = std::max(0.0F, (10 - p.w) / 2) + 3, air_y = std::max(0.0F, (10 - p.h) / 2) + 3;
        canvas.outline_round({p.x - air_x, p.y - air_y, p.w + 2 * air_x, p.h + 2 * air_y}, 4, 2, theme.ink);
    }
    canvas.unclip();
}

}  // namespace mha::lessons::nano
