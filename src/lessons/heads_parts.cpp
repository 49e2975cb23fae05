// SPDX-License-Identifier: MIT
// Pieces that several views of the lesson use.
#include "lessons/heads_parts.hpp"

#include <algorithm>
#include <utility>

#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "view/marks.hpp"
#include "view/number_text.hpp"
#include "view/text_flow.hpp"

namespace mha::lessons::heads {

using sim::places;

namespace {

/// Words by words.
sim::TableNode words_table(const Stage& stage, std::string id, std::string caption, std::string summary,
                           const float* values, std::string (*number)(double)) {
    sim::TableNode table;
    table.id = std::move(id);
    table.caption = std::move(caption);
    table.summary = std::move(summary);
    table.columns = table.row_headers = stage.words;
    for (std::size_t row = 0; row < stage.words.size(); ++row) {
        table.cells.emplace_back();
        for (std::size_t column = 0; column < stage.words.size(); ++column)
            table.cells.back().push_back(number(static_cast<double>(*values++)));
    }
    table.rect = stage.layout.figure;
    return table;
}

}  // namespace

view::HeatMap head_map(const Stage& stage, int head, Rect rect) {
    view::HeatMap map;
    map.rect = rect;
    map.values = stage.head(head).weights;
    map.colour = [&theme = stage.theme(), head](float w) { return view::ramp(theme, head, w); };
    map.number = view::cell_number;
    map.masked = stage.state().mask;
    map.off = !stage.head(head).on;
    return map;
}

void add_weights_table(Stage& stage, int head) {
    const std::string id = "weights-" + std::to_string(head);
    const std::uint64_t generation = stage.readings().generation;
    if (stage.frame.registry.add_again(id, generation, stage.layout.figure)) return;
    sim::TableNode table =
        words_table(stage, id, "Attention weights of head " + std::to_string(head),
                    "Each row is a word that looks, each column a word that is looked at; a row adds up to 1.",
                    stage.head(head).weights.data, [](double weight) { return places(weight); });
    table.generation = generation;
    stage.frame.registry.add(std::move(table));
}

void add_difference_table(Stage& stage, const std::vector<float>& difference) {
    stage.frame.registry.add(words_table(stage, "difference", "Difference",
                                         "The weight in head " + std::to_string(stage.state().left) +
                                             " less that in head " + std::to_string(stage.state().right) +
                                             ", from −1 to 1.",
                                         difference.data(), [](double value) { return sim::signed_places(value); }));
}

std::vector<Run> cell_runs(const Stage& stage, int head, view::Cell cell, bool brief) {
    const view::Theme& theme = stage.theme();
    const Canvas canvas(stage.frame);
    // On the narrowest screen two long words and their number still fit the strip.
    const float most = stage.layout.phone ? 52.0F : stage.layout.width < 760 ? 90.0F : 160.0F;
    const auto word = [&](int index) {
        return view::shorten(stage.words[static_cast<std::size_t>(index)], most,
                             [&](std::string_view part) { return canvas.width(Type::body_bold, part); });
    };
    const std::string from = word(cell.row), to = word(cell.column);
    const float w =
        stage.head(head).weights.at(static_cast<std::size_t>(cell.row), static_cast<std::size_t>(cell.column));
    std::vector<Run> runs = {
        {from, Type::body_bold, theme.ink}, {" → ", Type::body, theme.ink2}, {to, Type::body_bold, theme.ink}};
    if (stage.state().mask && cell.column > cell.row) {
        runs.push_back({stage.layout.phone ? "  masked" : "   masked: it comes later", Type::body, theme.ink2});
        return runs;
    }
    runs.push_back({"  ", Type::body, theme.ink});
    runs.push_back({places(static_cast<double>(w)), Type::number_bold, view::head_colours(theme, head).text});
    if (!brief) runs.push_back({"  of the attention of " + sim::in_quotes(from), Type::caption, theme.ink2});
    return runs;
}

std::vector<Run> resting_runs(const Stage& stage, std::string_view hint) {
    const view::Theme& theme = stage.theme();
    const sim::LossReading& loss = stage.readings().loss;
    const bool some_off = std::any_of(stage.readings().heads.begin(), stage.readings().heads.end(),
                                      [](const sim::HeadReading& head) { return !head.on; });
    if (some_off && loss.asked > 0) {
        const char* what = stage.layout.phone   ? "sentence loss "
                           : stage.state().mask ? "loss on this sentence, masked and without what is off: "
                                                : "loss on this sentence ";
        return {{what, Type::body, theme.ink2},
                {places(static_cast<double>(loss.whole())), Type::number, theme.ink},
                {" → ", Type::body, theme.ink2},
                {places(static_cast<double>(loss.now())), Type::number_bold, theme.ink}};
    }
    if (stage.state().mask) return {{"masked: no word sees a later one", Type::body, theme.ink2}};
    return {{std::string(hint), Type::body, theme.ink2}};
}

}  // namespace mha::lessons::heads
