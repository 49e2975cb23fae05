// SPDX-License-Identifier: MIT
// Sheets of the five parts of one head's attention, for one query.
#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/numerals.hpp"
#include "sim/steps_builder.hpp"

namespace mha::sim::steps {
namespace {

double real(float value) { return static_cast<double>(value); }
std::string nth(std::size_t index) { return std::to_string(index + 1); }
int column(std::size_t index) { return static_cast<int>(index); }

constexpr const char* kMaskNote = "the causal mask hides this later word: its weight is 0";

void hide(SheetNumber& number) {
    number.text = "masked";
    number.made.clear();
    number.note = kMaskNote;
}

double score(const Source& s, std::size_t key) { return real(s.attention().scaled(s.h(), s.q(), key)); }
double weight(const Source& s, std::size_t key) { return real(s.attention().weights(s.h(), s.q(), key)); }
double value(const Source& s, std::size_t key, std::size_t k) { return real(s.attention().v(s.h(), key, k)); }

void word_columns(const Source& s, Sheet& sheet) {
    sheet.words = true;
    for (const Word& word : s.readings.words) sheet.columns.push_back(word.text);
}

void dot_sheet(const Source& s, Sheet& sheet) {
    sheet.saying = "Query times key, number by number, then added: the larger, the better they match.";
    sheet.formula = "q · k";
    sheet.pinned = "q of " + s.word_at(s.q()), sheet.pinned_brief = "q";
    sheet.pinned_first = true;
    Builder builder(sheet);
    const engine::AttentionTrace<float>& a = s.attention();
    for (std::size_t k = 0; k < s.width; ++k) {
        builder.row({.label = "number " + nth(k), .brief = "no. " + nth(k)});
        builder.put(kPinned, real(a.q(s.h(), s.q(), k)), "q number " + nth(k) + " of " + s.word_at(s.q())).note = "from step 2";
        for (std::size_t j = 0; j < s.words; ++j)
            builder.put(column(j), real(a.k(s.h(), j, k)), "k number " + nth(k) + " of " + s.word_at(j)).note = "made in step 2 with " + s.word_at(j) + " as the query";
    }
    const int result = builder.row({.label = "q · k", .brief = "q · k", .head = s.head, .result = true, .rule = true});
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), real(a.raw(s.h(), s.q(), j)), "q · k for " + s.word_at(j));
        std::vector<Product> products;
        for (std::size_t k = 0; k < s.width; ++k) {
            const int row = static_cast<int>(k);
            products.push_back({real(a.q(s.h(), s.q(), k)), real(a.k(s.h(), j, k)), builder.pick_of(row, kPinned), builder.pick_of(row, column(j))});
        }
        write_products(number, products, true);
    }
    sheet.first_pick = builder.pick_of(result, 0);
}

struct Softmax {
    double most = 0, sum = 0;
    std::size_t top = 0;  // the word of the largest score
    std::vector<double> exps;
};

std::vector<double> scores_of(const Source& s) {
    std::vector<double> out;
    for (std::size_t j = 0; j < s.words; ++j) out.push_back(score(s, j));
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
        out.exps.push_back(s.masked(j) ? 0 : std::exp(scores[j] - out.most));
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
        writing.operand(score(s, j), builder.pick_of(row, column(j)), 2);
    }
    writing.sign(")").into(number);
}

/// The sum of a row over the words the query sees.
void write_sum(const Source& s, Builder& builder, SheetNumber& number, const std::vector<double>& values, int row, std::string name, double total) {
    Writing writing(std::move(name));
    bool first = true;
    for (std::size_t j = 0; j < s.words; ++j) {
        if (s.masked(j)) continue;
        if (!first) writing.sign("+");
        first = false;
        writing.operand(values[j], builder.pick_of(row, column(j)), 1);
    }
    writing.into(number, total);
}

/// A row of weights in three equations each, for scores that stand in another row.
int softmax_row(const Source& s, Builder& builder, SheetRow row, const std::string& name, int score_row, const std::vector<double>& scores) {
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

void scale_sheet(const Source& s, Sheet& sheet) {
    sheet.saying = "The last two rows are the weights with the division and without it.";
    sheet.formula = "score = q · k ÷ √" + std::to_string(s.width);
    Builder builder(sheet);
    const int raw = builder.row({.label = "q · k", .brief = "q · k"});
    for (std::size_t j = 0; j < s.words; ++j) builder.put(column(j), real(s.attention().raw(s.h(), s.q(), j)), "q · k for " + s.word_at(j)).note = "from the part before";
    const int divided = builder.row({.label = "÷ √d_k = score", .brief = "÷ √d_k", .head = s.head, .result = true});
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), score(s, j), "score for " + s.word_at(j));
        Writing(number.name).operand(real(s.attention().raw(s.h(), s.q(), j)), builder.pick_of(raw, column(j)), 1).sign("÷").sign("√").exact(std::to_string(s.width)).into(number);
    }
    sheet.first_pick = builder.pick_of(divided, 0);
    if (s.state.mask) {
        builder.row({.label = "with the mask", .brief = "mask"});
        for (std::size_t j = 0; j < s.words; ++j) {
            SheetNumber& number = builder.put(column(j), score(s, j), "masked score for " + s.word_at(j));
            if (s.masked(j)) hide(number);
            else number.note = "not later than the query, so it stays";
        }
    }
    const int with = softmax_row(s, builder, {.label = "its softmax", .brief = "softmax", .head = s.head, .rule = true}, "weight of ", divided, scores_of(s));
    const int without = softmax_row(s, builder, {.label = "softmax without ÷", .brief = "without"}, "weight without ÷ of ", raw, raw_scores(s));
    sheet.bars = {with, without};
}

void softmax_rows(const Source& s, Sheet& sheet, Builder& builder, const Softmax& soft) {
    const int scores = builder.row({.label = "score", .brief = "score"});
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), score(s, j), "score for " + s.word_at(j));
        if (s.masked(j)) hide(number);
        else number.note = "from the part before";
    }
    SheetNumber& most = builder.put(kPinned, soft.most, "largest score");
    most.tag = "max";
    write_max(s, builder, most, scores);
    const int max_pick = most.pick, shifted = builder.row({.label = "score − max", .brief = "− max"});
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), score(s, j) - soft.most, "score − max for " + s.word_at(j));
        if (s.masked(j)) hide(number);
        else Writing(number.name).operand(score(s, j), builder.pick_of(scores, column(j)), 1).sign("−").operand(soft.most, max_pick, 2).into(number);
    }
    const int exps = builder.row({.label = "exp of that", .brief = "exp"});
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), soft.exps[j], "exp for " + s.word_at(j));
        if (s.masked(j)) number.note = kMaskNote;
        else Writing(number.name).sign("exp(").operand(score(s, j) - soft.most, builder.pick_of(shifted, column(j)), 1).sign(")").into(number);
    }
    SheetNumber& sum = builder.put(kPinned, soft.sum, "sum of the exps");
    sum.tag = "sum";
    write_sum(s, builder, sum, soft.exps, exps, sum.name, soft.sum);
    const int sum_pick = sum.pick;
    const int weights = builder.row({.label = "÷ sum = weight", .brief = "weight", .head = s.head, .result = true});
    std::vector<double> shares;
    for (std::size_t j = 0; j < s.words; ++j) {
        shares.push_back(weight(s, j));
        SheetNumber& number = builder.put(column(j), shares.back(), "weight of " + s.word_at(j));
        if (s.masked(j)) {
            number.note = kMaskNote;
            continue;
        }
        Writing(number.name).operand(soft.exps[j], builder.pick_of(exps, column(j)), 1).sign("÷").operand(soft.sum, sum_pick, 2).into(number);
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

void softmax_sheet(const Source& s, Sheet& sheet) {
    sheet.saying = "Softmax turns scores into shares that add up to 1.";
    sheet.formula = "weight = exp(score − max) ÷ sum";
    sheet.pinned = "all words", sheet.pinned_brief = "all";
    Builder builder(sheet);
    softmax_rows(s, sheet, builder, softmax_of(s, scores_of(s)));
}

void values_sheet(const Source& s, Sheet& sheet) {
    sheet.saying = "Each word’s value, made smaller by its weight.";
    sheet.formula = "weight · v";
    Builder builder(sheet);
    const int weights = builder.row({.label = "weight", .brief = "weight"});
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), weight(s, j), "weight of " + s.word_at(j));
        number.note = s.masked(j) ? kMaskNote : "from the part before";
    }
    int first_value = 0, first_product = 0;
    for (std::size_t k = 0; k < s.width; ++k) {
        const int row = builder.row({.label = "v, number " + nth(k), .brief = "v " + nth(k), .rule = k == 0});
        if (k == 0) first_value = row;
        for (std::size_t j = 0; j < s.words; ++j)
            builder.put(column(j), value(s, j, k), "v number " + nth(k) + " of " + s.word_at(j)).note = "made in step 2 with " + s.word_at(j) + " as the query";
    }
    for (std::size_t k = 0; k < s.width; ++k) {
        const int row = builder.row({.label = "weight · v, number " + nth(k), .brief = "w·v " + nth(k), .head = s.head, .result = true, .rule = k == 0});
        if (k == 0) first_product = row;
        for (std::size_t j = 0; j < s.words; ++j) {
            SheetNumber& number = builder.put(column(j), weight(s, j) * value(s, j, k), "weighted v number " + nth(k) + " of " + s.word_at(j));
            Writing(number.name)
                .operand(weight(s, j), builder.pick_of(weights, column(j)), 1)
                .sign("·")
                .operand(value(s, j, k), builder.pick_of(first_value + static_cast<int>(k), column(j)), 2)
                .into(number);
        }
    }
    sheet.first_pick = builder.pick_of(first_product, 0);
}

void sum_sheet(const Source& s, Sheet& sheet) {
    sheet.saying = "Added over the words: this is what the head hands on for " + s.word_at(s.q()) + ".";
    sheet.formula = "Z = sum of weight · v";
    sheet.pinned = "= Z", sheet.pinned_brief = "= Z";
    Builder builder(sheet);
    for (std::size_t k = 0; k < s.width; ++k) {
        const int row = builder.row({.label = "weight · v, number " + nth(k), .brief = "w·v " + nth(k), .head = s.head, .result = true});
        std::vector<double> parts;
        double z = 0;
        for (std::size_t j = 0; j < s.words; ++j) {
            parts.push_back(weight(s, j) * value(s, j, k));
            z += parts.back();
            builder.put(column(j), parts.back(), "weighted v number " + nth(k) + " of " + s.word_at(j)).note = s.masked(j) ? kMaskNote : "from the part before";
        }
        SheetNumber& number = builder.put(kPinned, z, "Z number " + nth(k));
        write_sum(s, builder, number, parts, row, number.name, z);
    }
    sheet.first_pick = builder.pick_of(0, kPinned);
}

}  // namespace

void attention_sheet(const Source& s, Sheet& sheet, int part) {
    sheet.title = "Attention of head " + std::to_string(s.head) + " for " + s.word_at(s.q()) + ": " + part_name(part);
    word_columns(s, sheet);
    switch (part) {
        case 1: dot_sheet(s, sheet); break;
        case 2: scale_sheet(s, sheet); break;
        case 3: softmax_sheet(s, sheet); break;
        case 4: values_sheet(s, sheet); break;
        default: sum_sheet(s, sheet); break;
    }
}

}  // namespace mha::sim::steps
