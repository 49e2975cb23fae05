// SPDX-License-Identifier: MIT
#include "checkpoint/json_text.hpp"

#include <catch2/catch_test_macros.hpp>
#include <charconv>
#include <limits>

#include "engine/random.hpp"

using mha::checkpoint::JsonText;

TEST_CASE("commas and colons come by themselves") {
    JsonText json;
    json.begin_object().key("a").begin_array().integer(1).signed_integer(-2).begin_object().end_object().end_array();
    json.key("b").boolean(true).key("c").begin_object().key("d").text("e").end_object().end_object();
    CHECK(json.str() == R"({"a":[1,-2,{}],"b":true,"c":{"d":"e"}})");
}

TEST_CASE("text is quoted so that any bytes are JSON") {
    JsonText json;
    json.text("a\"b\\c\n\x01é");
    CHECK(json.str() == "\"a\\\"b\\\\c\\u000a\\u0001é\"");
}

TEST_CASE("what JSON has no number for is a word") {
    JsonText json;
    const float infinite = std::numeric_limits<float>::infinity();
    json.begin_array().number(-infinite).number(infinite).number(std::numeric_limits<float>::quiet_NaN());
    json.number(-std::numeric_limits<double>::infinity()).end_array();
    CHECK(json.str() == R"(["-inf","inf","nan","-inf"])");
}

TEST_CASE("numbers read back to the same bits") {
    mha::engine::Random random(1);
    for (int i = 0; i < 2000; ++i) {
        const float value = static_cast<float>(random.normal() * 1e-3);
        JsonText json;
        json.number(value);
        float back = 0.0F;
        const std::string& text = json.str();
        REQUIRE(std::from_chars(text.data(), text.data() + text.size(), back).ptr == text.data() + text.size());
        CHECK(back == value);
    }
}
