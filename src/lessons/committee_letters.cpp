// SPDX-License-Identifier: MIT
// The next letter with all heads (outline) and with the chosen ones (filled); under it the vector of four slices and
// the loss on held-out names.
#include <algorithm>
#include <cmath>
#include <string>

#include "lessons/committee_parts.hpp"
#include "sim/describe_names.hpp"
#include "sim/numerals.hpp"
#include "view/interact.hpp"
#include "view/vectors.hpp"

namespace mha::lessons::committee {
namespace {

using sim::places;

constexpr int kBars = 7;  // and the end

double probability(const std::vector<float>& values, int token) {
    return static_cast<double>(values[static_cast<std::size_t>(token)]);
}

void draw_legend(Stage& stage, float right, float y) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    float x = right - canvas.text(Type::caption, right, y, "all", theme.ink2, Align::right) - 20;
    canvas.outline_round({x, y - 6, 16, 12}, 2, 2, theme.ink2);
    x -= 10 + canvas.text(Type::caption, x - 10, y, "chosen", theme.ink2, Align::right) + 20;
    canvas.fill_round({x, y - 6, 16, 12}, 2, theme.accent);
}

std::string draw_letter(Stage& stage, Rect row, int token, double scale) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::NamesReading& names = names_of(stage);
    const double all = probability(names.all, token), chosen = probability(names.chosen, token);
    const float y = row.y + row.h / 2, x = row.x + 34, room = row.w - 34 - 58, thick = std::min(18.0F, row.h - 6);
    const bool end = token == sim::kNameEnd, best = token == names.best;
    canvas.text(end    ? Type::caption
                : best ? Type::number_bold
                       : Type::number,
                row.x + 15, y, sim::next_letter_text(token), best ? theme.ink : theme.ink2, Align::centre);
    const auto length = [&](double p) { return canvas.snap(static_cast<float>(p / scale) * room); };
    if (length(chosen) > 0) canvas.fill_round({x, y - thick / 2 + 2, length(chosen), thick - 4}, 2, theme.accent);
    if (length(all) > 0) canvas.outline_round({x, y - thick / 2, std::max(3.0F, length(all)), thick}, 2, 2, theme.ink2);
    canvas.text(best ? Type::number_bold : Type::number, row.x + row.w, y, sim::percent_tenths(chosen), theme.ink,
                Align::right);
    if (!pointed_at(stage, row)) return {};
    return quoted_letter(token) + ": " + sim::percent_tenths(chosen) + " with the chosen heads, " +
           sim::percent_tenths(all) + " with all";
}

/// Round numbers around the held-out losses of this checkpoint, the same for every choice of heads.
struct LossAxis {
    double low = 0, high = 1;
};
LossAxis loss_axis(const sim::NameLosses& losses) {
    LossAxis axis{1e9, -1e9};
    for (const sim::NameLoss& row : losses.rows)
        axis.low = std::min(axis.low, row.loss), axis.high = std::max(axis.high, row.loss);
    if (axis.low > axis.high) return {};
    axis.low = std::floor(axis.low * 20) / 20, axis.high = std::ceil(axis.high * 20) / 20;
    if (axis.high <= axis.low) axis.high = axis.low + 0.05;
    return axis;
}

void draw_loss(Stage& stage, Rect r) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::NamesReading& names = names_of(stage);
    const double whole = names.losses.without(0), now = names.losses.without(names.off);
    const LossAxis axis = loss_axis(names.losses);
    const float x0 = r.x + 18, x1 = r.x + r.w - 18, y = r.y + 58;
    const auto place = [&](double loss) {
        return x0 + static_cast<float>((loss - axis.low) / (axis.high - axis.low)) * (x1 - x0);
    };
    canvas.text_in(Type::body_bold, r.x, r.y + 14, r.w, "Loss on held-out names", theme.ink);
    canvas.hline(x0, x1, y, theme.edge);
    say_scale(stage, axis.low, axis.high, r);
    for (const double tick : {axis.low, axis.high}) {
        canvas.vline(place(tick), y - 4, y + 4, theme.edge);
        canvas.text(Type::number_small, place(tick), y + 18, places(tick), theme.ink2, Align::centre);
    }
    const Colour tone = names.off == 0 ? theme.ink2 : theme.accent;
    if (std::isfinite(now) && names.off != 0) canvas.line({place(whole), y}, {place(now), y}, 4, tone);
    canvas.disc({place(whole), y}, 6, theme.ink2);
    if (std::isfinite(now) && names.off != 0) canvas.disc({place(now), y}, 6, tone);
    std::vector<Run> runs = {{"all ", Type::caption, theme.ink2}, {places(whole, 3), Type::number_small, theme.ink}};
    if (names.off != 0) {
        runs.push_back({"   chosen ", Type::caption, theme.accent});
        runs.push_back({places(now, 3), Type::number_small, theme.ink});
    }
    canvas.runs(r.x, r.y + 35, runs);
    canvas.text_in(Type::caption, r.x + r.w / 2, y + 18, x1 - x0 - 60, std::to_string(names.losses.names) + " names",
                   theme.ink2, Align::centre);
}

void draw_vector(Stage& stage, Rect r) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const engine::MatrixView& concat = stage.readings().concat;
    const sim::ModelReading& model = stage.readings().model;
    const auto row = concat.row(concat.rows - 1);
    const float title = canvas.text(Type::body_bold, r.x, r.y + 14, "One vector, four slices", theme.ink);
    const std::string split =
        std::to_string(model.d_model) + " = " + std::to_string(model.heads) + " × " + std::to_string(model.head_width);
    canvas.text(Type::number, r.x + title + 16, r.y + 14, split, theme.ink);
    SliceRow slices{.values = row, .slice = model.head_width};
    slices.cell = std::min(36.0F, view::cell_size(r.w - 20, static_cast<int>(row.size()), stage.frame.ratio));
    slices.most = std::max(view::largest(row), 1e-6F);
    slices.hatched = names_of(stage).off;
    const float width = slices.cell * static_cast<float>(row.size()) + 18;
    const Rect place = {r.x, r.y + 28, width, 42};
    const view::Touch touch =
        view::interact(stage.frame, sim::press("open-slices", "One vector, four slices: step through it",
                                               "Each head’s four numbers, one head after the other.", place,
                                               {sim::ShowPanel{static_cast<int>(NamesPanel::slices)}}));
    draw_slices_row(stage, r.x, r.y + 30, slices);
    if (touch.focused) view::focus_ring(canvas, theme, place, 2);
    const Colour tone = touch.hot ? theme.ink : theme.ink2;
    canvas.runs(
        r.x, r.y + 84,
        {{"outputs of the heads for " + last_letter(stage) + ", end to end: the input of W", Type::caption, tone},
         {"O", Type::caption, tone, 3}});
}

}  // namespace

std::string draw_next_letters(Stage& stage, const CommitteeLayout& layout) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const sim::NamesReading& names = names_of(stage);
    const Rect r = layout.letters;
    canvas.text(Type::body, r.x, r.y + 10, "Next letter", theme.ink2);
    draw_legend(stage, r.x + r.w, r.y + 10);
    const std::vector<int> letters = sim::likeliest_letters(names, kBars);
    double scale = 0.05;
    for (const int token : letters)
        scale = std::max({scale, probability(names.all, token), probability(names.chosen, token)});
    const float top = r.y + 24, pitch = std::min(30.0F, (r.y + r.h - 8 - top) / static_cast<float>(letters.size()));
    std::string readout;
    for (std::size_t i = 0; i < letters.size(); ++i) {
        std::string here =
            draw_letter(stage, {r.x, top + pitch * static_cast<float>(i), r.w, pitch}, letters[i], scale);
        if (!here.empty()) readout = std::move(here);
    }
    canvas.vline(canvas.snap(r.x + 34), top, top + pitch * static_cast<float>(letters.size()), theme.edge);
    return readout;
}

void draw_brief(Stage& stage, const CommitteeLayout& layout) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    canvas.hline(layout.body.x, layout.body.x + layout.body.w, layout.loss.y - 2, theme.hair);
    if (layout.slices.w > 0) {
        canvas.vline(layout.letters.x - 16, layout.letters.y, layout.letters.y + layout.letters.h - 10, theme.hair);
        draw_vector(stage, layout.slices);
    }
    draw_loss(stage, layout.loss);
}

}  // namespace mha::lessons::committee
