// SPDX-License-Identifier: MIT
// 10,000 seeded random things; after each, every invariant holds. tests/fuzz does the same for minutes under sanitizers.
#include <catch2/catch_test_macros.hpp>
#include <cstdint>

#include "support/random_hand.hpp"

using namespace mha;

TEST_CASE("10,000 random actions violate no invariant") {
    test::HeadlessUi ui;
    test::bring_models(ui, false);
    for (std::uint64_t seed = 1; seed <= 10; ++seed) REQUIRE(test::run_hand(ui, seed, 1000) == "");
}
