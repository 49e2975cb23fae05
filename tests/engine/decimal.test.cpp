// SPDX-License-Identifier: MIT
// Decimal text against the C library's, digit by digit and bit by bit.
#include "engine/decimal.hpp"

#include <array>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <limits>
#include <string>
#include <vector>

#include "engine/random.hpp"

using namespace mha::engine;

namespace {

std::string printed(const char form, int digits, double value) {
    std::array<char, 512> text{};
    if (form == 'f')
        std::snprintf(text.data(), text.size(), "%.*f", digits, value);
    else
        std::snprintf(text.data(), text.size(), "%.*g", digits, value);
    return text.data();
}

/// Halves to be rounded to even, both ends of the range, and numbers of every size.
std::vector<double> samples() {
    std::vector<double> values = {0,
                                  0.5,
                                  1.5,
                                  2.5,
                                  0.05,
                                  0.125,
                                  0.375,
                                  9.5,
                                  99.5,
                                  9.995,
                                  999999.5,
                                  1e-5,
                                  1e-4,
                                  1e15,
                                  1e22,
                                  1e23,
                                  5e-324,
                                  2.2250738585072014e-308,
                                  1.7976931348623157e308,
                                  1.0000000596046448,
                                  1.17549435e-38,
                                  3.4028234663852886e38,
                                  1e-45};
    Random random(3);
    for (int i = 0; i < 300; ++i) {
        const double any = std::bit_cast<double>(std::uint64_t{random.next_u32()} << 32 | random.next_u32());
        if (std::isfinite(any)) values.push_back(any);
        values.push_back(static_cast<double>(random.below(2'000'001)) / 1e6);
        values.push_back(static_cast<double>(static_cast<float>(random.below(1000)) / 8000.0F));
    }
    const std::size_t positive = values.size();
    for (std::size_t i = 0; i < positive; ++i) values.push_back(-values[i]);
    return values;
}

}  // namespace

TEST_CASE("numbers print as printf prints them") {
    for (const double value : samples()) {
        for (const int places : {0, 1, 2, 3, 6}) REQUIRE(fixed_text(value, places) == printed('f', places, value));
        for (const int digits : {1, 2, 5, 9, 17}) REQUIRE(general_text(value, digits) == printed('g', digits, value));
    }
    const double infinite = std::numeric_limits<double>::infinity();
    CHECK(fixed_text(-infinite, 2) == "-Infinity");
    CHECK(general_text(std::numeric_limits<double>::quiet_NaN(), 9) == "NaN");
}

TEST_CASE("numbers are read as strtod and strtof read them") {
    std::vector<std::string> texts = {"+1.e2",
                                      ".5",
                                      "5.",
                                      "00012.500",
                                      "1e400",
                                      "-1e-400",
                                      "1e99999999999",
                                      "0e99999",
                                      "340282356779733661637539395458142568447",
                                      "9007199254740993",
                                      "8388608.5",
                                      "16777217"};
    for (const double value : samples()) {
        for (const int digits : {1, 5, 9, 17}) texts.push_back(printed('g', digits, value));
    }
    for (const std::string& text : texts) {
        INFO(text);
        const auto large = read_double(text);
        const auto small = read_float(text);
        REQUIRE(large.has_value());
        REQUIRE(small.has_value());
        CHECK(std::bit_cast<std::uint64_t>(*large) == std::bit_cast<std::uint64_t>(std::strtod(text.c_str(), nullptr)));
        CHECK(std::bit_cast<std::uint32_t>(*small) == std::bit_cast<std::uint32_t>(std::strtof(text.c_str(), nullptr)));
    }
}

TEST_CASE("what is no number is refused") {
    for (const char* text :
         {"", "-", "+", ".", "e5", "1e", "1e+", "1.2.3", "0x10", "1e5x", " 1", "1 ", "--1", "nan", "inf"}) {
        INFO(text);
        CHECK_FALSE(read_double(text).has_value());
        CHECK_FALSE(read_float(text).has_value());
    }
}
