// SPDX-License-Identifier: MIT
// The lesson `nano-gpt` without a browser: what it shows and offers at every width, panel, zoom and stop.
#include "lessons/nano.hpp"

#include <imgui.h>

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

#include "lessons/lesson.hpp"
#include "sim/action.hpp"
#include "sim/fields.hpp"
#include "sim/network_tour.hpp"
#include "support/screen.hpp"
#include "support/sort_model.hpp"

using namespace mha;

namespace {

void check_screen(const tests::Screen& screen, float width) {
    std::string why;
    const bool sound = screen.sound(why);
    INFO(why);
    CHECK(sound);
    CHECK(screen.registry.order().size() <= 300);
    std::set<std::string> ids;
    for (const sim::Control& control : screen.registry.controls()) {
        INFO(control.id);
        CHECK(ids.insert(control.id).second);
        CHECK_FALSE(control.label.empty());
        CHECK(control.rect.x >= 0);
        CHECK(control.rect.x + control.rect.w <= width + 0.5F);
        CHECK(control.rect.y + control.rect.h <= 520.5F);
        CHECK(control.rect.w >= 23.5F);
        CHECK(control.rect.h >= 23.5F);
    }
    for (const sim::TextNode& text : screen.registry.texts()) CHECK(ids.insert(text.id).second);
    for (const sim::TableNode& table : screen.registry.tables()) CHECK(ids.insert(table.id).second);
}

sim::State press(tests::Screen& screen, const sim::State& state, const std::string& id) {
    const sim::Control* control = screen.registry.find(id);
    REQUIRE(control != nullptr);
    REQUIRE(control->activate);
    sim::Actions actions;
    control->activate(actions);
    sim::State next = state;
    for (const sim::Action& action : actions) next = sim::update(next, action);
    return next;
}

}  // namespace

TEST_CASE("every panel and zoom is whole at every width") {
    const auto model = test::random_sort_model();
    for (const float width : {320.0F, 358.0F, 480.0F, 640.0F, 700.0F, 1000.0F, 1200.0F, 1920.0F}) {
        tests::Screen screen(width);
        for (int panel = 1; panel <= 3; ++panel) {
            for (int zoom = 0; zoom <= sim::kMaxZoom; zoom += 2) {
                sim::State state = lessons::nano_start();
                state.panel = panel, state.zoom = zoom, state.word = 6 + zoom, state.map_x = 200, state.map_y = 300;
                state.text = zoom == 2 ? "AB?" : state.text;
                INFO(width << " panel " << panel << " zoom " << zoom);
                screen.draw(state, test::sort_readings(state, model));
                check_screen(screen, width);
            }
        }
    }
}

TEST_CASE("the tour visits every stop by Next, and shows its number near enough to be read") {
    const auto model = test::random_sort_model();
    for (const float width : {320.0F, 700.0F, 1200.0F}) {
        tests::Screen screen(width);
        sim::State state = lessons::nano_start();
        for (int step = 1; step < sim::kTourStops; ++step) {
            INFO(width << " step " << step);
            screen.draw(state, test::sort_readings(state, model));
            check_screen(screen, width);
            state = press(screen, state, "next");
            CHECK(state.step == step + 1);
            CHECK(state.zoom == 5);
            const sim::Readings now = test::sort_readings(state, model);
            screen.draw(state, now);
            const sim::TourStop stop = sim::tour_stop(*now.sort, state, state.step);
            const std::string cell = "number-" + now.sort->matrix(stop.place.matrix).id + "-" +
                                     std::to_string(stop.place.row) + "-" + std::to_string(stop.place.column);
            CHECK(screen.registry.find(cell) != nullptr);
        }
        CHECK_FALSE(screen.registry.find("next")->enabled);
        CHECK(press(screen, state, "previous").step == sim::kTourStops - 1);
        CHECK(press(screen, state, "whole-map").zoom == 0);
    }
}

TEST_CASE("letters are written one by one, a head is switched off in its own block, and the count comes to an end") {
    const auto model = test::random_sort_model();
    tests::Screen screen(700);
    sim::State state = lessons::nano_start();
    for (int length = 7; length <= 12; ++length) {
        screen.draw(state, test::sort_readings(state, model));
        state = press(screen, state, "next-letter");
        CHECK(state.word == length);
    }
    screen.draw(state, test::sort_readings(state, model));
    state = press(screen, state, "next-letter");
    CHECK(state.word == 6);
    state.panel = 2, state.layer = 2;
    screen.draw(state, test::sort_readings(state, model));
    state = press(screen, state, "switch-3");
    CHECK(state.off == sim::off_bit(2, 3));
    screen.draw(state, test::sort_readings(state, model));
    state = press(screen, state, "whole-layer");
    const std::uint32_t heads_off = sim::off_bit(2, 1) | sim::off_bit(2, 2) | sim::off_bit(2, 3);
    CHECK(state.off == (heads_off | sim::mlp_off_bit(2)));
    screen.draw(state, test::sort_readings(state, model));
    state = press(screen, state, "switch-mlp");
    CHECK(state.off == heads_off);
    const sim::Readings now = test::sort_readings(state, model);
    int frames = 0;
    do {
        screen.animating = false;
        screen.draw(state, now);
    } while (screen.animating && ++frames < 100);
    CHECK(now.sort->count->done());
    CHECK(frames < 40);
    screen.animating = false;
    screen.draw(state, now);
    CHECK_FALSE(screen.animating);
}

TEST_CASE("a press on the map goes there, and on a number shows its arithmetic") {
    const auto model = test::random_sort_model();
    tests::Screen screen(700);
    sim::State state = lessons::nano_start();
    sim::Readings now = test::sort_readings(state, model);
    screen.draw(state, now);
    state = press(screen, state, "go-b2-mlp");
    CHECK(state.zoom > 0);
    state.zoom = 5;
    now = test::sort_readings(state, model);
    screen.draw(state, now);
    std::string cell;
    for (const sim::Control& control : screen.registry.controls())
        if (control.role == sim::ControlRole::cell) cell = control.id;
    REQUIRE_FALSE(cell.empty());
    state = press(screen, state, cell);
    CHECK(sim::picked_place(*now.sort, state.pick).any());
    screen.draw(state, now);
    CHECK(press(screen, state, "close-number").pick == 0);
}

TEST_CASE("arrows move the focused map, plus and minus zoom") {
    sim::State state = lessons::nano_start();
    CHECK(lessons::nano_key(state, "map", "ArrowLeft").empty());
    CHECK(lessons::nano_key(state, "next", "+").empty());
    for (const sim::Action& action : lessons::nano_key(state, "map", "+")) state = sim::update(state, action);
    CHECK(state.zoom == 1);
    for (const sim::Action& action : lessons::nano_key(state, "map", "ArrowRight")) state = sim::update(state, action);
    CHECK(state.map_x > 500);
    for (const sim::Action& action : lessons::nano_key(state, "map", "-")) state = sim::update(state, action);
    CHECK(state.zoom == 0);
}

TEST_CASE("every control of the lesson can be hidden by a documented name") {
    const auto model = test::random_sort_model();
    for (const float width : {320.0F, 700.0F, 1200.0F}) {
        tests::Screen screen(width);
        for (int kind = 0; kind < 6; ++kind) {
            sim::State state = lessons::nano_start();
            state.panel = 1 + kind % 3, state.zoom = kind > 2 ? 5 : 0, state.pick = kind == 3 ? 200 : 0;
            const sim::Readings now = test::sort_readings(state, model);
            screen.draw(state, now);
            for (const sim::Control& control : screen.registry.controls()) {
                INFO(control.id);
                CHECK_FALSE(sim::hide_name(control.id).empty());
            }
            state.hidden = sim::all_hide_bits();
            screen.draw(state, now);
            CHECK(screen.registry.controls().empty());
        }
    }
}

TEST_CASE("a frame of the map stays cheap, however near") {
    const auto model = test::random_sort_model();
    int most = 0;
    for (const float width : {320.0F, 700.0F, 1200.0F, 1920.0F}) {
        tests::Screen screen(width);
        for (int zoom = 0; zoom <= sim::kMaxZoom; ++zoom) {
            for (const int x : {120, 250, 400}) {
                sim::State state = lessons::nano_start();
                state.word = 11, state.zoom = zoom, state.map_x = static_cast<float>(x), state.map_y = 600;
                screen.draw(state, test::sort_readings(state, model));
                most = std::max(most, ImGui::GetDrawData()->TotalIdxCount / 6);
            }
        }
    }
    INFO(most << " rectangles, letters among them");
    CHECK(most <= 9000);
}
