// SPDX-License-Identifier: MIT
// The letters that are baked: enough for every lesson at the start, and accented ones once somebody types them.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "support/random_hand.hpp"

using namespace mha;

namespace {

bool has_letter(char32_t code, int face = 2) {
    return ImGui::GetIO().Fonts->Fonts[face]->FindGlyphNoFallback(static_cast<ImWchar>(code)) != nullptr;
}

/// Which of the signs each of the thirteen faces has.
std::string signs_of_faces() {
    std::string found;
    for (int face = 0; face < 13; ++face) {
        for (const char32_t code : std::u32string(U"aZ09~−×÷·→←↔≤≥√Σ…‘’“”‹›⌊⌋²ᵀ–"))
            found += has_letter(code, face) ? '1' : '0';
    }
    return found;
}

}  // namespace

TEST_CASE("signs that lessons draw are there from the start") {
    test::HeadlessUi ui(700);
    REQUIRE(ui.rest());
    const std::string at_first = signs_of_faces();
    CHECK(has_letter(U'×'));
    CHECK(has_letter(U'²'));
    CHECK(has_letter(U'→', 8));
    CHECK_FALSE(has_letter(U'é'));
    ui.app.open_link("text=caf%C3%A9", "");
    REQUIRE(ui.rest());
    CHECK(has_letter(U'é'));
    CHECK(signs_of_faces() == at_first);
}

TEST_CASE("accented letters come when they are typed, and stay") {
    test::HeadlessUi ui(700);
    test::bring_models(ui, true);
    for (const char* lesson : {"heads", "words", "steps", "committee", "nano-gpt"}) {
        ui.app.open_link("lesson=" + std::string(lesson), "");
        REQUIRE(ui.rest());
        CHECK_FALSE(has_letter(U'é'));
    }
    ui.app.open_link("text=The+caf%C3%A9+cat", "");
    REQUIRE(ui.rest());
    CHECK(has_letter(U'é'));
    CHECK(has_letter(U'ÿ'));
    ui.app.open_link("", "");
    REQUIRE(ui.rest());
    CHECK(has_letter(U'é'));
    ui.size.ratio = 2;
    REQUIRE(ui.rest());
    CHECK(has_letter(U'é'));
}
