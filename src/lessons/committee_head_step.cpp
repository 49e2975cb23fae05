// SPDX-License-Identifier: MIT
// One head's step on the way to the concatenation: query and keys, scores, weights, values, and what is joined so far.
#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>

#include "engine/order.hpp"
#include "lessons/committee_parts.hpp"
#include "sim/numerals.hpp"
#include "view/number_text.hpp"
#include "view/vectors.hpp"

namespace mha::lessons::committee {

/// How a vector of the model's width stands in this room: in one line, or in two on narrow screens.
SliceRow vector_row(const Stage& stage, const CommitteeLayout& layout, std::span<const float> values, float room) {
    SliceRow row{.values = values, .slice = stage.readings().model.head_width};
    row.lines = layout.narrow && layout.body.w < 560 ? 2 : 1;
    const int columns = std::max(1, static_cast<int>(values.size()) / row.lines);
    row.cell = std::min(40.0F, view::cell_size(room - 18 / static_cast<float>(row.lines), columns, stage.frame.ratio));
    row.most = std::max(view::largest(values), 1e-6F);
    return row;
}

namespace {

using sim::places;
using sim::signed_places;

struct HeadColumns {
    float letter, k, score, weight, bar, v, cell;
    bool with_k;
};

HeadColumns head_columns(const Stage& stage, const CommitteeLayout& layout) {
    const Rect b = layout.body;
    const auto width = static_cast<float>(stage.readings().model.head_width);
    HeadColumns c{};
    c.with_k = b.w >= 560;
    c.letter = b.x + 18;
    c.cell = std::min(c.with_k ? 36.0F : 34.0F, (b.w - 30 - (c.with_k ? 230 : 110)) / width / (c.with_k ? 2.0F : 1.0F));
    c.k = b.x + 44;
    c.score = c.with_k ? c.k + c.cell * width + 64 : b.x + 88;
    c.weight = c.score + 52;
    c.bar = c.weight + 10;
    c.v = c.with_k ? b.x + b.w - c.cell * width : c.weight + 14;
    return c;
}

/// The letters with the largest weights, in their order, when there is no room for all.
std::vector<int> shown_letters(std::span<const float> weights, int room) {
    std::vector<int> letters(weights.size());
    std::iota(letters.begin(), letters.end(), 0);
    if (static_cast<int>(letters.size()) <= room) return letters;
    engine::sort_by(letters, [&](int a, int b) {
        return weights[static_cast<std::size_t>(a)] > weights[static_cast<std::size_t>(b)];
    });
    letters.resize(static_cast<std::size_t>(std::max(room, 1)));
    engine::sort_by(letters, [](int a, int b) { return a < b; });
    return letters;
}

void draw_head_letter(Stage& stage, const HeadColumns& c, int head, int letter, float y, float most) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::NamesReading& names = names_of(stage);
    const auto h = static_cast<std::size_t>(head) - 1, t = static_cast<std::size_t>(letter);
    const sim::HeadReading& reading = stage.head(head);
    const std::size_t last = reading.weights.rows - 1;
    canvas.text(letter == 0 ? Type::caption : Type::number, c.letter, y, stage.words[t], theme.ink, Align::centre);
    SliceRow row{.values = {},
                 .slice = stage.readings().model.head_width,
                 .first_head = head,
                 .cell = c.cell,
                 .cell_height = 16,
                 .most = most,
                 .offsets = false};
    if (c.with_k) {
        row.values = names.k[h].row(t);
        draw_slices_row(stage, c.k, y - 8, row);
    }
    canvas.text(Type::number_small, c.score, y, signed_places(static_cast<double>(reading.scores.at(last, t))),
                theme.ink, Align::right);
    const float w = reading.weights.at(last, t);
    canvas.text(Type::number_bold, c.weight, y, places(static_cast<double>(w)), view::head_colours(theme, head).text,
                Align::right);
    if (c.with_k)
        canvas.fill_round({c.bar, y - 4, std::max(1.0F, (c.v - 16 - c.bar) * w), 8}, 2,
                          view::head_colours(theme, head).text);
    row.values = names.v[h].row(t);
    draw_slices_row(stage, c.v, y - 8, row);
}

void draw_concatenation(Stage& stage, const CommitteeLayout& layout, int heads_done) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const engine::MatrixView& concat = stage.readings().concat;
    const auto values = concat.row(concat.rows - 1);
    SliceRow row = vector_row(stage, layout, values, layout.body.w);
    row.filled = heads_done * row.slice;
    row.hatched = names_of(stage).off;
    const float high = static_cast<float>(row.lines) * (row.cell_height + 18),
                y = layout.body.y + layout.body.h - high - 26;
    const std::string text =
        "concatenation: " + std::to_string(row.filled) + " of " + std::to_string(values.size()) + " numbers";
    canvas.text(Type::body, layout.body.x, y + 8, text, theme.ink2);
    draw_slices_row(stage, layout.body.x, y + 20, row);
}

}  // namespace

void draw_head_step(Stage& stage, const CommitteeLayout& layout, float y, int head) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::NamesReading& names = names_of(stage);
    const HeadColumns c = head_columns(stage, layout);
    const auto h = static_cast<std::size_t>(head) - 1;
    const auto q = names.q[h].row(names.q[h].rows - 1);
    const float most =
        std::max({view::largest({names.k[h].data, names.k[h].rows * names.k[h].columns}),
                  view::largest({names.v[h].data, names.v[h].rows * names.v[h].columns}), view::largest(q), 1e-6F});
    canvas.text(Type::number_bold, layout.body.x, y + 10, "q", theme.ink);
    SliceRow row{.values = q,
                 .slice = stage.readings().model.head_width,
                 .first_head = head,
                 .cell = c.cell,
                 .cell_height = 18,
                 .most = most,
                 .offsets = false};
    draw_slices_row(stage, c.with_k ? c.k : layout.body.x + 20, y + 1, row);
    const float note = (c.with_k ? c.k : layout.body.x + 20) + c.cell * static_cast<float>(q.size()) + 14;
    canvas.text_in(Type::caption, note, y + 10, layout.body.x + layout.body.w - note,
                   c.with_k ? "numbers " + std::to_string((head - 1) * row.slice) + " to " +
                                  std::to_string(head * row.slice - 1) + " of q for " + last_letter(stage)
                            : "of " + last_letter(stage),
                   theme.ink2);
    y += 34;
    if (c.with_k) canvas.text(Type::number_small, c.k, y, "k", theme.ink2);
    canvas.text(Type::caption, c.score, y, c.with_k ? "q · k / √" + std::to_string(row.slice) : "score", theme.ink2,
                Align::right);
    canvas.text(Type::caption, c.weight, y, "weight", theme.ink2, Align::right);
    canvas.text(Type::number_small, c.v, y, "v", theme.ink2);
    const auto weights = stage.head(head).weights.row(stage.head(head).weights.rows - 1);
    const float bottom = layout.body.y + layout.body.h - (layout.body.w < 560 ? 136.0F : 96.0F);
    const int room = static_cast<int>((bottom - y - 12) / 18);
    const std::vector<int> letters = shown_letters(weights, room);
    const float pitch = std::min(24.0F, (bottom - y - 12) / static_cast<float>(letters.size()));
    float at = y + 18;
    for (const int letter : letters) draw_head_letter(stage, c, head, letter, at, most), at += pitch;
    row.values = stage.head(head).output.row(stage.head(head).output.rows - 1);
    row.hatched = names.off;
    row.most = most;
    const bool off = is_off(stage, head);
    canvas.text(Type::caption, c.v - 8, at + 2,
                off                               ? (stage.state().mean ? "off: its mean" : "off: zero")
                : letters.size() < weights.size() ? "Σ over all letters"
                                                  : "Σ weight × v",
                theme.ink2, Align::right);
    draw_slices_row(stage, c.v, at - 7, row);
    draw_concatenation(stage, layout, head);
}

}  // namespace mha::lessons::committee
