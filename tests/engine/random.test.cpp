// SPDX-License-Identifier: MIT
#include "engine/random.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>

using mha::engine::Random;

TEST_CASE("the generator gives the numbers of the reference implementation") {
    // pcg32-demo of pcg-c-basic 0.9: seed 42, stream 54, round 1.
    Random random(42, 54);
    for (const std::uint32_t expected :
         {0xa15c02b7U, 0x7b47f409U, 0xba1d3330U, 0x83d2f293U, 0xbfa4784bU, 0xcbed606eU}) {
        CHECK(random.next_u32() == expected);
    }
}

TEST_CASE("a seed or a stream makes a different sequence, a copy the same one") {
    Random random(1);
    Random copy = random;
    Random other_seed(2);
    Random other_stream(1, 1);
    const std::uint32_t first = random.next_u32();
    CHECK(copy.next_u32() == first);
    CHECK(other_seed.next_u32() != first);
    CHECK(other_stream.next_u32() != first);
}

TEST_CASE("below reaches every value equally often") {
    Random random(3);
    std::array<int, 7> counts{};
    constexpr int kDraws = 70'000;
    for (int i = 0; i < kDraws; ++i) {
        ++counts.at(random.below(7));
    }
    for (const int count : counts) {
        CHECK(std::abs(count - kDraws / 7) < 500);  // five deviations
    }
    CHECK(random.below(0) == 0);
    CHECK(random.below(1) == 0);
}

TEST_CASE("uniform numbers are in [0, 1) with mean one half") {
    Random random(4);
    double sum = 0.0;
    for (int i = 0; i < 100'000; ++i) {
        const float narrow = random.uniform();
        const double wide = random.uniform_double();
        REQUIRE((narrow >= 0.0F && narrow < 1.0F));
        REQUIRE((wide >= 0.0 && wide < 1.0));
        sum += static_cast<double>(narrow) + wide;
    }
    CHECK(std::abs(sum / 200'000.0 - 0.5) < 0.004);
}

TEST_CASE("normal numbers have mean 0, deviation 1 and the right tails") {
    Random random(5);
    constexpr int kDraws = 200'000;
    double sum = 0.0;
    double squares = 0.0;
    int beyond_two = 0;
    for (int i = 0; i < kDraws; ++i) {
        const double value = random.normal();
        sum += value;
        squares += value * value;
        beyond_two += std::abs(value) > 2.0 ? 1 : 0;
    }
    CHECK(std::abs(sum / kDraws) < 0.012);
    CHECK(std::abs(squares / kDraws - 1.0) < 0.016);
    CHECK(std::abs(static_cast<double>(beyond_two) / kDraws - 0.0455) < 0.0024);
}
