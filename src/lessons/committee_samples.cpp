// SPDX-License-Identifier: MIT
// Drawn names side by side, and models of equal size with 1 to 16 heads.
#include <algorithm>
#include <cmath>
#include <string>

#include "lessons/committee_parts.hpp"
#include "sim/describe_names.hpp"
#include "sim/equal_size.hpp"
#include "sim/fields.hpp"
#include "sim/numerals.hpp"

namespace mha::lessons::committee {
namespace {

using sim::places;

void draw_from(Stage& stage, const CommitteeLayout& layout) {
    const Rect b = layout.body;
    const bool beginning = stage.state().part == static_cast<int>(sim::DrawnFrom::beginning);
    const std::string letters = names_of(stage).beginning;
    const float w = b.w < 420 ? 92.0F : 120.0F;
    std::vector<view::Segment> segments;
    segments.push_back(view::choice("draw-start", b.w < 420 ? "from start" : "from the start",
                                    b.w < 420 ? "Names from start to end" : "Names from the start", !beginning, w,
                                    sim::GoToPart{static_cast<int>(sim::DrawnFrom::start)}));
    segments.push_back(
        view::choice("draw-beginning", "after " + (letters.empty() ? std::string("it") : sim::in_quotes(letters)),
                     "Names after " + (letters.empty() ? std::string("it: the beginning") : sim::in_quotes(letters)),
                     beginning, w, sim::GoToPart{static_cast<int>(sim::DrawnFrom::beginning)}));
    view::segmented(stage.frame, b.x, b.y, std::move(segments));
    if (sim::is_hidden(stage.state(), "seed")) return;
    const int seed = stage.state().seed, next = seed >= sim::kMaxSeed ? 1 : seed + 1;
    const float button = b.w < 420 ? 96.0F : 110.0F;
    const Rect face = {b.x + b.w - button, b.y + 1, button, 30};
    view::button(stage.frame,
                 sim::press("draw-again", "Draw again", "Draws with the next seed.", face, {sim::SetSeed{next}}), face,
                 {.text = "Draw again"});
    const Canvas canvas(stage.frame);
    if (b.w >= 420)
        canvas.text(Type::body, face.x - 12, b.y + 16, "seed " + std::to_string(seed), stage.theme().ink2,
                    Align::right);
}

std::string chosen_title(const Stage& stage) {
    const std::uint32_t off = names_of(stage).off;
    return off == 0 ? "Chosen heads: all" : "Without " + sim::heads_text(off);
}

void add_names_table(Stage& stage, Rect rect) {
    sim::TableNode table;
    table.id = "drawn";
    table.caption = "Drawn names, seed " + std::to_string(stage.state().seed);
    table.columns = {"All heads", chosen_title(stage)};
    for (const sim::DrawnName& name : names_of(stage).drawn) {
        table.row_headers.push_back(std::to_string(table.row_headers.size() + 1));
        table.cells.push_back({name.all, name.chosen});
    }
    table.rect = rect;
    stage.frame.registry.add(std::move(table));
}

/// Dots of one number of heads, their mean as a line.
void draw_size_row(Stage& stage, const sim::EqualSizeRow& row, Rect place, float x0, float x1, double low,
                   double high) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const float y = place.y + place.h / 2;
    const auto at = [&](double loss) { return x0 + static_cast<float>((loss - low) / (high - low)) * (x1 - x0); };
    const bool shipped = row.heads == stage.head_count();
    canvas.text(shipped ? Type::number_bold : Type::number, place.x + 54, y,
                std::to_string(row.heads) + " × " + std::to_string(row.head_width), theme.ink, Align::right);
    canvas.hline(x0, x1, y, theme.hair);
    const float mean = canvas.snap(at(row.mean));
    canvas.fill({mean - 1, y - 11, 2, 22}, theme.ink);
    for (const double loss : row.losses) canvas.ring({at(loss), y}, 4, 2, theme.accent);
    const bool small = place.w < 420;
    canvas.text(Type::number, place.x + place.w - (small ? 0.0F : 64.0F), y - (small ? 7.0F : 0.0F),
                places(row.mean, 3), theme.ink, Align::right);
    canvas.text(small ? Type::number_small : Type::number, place.x + place.w, y + (small ? 8.0F : 0.0F),
                places(row.deviation, 3), theme.ink2, Align::right);
}

void add_sizes_table(Stage& stage, const std::vector<sim::EqualSizeRow>& rows, Rect rect) {
    sim::TableNode table;
    table.id = "sizes";
    table.caption = "Held-out loss at equal size";
    table.summary = sim::describe_equal_size();
    table.columns = {"Width of a head", "Parameters", "Seeds", "Mean loss", "Deviation", "Lowest", "Highest"};
    for (const sim::EqualSizeRow& row : rows) {
        table.row_headers.push_back(sim::count_of(row.heads, "head"));
        table.cells.push_back({std::to_string(row.head_width), std::to_string(row.parameters),
                               std::to_string(row.losses.size()), places(row.mean, 3), places(row.deviation, 3),
                               places(row.lowest, 3), places(row.highest, 3)});
    }
    table.rect = rect;
    stage.frame.registry.add(std::move(table));
}

}  // namespace

void draw_samples(Stage& stage, const CommitteeLayout& layout) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect b = layout.body;
    draw_from(stage, layout);
    const float second = b.x + std::floor(b.w / 2), top = b.y + 54;
    canvas.text(Type::body, b.x, top, "All heads", theme.ink2);
    canvas.text_in(Type::body, second, top, b.w / 2, chosen_title(stage), theme.ink2);
    canvas.hline(b.x, b.x + b.w, top + 14, theme.hair);
    const std::vector<sim::DrawnName>& drawn = names_of(stage).drawn;
    const float pitch =
        std::min(26.0F, (b.y + b.h - top - 22) / static_cast<float>(std::max<std::size_t>(drawn.size(), 1)));
    float y = top + 18 + pitch / 2;
    for (const sim::DrawnName& name : drawn) {
        const bool other = name.all != name.chosen;
        canvas.text_in(Type::number, b.x, y, b.w / 2 - 8, name.all, theme.ink);
        canvas.text_in(other ? Type::number_bold : Type::number, second, y, b.w / 2 - 8, name.chosen,
                       other ? theme.accent : theme.ink2);
        y += pitch;
    }
    add_names_table(stage, {b.x, top, b.w, b.h - 60});
}

void draw_sizes(Stage& stage, const CommitteeLayout& layout) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect b = layout.body;
    const std::vector<sim::EqualSizeRow> rows = sim::equal_size_rows();
    add_sizes_table(stage, rows, b);
    const std::string said = sim::describe_equal_size();
    if (rows.empty()) {
        canvas.paragraph(Type::body, b.x, b.y + 20, b.w, 3, 20, said, theme.ink);
        return;
    }
    const bool small = b.w < 420;
    double low = rows.front().lowest, high = rows.front().highest;
    for (const sim::EqualSizeRow& row : rows) low = std::min(low, row.lowest), high = std::max(high, row.highest);
    low = std::floor(low * 100) / 100, high = std::max(std::ceil(high * 100) / 100, low + 0.01);
    const float heading =
        b.w - (small ? 0.0F : 64.0F) - canvas.width(Type::caption, small ? "mean, deviation" : "mean") - 12;
    for (const char* words : {"heads × width of a head; loss on held-out names, one dot a seed",
                              "heads × width of a head", "heads × width"}) {
        if (canvas.width(Type::body, words) > heading) continue;
        canvas.text(Type::body, b.x, b.y + 10, words, theme.ink2);
        break;
    }
    canvas.text(Type::caption, b.x + b.w - (small ? 0.0F : 64.0F), b.y + 10, small ? "mean, deviation" : "mean",
                theme.ink2, Align::right);
    if (!small) canvas.text(Type::caption, b.x + b.w, b.y + 10, "deviation", theme.ink2, Align::right);
    const float x0 = b.x + 72, x1 = b.x + b.w - (small ? 62.0F : 130.0F), top = b.y + 24,
                foot = small ? 172.0F : 104.0F;
    const float pitch = std::min(40.0F, (b.h - 24 - foot) / static_cast<float>(rows.size()));
    for (std::size_t i = 0; i < rows.size(); ++i)
        draw_size_row(stage, rows[i], {b.x, top + pitch * static_cast<float>(i), b.w, pitch}, x0, x1, low, high);
    const float axis = top + pitch * static_cast<float>(rows.size()) + 8;
    say_scale(stage, low, high, {x0, axis - 8, x1 - x0, 16});
    for (const double tick : {low, high})
        canvas.text(Type::number_small, tick == low ? x0 : x1, axis, places(tick), theme.ink2, Align::centre);
    canvas.paragraph(Type::body, b.x, axis + 22, b.w, small ? 7 : 4, 19, said, theme.ink);
}

}  // namespace mha::lessons::committee
