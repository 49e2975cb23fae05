// SPDX-License-Identifier: MIT
// Where the colours of heat maps go: maps that share no texel, and none where there is no room.
#include "view/texels.hpp"

#include <catch2/catch_test_macros.hpp>
#include <set>

using mha::view::Texels;

TEST_CASE("maps share no texel and lie in the texture, until it is full") {
    Texels texels;
    std::set<const void*> taken;
    std::size_t maps = 0;
    for (; !texels.full(); ++maps) {
        const Texels::Place place = texels.take();
        CHECK_FALSE(texels.empty());
        CHECK(place.column + Texels::kSide <= Texels::kWidth);
        CHECK(place.row + Texels::kSide <= Texels::kRows);
        CHECK(texels.at(place) == texels.colours() + place.row * Texels::kWidth + place.column);
        for (std::size_t row = 0; row < Texels::kSide; ++row) {
            for (std::size_t column = 0; column < Texels::kSide; ++column) {
                CHECK(taken.insert(texels.at(place) + row * Texels::kWidth + column).second);
            }
        }
    }
    CHECK(maps == Texels::kMaps);
    CHECK(taken.size() == Texels::kWidth * Texels::kRows);
    texels.clear();
    CHECK(texels.empty());
    CHECK_FALSE(texels.full());
}
