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

TEST_CASE("the first picture has its own letters, the next ones have all but accents") {
    test::HeadlessUi ui(700);
    ui.app.frame(ui.size);
    CHECK(has_letter(U't', 2));
    CHECK_FALSE(has_letter(U'×', 2));
    CHECK_FALSE(has_letter(U'é', 2));
    test::bring_models(ui, true);
    ui.app.open_link("heads=8", "");
    REQUIRE(ui.rest());
    const std::string plain = signs_of_faces();
    CHECK(has_letter(U'×'));
    CHECK(has_letter(U'²'));
    CHECK(has_letter(U'→', 8));
    CHECK_FALSE(has_letter(U'é'));
    ui.app.open_link("text=caf%C3%A9", "");
    REQUIRE(ui.rest());
    CHECK(has_letter(U'é'));
    CHECK(signs_of_faces() == plain);
}

TEST_CASE("no picture is shown with letters that are not there") {
    test::HeadlessUi ui(700);
    const auto atlas = [] { return ImGui::GetIO().Fonts->Fonts[0]; };
    ui.app.frame(ui.size);
    test::bring_models(ui, true);
    for (const char* link : {"heads=8", "lesson=words", "lesson=steps&step=3", "text=caf%C3%A9", "lesson=nano-gpt"}) {
        ui.app.open_link(link, "");
        ui.app.frame(ui.size);
        const ImFont* const baked = atlas();
        REQUIRE(ui.rest());
        CHECK(atlas() == baked);
    }
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
