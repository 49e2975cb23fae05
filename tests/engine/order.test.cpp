// SPDX-License-Identifier: MIT
// The one sort against the standard library's stable one.
#include "engine/order.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/random.hpp"

using namespace mha::engine;

TEST_CASE("lists of every length are sorted, equal ones keep their order") {
    Random random(5);
    const auto before = [](const auto& a, const auto& b) { return a.first < b.first; };
    for (std::size_t length = 0; length < 70; ++length) {
        std::vector<std::pair<std::uint32_t, std::string>> list;
        for (std::size_t i = 0; i < length; ++i) list.emplace_back(random.below(8), std::to_string(i));
        auto wanted = list;
        std::stable_sort(wanted.begin(), wanted.end(), before);
        sort_by(list, before);
        CHECK(list == wanted);
    }
}
