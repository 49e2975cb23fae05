// SPDX-License-Identifier: MIT
// Dragging and two fingers on what takes them: the map of the lesson nano-gpt.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>
#include <iterator>
#include <span>
#include <vector>

#include "support/headless_ui.hpp"

using namespace mha;
using test::HeadlessUi;

namespace {

/// The lesson, looking into the map.
void open_map(HeadlessUi& ui, const char* link) {
    std::ifstream file(MHA_PROJECT_DIR "/web/models/sort.safetensors", std::ios::binary);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    ui.app.open_link(link, "");
    ui.app.model_arrived("sort", std::as_bytes(std::span(bytes)));
    REQUIRE(ui.app.readings().ready);
    REQUIRE(ui.rest());
}

sim::Rect map_of(const HeadlessUi& ui) {
    const sim::Control* map = ui.app.registry().find("map");
    REQUIRE(map != nullptr);
    return map->rect;
}

}  // namespace

TEST_CASE("dragging moves the map by as much as the pointer moved, and presses nothing") {
    HeadlessUi ui(1200);
    open_map(ui, "lesson=nano-gpt&zoom=5&x=300&y=400");
    const sim::Rect map = map_of(ui);
    const float x = map.x + map.w / 2, y = map.y + map.h / 2;
    const sim::State before = ui.app.state();
    ui.app.pointer(x, y, true, false);
    ui.frame();
    for (int step = 1; step <= 10; ++step) {
        ui.app.pointer(x - 12.0F * static_cast<float>(step), y + 3.0F * static_cast<float>(step), true, false);
        ui.frame();
        CHECK(ui.app.state() == before);  // what is under the hand is not kept yet
    }
    ui.app.pointer(x - 120, y + 30, false, false);
    REQUIRE(ui.rest());
    const sim::State after = ui.app.state();
    CHECK(after.pick == 0);
    CHECK(after.zoom == before.zoom);
    // At this zoom a cell is 30 px; the map is 1350 cells wide and 462 high.
    CHECK(std::fabs((after.map_x - before.map_x) - 120.0F / 30 / 1350 * 1000) < 0.02F);
    CHECK(std::fabs((after.map_y - before.map_y) + 30.0F / 30 / 462 * 1000) < 0.02F);
}

TEST_CASE("a hand that trembles still presses, and the whole map does not move") {
    HeadlessUi ui(1200);
    open_map(ui, "lesson=nano-gpt&zoom=5&x=170&y=300");
    const sim::Control* cell = nullptr;
    for (const sim::Control& control : ui.app.registry().controls())
        if (control.role == sim::ControlRole::cell) cell = &control;
    REQUIRE(cell != nullptr);
    const float x = cell->rect.x + cell->rect.w / 2, y = cell->rect.y + cell->rect.h / 2;
    ui.app.pointer(x, y, false, false);
    ui.frame();
    ui.app.pointer(x, y, true, false);
    ui.frame();
    ui.app.pointer(x + 3, y - 3, true, false);
    ui.frame();
    ui.app.pointer(x + 3, y - 3, false, false);
    REQUIRE(ui.rest());
    CHECK(ui.app.state().pick > 0);

    HeadlessUi whole(1200);
    open_map(whole, "lesson=nano-gpt");
    const sim::State before = whole.app.state();
    const sim::Rect map = map_of(whole);
    whole.app.pointer(map.x + 200, map.y + 100, true, false);
    whole.frame();
    whole.app.pointer(map.x + 300, map.y + 180, true, false);
    whole.frame();
    whole.app.pointer(map.x + 300, map.y + 180, false, false);
    REQUIRE(whole.rest());
    CHECK(whole.app.state() == before);
}

TEST_CASE("two fingers zoom where they are, and what they leave is a step of zoom") {
    HeadlessUi ui(700);
    open_map(ui, "lesson=nano-gpt&zoom=2&x=500&y=500");
    const sim::Rect map = map_of(ui);
    const float x = map.x + map.w * 0.3F, y = map.y + map.h * 0.4F;
    REQUIRE(ui.app.two_fingers(x, y, x, y, 1, false));
    for (const float factor : {1.5F, 2.5F, 8.0F}) {
        REQUIRE(ui.app.two_fingers(x, y, x, y, factor, false));
        ui.frame();
        CHECK(ui.app.state().zoom == 2);
    }
    REQUIRE(ui.app.two_fingers(x, y, x, y, 8, true));
    REQUIRE(ui.rest());
    CHECK(ui.app.state().zoom >= 4);
    CHECK(ui.app.state().map_x < 500);  // left of the middle, where the fingers were
    REQUIRE(ui.app.two_fingers(x, y, x, y, 0.0001F, true));
    REQUIRE(ui.rest());
    CHECK(ui.app.state().zoom == 0);
}

TEST_CASE("two fingers elsewhere are the page's") {
    HeadlessUi ui(700);
    open_map(ui, "lesson=nano-gpt&zoom=2");
    const sim::Rect map = map_of(ui);
    CHECK_FALSE(ui.app.two_fingers(map.x + 10, map.y + map.h + 40, 0, 0, 2, false));
    CHECK_FALSE(ui.app.two_fingers(NAN, 0, 0, 0, 2, false));
    ui.app.open_link("lesson=heads", "");
    REQUIRE(ui.rest());
    CHECK_FALSE(ui.app.two_fingers(200, 200, 200, 200, 2, false));
}

TEST_CASE("under reduced motion the map is where it belongs at once") {
    HeadlessUi ui(700);
    open_map(ui, "lesson=nano-gpt");
    ui.app.set_page_theme("light", true);
    ui.frame();
    REQUIRE(ui.app.activate("zoom-in"));
    ui.frame();
    CHECK_FALSE(ui.frame());
    ui.app.set_page_theme("light", false);
    REQUIRE(ui.app.activate("zoom-in"));
    ui.frame();
    CHECK(ui.frame());
    REQUIRE(ui.rest());
}
