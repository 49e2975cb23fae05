// SPDX-License-Identifier: MIT
// Movement answers, ends, and is off when asked.
#include "view/motion.hpp"

#include <catch2/catch_test_macros.hpp>

#include "view/fonts.hpp"
#include "view/theme.hpp"

using namespace mha;

namespace {

/// Frames with a clock of their own.
struct Clock {
    sim::State state;
    sim::Readings readings;
    view::Theme theme = view::make_theme(view::ThemeKind::light);
    view::Fonts fonts;
    view::Glance glance;
    sim::Registry registry;
    sim::Actions actions;
    bool animating = false;

    float draw(double seconds, float target) {
        animating = false;
        glance.time += seconds;
        ++glance.frames;
        view::Frame frame{state, readings, theme, fonts, 700, 520, 1, glance, registry, actions, animating};
        return view::eased(frame, "mark", target);
    }
};

}  // namespace

TEST_CASE("a mark that appears stands at its place and asks for no frame") {
    Clock clock;
    CHECK(clock.draw(0, 0.7F) == 0.7F);
    CHECK_FALSE(clock.animating);
}

TEST_CASE("a mark travels to its new place, slowing down, and stops there") {
    Clock clock;
    clock.draw(0, 0.0F);
    CHECK(clock.draw(0.5, 1.0F) == 0.0F);  // however long the page slept
    float last = 0;
    float step = 2;
    for (int frame = 0; frame < 7; ++frame) {
        const float now = clock.draw(0.02, 1.0F);
        CHECK(clock.animating);
        CHECK(now > last);
        CHECK(now - last < step);
        step = now - last, last = now;
    }
    CHECK(clock.draw(0.05, 1.0F) == 1.0F);
    CHECK_FALSE(clock.animating);
}

TEST_CASE("a new action starts from what is on the screen") {
    Clock clock;
    clock.draw(0, 0.0F);
    clock.draw(0, 1.0F);
    const float there = clock.draw(0.04, 1.0F);
    CHECK(clock.draw(0, 0.0F) == there);
    CHECK(clock.draw(0.04, 0.0F) < there);
}

TEST_CASE("under reduced motion nothing travels") {
    Clock clock;
    clock.glance.still = true;
    clock.draw(0, 0.0F);
    CHECK(clock.draw(0.01, 1.0F) == 1.0F);
    CHECK_FALSE(clock.animating);
}

TEST_CASE("a mark that was away for a frame comes back at its place") {
    Clock clock;
    clock.draw(0, 0.0F);
    clock.glance.frames += 3;
    CHECK(clock.draw(0.01, 1.0F) == 1.0F);
}
