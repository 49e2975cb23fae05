// SPDX-License-Identifier: MIT
// Geometry of the lesson `committee`, in CSS px, and the small pieces its panels share.
#include <algorithm>
#include <cmath>
#include <utility>

#include "lessons/committee_parts.hpp"
#include "sim/numerals.hpp"
#include "view/number_text.hpp"
#include "view/vectors.hpp"

namespace mha::lessons::committee {
namespace {

constexpr float kNarrow = 640, kReadAcross = 760;
constexpr float kSliceGap = 6, kSliceLine = 18;

NamesPanel shown_panel(const Stage& stage, bool narrow) {
    const auto panel = static_cast<NamesPanel>(stage.state().panel);
    return !narrow && panel == NamesPanel::letters ? NamesPanel::heads : panel;
}

void place_main(CommitteeLayout& out) {
    const Rect b = out.body;
    if (out.narrow) {
        out.heads = b;
        out.letters = {b.x, b.y, b.w, b.h - 100};
        out.loss = {b.x, b.y + b.h - 92, b.w, 92};
        return;
    }
    const float left = std::floor(b.w * 0.67F), lower = 98, upper = b.h - lower;
    out.heads = {b.x, b.y, left - 16, upper};
    out.letters = {b.x + left + 16, b.y, b.w - left - 16, upper};
    out.slices = {b.x, b.y + upper, left - 16, lower};
    out.loss = {b.x + left + 16, b.y + upper, b.w - left - 16, lower};
}

Rect cell_of(const SliceRow& row, float x, float y, int index, int per_line) {
    const int line = index / per_line, column = index % per_line;
    const float pitch = row.cell_height + (row.offsets ? kSliceLine : row.line_gap);
    return {x + row.cell * static_cast<float>(column) + kSliceGap * static_cast<float>(column / row.slice),
            y + pitch * static_cast<float>(line), row.cell, row.cell_height};
}

void draw_slice_cell(const Stage& stage, const SliceRow& row, Rect cell, int head, float value, bool filled) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    if (!filled) return canvas.fill(cell, theme.bg);
    const std::string number = row.numbers ? view::cell_difference(value, row.cell) : std::string{};
    const bool hatched = (row.hatched >> static_cast<unsigned>(head - 1) & 1U) != 0;
    const Colour ground =
        number.empty() ? theme.paper : view::ramp(theme, head, std::min(1.0F, std::fabs(value) / row.most));
    canvas.fill(cell, ground);
    if (hatched) draw_hatch(stage, cell);
    // Where no number has room, a bar up or down says size and sign.
    if (number.empty())
        view::vector_bars(canvas, {cell.x, cell.y + 1, cell.w, cell.h - 2}, {&value, 1}, row.most,
                          view::head_colours(theme, head).text, view::fade(theme.ink, 0.3F));
    if (!number.empty())
        canvas.text(Type::number_small, cell.x + cell.w / 2, cell.y + cell.h / 2, number,
                    hatched ? theme.ink : view::number_on(ground), Align::centre);
}

}  // namespace

CommitteeLayout committee_layout(const Stage& stage) {
    CommitteeLayout out;
    const view::FrameLayout& l = stage.layout;
    out.narrow = l.width < kNarrow;
    out.panel = shown_panel(stage, out.narrow);
    out.choice = {l.figure.x, l.phone ? 40.0F : 42.0F, l.figure.w, 32};
    // Twelve rows of the knock-out table, each large enough to be pressed, need every pixel.
    const float top = out.choice.y + (out.panel == NamesPanel::knockouts ? 36.0F : 40.0F);
    // What is read across must not be far apart on a wide screen.
    const bool across = out.panel == NamesPanel::slices || out.panel == NamesPanel::samples;
    const float width = across ? std::min(l.figure.w, kReadAcross) : l.figure.w;
    out.body = {l.figure.x + std::floor((l.figure.w - width) / 2), top, width, l.rule_y - top};
    place_main(out);
    return out;
}

bool pointed_at(const Stage& stage, Rect rect) {
    const view::Glance& glance = stage.frame.glance;
    return glance.menu.empty() && glance.pointer_x >= 0 && rect.contains(glance.pointer_x, glance.pointer_y);
}

std::string last_letter(const Stage& stage) {
    const std::string& letters = names_of(stage).beginning;
    return letters.empty() ? "the start" : sim::in_quotes(letters.substr(letters.size() - 1));
}

std::string quoted_letter(int token) {
    return token == sim::kNameEnd ? "the end" : sim::in_quotes(sim::next_letter_text(token));
}

bool is_off(const Stage& stage, int head) { return (names_of(stage).off >> static_cast<unsigned>(head - 1) & 1U) != 0; }

std::vector<sim::Action> switch_to(const Stage& stage, std::uint32_t off) {
    std::vector<sim::Action> actions;
    for (int head = 1; head <= stage.head_count(); ++head) {
        const bool on = (off >> static_cast<unsigned>(head - 1) & 1U) == 0;
        if (on == is_off(stage, head)) actions.push_back(sim::SwitchHead{head, on});
    }
    return actions;
}

void draw_hatch(const Stage& stage, Rect r) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    canvas.fill(r, view::fade(theme.bg, 0.7F));
    canvas.clip(r);
    for (float d = 5; d < r.w + r.h; d += 5)
        canvas.line({r.x + d, r.y}, {r.x + d - r.h, r.y + r.h}, 1, view::fade(theme.ink3, 0.4F));
    canvas.unclip();
}

float draw_slices_row(const Stage& stage, float x, float y, const SliceRow& row) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const int count = static_cast<int>(row.values.size()), per_line = std::max(1, count / std::max(row.lines, 1));
    for (int i = 0; i < count; ++i) {
        const int head = row.one_head > 0 ? row.one_head : row.first_head + i / row.slice;
        const Rect cell = cell_of(row, x, y, i, per_line);
        draw_slice_cell(stage, row, cell, head, row.values[static_cast<std::size_t>(i)], i < row.filled);
        if (i % row.slice > 0) canvas.vline(cell.x, cell.y, cell.y + cell.h, view::fade(theme.ink, theme.grid_alpha));
        if (i % row.slice != row.slice - 1) continue;
        const float w = row.cell * static_cast<float>(row.slice);
        const bool filled = i < row.filled;
        canvas.outline({cell.x + cell.w - w, cell.y, w, cell.h}, theme.border,
                       filled ? view::head_colours(theme, head).text : theme.hair);
        if (row.offsets)
            canvas.text(Type::number_small, cell.x + cell.w - w, cell.y + cell.h + 10,
                        std::to_string(i - row.slice + 1), theme.ink2);
    }
    return static_cast<float>(std::max(row.lines, 1)) * (row.cell_height + (row.offsets ? kSliceLine : row.line_gap));
}

}  // namespace mha::lessons::committee
