// SPDX-License-Identifier: MIT
// Presses whose pointer has gone on before the next frame.
#include <catch2/catch_test_macros.hpp>
#include <string_view>
#include <utility>

#include "support/headless_ui.hpp"
#include "support/random_hand.hpp"

using namespace mha;

TEST_CASE("a press is what lies where the button went down, though the pointer is elsewhere by the next frame") {
    test::HeadlessUi ui;
    test::bring_models(ui, false);
    REQUIRE(ui.rest());
    const auto middle = [&](std::string_view id) {
        const sim::Rect rect = ui.app.registry().find(id)->rect;
        return std::pair{rect.x + rect.w / 2, rect.y + rect.h / 2};
    };
    const auto [mask_x, mask_y] = middle("mask");
    const auto [concat_x, concat_y] = middle("concat");
    // Down on one control, on another by the next frame, up at a place.
    const auto press = [&](float x, float y) {
        ui.app.pointer(mask_x, mask_y, true, false);
        ui.app.pointer(concat_x, concat_y, true, false);
        ui.frame();
        ui.app.pointer(x, y, false, false);
        ui.frame();
    };
    ui.app.pointer(mask_x, mask_y, false, false);
    press(concat_x, concat_y);
    CHECK_FALSE(ui.app.state().concat);
    press(mask_x, mask_y);
    CHECK(ui.app.state().mask);
    CHECK_FALSE(ui.app.state().concat);
}
