// SPDX-License-Identifier: MIT
// Shapes first, then values: a wrong shape explains itself, a NaN behind it would not.
#include "engine/attention_check.hpp"

#include <array>
#include <string>
#include <utility>

#include "engine/finite.hpp"

namespace mha::engine {
namespace {

constexpr std::size_t kMostHeads = 64;  // HeadSet has one bit per head

std::string shape_text(std::size_t rows, std::size_t columns) {
    return "[" + std::to_string(rows) + ", " + std::to_string(columns) + "]";
}

Error wrong_shape(std::string argument, std::string value, std::string expected) {
    return {ErrorCode::bad_shape, std::move(argument), std::move(value), std::move(expected)};
}

template <class T>
Result<void> check_matrix_shape(const char* name, const Matrix<T>& m, std::size_t rows, std::size_t columns) {
    if (m.shape(0) == rows && m.shape(1) == columns) return {};
    return std::unexpected(wrong_shape(name, shape_text(m.shape(0), m.shape(1)), shape_text(rows, columns)));
}

template <class T>
Result<void> check_bias_shape(const char* name, const Vector<T>& bias, std::size_t size) {
    if (bias.size() == 0 || bias.size() == size) return {};
    return std::unexpected(
        wrong_shape(name, "[" + std::to_string(bias.size()) + "]", "[" + std::to_string(size) + "] or empty"));
}

template <class T>
Result<void> check_input(const Matrix<T>& x, std::size_t heads) {
    const std::size_t d_model = x.shape(1);
    if (x.shape(0) == 0) {
        return std::unexpected(Error{ErrorCode::empty, "x", shape_text(0, d_model), "at least one row, one per token"});
    }
    if (d_model == 0) {
        return std::unexpected(wrong_shape("x", shape_text(x.shape(0), 0), "at least one column, d_model >= 1"));
    }
    if (heads >= 1 && heads <= d_model && heads <= kMostHeads) return {};
    std::string expected =
        d_model <= kMostHeads ? "1 to d_model = " + std::to_string(d_model) : "1 to " + std::to_string(kMostHeads);
    return std::unexpected(Error{ErrorCode::bad_value, "heads", std::to_string(heads), std::move(expected)});
}

}  // namespace

template <class T>
Result<void> check_attention(const Matrix<T>& x, const AttentionParameters<T>& p, std::size_t heads) {
    if (Result<void> checked = check_input(x, heads); !checked) return checked;
    const std::size_t d_model = x.shape(1);
    const std::size_t concat = heads * (d_model / heads);
    const std::array<std::pair<const char*, const Matrix<T>*>, 4> matrices{
        {{"wq", &p.wq}, {"wk", &p.wk}, {"wv", &p.wv}, {"wo", &p.wo}}};
    const std::array<std::pair<const char*, const Vector<T>*>, 4> biases{
        {{"bq", &p.bq}, {"bk", &p.bk}, {"bv", &p.bv}, {"bo", &p.bo}}};
    for (const auto& [name, m] : matrices) {
        const bool out = m == &p.wo;
        Result<void> checked = check_matrix_shape(name, *m, out ? concat : d_model, out ? d_model : concat);
        if (!checked) return checked;
    }
    for (const auto& [name, bias] : biases) {
        Result<void> checked = check_bias_shape(name, *bias, bias == &p.bo ? d_model : concat);
        if (!checked) return checked;
    }
    if (Result<void> checked = check_finite("x", x.data(), x.size(), d_model); !checked) return checked;
    for (const auto& [name, m] : matrices) {
        Result<void> checked = check_finite(name, m->data(), m->size(), m->shape(1));
        if (!checked) return checked;
    }
    for (const auto& [name, bias] : biases) {
        if (Result<void> checked = check_finite(name, bias->data(), bias->size(), 0); !checked) {
            return checked;
        }
    }
    return {};
}

template Result<void> check_attention(const Matrix<float>&, const AttentionParameters<float>&, std::size_t);
template Result<void> check_attention(const Matrix<double>&, const AttentionParameters<double>&, std::size_t);

}  // namespace mha::engine
