// SPDX-License-Identifier: MIT
// Sheets of the five parts of one head's attention, for one query.
#include "sim/steps_builder.hpp"

namespace mha::sim::steps {
namespace {

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
        builder.put(kPinned, real(a.q(s.h(), s.q(), k)), "q number " + nth(k) + " of " + s.word_at(s.q())).note =
            "from step 2";
        for (std::size_t j = 0; j < s.words; ++j)
            builder.put(column(j), real(a.k(s.h(), j, k)), "k number " + nth(k) + " of " + s.word_at(j)).note =
                "made in step 2 with " + s.word_at(j) + " as the query";
    }
    const int result = builder.row({.label = "q · k", .brief = "q · k", .head = s.head, .result = true, .rule = true});
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), real(a.raw(s.h(), s.q(), j)), "q · k for " + s.word_at(j));
        std::vector<Product> products;
        for (std::size_t k = 0; k < s.width; ++k) {
            const int row = static_cast<int>(k);
            products.push_back({real(a.q(s.h(), s.q(), k)), real(a.k(s.h(), j, k)), builder.pick_of(row, kPinned),
                                builder.pick_of(row, column(j))});
        }
        write_products(number, products, true);
    }
    sheet.first_pick = builder.pick_of(result, 0);
}

void values_sheet(const Source& s, Sheet& sheet) {
    sheet.saying = "Each word’s value, made smaller by its weight.";
    sheet.formula = "weight · v";
    Builder builder(sheet);
    const int weights = builder.row({.label = "weight", .brief = "weight"});
    for (std::size_t j = 0; j < s.words; ++j) {
        SheetNumber& number = builder.put(column(j), s.weight(j), "weight of " + s.word_at(j));
        number.note = s.masked(j) ? kMaskNote : "from the part before";
    }
    int first_value = 0, first_product = 0;
    for (std::size_t k = 0; k < s.width; ++k) {
        const int row = builder.row({.label = "v, number " + nth(k), .brief = "v " + nth(k), .rule = k == 0});
        if (k == 0) first_value = row;
        for (std::size_t j = 0; j < s.words; ++j)
            builder.put(column(j), value(s, j, k), "v number " + nth(k) + " of " + s.word_at(j)).note =
                "made in step 2 with " + s.word_at(j) + " as the query";
    }
    for (std::size_t k = 0; k < s.width; ++k) {
        const int row = builder.row({.label = "weight · v, number " + nth(k),
                                     .brief = "w·v " + nth(k),
                                     .head = s.head,
                                     .result = true,
                                     .rule = k == 0});
        if (k == 0) first_product = row;
        for (std::size_t j = 0; j < s.words; ++j) {
            SheetNumber& number = builder.put(column(j), s.weight(j) * value(s, j, k),
                                              "weighted v number " + nth(k) + " of " + s.word_at(j));
            Writing(number.name)
                .operand(s.weight(j), builder.pick_of(weights, column(j)), 1)
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
        const int row = builder.row(
            {.label = "weight · v, number " + nth(k), .brief = "w·v " + nth(k), .head = s.head, .result = true});
        std::vector<double> parts;
        double z = 0;
        for (std::size_t j = 0; j < s.words; ++j) {
            parts.push_back(s.weight(j) * value(s, j, k));
            z += parts.back();
            builder.put(column(j), parts.back(), "weighted v number " + nth(k) + " of " + s.word_at(j)).note =
                s.masked(j) ? kMaskNote : "from the part before";
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
        case 1:
            dot_sheet(s, sheet);
            break;
        case 2:
            scale_sheet(s, sheet);
            break;
        case 3:
            softmax_sheet(s, sheet);
            break;
        case 4:
            values_sheet(s, sheet);
            break;
        default:
            sum_sheet(s, sheet);
            break;
    }
}

}  // namespace mha::sim::steps
