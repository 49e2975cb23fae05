// SPDX-License-Identifier: MIT
#include "sim/registry.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <string>

#include "sim/numerals.hpp"
#include "sim/plain_text.hpp"

using namespace mha::sim;

namespace {

Registry example() {
    Registry registry;
    registry.add(TextNode{TextNode::Kind::heading, "title", "Multi-Head Attention (4 heads)", {0, 0, 700, 40}});
    Control slider;
    slider.id = "heads";
    slider.role = ControlRole::slider;
    slider.label = "Heads";
    slider.value_text = "4 heads";
    slider.value = 4;
    slider.min = 1;
    slider.max = 8;
    slider.rect = {16, 450, 668.5F, 35};
    slider.set_value = [](Actions& actions, double value) { actions.push_back(SetHeads{static_cast<int>(value)}); };
    registry.add(slider);
    Control button;
    button.id = "reset";
    button.label = "Reset \"all\"";
    button.enabled = false;
    registry.add(button);
    registry.add(
        TableNode{"weights", "Head 1", "", {"The", "cat"}, {"The", "cat"}, {{"0.25", "0.75"}, {"1.00", "0.00"}}, {}});
    return registry;
}

}  // namespace

TEST_CASE("the registry finds its controls and keeps the reading order") {
    const Registry registry = example();
    REQUIRE(registry.find("heads") != nullptr);
    CHECK(registry.find("head") == nullptr);
    REQUIRE(registry.order().size() == 4);
    CHECK(registry.order()[1].kind == Registry::Kind::control);
    Actions actions;
    registry.find("heads")->set_value(actions, 7);
    CHECK(update({}, actions.at(0)).heads == 7);
}

TEST_CASE("the registry as JSON for the page") {
    CHECK(
        example().to_json() ==
        R"j({"nodes":[{"id":"title","role":"heading","text":"Multi-Head Attention (4 heads)","rect":[0,0,700,40]},)j"
        R"j({"id":"heads","role":"slider","label":"Heads","value_text":"4 heads","value":4,"min":1,"max":8,"step":1,)j"
        R"j("rect":[16,450,668.5,35]},)j"
        R"j({"id":"reset","role":"button","label":"Reset \"all\"","enabled":false,"rect":[0,0,0,0]},)j"
        R"j({"id":"weights","role":"table","caption":"Head 1","summary":"","columns":["The","cat"],)j"
        R"j("row_headers":["The","cat"],"cells":[["0.25","0.75"],["1.00","0.00"]],"rect":[0,0,0,0]}]})j");
    CHECK(Registry{}.to_json() == R"({"nodes":[]})");
}

TEST_CASE("the registry as lines of text") {
    CHECK(example().transcript() ==
          "== Multi-Head Attention (4 heads) ==\n"
          "{ 4 } Heads = 4 heads  <heads>\n"
          "[ Reset \"all\" ] (disabled)  <reset>\n"
          "table: Head 1\n"
          "   | The | cat\n"
          "  The | 0.25 | 0.75\n"
          "  cat | 1.00 | 0.00\n");
}

TEST_CASE("JSON strings are well-formed whatever the bytes") {
    std::string out;
    append_json(out, std::string("a\"\\\n\x01\x7F\0\xFF\xC3\xA9", 10));
    CHECK(out == "\"a\\\"\\\\\\u000a\\u0001\\u007f\\u0000\xEF\xBF\xBD\xC3\xA9\"");
    out.clear();
    append_json(out, std::numeric_limits<double>::quiet_NaN());
    CHECK(out == "null");
    out.clear();
    append_json(out, static_cast<double>(0.1F));
    CHECK(std::stof(out) == 0.1F);
}

TEST_CASE("numbers in sentences") {
    CHECK(places(0.705) == "0.70");  // the nearest double lies below
    CHECK(places(0.7051) == "0.71");
    CHECK(places(-0.001) == "0.00");
    CHECK(places(-1.25, 1) == "−1.2");
    CHECK(signed_places(0.57) == "+0.57");
    CHECK(signed_places(-0.14) == "−0.14");
    CHECK(signed_places(0) == "0.00");
    CHECK(places(std::nan("")) == "–");
    CHECK(count_of(1, "head") == "1 head");
    CHECK(count_of(4, "head") == "4 heads");
    CHECK(percent(0.875) == "88 %");
    CHECK(in_quotes("cat") == "‘cat’");
}
