// SPDX-License-Identifier: MIT
// Heat map drawing.
#include "view/heat_map.hpp"

#include <algorithm>
#include <cmath>

#include "view/number_text.hpp"
#include "view/text_flow.hpp"

namespace mha::view {
namespace {

constexpr int kManyWords = 8;  // fewer cells are drawn sooner than the texture is changed for them

void hatch(const Canvas& canvas, const Theme& theme, Rect r) {
    canvas.fill(r, fade(theme.bg, 0.6F));
    canvas.clip(r);
    for (float d = 5; d < r.w + r.h; d += 5) {
        canvas.line({r.x + d, r.y}, {r.x + d - r.h, r.y + r.h}, 1, fade(theme.ink3, 0.5F));
    }
    canvas.unclip();
}

bool hidden(const HeatMap& map, int row, int column) { return map.masked && column > row; }

float value_at(const HeatMap& map, int row, int column) {
    return map.values.at(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
}

/// What stands in a cell: its number, or a dot where the mask hides it.
void mark_cell(const Canvas& canvas, const Theme& theme, const HeatMap& map, Cell cell, float side) {
    const Rect r = cell_rect(map.rect, static_cast<int>(map.values.rows), cell);
    if (hidden(map, cell.row, cell.column)) {
        canvas.disc({r.x + r.w / 2, r.y + r.h / 2}, std::min(1.75F, side / 6), theme.ink3);
        return;
    }
    if (map.off || !map.number) return;
    const float value = value_at(map, cell.row, cell.column);
    const std::string text = map.number(value, side);
    if (text.empty()) return;
    canvas.text(side >= 46 ? Type::number : Type::number_small, r.x + r.w / 2, r.y + r.h / 2, text,
                number_on(map.colour(value)), Align::centre);
}

Colour label_colour(const Theme& theme, bool bold, int index, std::uint32_t unknown) {
    if ((unknown >> index & 1U) != 0) return theme.bad;
    return bold ? theme.ink : theme.ink2;
}

/// Written are every stride-th word and the pointed-at one; neighbours that it would touch and the rest are dots.
bool label_written(int index, int stride, int pointed) {
    if (stride <= 1 || index == pointed) return true;
    if (pointed >= 0 && std::abs(index - pointed) < stride) return false;
    return index % stride == 0;
}

void draw_skipped(const Canvas& canvas, const Theme& theme, float x, float y, bool unknown) {
    canvas.disc({x, y}, 1.25F, unknown ? theme.bad : theme.ink3);
}

}  // namespace

Cell cell_at(Rect rect, int words, float x, float y) {
    if (words < 1 || !rect.contains(x, y)) return {};
    const float side = rect.w / static_cast<float>(words);
    return {std::min(static_cast<int>((y - rect.y) / side), words - 1),
            std::min(static_cast<int>((x - rect.x) / side), words - 1)};
}

Rect cell_rect(Rect rect, int words, Cell cell) {
    const float side = rect.w / static_cast<float>(std::max(words, 1));
    return {rect.x + static_cast<float>(cell.column) * side, rect.y + static_cast<float>(cell.row) * side, side, side};
}

void draw_heat_map(const Canvas& canvas, const Theme& theme, const HeatMap& map) {
    const int words = static_cast<int>(map.values.rows);
    if (words < 1) return;
    const float side = map.rect.w / static_cast<float>(words);
    canvas.solid(map.rect);
    const auto ground = [&](int row, int column) {
        return hidden(map, row, column) ? theme.bg : map.colour(value_at(map, row, column));
    };
    const bool filled = words >= kManyWords && canvas.cells(map.rect, words, ground);
    for (int row = 0; row < words; ++row) {
        for (int column = 0; column < words; ++column) {
            const Cell cell = {row, column};
            if (!filled) canvas.fill(cell_rect(map.rect, words, cell), ground(row, column));
            mark_cell(canvas, theme, map, cell, side);
        }
    }
    if (map.off) hatch(canvas, theme, map.rect);
    // On small cells full lines would drown the colours.
    const Colour grid = fade(theme.ink, theme.grid_alpha * std::min(1.0F, side / 24));
    for (int i = 1; i < words && side >= 6; ++i) {
        const float at = static_cast<float>(i) * side;
        canvas.vline(map.rect.x + at, map.rect.y, map.rect.y + map.rect.h, grid);
        canvas.hline(map.rect.x, map.rect.x + map.rect.w, map.rect.y + at, grid);
    }
    const Rect r = map.rect;
    canvas.outline({r.x - 1, r.y - 1, r.w + 2, r.h + 2}, theme.border, theme.edge);
    for (const Cell cell : {map.pointed, map.focused}) {
        if (!cell.any() || cell.row >= words || cell.column >= words) continue;
        const Rect c = cell_rect(r, words, cell);
        canvas.outline(c, 1, theme.paper);
        canvas.outline({c.x - 2, c.y - 2, c.w + 4, c.h + 4}, 2, cell == map.focused ? theme.accent : theme.ink);
    }
}

void draw_column_labels(const Canvas& canvas, const Theme& theme, Rect matrix, std::span<const std::string> words,
                        LabelMode mode, float room, int pointed, std::uint32_t unknown) {
    const int count = static_cast<int>(words.size());
    if (count < 1) return;
    const float side = matrix.w / static_cast<float>(count);
    const int stride = mode == LabelMode::horizontal ? 1 : label_stride(side);
    for (int i = 0; i < count; ++i) {
        const bool bold = i == pointed;
        const float x = matrix.x + (static_cast<float>(i) + 0.5F) * side;
        if (!label_written(i, stride, pointed)) {
            draw_skipped(canvas, theme, x, matrix.y - 3.5F, (unknown >> i & 1U) != 0);
            continue;
        }
        const Colour colour = label_colour(theme, bold, i, unknown);
        const Type type = bold ? Type::caption_bold : Type::caption;
        const auto measure = [&](std::string_view part) { return canvas.width(type, part); };
        // A slanted label leans to the right and must end inside the frame.
        const float lean = mode == LabelMode::slanted ? (canvas.frame_width() - 9 - x) * 1.414F : room;
        const std::string text = shorten(words[static_cast<std::size_t>(i)], std::min(room, lean), measure);
        if (mode == LabelMode::horizontal) {
            canvas.text(type, x, matrix.y - 11, text, colour, Align::centre);
        } else if (mode == LabelMode::slanted) {
            canvas.turned(bold, {x + 2, matrix.y - 6}, false, text, colour);
        } else {
            canvas.turned(bold, {x + 4, matrix.y - 5}, true, text, colour);
        }
    }
}

void draw_row_labels(const Canvas& canvas, const Theme& theme, Rect matrix, std::span<const std::string> words,
                     float room, int pointed, std::uint32_t unknown) {
    const int count = static_cast<int>(words.size());
    if (count < 1) return;
    const float side = matrix.h / static_cast<float>(count);
    for (int i = 0; i < count; ++i) {
        if (!label_written(i, label_stride(side), pointed)) {
            draw_skipped(canvas, theme, matrix.x - 4, matrix.y + (static_cast<float>(i) + 0.5F) * side,
                         (unknown >> i & 1U) != 0);
            continue;
        }
        const bool bold = i == pointed;
        canvas.text_in(bold ? Type::caption_bold : Type::caption, matrix.x - 8,
                       matrix.y + (static_cast<float>(i) + 0.5F) * side, room, words[static_cast<std::size_t>(i)],
                       label_colour(theme, bold, i, unknown), Align::right);
        if ((unknown >> i & 1U) != 0) {
            const float y = matrix.y + (static_cast<float>(i) + 0.5F) * side + 8;
            const float w = std::min(room, canvas.width(Type::caption, words[static_cast<std::size_t>(i)]));
            for (float x = matrix.x - 8 - w; x < matrix.x - 9; x += 5) canvas.fill({x, y, 3, 1}, theme.bad);
        }
    }
}

}  // namespace mha::view
