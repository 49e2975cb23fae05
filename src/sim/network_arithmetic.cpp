// SPDX-License-Identifier: MIT
#include "sim/network_arithmetic.hpp"

#include <algorithm>
#include <cmath>

#include "engine/elementary.hpp"
#include "sim/numerals.hpp"
#include "sim/sort_reading.hpp"

namespace mha::sim {
namespace {

std::string number(double value) { return places(value, 3); }

struct Work {
    const SortReading& reading;
    const NetMatrix& m;
    NetPlace at;
    Arithmetic& out;

    [[nodiscard]] double value() const { return static_cast<double>(m.at(at.row, at.column)); }
    [[nodiscard]] int near(NetKind kind, bool same_head = false) const {
        return reading.find(kind, m.block, same_head ? m.head : 0);
    }
    [[nodiscard]] double of(int matrix, int row, int column) const {
        return static_cast<double>(reading.matrix(matrix).at(row, column));
    }
    void term(std::string text, double v, bool result = false) const {
        out.terms.push_back({std::move(text), number(v), result});
    }
    void result(std::string text) const { term(std::move(text), value(), true); }
    void lit(int matrix, int row, int column, int rows, int columns) const {
        if (matrix >= 0) out.operands.push_back({matrix, row, column, rows, columns});
    }
    /// The sum of products of a row of one matrix with a column of another, the bias, and the result.
    void linear(int left, int weights, int bias, const char* result_text) const {
        const NetMatrix& w = reading.matrix(weights);
        double sum = 0, largest = 0;
        int strongest = 0;
        for (int i = 0; i < w.rows; ++i) {
            const double product = of(left, at.row, i) * of(weights, i, at.column);
            sum += product;
            if (std::fabs(product) > std::fabs(largest)) largest = product, strongest = i;
        }
        lit(left, at.row, 0, 1, w.rows);
        lit(weights, 0, at.column, w.rows, 1);
        out.terms.push_back(
            {"largest: " + number(of(left, at.row, strongest)) + " × " + number(of(weights, strongest, at.column)),
             number(largest), false});
        term("all " + std::to_string(w.rows) + " products", sum);
        if (bias >= 0) {
            term("+ bias " + reading.matrix(bias).name, of(bias, 0, at.column));
            lit(bias, 0, at.column, 1, 1);
        }
        result(result_text);
    }
    void add(int first, const char* first_text, int second, const char* second_text) const {
        term(first_text, of(first, at.row, at.column));
        term(second_text, of(second, at.row, at.column));
        lit(first, at.row, at.column, 1, 1);
        lit(second, at.row, at.column, 1, 1);
        result("sum");
    }
    void norm(int input, int parameters) const;
    void embedding() const;
    void score() const;
    void weight(int scores, int keys) const;
    void head_output() const;
    void projection() const;
    void gelu() const;
    void stream_step(NetKind before, NetKind added, const char* what) const;
    void run() const;
};

void Work::norm(int input, int parameters) const {
    const NetMatrix& x = reading.matrix(input);
    double mean = 0, variance = 0;
    for (int i = 0; i < x.columns; ++i) mean += of(input, at.row, i) / x.columns;
    for (int i = 0; i < x.columns; ++i)
        variance += (of(input, at.row, i) - mean) * (of(input, at.row, i) - mean) / x.columns;
    const double deviation = std::sqrt(variance + static_cast<double>(reading.stored->model.config.norm_epsilon));
    const double v = of(input, at.row, at.column), normal = (v - mean) / deviation;
    lit(input, at.row, 0, 1, x.columns);
    term("number in the stream", v);
    term("− mean of its " + std::to_string(x.columns), mean);
    term("÷ standard deviation", deviation);
    if (parameters >= 0) {
        const NetMatrix& p = reading.matrix(parameters);
        term("× gain", of(parameters, 0, at.column));
        if (p.rows > 1) term("+ bias", of(parameters, 1, at.column));
        lit(parameters, 0, at.column, p.rows, 1);
    } else {
        term("normalised", normal);
    }
    result("result");
}

void Work::embedding() const {
    const int letters = reading.find(NetKind::token_table), positions = reading.find(NetKind::position_table);
    const int letter = reading.letters[static_cast<std::size_t>(at.row)];
    term(std::string("letter ") + letter_name(letter) + " in the letter table", of(letters, letter, at.column));
    term("position " + std::to_string(at.row + 1) + " in the position table", of(positions, at.row, at.column));
    lit(letters, letter, at.column, 1, 1);
    lit(positions, at.row, at.column, 1, 1);
    result("sum");
}

void Work::score() const {
    if (at.column > at.row) {
        out.terms.push_back({"a later letter: masked", "−∞", true});
        return;
    }
    const int q = near(NetKind::q, true), k = near(NetKind::k, true);
    const int width = reading.matrix(q).columns;
    double sum = 0;
    for (int i = 0; i < width; ++i) sum += of(q, at.row, i) * of(k, at.column, i);
    lit(q, at.row, 0, 1, width);
    lit(k, at.column, 0, 1, width);
    term("q · k, " + std::to_string(width) + " products", sum);
    result("÷ √" + std::to_string(width) + " = " + places(std::sqrt(static_cast<double>(width)), 3));
}

/// Softmax of a row of `keys` scores.
void Work::weight(int scores, int keys) const {
    if (at.column >= keys) {
        out.terms.push_back({"a later letter: masked", number(value()), true});
        return;
    }
    double most = of(scores, at.row, 0), sum = 0;
    for (int i = 1; i < keys; ++i) most = std::max(most, of(scores, at.row, i));
    for (int i = 0; i < keys; ++i) sum += engine::math::exp(of(scores, at.row, i) - most);
    lit(scores, at.row, 0, 1, keys);
    const char* what = m.kind == NetKind::probabilities ? "logit" : "score";
    term(what, of(scores, at.row, at.column));
    term(std::string("− largest ") + what + " of the row", most);
    term("exp of the difference", engine::math::exp(of(scores, at.row, at.column) - most));
    term("÷ sum of " + count_of(keys, "such number"), sum);
    result(m.kind == NetKind::probabilities ? "probability" : "weight");
}

void Work::head_output() const {
    if (reading.is_off(m.block, m.head)) {
        out.terms.push_back({"the head is switched off", number(value()), true});
        return;
    }
    const int w = near(NetKind::weights, true), v = near(NetKind::v, true);
    double largest = 0;
    int strongest = 0;
    for (int i = 0; i <= at.row; ++i) {
        const double product = of(w, at.row, i) * of(v, i, at.column);
        if (std::fabs(product) > std::fabs(largest)) largest = product, strongest = i;
    }
    lit(w, at.row, 0, 1, at.row + 1);
    lit(v, 0, at.column, at.row + 1, 1);
    out.terms.push_back({"largest: letter " + std::to_string(strongest + 1) + ", " + number(of(w, at.row, strongest)) +
                             " × " + number(of(v, strongest, at.column)),
                         number(largest), false});
    result("sum of " + count_of(at.row + 1, "product") + " weight × value");
}

void Work::projection() const {
    const int weights = near(NetKind::w_o), bias = near(NetKind::b_o);
    const int width = static_cast<int>(reading.stored->model.config.head_width());
    lit(weights, 0, at.column, reading.matrix(weights).rows, 1);
    for (int h = 1; h <= reading.heads_per_layer(); ++h) {
        const int z = reading.find(NetKind::head_out, m.block, h);
        double share = 0;
        for (int i = 0; i < width; ++i) share += of(z, at.row, i) * of(weights, (h - 1) * width + i, at.column);
        term("head " + std::to_string(h) + ", " + std::to_string(width) + " products", share);
        lit(z, at.row, 0, 1, width);
    }
    if (bias >= 0) {
        term("+ bias b_O", of(bias, 0, at.column));
        lit(bias, 0, at.column, 1, 1);
    }
    result("sum");
}

void Work::gelu() const {
    const int fc = near(NetKind::fc);
    const double x = of(fc, at.row, at.column);
    const bool tanh_form = reading.stored->model.config.activation == engine::ActivationKind::gelu_tanh;
    lit(fc, at.row, at.column, 1, 1);
    term("x, the number in", x);
    if (tanh_form)
        term("tanh(0.798 (x + 0.0447 x³))", engine::math::tanh(0.7978845608028654 * (x + 0.044715 * x * x * x)));
    result(tanh_form ? "x × (1 + that) ÷ 2" : "GELU of x");
}

void Work::stream_step(NetKind before, NetKind added, const char* what) const {
    int first = near(before);
    if (before == NetKind::stream_in)
        first = m.block == 1 ? reading.find(NetKind::stream_in) : reading.find(NetKind::stream_out, m.block - 1);
    add(first, "in the stream before", near(added), what);
}

void Work::run() const {
    const auto stream_before = [&] {
        return m.block == 1 ? reading.find(NetKind::stream_in) : reading.find(NetKind::stream_out, m.block - 1);
    };
    switch (m.kind) {
        case NetKind::stream_in:
            return embedding();
        case NetKind::ln1:
            return norm(stream_before(), near(NetKind::ln1_parameters));
        case NetKind::q:
            return linear(near(NetKind::ln1), near(NetKind::w_q, true), near(NetKind::b_q, true), "query");
        case NetKind::k:
            return linear(near(NetKind::ln1), near(NetKind::w_k, true), near(NetKind::b_k, true), "key");
        case NetKind::v:
            return linear(near(NetKind::ln1), near(NetKind::w_v, true), near(NetKind::b_v, true), "value");
        case NetKind::scores:
            return score();
        case NetKind::weights:
            return weight(near(NetKind::scores, true), at.row + 1);
        case NetKind::head_out:
            return head_output();
        case NetKind::projected:
            return projection();
        case NetKind::stream_mid:
            return stream_step(NetKind::stream_in, NetKind::projected, "+ attention output");
        case NetKind::ln2:
            return norm(near(NetKind::stream_mid), near(NetKind::ln2_parameters));
        case NetKind::fc:
            return linear(near(NetKind::ln2), near(NetKind::w_fc), near(NetKind::b_fc), "sum");
        case NetKind::act:
            return gelu();
        case NetKind::proj:
            return reading.mlp_is_off(m.block)
                       ? result("the MLP is switched off")
                       : linear(near(NetKind::act), near(NetKind::w_proj), near(NetKind::b_proj), "sum");
        case NetKind::stream_out:
            return stream_step(NetKind::stream_mid, NetKind::proj, "+ MLP output");
        case NetKind::ln_f:
            return norm(reading.find(NetKind::stream_out, reading.layers()), reading.find(NetKind::ln_f_parameters));
        case NetKind::logits:
            return linear(reading.find(NetKind::ln_f), reading.find(NetKind::head), -1, "logit");
        case NetKind::probabilities:
            return weight(reading.find(NetKind::logits), m.columns);
        default:
            return result("learned number");
    }
}

}  // namespace

std::string row_name(const SortReading& reading, const NetMatrix& matrix, int row) {
    if (matrix.kind == NetKind::token_table) return std::string("letter ") + letter_name(row);
    if (matrix.kind == NetKind::position_table) return "position " + std::to_string(row + 1);
    if (matrix.by_letter && row < static_cast<int>(reading.letters.size()))
        return "letter " + std::to_string(row + 1) + " (" +
               letter_name(reading.letters[static_cast<std::size_t>(row)]) + ")";
    const bool parameters = matrix.kind == NetKind::ln1_parameters || matrix.kind == NetKind::ln2_parameters ||
                            matrix.kind == NetKind::ln_f_parameters;
    if (parameters) return row == 0 ? "gain" : "bias";
    return "row " + std::to_string(row + 1);
}

std::string column_name(const SortReading& reading, const NetMatrix& matrix, int column) {
    if (matrix.kind == NetKind::scores || matrix.kind == NetKind::weights) {
        if (column < static_cast<int>(reading.letters.size()))
            return "letter " + std::to_string(column + 1) + " (" +
                   letter_name(reading.letters[static_cast<std::size_t>(column)]) + ")";
    }
    if (matrix.kind == NetKind::logits || matrix.kind == NetKind::probabilities || matrix.kind == NetKind::head)
        return std::string(1, letter_name(column));
    return "column " + std::to_string(column + 1);
}

Arithmetic arithmetic_of(const SortReading& reading, const NetPlace& place) {
    Arithmetic out;
    const NetMatrix& m = reading.matrix(place.matrix);
    out.title = m.place.empty() ? m.name : m.place + ": " + m.name;
    const bool looks = m.kind == NetKind::scores || m.kind == NetKind::weights;
    out.where = row_name(reading, m, place.row) + (looks ? " looks at " : ", ") + column_name(reading, m, place.column);
    out.note = m.parameter ? "A parameter: learned in training, the same for every input." : "";
    Work{reading, m, place, out}.run();
    const bool head_bias = m.kind == NetKind::logits && reading.stored->model.head_bias.size() > 0;
    if (head_bias)
        out.terms.insert(
            out.terms.end() - 1,
            {"+ bias",
             number(static_cast<double>(reading.stored->model.head_bias(static_cast<std::size_t>(place.column)))),
             false});
    return out;
}

std::string arithmetic_text(const Arithmetic& arithmetic) {
    std::string out = arithmetic.title + ", " + arithmetic.where + ": ";
    for (std::size_t i = 0; i < arithmetic.terms.size(); ++i)
        out += (i > 0 ? "; " : "") + arithmetic.terms[i].text + " " + arithmetic.terms[i].value;
    return out + ".";
}

}  // namespace mha::sim
