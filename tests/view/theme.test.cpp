// SPDX-License-Identifier: MIT
// The contrast the tokens promise, and ramps that make equal weight look equally dark in every head.
#include "view/theme.hpp"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

using namespace mha::view;

namespace {

constexpr ThemeKind kThemes[] = {ThemeKind::light, ThemeKind::dark, ThemeKind::contrast, ThemeKind::contrast_light};

}  // namespace

TEST_CASE("contrast of known pairs") {
    CHECK(contrast(rgb(0x000000), rgb(0xFFFFFF)) == Catch::Approx(21));
    CHECK(contrast(rgb(0x777777), rgb(0x777777)) == Catch::Approx(1));
    const Theme light = make_theme(ThemeKind::light);
    CHECK(contrast(light.ink, light.bg) == Catch::Approx(15.0).margin(0.06));
    CHECK(contrast(light.accent, light.bg) == Catch::Approx(5.7).margin(0.06));
    CHECK(contrast(light.edge, light.ctl) == Catch::Approx(3.7).margin(0.06));
}

TEST_CASE("text has 4.5 and marks have 3 on both grounds in every theme") {
    for (const ThemeKind kind : kThemes) {
        const Theme t = make_theme(kind);
        for (const Colour ground : {t.bg, t.ctl, t.paper}) {
            for (const Colour text : {t.ink, t.ink2, t.ink3, t.accent, t.bad}) CHECK(contrast(text, ground) >= 4.5);
            CHECK(contrast(t.edge, ground) >= 3);
            for (const HeadColours& head : t.heads) CHECK(contrast(head.text, ground) >= 4.5);
        }
        CHECK(contrast(t.on_accent, t.accent) >= 4.5);
        CHECK(contrast(t.ink2, t.soft) >= 4.5);
        for (const HeadColours& head : t.heads) CHECK(contrast(t.on_badge, head.text) >= 4.5);
    }
}

TEST_CASE("the eight text shades of a theme have the same contrast") {
    for (const ThemeKind kind : kThemes) {
        const Theme t = make_theme(kind);
        double low = 21, high = 1;
        for (const HeadColours& head : t.heads) {
            low = std::min(low, contrast(head.text, t.bg));
            high = std::max(high, contrast(head.text, t.bg));
        }
        CHECK(high - low < 0.2);
    }
}

TEST_CASE("ramps start at paper, end at the text shade and darken all the way") {
    for (const ThemeKind kind : kThemes) {
        const Theme t = make_theme(kind);
        for (int head = 1; head <= 8; ++head) {
            CHECK(ramp(t, head, 0) == t.paper);
            CHECK(ramp(t, head, 1) == head_colours(t, head).text);
            CHECK(ramp(t, head, 0.5F) == head_colours(t, head).mid);
            CHECK(ramp(t, head, std::numeric_limits<float>::quiet_NaN()) == t.paper);
            CHECK(ramp(t, head, 7) == ramp(t, head, 1));
            double last = 1;
            for (int i = 1; i <= 20; ++i) {
                const double now = contrast(ramp(t, head, static_cast<float>(i) / 20), t.paper);
                CHECK(now >= last);
                last = now;
            }
        }
    }
}

TEST_CASE("numbers on cells are readable on every ramp") {
    for (const ThemeKind kind : kThemes) {
        const Theme t = make_theme(kind);
        for (int head = 1; head <= 8; ++head) {
            for (int i = 0; i <= 100; ++i) {
                const Colour ground = ramp(t, head, static_cast<float>(i) / 100);
                CHECK(contrast(number_on(ground), ground) >= 4.5);
            }
        }
    }
}

TEST_CASE("signed ramps") {
    const Theme t = make_theme(ThemeKind::light);
    CHECK(signed_ramp(t, 0, 1) == t.paper);
    CHECK(signed_ramp(t, 2, 2) == t.pos);
    CHECK(signed_ramp(t, -2, 2) == t.neg);
    CHECK(signed_ramp(t, 1, 0) == t.paper);
    CHECK(difference_ramp(t, 1, 4, 1) == head_colours(t, 1).text);
    CHECK(difference_ramp(t, 1, 4, -1) == head_colours(t, 4).text);
    CHECK(head_colours(t, 0).text == t.heads[0].text);
    CHECK(head_colours(t, 99).text == t.heads[7].text);
}
