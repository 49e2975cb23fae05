// SPDX-License-Identifier: MIT
// Lays numbers on a sheet and writes their arithmetic down. Inside of sim/steps_reading.hpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/transformer.hpp"
#include "sim/steps_reading.hpp"

namespace mha::sim::steps {

inline double real(float value) { return static_cast<double>(value); }
inline std::string nth(std::size_t index) { return std::to_string(index + 1); }
inline int column(std::size_t index) { return static_cast<int>(index); }

inline constexpr const char* kMaskNote = "the causal mask hides this later word: its weight is 0";

/// What every step reads.
struct Source {
    const State& state;
    const Readings& readings;
    const engine::Model<float>& model;
    const engine::Trace<float>& trace;
    int head = 1, word = 1;                                       // from 1
    std::size_t words = 0, dimensions = 0, heads = 0, width = 0;  // T, D, H, K
    [[nodiscard]] const engine::AttentionTrace<float>& attention() const { return trace.blocks[0].attention; }
    [[nodiscard]] const engine::AttentionParameters<float>& parameters() const { return model.blocks[0].attention; }
    [[nodiscard]] std::size_t concat() const { return heads * width; }
    [[nodiscard]] std::size_t h() const { return static_cast<std::size_t>(head) - 1; }
    [[nodiscard]] std::size_t q() const { return static_cast<std::size_t>(word) - 1; }
    [[nodiscard]] std::string word_at(std::size_t index) const;  // in quotes
    [[nodiscard]] bool off(int number) const { return (state.off & off_bit(1, number)) != 0; }
    [[nodiscard]] bool masked(std::size_t key) const { return state.mask && key > q(); }
    // Of the shown head and query, without and with the softmax.
    [[nodiscard]] double score(std::size_t key) const { return real(attention().scaled(h(), q(), key)); }
    [[nodiscard]] double weight(std::size_t key) const { return real(attention().weights(h(), q(), key)); }
};

class Builder {
  public:
    explicit Builder(Sheet& sheet) : sheet_(sheet) {}

    /// Starts a row; numbers go to it until the next one.
    int row(SheetRow row);
    /// The next number of the row, with the next pick; the reference holds until the next one.
    SheetNumber& put(int column, double value, std::string name);
    /// The next number will have this pick.
    void next_pick(int pick) { next_ = pick; }
    [[nodiscard]] int pick_of(int row, int column) const;

  private:
    Sheet& sheet_;
    int next_ = 1;
};

/// Arithmetic in the making.
class Writing {
  public:
    explicit Writing(std::string name) { equation_.name = std::move(name); }
    Writing& sign(std::string_view text);
    Writing& operand(double value, int pick = 0, int group = 1);
    /// A number that is exact as printed: "4".
    Writing& exact(std::string text);
    /// Names the number's equation and adds it: "name = … = result".
    void into(SheetNumber& number);
    /// The same for a part of it that has a result of its own.
    void into(SheetNumber& number, double result);

  private:
    Equation equation_;
};

/// A sum of products and the sum of those products printed: a₁·b₁ + a₂·b₂ + … (+ plus).
struct Product {
    double a = 0, b = 0;
    int pick_a = 0, pick_b = 0;
};
void write_products(SheetNumber& number, const std::vector<Product>& products, bool with_parts,
                    const double* plus = nullptr, int plus_pick = 0);

/// The sum, over the words the query sees, of values that stand in a row.
void write_sum(const Source& s, Builder& builder, SheetNumber& number, const std::vector<double>& values, int row,
               std::string name, double total);

void embed_sheet(const Source& source, Sheet& sheet);
void project_sheet(const Source& source, Sheet& sheet);
void attention_sheet(const Source& source, Sheet& sheet, int part);
void scale_sheet(const Source& source, Sheet& sheet);
void softmax_sheet(const Source& source, Sheet& sheet);
void concat_sheet(const Source& source, Sheet& sheet);
void mix_sheet(const Source& source, Sheet& sheet);
void output_sheet(const Source& source, Sheet& sheet);

/// Columns "1".."n".
void number_columns(Sheet& sheet, std::size_t count);

}  // namespace mha::sim::steps
