// SPDX-License-Identifier: MIT
// Sheets of the parts around the softmax: the division by √d_k with and without, and the softmax itself.
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/elementary.hpp"
#include "sim/numerals.hpp"
#include "sim/steps_builder.hpp"

namespace mha::sim::steps {
namespace {

void hide(SheetNumber& number) {
    number.text = "masked";
    number.made.clear();
    number.note = kMaskNote;
}

struct Softmax {
    double most = 0, sum = 0;
    std::size_t top = 0;  // the word of the largest score
    std::vector<double> exps;
};

std::vector<double> scores_of(const Source& s) {
    std::vector<double> out;
    for (std::size_t j = 0; j < s.words; ++j) out.push_back(s.score(j));
    return out;
}

std::vector<double> raw_scores(const Source& s) {
    std::vector<double> out;
    for (std::size_t j = 0; j < s.words; ++j) out.push_back(real(s.attention().raw(s.h(), s.q(), j)));
    return out;
}

Softmax softmax_of(const Source& s, const std::vector<double>& scores) {
    Softmax out;
    for (std::size_t j = 0; j < s.words; ++j) {
        if (!s.masked(j) && scores[j] > scores[out.top]) out.top = j;
    }
    out.most = scores[out.top];
    for (std::size_t j = 0; j < s.words; ++j) {
        out.exps.push_back(s.masked(j) ? 0 : engine::math::exp(scores[j] - out.most));
        out.sum += out.exps.back();
    }
    return out;
}

/// max(…) of the scores the query may see.
void write_max(const Source& s, Builder& builder, SheetNumber& number, int row) {
    Writing writing(number.name);
    writing.sign("max(");
    for (std::size_t j = 0; j < s.words; ++j) {
        if (s.masked(j)) continue;
        if (j > 0) writing.sign(",");
        writing.operand(s.score(j), builder.pick_of(row, column(j)), 2);
    }
    writing.sign(")").into(number);
}

/// A row of weights in three equations each, for scores that stand in another row.
int softmax_row(const Source& s, Builder& builder, SheetRow row, const std::string& name, int score_row,
                const std::vector<double>& scores) {
    const Softmax soft = softmax_of(s, scores);
    const int made = builder.row(std::move(row));
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), soft.exps[j] / soft.sum, name + s.word_at(j));
        if (s.masked(j)) {
            number.note = kMaskNote;
            continue;
        }
        Writing("exp of score − max")
            .sign("exp(")
            .operand(scores[j], builder.pick_of(score_row, column(j)), 1)
            .sign("−")
            .operand(soft.most, builder.pick_of(score_row, column(soft.top)), 2)
            .sign(")")
            .into(number, soft.exps[j]);
        write_sum(s, builder, number, soft.exps, -1, "sum over the words", soft.sum);
        Writing(number.name).operand(soft.exps[j]).sign("÷").operand(soft.sum).into(number);
        std::rotate(number.made.begin(), number.made.end() - 1, number.made.end());
    }
    return made;
}

void softmax_rows(const Source& s, Sheet& sheet, Builder& builder, const Softmax& soft) {
    const int scores = builder.row({.label = "score", .brief = "score"});
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), s.score(j), "score for " + s.word_at(j));
        if (s.masked(j))
            hide(number);
        else
            number.note = "from the part before";
    }
    SheetNumber& most = builder.put(kPinned, soft.most, "largest score");
    most.tag = "max";
    write_max(s, builder, most, scores);
    const int max_pick = most.pick, shifted = builder.row({.label = "score − max", .brief = "− max"});
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), s.score(j) - soft.most, "score − max for " + s.word_at(j));
        if (s.masked(j))
            hide(number);
        else
            Writing(number.name)
                .operand(s.score(j), builder.pick_of(scores, column(j)), 1)
                .sign("−")
                .operand(soft.most, max_pick, 2)
                .into(number);
    }
    const int exps = builder.row({.label = "exp of that", .brief = "exp"});
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), soft.exps[j], "exp for " + s.word_at(j));
        if (s.masked(j))
            number.note = kMaskNote;
        else
            Writing(number.name)
                .sign("exp(")
                .operand(s.score(j) - soft.most, builder.pick_of(shifted, column(j)), 1)
                .sign(")")
                .into(number);
    }
    SheetNumber& sum = builder.put(kPinned, soft.sum, "sum of the exps");
    sum.tag = "sum";
    write_sum(s, builder, sum, soft.exps, exps, sum.name, soft.sum);
    const int sum_pick = sum.pick;
    const int weights = builder.row({.label = "÷ sum = weight", .brief = "weight", .head = s.head, .result = true});
    std::vector<double> shares;
    for (std::size_t j = 0; j < s.words; ++j) {
        shares.push_back(s.weight(j));
        SheetNumber& number = builder.put(column(j), shares.back(), "weight of " + s.word_at(j));
        if (s.masked(j)) {
            number.note = kMaskNote;
            continue;
        }
        Writing(number.name)
            .operand(soft.exps[j], builder.pick_of(exps, column(j)), 1)
            .sign("÷")
            .operand(soft.sum, sum_pick, 2)
            .into(number);
        const SheetNumber kept = *sheet.find(sum_pick);
        number.made.push_back(kept.made.front());
        number.made.back().name = "sum";
    }
    SheetNumber& all = builder.put(kPinned, 0, "sum of the weights");
    for (const double share : shares) all.value += share;
    all.text = places(all.value, kSheetPlaces);
    all.tag = "sum";
    write_sum(s, builder, all, shares, weights, all.name, all.value);
    sheet.bars = {weights};
    sheet.first_pick = builder.pick_of(weights, 0);
}

}  // namespace

void scale_sheet(const Source& s, Sheet& sheet) {
    sheet.saying = "The last two rows are the weights with the division and without it.";
    sheet.formula = "score = q · k ÷ √" + std::to_string(s.width);
    Builder builder(sheet);
    const int raw = builder.row({.label = "q · k", .brief = "q · k"});
    for (std::size_t j = 0; j < s.words; ++j)
        builder.put(column(j), real(s.attention().raw(s.h(), s.q(), j)), "q · k for " + s.word_at(j)).note =
            "from the part before";
    const int divided = builder.row({.label = "÷ √d_k = score", .brief = "÷ √d_k", .head = s.head, .result = true});
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), s.score(j), "score for " + s.word_at(j));
        Writing(number.name)
            .operand(real(s.attention().raw(s.h(), s.q(), j)), builder.pick_of(raw, column(j)), 1)
            .sign("÷")
            .sign("√")
            .exact(std::to_string(s.width))
            .into(number);
    }
    sheet.first_pick = builder.pick_of(divided, 0);
    if (s.state.mask) {
        builder.row({.label = "with the mask", .brief = "mask"});
        for (std::size_t j = 0; j < s.words; ++j) {
            SheetNumber& number = builder.put(column(j), s.score(j), "masked score for " + s.word_at(j));
            if (s.masked(j))
                hide(number);
            else
                number.note = "not later than the query, so it stays";
        }
    }
    const int with = softmax_row(s, builder, {.label = "its softmax", .brief = "softmax", .head = s.head, .rule = true},
                                 "weight of ", divided, scores_of(s));
    const int without = softmax_row(s, builder, {.label = "softmax without ÷", .brief = "without"},
                                    "weight without ÷ of ", raw, raw_scores(s));
    sheet.bars = {with, without};
}

void softmax_sheet(const Source& s, Sheet& sheet) {
    sheet.saying = "Softmax turns scores into shares that add up to 1.";
    sheet.formula = "weight = exp(score − max) ÷ sum";
    sheet.pinned = "all words", sheet.pinned_brief = "all";
    Builder builder(sheet);
    softmax_rows(s, sheet, builder, softmax_of(s, scores_of(s)));
}

}  // namespace mha::sim::steps
