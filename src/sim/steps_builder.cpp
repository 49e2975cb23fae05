// SPDX-License-Identifier: MIT
#include "sim/steps_builder.hpp"

#include <utility>

#include "sim/numerals.hpp"

namespace mha::sim::steps {

std::string Source::word_at(std::size_t index) const {
    return index < readings.words.size() ? in_quotes(readings.words[index].text) : std::string{};
}

int Builder::row(SheetRow row) {
    sheet_.rows.push_back(std::move(row));
    return static_cast<int>(sheet_.rows.size()) - 1;
}

SheetNumber& Builder::put(int column, double value, std::string name) {
    SheetNumber number;
    number.pick = next_++;
    number.row = static_cast<int>(sheet_.rows.size()) - 1;
    number.column = column;
    number.value = value;
    number.text = places(value, kSheetPlaces);
    number.name = std::move(name);
    sheet_.numbers.push_back(std::move(number));
    return sheet_.numbers.back();
}

int Builder::pick_of(int row, int column) const {
    const SheetNumber* number = sheet_.at(row, column);
    return number == nullptr ? 0 : number->pick;
}

Writing& Writing::sign(std::string_view text) {
    equation_.pieces.push_back({std::string(text), 0, 0});
    return *this;
}

// A negative number stands in brackets unless nothing stands before it.
Writing& Writing::operand(double value, int pick, int group) {
    std::string text = places(value, kSheetPlaces);
    const bool bare = equation_.pieces.empty() || equation_.pieces.back().text.ends_with('(');
    if (!bare && text.starts_with("−")) text = "(" + text + ")";
    equation_.pieces.push_back({std::move(text), pick, group});
    return *this;
}

Writing& Writing::exact(std::string text) {
    equation_.pieces.push_back({std::move(text), 0, 0});
    return *this;
}

void Writing::into(SheetNumber& number) {
    equation_.result = number.text;
    number.made.push_back(std::move(equation_));
}

void Writing::into(SheetNumber& number, double result) {
    equation_.result = places(result, kSheetPlaces);
    number.made.push_back(std::move(equation_));
}

void write_products(SheetNumber& number, const std::vector<Product>& products, bool with_parts, const double* plus,
                    int plus_pick) {
    Writing whole(number.name);
    for (std::size_t i = 0; i < products.size(); ++i) {
        if (i > 0) whole.sign("+");
        whole.operand(products[i].a, products[i].pick_a, 1).sign("·").operand(products[i].b, products[i].pick_b, 2);
    }
    if (plus != nullptr) whole.sign("+").operand(*plus, plus_pick, 1);
    whole.into(number);
    if (!with_parts) return;
    Writing parts("product by product");
    for (std::size_t i = 0; i < products.size(); ++i) {
        if (i > 0) parts.sign("+");
        parts.operand(products[i].a * products[i].b, 0, 0);
    }
    if (plus != nullptr) parts.sign("+").operand(*plus, 0, 0);
    parts.into(number);
}

void write_sum(const Source& s, Builder& builder, SheetNumber& number, const std::vector<double>& values, int row,
               std::string name, double total) {
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

void number_columns(Sheet& sheet, std::size_t count) {
    for (std::size_t i = 1; i <= count; ++i) sheet.columns.push_back(std::to_string(i));
}

}  // namespace mha::sim::steps
