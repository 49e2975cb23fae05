// SPDX-License-Identifier: MIT
// attend() against the double-precision reference, stage by stage, over shapes that reach every
// SIMD tail.
#include "engine/attention.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <initializer_list>

#include "attention_case.hpp"

using namespace mha;
using namespace mha::tests;

namespace {

constexpr double kTolerance = 1e-5;

template <class T>
double worst_stage(const engine::AttentionTrace<T>& trace, const ReferenceTrace& expected) {
    return std::max({largest_error(trace.q, expected.q), largest_error(trace.k, expected.k),
                     largest_error(trace.v, expected.v), largest_error(trace.scaled, expected.scaled),
                     largest_error(trace.weights, expected.weights), largest_error(trace.head_out, expected.head_out),
                     largest_error(trace.share, expected.share), largest_error(trace.concat, expected.concat),
                     largest_error(trace.projected, expected.output)});
}

template <class T>
double error_of(const CaseShape& shape, bool causal, std::uint64_t seed) {
    const auto made = make_case<T>(shape, seed);
    const auto trace = engine::attend(made.x, made.p, made.heads, {.causal = causal});
    if (!trace) return HUGE_VAL;
    return worst_stage(*trace, reference_attention(reference_input(made, causal)));
}

void sweep(std::initializer_list<std::size_t> tokens, std::initializer_list<std::size_t> widths,
           std::initializer_list<std::size_t> heads) {
    std::uint64_t seed = 1;
    for (const std::size_t t : tokens) {
        for (const std::size_t d : widths) {
            for (const std::size_t h : heads) {
                if (h > d) continue;
                const bool causal = seed % 2 == 0;
                const CaseShape shape{t, d, h, seed % 3 != 0};
                const double error = error_of<float>(shape, causal, seed++);
                INFO("T " << t << " D " << d << " H " << h << " causal " << causal);
                CHECK(error <= kTolerance);
            }
        }
    }
}

}  // namespace

TEST_CASE("attention agrees with the reference on every small tail", "[attention]") {
    sweep({1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33}, {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 33},
          {1, 2, 3, 4, 5, 7, 8, 16, 33});
}

TEST_CASE("attention agrees with the reference for the widths of our models", "[attention]") {
    sweep({1, 5, 11, 24}, {48, 64}, {1, 2, 3, 4, 5, 6, 7, 8});
}

TEST_CASE("attention agrees with the reference for wide models", "[attention]") {
    sweep({1, 7, 33}, {255, 257, 768}, {1, 5, 12, 64});
    sweep({130}, {67}, {4});
}

TEST_CASE("attention in double agrees with the reference to rounding", "[attention]") {
    for (const std::size_t heads : {1U, 3U, 8U}) {
        CHECK(error_of<double>({9, 33, heads, true}, false, heads) <= 1e-13);
        CHECK(error_of<double>({9, 33, heads, false}, true, heads) <= 1e-13);
    }
}

TEST_CASE("scores are scaled and raw is not", "[attention]") {
    const auto made = make_case<double>({6, 12, 3, true}, 5);
    const auto trace = engine::attend(made.x, made.p, 3, {.causal = true});
    REQUIRE(trace);
    for (std::size_t h = 0; h < 3; ++h) {
        for (std::size_t t = 0; t < 6; ++t) {
            for (std::size_t s = 0; s < 6; ++s) {
                CHECK(trace->scaled(h, t, s) == trace->raw(h, t, s) / 2.0);
                CHECK(trace->scores(h, t, s) == (s > t ? -HUGE_VAL : trace->scaled(h, t, s)));
            }
        }
    }
}
