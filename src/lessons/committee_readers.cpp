// SPDX-License-Identifier: MIT
// Every number of the lesson as text and tables, for readers.
#include <algorithm>
#include <cmath>
#include <string>

#include "lessons/committee_parts.hpp"
#include "sim/describe_names.hpp"
#include "sim/numerals.hpp"
#include "view/number_text.hpp"

namespace mha::lessons::committee {
namespace {

using sim::places;
using sim::signed_places;

sim::TableNode weights_table(const Stage& stage, Rect rect) {
    sim::TableNode table;
    table.id = "weights";
    table.caption = "What " + last_letter(stage) + " looks at, and each head’s share of the logit of " +
                    quoted_letter(names_of(stage).shares.letter);
    table.columns = stage.words;
    table.columns.push_back("Share");
    for (int head = 1; head <= stage.head_count(); ++head) {
        table.row_headers.push_back("Head " + std::to_string(head) + (is_off(stage, head) ? " (off)" : ""));
        std::vector<std::string> cells;
        for (const float w : stage.head(head).weights.row(stage.head(head).weights.rows - 1))
            cells.push_back(places(static_cast<double>(w)));
        cells.push_back(signed_places(names_of(stage).shares.heads[static_cast<std::size_t>(head) - 1]));
        table.cells.push_back(std::move(cells));
    }
    table.summary = sim::describe_logit(stage.readings());
    table.rect = rect;
    return table;
}

sim::TableNode letters_table(const Stage& stage, Rect rect) {
    const sim::NamesReading& names = names_of(stage);
    sim::TableNode table;
    table.id = "next-letters";
    table.caption = "Next letter";
    table.columns = {"Chosen heads", "All heads"};
    for (std::size_t i = 0; i < names.all.size(); ++i) {
        table.row_headers.push_back(sim::next_letter_text(static_cast<int>(i)));
        table.cells.push_back({sim::percent_tenths(static_cast<double>(names.chosen[i])),
                               sim::percent_tenths(static_cast<double>(names.all[i]))});
    }
    table.rect = rect;
    return table;
}

/// q, k, v, the concatenation and W_O's sum of the last letter.
sim::TableNode slices_table(const Stage& stage, Rect rect) {
    const sim::NamesReading& names = names_of(stage);
    sim::TableNode table;
    table.id = "slices";
    table.caption = "The numbers of " + last_letter(stage);
    table.columns = {"q", "k", "v", "concatenation", "after W_O"};
    const engine::MatrixView &concat = stage.readings().concat, &sum = stage.readings().projected;
    for (std::size_t i = 0; i < concat.columns; ++i) {
        const std::size_t head = i / names.q.front().columns, at = i % names.q.front().columns, last = concat.rows - 1;
        table.row_headers.push_back("number " + std::to_string(i) + ", head " + std::to_string(head + 1));
        std::vector<std::string> cells;
        for (const float value : {names.q[head].at(last, at), names.k[head].at(last, at), names.v[head].at(last, at),
                                  concat.at(last, i), sum.at(last, i)})
            cells.push_back(signed_places(static_cast<double>(value)));
        table.cells.push_back(std::move(cells));
    }
    const auto size = [&](std::size_t i) { return std::fabs(concat.at(concat.rows - 1, i)); };
    std::size_t most = 0;
    for (std::size_t i = 1; i < concat.columns; ++i) most = size(i) > size(most) ? i : most;
    table.summary =
        "Farthest from 0 in the concatenation: " + table.row_headers[most] + ", " + table.cells[most][3] + ".";
    table.rect = rect;
    return table;
}

/// Every letter's k, score, weight and v in one head.
sim::TableNode head_table(const Stage& stage, int head, Rect rect) {
    const sim::NamesReading& names = names_of(stage);
    const sim::HeadReading& reading = stage.head(head);
    const auto h = static_cast<std::size_t>(head) - 1;
    const std::size_t last = reading.weights.rows - 1, width = names.k[h].columns;
    sim::TableNode table;
    table.id = "head-step";
    table.caption = "Head " + std::to_string(head) + " for " + last_letter(stage);
    table.summary = "Score is q · k divided by the root of " + std::to_string(width) +
                    "; if on, the head’s output is the sum of weight times v.";
    for (const char* name : {"k ", "v "}) {
        for (std::size_t i = 0; i < width; ++i) table.columns.push_back(name + std::to_string(h * width + i));
    }
    table.columns.insert(table.columns.end(), {"score", "weight"});
    for (std::size_t t = 0; t <= last; ++t) {
        table.row_headers.push_back(stage.words[t]);
        std::vector<std::string> cells;
        for (const engine::MatrixView& slice : {names.k[h], names.v[h]}) {
            for (const float value : slice.row(t)) cells.push_back(signed_places(static_cast<double>(value)));
        }
        cells.push_back(signed_places(static_cast<double>(reading.scores.at(last, t))));
        cells.push_back(places(static_cast<double>(reading.weights.at(last, t))));
        table.cells.push_back(std::move(cells));
    }
    table.rect = rect;
    return table;
}

/// What every head gives to each number after W_O, and the sum.
sim::TableNode shares_table(const Stage& stage, Rect rect) {
    const engine::MatrixView& sum = stage.readings().projected;
    sim::TableNode table;
    table.id = "shares";
    table.caption = "Shares through W_O for " + last_letter(stage);
    for (int head = 1; head <= stage.head_count(); ++head) table.columns.push_back("Head " + std::to_string(head));
    table.columns.push_back("Sum");
    for (std::size_t i = 0; i < sum.columns; ++i) {
        table.row_headers.push_back("number " + std::to_string(i));
        std::vector<std::string> cells;
        for (const sim::HeadReading& head : stage.readings().heads)
            cells.push_back(signed_places(static_cast<double>(head.share.at(sum.rows - 1, i))));
        cells.push_back(signed_places(static_cast<double>(sum.at(sum.rows - 1, i))));
        table.cells.push_back(std::move(cells));
    }
    table.rect = rect;
    return table;
}

void add_slices_tables(Stage& stage, const CommitteeLayout& layout) {
    const int step = std::min(stage.state().step, stage.head_count() + 2);
    sim::Registry& registry = stage.frame.registry;
    registry.add(slices_table(stage, layout.body));
    if (step > stage.head_count() + 1)
        registry.add(shares_table(stage, layout.body));
    else if (step > 1)
        registry.add(head_table(stage, step - 1, layout.body));
}

}  // namespace

void say_scale(Stage& stage, double low, double high, Rect rect) {
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "loss-scale",
                                           "Scale from " + places(low) + " to " + places(high) + ".", rect});
}

void add_committee_tables(Stage& stage, const CommitteeLayout& layout) {
    sim::Registry& registry = stage.frame.registry;
    registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "described",
                               sim::describe_names(stage.state(), stage.readings()), layout.body});
    if (layout.panel == NamesPanel::heads) registry.add(weights_table(stage, layout.heads));
    if (layout.panel == NamesPanel::heads || layout.panel == NamesPanel::letters)
        registry.add(letters_table(stage, layout.letters));
    if (layout.panel == NamesPanel::slices)
        add_slices_tables(stage, layout);
    else if (layout.slices.w > 0 && layout.panel == NamesPanel::heads)
        registry.add(slices_table(stage, layout.slices));  // in brief they are painted there too
}

}  // namespace mha::lessons::committee
