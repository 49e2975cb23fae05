// SPDX-License-Identifier: MIT
#include "sim/strengths.hpp"

#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "sim/action.hpp"

using namespace mha;
using Catch::Approx;

namespace {

// Rows look at columns; every row adds up to 1.
constexpr std::array<float, 9> kWeights{0.5F, 0.3F, 0.2F, 0.1F, 0.1F, 0.8F, 0.6F, 0.2F, 0.2F};
const engine::MatrixView kView{kWeights.data(), 3, 3};

sim::State choosing(int word, std::uint32_t also = 0) {
    sim::State state;
    state.word = word;
    state.also = also;
    return state;
}

}  // namespace

TEST_CASE("strengths are the chosen row, or the mean of the chosen rows") {
    const auto one = sim::strengths(choosing(2), kView);
    CHECK(one == std::vector<float>{0.1F, 0.1F, 0.8F});
    const auto two = sim::strengths(choosing(2, sim::word_bit(3)), kView);
    CHECK(two[0] == Approx(0.35));
    CHECK(two[1] == Approx(0.15));
    CHECK(two[2] == Approx(0.5));
}

TEST_CASE("looked at: the chosen word's column, which need not add up to 1") {
    sim::State state = choosing(3);
    state.looked_at = true;
    const auto shares = sim::strengths(state, kView);
    CHECK(shares == std::vector<float>{0.2F, 0.8F, 0.2F});
}

TEST_CASE("table rows are sorted and name who looks at whom") {
    const auto rows = sim::strength_rows(choosing(3), kView);
    REQUIRE(rows.size() == 3);
    CHECK((rows[0].from == 0 && rows[0].to == 1));
    CHECK(rows[1].to == 2);  // equal to the third: the sentence's order
    sim::State state = choosing(1);
    state.looked_at = true;
    CHECK(sim::strength_rows(state, kView)[0].from == 3);
}

TEST_CASE("strongest per word has one row for every word") {
    sim::State state = choosing(1);
    state.strongest = true;
    const auto rows = sim::strength_rows(state, kView);
    REQUIRE(rows.size() == 3);
    CHECK((rows[0].from == 2 && rows[0].to == 3));
    CHECK((rows[1].from == 3 && rows[1].to == 1));
    CHECK((rows[2].from == 1 && rows[2].to == 1));
}

TEST_CASE("there is always a chosen word") {
    sim::State state = choosing(2);
    state = sim::update(state, sim::SetSeveral{true});
    state = sim::update(state, sim::ChooseAlso{5, true});
    CHECK(sim::chosen_words(state) == std::vector<int>{2, 5});
    state = sim::update(state, sim::ChooseAlso{2, false});
    CHECK(sim::chosen_words(state) == std::vector<int>{5});
    state = sim::update(state, sim::ChooseAlso{5, false});
    CHECK(sim::chosen_words(state) == std::vector<int>{5});
    state = sim::update(state, sim::ChooseAlso{1, true});
    CHECK(sim::chosen_words(sim::update(state, sim::SetSeveral{false})) == std::vector<int>{5});
    CHECK(sim::chosen_words(sim::update(state, sim::ChooseWord{3})) == std::vector<int>{3});
    CHECK(sim::update(state, sim::SetText{"another one"}).also == 0);
}
