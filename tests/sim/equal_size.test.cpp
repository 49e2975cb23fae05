// SPDX-License-Identifier: MIT
#include "sim/equal_size.hpp"

#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "sim/describe_names.hpp"

using namespace mha;
using Catch::Approx;

TEST_CASE("runs become rows with mean, sample deviation and range") {
    constexpr std::array<sim::EqualSizeRun, 5> kRuns{
        {{4, 1, 100, 2.0}, {1, 1, 100, 2.4}, {4, 2, 100, 2.2}, {4, 3, 100, 2.1}, {1, 2, 100, 2.6}}};
    const auto rows = sim::equal_size_rows(kRuns);
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].heads == 1);
    CHECK(rows[0].head_width == 16);
    CHECK(rows[1].head_width == 4);
    CHECK(rows[1].mean == Approx(2.1));
    CHECK(rows[1].deviation == Approx(0.1));
    CHECK(rows[1].lowest == Approx(2.0));
    CHECK(rows[1].highest == Approx(2.2));
    const auto verdict = sim::equal_size_verdict(rows);
    CHECK(verdict.best_heads == 4);
    CHECK(verdict.worst_heads == 1);
    CHECK(verdict.between == Approx(0.4));
    CHECK(sim::equal_size_rows({}).empty());
    CHECK(sim::equal_size_verdict({}).best_heads == 0);
}

TEST_CASE("the record that ships compares 1, 2, 4, 8 and 16 heads with the same number of parameters") {
    const auto rows = sim::equal_size_rows();
    REQUIRE(rows.size() == 5);
    int heads = 1;
    for (const sim::EqualSizeRow& row : rows) {
        CHECK(row.heads == heads);
        CHECK(row.parameters == 4192);
        CHECK(row.losses.size() >= 3);
        CHECK(row.deviation > 0);
        heads *= 2;
    }
    CHECK(sim::describe_equal_size().starts_with("All have 4,192 parameters."));
}
