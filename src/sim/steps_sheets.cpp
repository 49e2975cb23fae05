// SPDX-License-Identifier: MIT
// Sheets of the steps around the heads: embeddings, projection, concatenation, output.
#include <algorithm>

#include "sim/steps_builder.hpp"

namespace mha::sim::steps {
namespace {

std::string table_row(const Source& s, std::size_t word) {
    const bool known = word < s.readings.words.size() && s.readings.words[word].known;
    return known ? "the word table’s row for " + s.word_at(word) : "the word table’s row for a blank";
}

/// What one word becomes: word + position = x, in three rows.
void embed_chosen(const Source& s, Builder& builder, std::size_t t) {
    const std::string name = s.word_at(t);
    const int word = builder.row({.label = "word " + name, .brief = "word", .rule = t > 0});
    for (std::size_t d = 0; d < s.dimensions; ++d)
        builder.put(column(d), real(s.trace.tok_emb(t, d)), "word number " + nth(d) + " of " + name).note =
            "learned: " + table_row(s, t);
    const int place = builder.row({.label = "+ position " + nth(t), .brief = "+ place " + nth(t)});
    for (std::size_t d = 0; d < s.dimensions; ++d)
        builder.put(column(d), real(s.trace.pos_emb(t, d)), "position number " + nth(d) + " of place " + nth(t)).note =
            "learned: the position table’s row " + nth(t);
    builder.row({.label = "= x of " + name, .brief = "= x", .result = true});
    for (std::size_t d = 0; d < s.dimensions; ++d) {
        SheetNumber& x = builder.put(column(d), real(s.trace.x(t, d)), "x number " + nth(d) + " of " + name);
        Writing(x.name)
            .operand(real(s.trace.tok_emb(t, d)), builder.pick_of(word, column(d)), 1)
            .sign("+")
            .operand(real(s.trace.pos_emb(t, d)), builder.pick_of(place, column(d)), 2)
            .into(x);
    }
}

}  // namespace

void embed_sheet(const Source& s, Sheet& sheet) {
    sheet.title = "Embeddings: every word becomes " + std::to_string(s.dimensions) + " numbers";
    sheet.saying = "Each word has learned numbers, and so has each position. Their sum is what the heads read.";
    sheet.formula = "x = word + position";
    number_columns(sheet, s.dimensions);
    Builder builder(sheet);
    for (std::size_t t = 0; t < s.words; ++t) {
        if (t == s.q()) {
            embed_chosen(s, builder, t);
            continue;
        }
        builder.row({.label = "x of " + s.word_at(t),
                     .brief = s.readings.words[t].text,
                     .rule = t > 0,
                     .word = static_cast<int>(t) + 1});
        for (std::size_t d = 0; d < s.dimensions; ++d) {
            SheetNumber& x =
                builder.put(column(d), real(s.trace.x(t, d)), "x number " + nth(d) + " of " + s.word_at(t));
            Writing(x.name)
                .operand(real(s.trace.tok_emb(t, d)), 0, 1)
                .sign("+")
                .operand(real(s.trace.pos_emb(t, d)), 0, 2)
                .into(x);
        }
    }
    sheet.first_pick = static_cast<int>((s.q() + 2) * s.dimensions) + 1;
}

namespace {

struct Projection {
    const char* name;
    const char* letter;
    const engine::Cube<float>& out;
    const engine::Matrix<float>& weight;
    const engine::Vector<float>& bias;
};

/// The column of W that makes the target number, product by product.
void column_rows(const Source& s, Builder& builder, const Projection& p, std::size_t c, int x_row, int first_pick) {
    const std::string matrix = std::string("W_") + p.letter, place = "column " + nth(c);
    builder.next_pick(first_pick);
    const int weights = builder.row({.label = matrix + ", " + place, .brief = matrix + " " + nth(c), .rule = true});
    for (std::size_t i = 0; i < s.dimensions; ++i)
        builder.put(column(i), real(p.weight(i, c)), matrix + ", row " + nth(i) + ", " + place).note = "learned";
    builder.row({.label = "x × that", .brief = "x × that"});
    for (std::size_t i = 0; i < s.dimensions; ++i) {
        const double x = real(s.trace.x(s.q(), i)), w = real(p.weight(i, c));
        SheetNumber& product = builder.put(column(i), x * w, "product " + nth(i));
        Writing(product.name)
            .operand(x, builder.pick_of(x_row, column(i)), 1)
            .sign("·")
            .operand(w, builder.pick_of(weights, column(i)), 2)
            .into(product);
    }
    if (p.bias.size() == 0) return;
    builder.row({.label = std::string("bias b_") + p.letter, .brief = std::string("b_") + p.letter, .heads = true});
    for (std::size_t i = 0; i < s.concat(); ++i)
        builder.put(column(i), real(p.bias(i)), std::string("bias b_") + p.letter + ", number " + nth(i)).note =
            "learned";
}

}  // namespace

void project_sheet(const Source& s, Sheet& sheet) {
    const engine::AttentionParameters<float>& w = s.parameters();
    const engine::AttentionTrace<float>& a = s.attention();
    const Projection all[] = {
        {"query", "Q", a.q, w.wq, w.bq}, {"key", "K", a.k, w.wk, w.bk}, {"value", "V", a.v, w.wv, w.bv}};
    constexpr const char* kLetters[] = {"q", "k", "v"};
    sheet.title = "Query, key and value of " + s.word_at(s.q());
    sheet.saying = "x times three learned matrices, plus a bias. Each head owns its own columns.";
    sheet.formula = "q = x W_Q + b_Q";
    sheet.block = static_cast<int>(s.width);
    number_columns(sheet, std::max(s.dimensions, s.concat()));
    const int first = static_cast<int>(s.dimensions) + 1, targets = static_cast<int>(3 * s.concat()),
              coded = first + targets;
    const int stride = static_cast<int>(2 * s.dimensions + s.concat());
    int target = static_cast<int>(s.h() * s.width);
    if (s.state.pick >= coded)
        target = std::min((s.state.pick - coded) / stride, targets - 1);
    else if (s.state.pick >= first)
        target = s.state.pick - first;
    sheet.first_pick = first + target;
    const auto t_matrix = static_cast<std::size_t>(target) / s.concat(),
               t_column = static_cast<std::size_t>(target) % s.concat();
    const int shown = coded + target * stride;  // picks of the shown column's numbers

    Builder builder(sheet);
    const int x_row = builder.row({.label = "x of " + s.word_at(s.q()), .brief = "x"});
    for (std::size_t i = 0; i < s.dimensions; ++i)
        builder.put(column(i), real(s.trace.x(s.q(), i)), "x number " + nth(i) + " of " + s.word_at(s.q())).note =
            "from step 1";
    for (std::size_t m = 0; m < 3; ++m) {
        builder.row({.label = std::string(kLetters[m]) + " (" + all[m].name + ")",
                     .brief = kLetters[m],
                     .result = true,
                     .rule = m == 0,
                     .heads = true});
        for (std::size_t c = 0; c < s.concat(); ++c) {
            SheetNumber& number =
                builder.put(column(c), real(all[m].out(c / s.width, s.q(), c % s.width)),
                            std::string(kLetters[m]) + " number " + nth(c % s.width) + " of head " + nth(c / s.width));
            const bool on_sheet = m == t_matrix && c == t_column;
            std::vector<Product> products;
            for (std::size_t i = 0; i < s.dimensions; ++i)
                products.push_back({real(s.trace.x(s.q(), i)), real(all[m].weight(i, c)),
                                    builder.pick_of(x_row, column(i)), on_sheet ? shown + column(i) : 0});
            const bool biased = all[m].bias.size() > 0;
            const double bias = biased ? real(all[m].bias(c)) : 0;
            const int bias_pick = m == t_matrix ? shown + static_cast<int>(2 * s.dimensions) + column(c) : 0;
            write_products(number, products, false, biased ? &bias : nullptr, bias_pick);
        }
    }
    column_rows(s, builder, all[t_matrix], t_column, x_row, shown);
}

void concat_sheet(const Source& s, Sheet& sheet) {
    const engine::AttentionTrace<float>& a = s.attention();
    sheet.title = "The heads’ outputs for " + s.word_at(s.q()) + ", side by side";
    sheet.saying = "Nothing is mixed yet: each head fills its own " + std::to_string(s.width) + " places.";
    sheet.formula = "concat = Z_1, …, Z_" + std::to_string(s.heads);
    sheet.block = static_cast<int>(s.width);
    number_columns(sheet, s.concat());
    Builder builder(sheet);
    for (std::size_t h = 0; h < s.heads; ++h) {
        const int head = static_cast<int>(h) + 1;
        builder.row({.label = "Z of head " + nth(h), .brief = "Z, head " + nth(h), .head = head, .heads = true});
        for (std::size_t k = 0; k < s.width; ++k) {
            std::vector<Product> products;
            double z = 0;
            for (std::size_t j = 0; j < s.words; ++j) {
                const double weight = real(a.weights(h, s.q(), j)), value = real(a.v(h, j, k));
                z += weight * value;
                if (!s.masked(j)) products.push_back({weight, value, 0, 0});
            }
            SheetNumber& number = builder.put(column(h * s.width + k), z, "Z number " + nth(k) + " of head " + nth(h));
            write_products(number, products, false);
        }
    }
    const int joined =
        builder.row({.label = "concatenated", .brief = "concat", .result = true, .rule = true, .heads = true});
    for (std::size_t c = 0; c < s.concat(); ++c) {
        const int head = static_cast<int>(c / s.width) + 1;
        SheetNumber& number = builder.put(column(c), real(a.concat(s.q(), c)), "concat number " + nth(c));
        if (s.off(head)) {
            number.note = "head " + std::to_string(head) + " is switched off: its output is set to 0";
        } else {
            Writing(number.name).operand(number.value, builder.pick_of(head - 1, column(c)), 1).into(number);
            number.note = "number " + nth(c % s.width) + " of head " + std::to_string(head) + ", unchanged";
        }
    }
    sheet.first_pick = builder.pick_of(joined, 0);
}

void output_sheet(const Source& s, Sheet& sheet) {
    sheet.title = "Output beside input, for " + s.word_at(s.q());
    sheet.saying = "What the heads found is added to what the word was.";
    sheet.formula = "y = x + attention output";
    number_columns(sheet, s.dimensions);
    Builder builder(sheet);
    const int before = builder.row({.label = "input x", .brief = "input x"});
    for (std::size_t d = 0; d < s.dimensions; ++d)
        builder.put(column(d), real(s.trace.x(s.q(), d)), "x number " + nth(d)).note = "from step 1";
    const int added = builder.row({.label = "+ attention output", .brief = "+ output"});
    for (std::size_t d = 0; d < s.dimensions; ++d)
        builder.put(column(d), real(s.attention().projected(s.q(), d)), "attention output, number " + nth(d)).note =
            "from step 5";
    const int after = builder.row({.label = "= y", .brief = "= y", .result = true, .rule = true});
    for (std::size_t d = 0; d < s.dimensions; ++d) {
        SheetNumber& y = builder.put(column(d), real(s.trace.blocks[0].attn_residual(s.q(), d)), "y number " + nth(d));
        Writing(y.name)
            .operand(real(s.trace.x(s.q(), d)), builder.pick_of(before, column(d)), 1)
            .sign("+")
            .operand(real(s.attention().projected(s.q(), d)), builder.pick_of(added, column(d)), 2)
            .into(y);
    }
    sheet.bars = {before, after};
    sheet.first_pick = builder.pick_of(after, 0);
}

}  // namespace mha::sim::steps
