// SPDX-License-Identifier: MIT
// What three heads of 16 cost against one of 48: the same multiply-adds, three times the softmax.
#include <algorithm>
#include <string>
#include <utility>

#include "analysis/sort_study.hpp"
#include "lessons/nano_parts.hpp"
#include "sim/numerals.hpp"

namespace mha::lessons::nano {
namespace {

/// "76,032": groups of three.
std::string grouped(std::uint64_t value) {
    std::string out = std::to_string(value);
    for (std::size_t at = out.size(); at > 3; at -= 3) out.insert(at - 3, ",");
    return out;
}

struct Row {
    std::string text, many, one;
    bool bold = false;
};

std::vector<Row> rows_of(const NanoStage& stage, std::size_t tokens) {
    const engine::ModelConfig& c = stage.reading.stored->model.config;
    const analysis::AttentionCost many = analysis::attention_cost(tokens, c.d_model, c.heads),
                                  one = analysis::attention_cost(tokens, c.d_model, 1);
    const std::string w = std::to_string(c.head_width()), d = std::to_string(c.d_model);
    return {{"heads × width", std::to_string(c.heads) + " × " + w, "1 × " + d},
            {"Q, K, V", grouped(many.projections), grouped(one.projections)},
            {"scores q · k", grouped(many.scores), grouped(one.scores)},
            {"weights × values", grouped(many.values), grouped(one.values)},
            {"W_O", grouped(many.output), grouped(one.output)},
            {"multiply-adds", grouped(many.multiply_adds()), grouped(one.multiply_adds()), true},
            {"softmax exp", grouped(many.softmax_exponentials), grouped(one.softmax_exponentials)}};
}

}  // namespace

void draw_cost_panel(NanoStage& stage) {
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const Rect card = stage.layout.panel;
    const engine::ModelConfig& c = stage.reading.stored->model.config;
    const float pad = stage.layout.frame.phone ? 10.0F : 14.0F, x = card.x + pad, right = card.x + card.w - pad;
    const std::string split =
        std::to_string(c.d_model) + " = " + std::to_string(c.heads) + " × " + std::to_string(c.head_width());
    const std::string text = "One attention layer reading " + sim::count_of(stage.reading.read, "letter") +
                             ". Splitting " + std::to_string(c.d_model) + " numbers among " + std::to_string(c.heads) +
                             " heads costs the same multiply-adds as one head of " + std::to_string(c.d_model) +
                             "; only the softmax is done " + std::to_string(c.heads) + " times.";
    canvas.fill_round(card, 8, theme.paper);
    canvas.outline_round(card, 8, theme.border, theme.edge);
    canvas.text(Type::number_large, x, card.y + pad + 6, split, theme.ink);
    const bool wide = card.w >= 520, tight = card.h < 260;
    const Type type = tight ? Type::caption : Type::body;
    const float line = tight ? 16.0F : 19.0F, width = (wide ? std::floor(card.w * 0.46F) : card.w) - 2 * pad;
    const int lines = canvas.paragraph(type, x, card.y + pad + 30, width, 6, line, text, theme.ink2);
    float y = wide ? card.y + 6 : card.y + pad + 30 + line * static_cast<float>(lines) + 6;
    const float from = wide ? x + width + 2 * pad : x;
    const std::vector<Row> rows = rows_of(stage, static_cast<std::size_t>(stage.reading.read));
    const float pitch = std::min(24.0F, (card.y + card.h - 6 - y) / static_cast<float>(rows.size()));
    sim::TableNode table;
    table.id = "cost";
    table.caption = "Multiply-adds of one attention layer";
    table.columns = {rows[0].many, rows[0].one};
    const Type number = pitch < 20 || card.w < 290 ? Type::number_small : Type::number;
    const float second = right - std::max(canvas.width(number, rows[5].one), canvas.width(number, "1 × 48")) - 14;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        const float middle = y + pitch * (static_cast<float>(i) + 0.5F);
        const Type words = row.bold ? (tight ? Type::caption_bold : Type::body_bold) : type;
        draw_name(canvas, from, middle, name_runs(row.text, words, row.bold ? theme.ink : theme.ink2));
        canvas.text(number, second, middle, row.many, theme.ink, Align::right);
        canvas.text(number, right, middle, row.one, theme.ink, Align::right);
        if (i == 0 || row.bold) canvas.hline(from, right, y + pitch * static_cast<float>(i + 1), theme.edge);
        if (i > 0) table.row_headers.push_back(row.text), table.cells.push_back({row.many, row.one});
    }
    stage.frame.registry.add(sim::TextNode{sim::TextNode::Kind::paragraph, "cost-text", split + ". " + text, card});
    table.rect = card;
    stage.frame.registry.add(std::move(table));
}

}  // namespace mha::lessons::nano
