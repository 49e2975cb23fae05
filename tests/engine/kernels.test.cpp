// SPDX-License-Identifier: MIT
// Products against plain loops, for every tail of rows, columns and inner index, with strides wider
// than the matrices: what lies beside them must not be touched.
#include "engine/kernels.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "engine/random.hpp"

using namespace mha;
namespace kernels = engine::kernels;

namespace {

using Numbers = std::vector<float>;
constexpr std::size_t kGap = 3;        // strides are this much wider than the matrix
constexpr float kUntouched = 777.25F;  // fills what lies between

struct Extent {
    std::size_t rows, inner, columns;
};

const std::vector<Extent>& extents() {
    static const std::vector<Extent> all = [] {
        std::vector<Extent> made;
        for (const std::size_t rows : {1U, 2U, 3U, 4U, 5U, 9U}) {
            for (const std::size_t inner : {1U, 2U, 7U, 33U}) {
                for (const std::size_t columns : {1U, 2U, 3U, 4U, 5U, 7U, 8U, 9U, 12U, 15U, 16U, 17U}) {
                    made.push_back({rows, inner, columns});
                }
            }
        }
        made.push_back({11, 256, 10});
        made.push_back({11, 257, 10});
        made.push_back({3, 600, 9});
        made.push_back({9, 513, 6});
        return made;
    }();
    return all;
}

Numbers random_numbers(std::size_t size, engine::Random& random) {
    Numbers made(size);
    for (float& value : made) value = 2.0F * random.uniform() - 1.0F;
    return made;
}

/// Terms first .. last - 1 one after another; float arithmetic, so the bits must agree.
template <class A, class B>
float running_sum(float start, std::size_t first, std::size_t last, A a, B b) {
    float sum = start;
    for (std::size_t i = first; i < last; ++i) {
        const float product = a(i) * b(i);
        sum = sum + product;
    }
    return sum;
}

/// The sum in the order the header promises: 256 terms, and then the sums of 256 further ones.
template <class A, class B>
float ordered_sum(float start, std::size_t inner, A a, B b) {
    float sum = running_sum(start, 0, std::min<std::size_t>(256, inner), a, b);
    for (std::size_t i = 256; i < inner; i += 256) {
        sum = sum + running_sum(0.0F, i, std::min(i + 256, inner), a, b);
    }
    return sum;
}

void check_same(const Numbers& y, const Numbers& expected, const Extent& e) {
    INFO("rows " << e.rows << " inner " << e.inner << " columns " << e.columns);
    CHECK(y == expected);
}

}  // namespace

TEST_CASE("linear sums in order, with and without bias", "[kernels]") {
    engine::Random random(1);
    for (const Extent& e : extents()) {
        const Numbers x = random_numbers(e.rows * e.inner, random);
        const Numbers w = random_numbers(e.inner * e.columns, random);
        const Numbers bias = random_numbers(e.columns, random);
        for (const bool with_bias : {false, true}) {
            Numbers y(e.rows * e.columns, kUntouched);
            Numbers expected = y;
            kernels::linear(x.data(), w.data(), with_bias ? bias.data() : nullptr, y.data(), e.rows, e.inner,
                            e.columns);
            for (std::size_t r = 0; r < e.rows; ++r) {
                for (std::size_t c = 0; c < e.columns; ++c) {
                    expected[r * e.columns + c] = ordered_sum(
                        with_bias ? bias[c] : 0.0F, e.inner, [&](std::size_t i) { return x[r * e.inner + i]; },
                        [&](std::size_t i) { return w[i * e.columns + c]; });
                }
            }
            check_same(y, expected, e);
        }
    }
}

TEST_CASE("the error of long sums stays that of short ones", "[kernels]") {
    constexpr std::size_t kInner = 2048, kColumns = 64;
    engine::Random random(11);
    const Numbers x = random_numbers(kInner, random);
    const Numbers w = random_numbers(kInner * kColumns, random);
    Numbers y(kColumns);
    kernels::linear(x.data(), w.data(), static_cast<const float*>(nullptr), y.data(), 1, kInner, kColumns);
    double in_blocks = 0.0, running = 0.0;
    for (std::size_t c = 0; c < kColumns; ++c) {
        double exact = 0.0;
        for (std::size_t i = 0; i < kInner; ++i) exact += static_cast<double>(x[i]) * w[i * kColumns + c];
        const float plain = running_sum(
            0.0F, 0, kInner, [&](std::size_t i) { return x[i]; }, [&](std::size_t i) { return w[i * kColumns + c]; });
        in_blocks += (y[c] - exact) * (y[c] - exact);
        running += (plain - exact) * (plain - exact);
    }
    // Eight blocks: about 1 / 8 of the squared error, and what adding eight numbers makes.
    CHECK(in_blocks < running / 3);
}

TEST_CASE("multiply_transposed reads both factors along their rows", "[kernels]") {
    engine::Random random(2);
    for (const Extent& e : extents()) {
        const std::size_t in_stride = e.inner + kGap;
        const std::size_t out_stride = e.columns + kGap;
        const Numbers a = random_numbers(e.rows * in_stride, random);
        const Numbers b = random_numbers(e.columns * in_stride, random);
        Numbers y(e.rows * out_stride, kUntouched);
        Numbers expected = y;
        kernels::multiply_transposed(a.data(), in_stride, b.data(), in_stride, y.data(), out_stride, e.rows, e.columns,
                                     e.inner);
        for (std::size_t r = 0; r < e.rows; ++r) {
            for (std::size_t c = 0; c < e.columns; ++c) {
                expected[r * out_stride + c] = ordered_sum(
                    0.0F, e.inner, [&](std::size_t i) { return a[r * in_stride + i]; },
                    [&](std::size_t i) { return b[c * in_stride + i]; });
            }
        }
        check_same(y, expected, e);
    }
}

TEST_CASE("multiply replaces or adds", "[kernels]") {
    engine::Random random(3);
    for (const Extent& e : extents()) {
        const std::size_t in_stride = e.inner + kGap;
        const std::size_t out_stride = e.columns + kGap;
        const Numbers a = random_numbers(e.rows * in_stride, random);
        const Numbers b = random_numbers(e.inner * out_stride, random);
        for (const auto sum : {kernels::Sum::in_blocks, kernels::Sum::running, kernels::Sum::onto_y}) {
            Numbers y(e.rows * out_stride, kUntouched);
            Numbers expected = y;
            kernels::multiply(a.data(), in_stride, b.data(), out_stride, y.data(), out_stride, e.rows, e.inner,
                              e.columns, sum);
            for (std::size_t r = 0; r < e.rows; ++r) {
                for (std::size_t c = 0; c < e.columns; ++c) {
                    const auto left = [&](std::size_t i) { return a[r * in_stride + i]; };
                    const auto right = [&](std::size_t i) { return b[i * out_stride + c]; };
                    expected[r * out_stride + c] =
                        sum == kernels::Sum::in_blocks
                            ? ordered_sum(0.0F, e.inner, left, right)
                            : running_sum(sum == kernels::Sum::onto_y ? kUntouched : 0.0F, 0, e.inner, left, right);
                }
            }
            check_same(y, expected, e);
        }
    }
}

TEST_CASE("add_transposed_product adds a^T b row by row", "[kernels]") {
    engine::Random random(4);
    for (const Extent& e : extents()) {
        const std::size_t a_stride = e.rows + kGap;
        const std::size_t out_stride = e.columns + kGap;
        const Numbers a = random_numbers(e.inner * a_stride, random);
        const Numbers b = random_numbers(e.inner * out_stride, random);
        Numbers y(e.rows * out_stride, kUntouched);
        Numbers expected = y;
        kernels::add_transposed_product(a.data(), a_stride, b.data(), out_stride, y.data(), out_stride, e.inner, e.rows,
                                        e.columns);
        for (std::size_t r = 0; r < e.rows; ++r) {
            for (std::size_t c = 0; c < e.columns; ++c) {
                expected[r * out_stride + c] = running_sum(
                    kUntouched, 0, e.inner, [&](std::size_t i) { return a[i * a_stride + r]; },
                    [&](std::size_t i) { return b[i * out_stride + c]; });
            }
        }
        check_same(y, expected, e);
    }
}

TEST_CASE("softmax agrees with double to a few units", "[kernels]") {
    engine::Random random(5);
    for (std::size_t columns = 1; columns <= 40; ++columns) {
        Numbers scores(3 * columns);
        for (float& score : scores) score = static_cast<float>(4.0 * random.normal());
        Numbers weights(3 * columns);
        kernels::softmax_rows(scores.data(), weights.data(), 3, columns);
        for (std::size_t row = 0; row < 3; ++row) {
            const float* const from = scores.data() + row * columns;
            double sum = 0.0;
            for (std::size_t i = 0; i < columns; ++i) sum += std::exp(static_cast<double>(from[i]));
            for (std::size_t i = 0; i < columns; ++i) {
                // The difference to the largest score is rounded once; far below it that is 2^-20
                // of the weight.
                const double expected = std::exp(static_cast<double>(from[i])) / sum;
                CHECK(std::fabs(static_cast<double>(weights[row * columns + i]) - expected) <= 4e-6 * expected);
            }
        }
    }
}
