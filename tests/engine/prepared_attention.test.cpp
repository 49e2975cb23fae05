// SPDX-License-Identifier: MIT
// The prepared layer against attend(), bit by bit, and against formulas in double that share nothing with either.
#include "engine/prepared_attention.hpp"

#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <string>

#include "attention_case.hpp"

using namespace mha;
using namespace mha::tests;
using engine::AttentionWeights;
using engine::ErrorCode;
using engine::PreparedAttention;

namespace {

using Numbers = std::vector<float>;

const float* or_null(const engine::Vector<float>& bias) { return bias.size() == 0 ? nullptr : bias.data(); }

AttentionWeights weights_of(const AttentionCase<float>& c) {
    return {c.p.wq.data(),   c.p.wk.data(),   c.p.wv.data(),   c.p.wo.data(),
            or_null(c.p.bq), or_null(c.p.bk), or_null(c.p.bv), or_null(c.p.bo)};
}

PreparedAttention prepared(const AttentionCase<float>& c, bool causal) {
    auto layer = PreparedAttention::make({c.x.shape(0), c.x.shape(1), c.heads, causal}, weights_of(c));
    REQUIRE(layer.has_value());
    std::copy(c.x.begin(), c.x.end(), layer->input());
    return std::move(*layer);
}

/// The bits; every NaN counts as the same number.
std::uint32_t bits(float value) {
    return std::bit_cast<std::uint32_t>(std::isnan(value) ? std::numeric_limits<float>::quiet_NaN() : value);
}

template <class Tensor>
std::size_t differing(const float* values, const Tensor& expected) {
    std::size_t count = 0, i = 0;
    for (const float value : expected) count += bits(values[i++]) != bits(value) ? 1 : 0;
    return count;
}

void check_same_as_attend(const AttentionCase<float>& c, bool causal) {
    INFO("tokens " << c.x.shape(0) << " d_model " << c.x.shape(1) << " heads " << c.heads << " causal " << causal);
    const auto trace = engine::attend(c.x, c.p, c.heads, {.causal = causal});
    REQUIRE(trace.has_value());
    PreparedAttention layer = prepared(c, causal);
    Numbers weights(trace->weights.size(), -1.0F);
    REQUIRE(layer.forward().has_value());
    CHECK(differing(layer.output(), trace->projected) == 0);
    std::fill_n(layer.input(), c.x.size(), 0.5F);
    REQUIRE(layer.forward().has_value());
    std::copy(c.x.begin(), c.x.end(), layer.input());
    REQUIRE(layer.forward(weights.data()).has_value());
    CHECK(differing(layer.output(), trace->projected) == 0);
    CHECK(differing(weights.data(), trace->weights) == 0);
}

}  // namespace

TEST_CASE("a prepared layer gives the digits of attend()", "[prepared]") {
    std::uint64_t seed = 1;
    for (const std::size_t tokens : {1U, 2U, 3U, 4U, 5U, 7U, 8U, 9U, 11U, 12U, 13U, 16U, 17U, 20U, 25U, 33U}) {
        for (const CaseShape& size : {CaseShape{1, 1, 1}, CaseShape{1, 5, 2}, CaseShape{1, 7, 7}, CaseShape{1, 16, 4},
                                      CaseShape{1, 10, 3}, CaseShape{1, 48, 3}, CaseShape{1, 33, 1}}) {
            for (const bool biases : {false, true}) {
                const auto c = make_case<float>({tokens, size.d_model, size.heads, biases}, seed++);
                for (const bool causal : {false, true}) check_same_as_attend(c, causal);
            }
        }
    }
}

TEST_CASE("a prepared layer gives the digits of attend() where its blocks end", "[prepared]") {
    for (const CaseShape& shape : {CaseShape{70, 128, 8}, CaseShape{5, 520, 3}, CaseShape{520, 12, 1},
                                   CaseShape{1030, 6, 2}, CaseShape{140, 96, 7}}) {
        const auto c = make_case<float>(shape, shape.tokens);
        for (const bool causal : {false, true}) check_same_as_attend(c, causal);
    }
}

TEST_CASE("a prepared layer gives the digits of attend() far from unit scale", "[prepared]") {
    // Scores thousands apart, beyond what exp() can tell from 0; then sums that overflow to infinity and NaN.
    for (const float scale : {30.0F, 1e4F, 1e10F, 1e19F, 3e37F, 1e-20F, 1e-38F}) {
        for (const CaseShape& shape : {CaseShape{13, 10, 2}, CaseShape{9, 16, 4}, CaseShape{21, 8, 1, false}}) {
            auto c = make_case<float>(shape, 7);
            for (float& value : c.x) value *= scale;
            for (const bool causal : {false, true}) check_same_as_attend(c, causal);
        }
    }
    // One hidden token whose values are infinite, its neighbours small.
    auto c = make_case<float>({20, 8, 2, false}, 8);
    for (std::size_t i = 0; i < 8; ++i) c.x(19, i) = i % 2 == 0 ? 3e38F : -3e38F;
    for (const bool causal : {false, true}) check_same_as_attend(c, causal);
}

TEST_CASE("a prepared layer agrees with formulas in double", "[prepared]") {
    for (const CaseShape& shape : {CaseShape{1, 4, 2}, CaseShape{8, 16, 4}, CaseShape{12, 48, 3}, CaseShape{19, 37, 5},
                                   CaseShape{64, 128, 8}, CaseShape{130, 64, 4, false}}) {
        const auto c = make_case<float>(shape, 40 + shape.tokens);
        for (const bool causal : {false, true}) {
            PreparedAttention layer = prepared(c, causal);
            Numbers weights(c.heads * shape.tokens * shape.tokens);
            REQUIRE(layer.forward(weights.data()).has_value());
            const auto expected = reference_attention(reference_input(c, causal));
            const Numbers output(layer.output(), layer.output() + c.x.size());
            CHECK(largest_error(output, expected.output) < 1e-5);
            CHECK(largest_error(weights, expected.weights) < 2e-6);
        }
    }
}

TEST_CASE("a prepared layer says what it cannot do", "[prepared]") {
    auto c = make_case<float>({3, 8, 2}, 5);
    const auto code = [&](engine::AttentionShape shape) {
        const auto layer = PreparedAttention::make(shape, weights_of(c));
        REQUIRE_FALSE(layer.has_value());
        return layer.error().code;
    };
    CHECK(code({0, 8, 2}) == ErrorCode::empty);
    CHECK(code({3, 0, 1}) == ErrorCode::bad_value);
    CHECK(code({3, 8, 0}) == ErrorCode::bad_value);
    CHECK(code({3, 8, 9}) == ErrorCode::bad_value);
    PreparedAttention layer = prepared(c, false);
    layer.input()[11] = std::numeric_limits<float>::infinity();
    const auto done = layer.forward();
    REQUIRE_FALSE(done.has_value());
    CHECK(done.error().code == ErrorCode::not_finite);
    CHECK(done.error().argument == "x[1, 3]");
    c.p.bv(2) = std::numeric_limits<float>::quiet_NaN();
    CHECK(code({3, 8, 2}) == ErrorCode::not_finite);
}
