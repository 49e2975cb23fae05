// SPDX-License-Identifier: MIT
// The sheet of W_O: one of its columns with its products, every head's share, the bias, and the sum.
#include <algorithm>

#include "sim/steps_builder.hpp"

namespace mha::sim::steps {
namespace {

/// Everything the step of W_O numbers: where its picks begin.
struct MixPicks {
    int shares, bias, sum, coded, stride;
};

void mix_column(const Source& s, Builder& builder, std::size_t j, int concat_row, int first_pick) {
    const engine::Matrix<float>& wo = s.parameters().wo;
    builder.next_pick(first_pick);
    const int weights = builder.row({.label = "W_O, column " + nth(j), .brief = "W_O " + nth(j), .heads = true});
    for (std::size_t c = 0; c < s.concat(); ++c)
        builder.put(column(c), real(wo(c, j)), "W_O, row " + nth(c) + ", column " + nth(j)).note = "learned";
    builder.row({.label = "concat × that", .brief = "× that", .heads = true});
    for (std::size_t c = 0; c < s.concat(); ++c) {
        const double z = real(s.attention().concat(s.q(), c)), w = real(wo(c, j));
        SheetNumber& product = builder.put(column(c), z * w, "product " + nth(c));
        Writing(product.name)
            .operand(z, builder.pick_of(concat_row, column(c)), 1)
            .sign("·")
            .operand(w, builder.pick_of(weights, column(c)), 2)
            .into(product);
    }
}

void mix_shares(const Source& s, Builder& builder, std::size_t j, const MixPicks& picks, int column_pick) {
    const engine::AttentionTrace<float>& a = s.attention();
    builder.next_pick(picks.shares);
    for (std::size_t h = 0; h < s.heads; ++h) {
        builder.row({.label = "share of head " + nth(h),
                     .brief = "head " + nth(h),
                     .head = static_cast<int>(h) + 1,
                     .rule = h == 0});
        for (std::size_t d = 0; d < s.dimensions; ++d) {
            SheetNumber& share =
                builder.put(column(d), real(a.share(h, s.q(), d)), "share of head " + nth(h) + ", number " + nth(d));
            std::vector<Product> products;
            for (std::size_t k = 0; k < s.width; ++k) {
                const std::size_t c = h * s.width + k;
                products.push_back({real(a.concat(s.q(), c)), real(s.parameters().wo(c, d)), column(c) + 1,
                                    d == j ? column_pick + column(c) : 0});
            }
            write_products(share, products, true);
        }
    }
    const engine::Vector<float>& bias = s.parameters().bo;
    if (bias.size() > 0) {
        builder.row({.label = "bias b_O", .brief = "b_O"});
        for (std::size_t d = 0; d < s.dimensions; ++d)
            builder.put(column(d), real(bias(d)), "bias b_O, number " + nth(d)).note = "learned";
    }
    builder.next_pick(picks.sum);
    builder.row({.label = "= attention output", .brief = "= sum", .result = true, .rule = true});
    for (std::size_t d = 0; d < s.dimensions; ++d) {
        SheetNumber& sum = builder.put(column(d), real(a.projected(s.q(), d)), "attention output, number " + nth(d));
        Writing writing(sum.name);
        for (std::size_t h = 0; h < s.heads; ++h) {
            if (h > 0) writing.sign("+");
            writing.operand(real(a.share(h, s.q(), d)), picks.shares + column(h * s.dimensions + d), 1);
        }
        if (bias.size() > 0) writing.sign("+").operand(real(bias(d)), picks.bias + column(d), 2);
        writing.into(sum);
    }
}

}  // namespace

void mix_sheet(const Source& s, Sheet& sheet) {
    sheet.title = "The heads mixed, for " + s.word_at(s.q());
    sheet.saying = "A head’s numbers times its rows of the matrix are its share; the shares add up.";
    sheet.formula = "output = concat W_O + b_O";
    sheet.block = static_cast<int>(s.width);
    number_columns(sheet, std::max(s.dimensions, s.concat()));
    const int d = static_cast<int>(s.dimensions), concat = static_cast<int>(s.concat());
    MixPicks picks{};
    picks.shares = concat + 1;
    picks.bias = picks.shares + static_cast<int>(s.heads) * d;
    picks.sum = picks.bias + d;
    picks.coded = picks.sum + d;
    picks.stride = 2 * concat;
    int target = 0;
    if (s.state.pick >= picks.coded)
        target = std::min((s.state.pick - picks.coded) / picks.stride, d - 1);
    else if (s.state.pick >= picks.shares)
        target = (s.state.pick - picks.shares) % d;
    const auto j = static_cast<std::size_t>(target);
    const int column_pick = picks.coded + target * picks.stride;
    Builder builder(sheet);
    const int concat_row = builder.row({.label = "concatenated", .brief = "concat", .heads = true});
    for (std::size_t c = 0; c < s.concat(); ++c)
        builder.put(column(c), real(s.attention().concat(s.q(), c)), "concat number " + nth(c)).note = "from step 4";
    mix_column(s, builder, j, concat_row, column_pick);
    mix_shares(s, builder, j, picks, column_pick);
    sheet.first_pick = picks.shares + static_cast<int>(s.h()) * d + target;
}

}  // namespace mha::sim::steps
