// SPDX-License-Identifier: MIT
// What must hold for every input, whatever the numbers.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "attention_case.hpp"
#include "engine/kernels.hpp"

using namespace mha;
using namespace mha::tests;

namespace {

template <class T>
engine::AttentionTrace<T> run(const AttentionCase<T>& made, const engine::AttentionOptions& options = {}) {
    auto trace = engine::attend(made.x, made.p, made.heads, options);
    REQUIRE(trace);
    return *trace;
}

}  // namespace

TEST_CASE("every row of weights sums to 1 and none is negative", "[attention][laws]") {
    for (const std::size_t tokens : {1U, 2U, 5U, 17U, 64U, 257U}) {
        const auto trace = run(make_case<float>({tokens, 24, 4, true}, tokens), {.causal = tokens % 2 == 0});
        for (std::size_t row = 0; row < 4 * tokens; ++row) {
            const float* weights = trace.weights.data() + row * tokens;
            double sum = 0.0;
            for (std::size_t i = 0; i < tokens; ++i) sum += static_cast<double>(weights[i]);
            CHECK(std::fabs(sum - 1.0) <= 1e-6);
            CHECK(std::all_of(weights, weights + tokens, [](float w) { return w >= 0.0F; }));
        }
    }
}

TEST_CASE("a causal mask leaves exact zeros and hides the future", "[attention][laws]") {
    auto made = make_case<float>({13, 20, 5, true}, 3);
    const auto before = run(made, {.causal = true});
    for (std::size_t h = 0; h < 5; ++h) {
        for (std::size_t t = 0; t < 13; ++t) {
            for (std::size_t s = t + 1; s < 13; ++s) CHECK(before.weights(h, t, s) == 0.0F);
        }
    }
    for (std::size_t d = 0; d < 20; ++d) made.x(9, d) += 3.0F;
    const auto after = run(made, {.causal = true});
    for (std::size_t t = 0; t < 13; ++t) {
        bool same = true;
        for (std::size_t d = 0; d < 20; ++d) same = same && before.projected(t, d) == after.projected(t, d);
        CHECK(same == (t < 9));
    }
}

TEST_CASE("a query's row does not depend on how many rows follow it", "[attention][laws]") {
    const auto longer = make_case<float>({19, 33, 3, true}, 8);
    auto shorter = longer;
    shorter.x.resize({6, 33});
    std::copy_n(longer.x.data(), 6 * 33, shorter.x.data());
    const auto all = run(longer, {.causal = true});
    const auto some = run(shorter, {.causal = true});
    CHECK(std::equal(some.projected.begin(), some.projected.end(), all.projected.begin()));
}

TEST_CASE("softmax does not move when every score moves", "[softmax][laws]") {
    engine::Random random(4);
    std::array<float, 11> scores{};
    for (float& score : scores) score = static_cast<float>(random.below(64)) / 8.0F;  // exact when shifted
    auto shifted = scores;
    for (float& score : shifted) score += 512.0F;
    std::array<float, 11> weights{};
    std::array<float, 11> shifted_weights{};
    engine::kernels::softmax_rows(scores.data(), weights.data(), 1, 11);
    engine::kernels::softmax_rows(shifted.data(), shifted_weights.data(), 1, 11);
    CHECK(weights == shifted_weights);
}

TEST_CASE("softmax of extreme scores is defined", "[softmax][laws]") {
    constexpr float kHidden = -std::numeric_limits<float>::infinity();
    std::array<float, 10> rows{kHidden, kHidden, kHidden, kHidden, kHidden, 3e38F, -3e38F, kHidden, 3e38F, 0.0F};
    engine::kernels::softmax_rows(rows.data(), rows.data(), 2, 5);
    CHECK(rows == std::array<float, 10>{0, 0, 0, 0, 0, 0.5F, 0, 0, 0.5F, 0});
}

TEST_CASE("without positions, permuting the tokens permutes the output", "[attention][laws]") {
    constexpr std::array<std::size_t, 7> kOrder{3, 0, 6, 1, 5, 2, 4};
    const auto made = make_case<double>({7, 18, 3, true}, 21);
    auto permuted = made;
    for (std::size_t t = 0; t < 7; ++t) {
        for (std::size_t d = 0; d < 18; ++d) permuted.x(t, d) = made.x(kOrder[t], d);
    }
    const auto straight = run(made);
    const auto mixed = run(permuted);
    double worst = 0.0;
    for (std::size_t t = 0; t < 7; ++t) {
        for (std::size_t d = 0; d < 18; ++d) {
            worst = std::max(worst, std::fabs(mixed.projected(t, d) - straight.projected(kOrder[t], d)));
        }
    }
    CHECK(worst <= 1e-14);
}

TEST_CASE("H heads are H separate single heads", "[attention][laws]") {
    constexpr std::size_t kHeads = 4;
    constexpr std::size_t kWidth = 5;
    const auto made = make_case<float>({9, 20, kHeads, true}, 31);
    const auto together = run(made);
    for (std::size_t h = 0; h < kHeads; ++h) {
        // One head of width 5 on the full input: computed by the reference from this head's columns
        // alone.
        ReferenceInput alone = reference_input(made, false);
        ReferenceInput cut = alone;
        cut.heads = 1;
        const auto columns = [&](const std::vector<double>& w, std::size_t rows) {
            std::vector<double> kept;
            for (std::size_t r = 0; r < rows; ++r) {
                for (std::size_t i = 0; i < kWidth; ++i) kept.push_back(w[r * 20 + h * kWidth + i]);
            }
            return kept;
        };
        const auto project = [&](const std::vector<double>& w, const std::vector<double>& b) {
            const auto w_head = columns(w, 20);
            const auto b_head = columns(b, 1);
            std::vector<double> rows;
            for (std::size_t t = 0; t < 9; ++t) {
                for (std::size_t i = 0; i < kWidth; ++i) {
                    rows.push_back(reference::affine(alone.x, w_head, b_head, 20, kWidth, t, i));
                }
            }
            return rows;
        };
        // Identity projections turn the single-head reference into attention over given q, k, v.
        ReferenceTrace single;
        cut.d_model = kWidth;
        single.q = project(alone.wq, alone.bq);
        single.k = project(alone.wk, alone.bk);
        single.v = project(alone.wv, alone.bv);
        single.scaled.resize(81);
        single.weights.resize(81);
        single.head_out.resize(9 * kWidth);
        single.concat.resize(9 * kWidth);
        reference::attend_in_head(cut, 0, single);
        double worst = 0.0;
        for (std::size_t i = 0; i < 9 * kWidth; ++i) {
            worst = std::max(worst,
                             std::fabs(single.head_out[i] - static_cast<double>(together.head_out.data()[h * 45 + i])));
        }
        CHECK(worst <= 1e-6);
    }
}

TEST_CASE("a head that is off sends zeros, and the others do not notice", "[attention][laws]") {
    const auto made = make_case<float>({6, 16, 4, true}, 77);
    const auto all = run(made);
    const auto without = run(made, {.heads_on = engine::kAllHeads & ~engine::HeadSet{0b0100}});
    CHECK(std::equal(all.weights.begin(), all.weights.end(), without.weights.begin()));
    for (std::size_t h = 0; h < 4; ++h) {
        for (std::size_t i = 0; i < 24; ++i) {
            const float expected = h == 2 ? 0.0F : all.head_out.data()[h * 24 + i];
            CHECK(without.head_out.data()[h * 24 + i] == expected);
        }
    }
    double worst = 0.0;
    for (std::size_t i = 0; i < 6 * 16; ++i) {
        const float lost = all.share.data()[2 * 96 + i];
        const float difference = all.projected.data()[i] - without.projected.data()[i];
        worst = std::max(worst, std::fabs(static_cast<double>(lost - difference)));
    }
    CHECK(worst <= 1e-6);
}
