// SPDX-License-Identifier: MIT
// An open menu goes with its button.
#include <catch2/catch_test_macros.hpp>

#include "support/headless_ui.hpp"
#include "support/random_hand.hpp"

using namespace mha;

namespace {

bool has_item(const app::App& app) {
    for (const sim::Control& control : app.registry().controls()) {
        if (control.role == sim::ControlRole::menu_item) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("the menu of words closes when the row has room for the words themselves") {
    test::HeadlessUi ui(320);
    test::bring_models(ui, false);
    ui.app.set_state("concat=1&text=Which+word+does+the+model+see+?");
    REQUIRE(ui.rest());
    REQUIRE(ui.app.activate("word"));
    ui.frame();
    CHECK(has_item(ui.app));
    CHECK(ui.violation() == "");
    ui.size.width = 700;
    ui.frame();
    CHECK_FALSE(has_item(ui.app));
    CHECK(ui.violation() == "");
    ui.size.width = 320;
    REQUIRE(ui.rest());
    CHECK_FALSE(has_item(ui.app));
}

TEST_CASE("another lesson or view does not open with the menu of the one before") {
    test::HeadlessUi ui(320);
    test::bring_models(ui, true);
    for (const char* before : {"lesson=heads&concat=1", "lesson=heads&compare=1", "lesson=heads"}) {
        for (const char* button : {"word", "compare-left", "examples", "more"}) {
            ui.app.set_state(before);
            REQUIRE(ui.rest());
            if (!ui.app.activate(button)) continue;
            ui.frame();
            INFO(before << ", " << button);
            REQUIRE(has_item(ui.app));
            ui.app.set_state("lesson=committee");
            REQUIRE(ui.rest());
            CHECK(has_item(ui.app) == (ui.app.registry().find(button) != nullptr));
            ui.app.key("Escape");
            ui.app.set_state("lesson=heads&concat=0&compare=0");
            REQUIRE(ui.rest());
            CHECK_FALSE(has_item(ui.app));
        }
    }
}
