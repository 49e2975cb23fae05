// SPDX-License-Identifier: MIT
// Numbers in cells, broken lines, sliders, and which cell is under a point.
#include <catch2/catch_test_macros.hpp>
#include <string>

#include "view/heat_map.hpp"
#include "view/interact.hpp"
#include "view/links.hpp"
#include "view/number_text.hpp"
#include "view/text_flow.hpp"

using namespace mha::view;

namespace {

float ten_each(std::string_view text) {
    float width = 0;
    for (std::size_t at = 0; at < text.size(); width += 10) (void)next_code_point(text, at);
    return width;
}

}  // namespace

TEST_CASE("numbers in cells") {
    CHECK(cell_number(0.8123F, 40) == "0.81");
    CHECK(cell_number(0.8123F, 30) == ".81");
    CHECK(cell_number(1, 30) == "1.0");
    CHECK(cell_number(0.999F, 30) == "1.0");
    CHECK(cell_number(0.8F, 24).empty());
    CHECK(cell_difference(0.16F, 36) == "+.16");
    CHECK(cell_difference(-0.14F, 36) == "−.14");
    CHECK(cell_difference(0.001F, 36) == ".00");
    CHECK(cell_difference(-1, 36) == "−1.0");
    CHECK(whole(-3) == "−3");
}

TEST_CASE("lines break at blanks and end in an ellipsis") {
    CHECK(wrap("aa bb cc", 50, 3, ten_each) == std::vector<std::string>{"aa bb", "cc"});
    CHECK(wrap("aa bb cc", 50, 1, ten_each) == std::vector<std::string>{"aa b…"});
    CHECK(wrap("incomprehensible x", 50, 3, ten_each) == std::vector<std::string>{"inco…", "x"});
    CHECK(wrap("", 50, 3, ten_each).empty());
    CHECK(shorten("über", 40, ten_each) == "über");
    CHECK(shorten("überall", 40, ten_each) == "übe…");
    CHECK(shorten("x", 1, ten_each) == "…");
}

TEST_CASE("broken UTF-8 is read as replacement characters and never past the end") {
    const std::string text = "a\xC3(\xE2\x82";
    std::size_t at = 0, count = 0;
    while (at < text.size()) {
        (void)next_code_point(text, at);
        ++count;
    }
    CHECK(at == text.size());
    CHECK(count >= 3);
}

TEST_CASE("a slider's value follows the pointer and snaps") {
    mha::sim::Control control;
    control.min = 1, control.max = 8;
    CHECK(slider_value(control, 100, 800, 0) == 1);
    CHECK(slider_value(control, 100, 800, 900) == 8);
    CHECK(slider_value(control, 100, 800, 440) == 4);
    CHECK(slider_value(control, 100, 100, 100) == 1);
}

TEST_CASE("cells under points") {
    const Rect rect = {10, 20, 50, 50};
    CHECK(cell_at(rect, 5, 10, 20) == Cell{0, 0});
    CHECK(cell_at(rect, 5, 59.9F, 69.9F) == Cell{4, 4});
    CHECK_FALSE(cell_at(rect, 5, 60, 20).any());
    CHECK_FALSE(cell_at(rect, 0, 20, 30).any());
}

TEST_CASE("links widen with their weight and vanish when small") {
    CHECK(link_width(0.01F) == 0);
    CHECK(link_width(1) == 10);
    CHECK(link_alpha(1, true) == 1);
    CHECK(link_alpha(0.5F, true) > link_alpha(0.5F, false));
}
