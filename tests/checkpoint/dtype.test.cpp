// SPDX-License-Identifier: MIT
// 16-bit floats: all 65,536 values there and back, and rounding held against arithmetic in double.
#include "checkpoint/dtype.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdint>
#include <limits>

namespace mha::checkpoint::tests {
namespace {

/// The value of a half by its definition.
double half_value(unsigned bits) {
    const double sign = (bits & 0x8000U) != 0 ? -1.0 : 1.0;
    const int exponent = static_cast<int>((bits >> 10U) & 0x1FU);
    const double fraction = static_cast<double>(bits & 0x3FFU) / 1024.0;
    if (exponent == 31) return fraction == 0.0 ? sign * INFINITY : NAN;
    if (exponent == 0) return sign * std::ldexp(fraction, -14);
    return sign * std::ldexp(1.0 + fraction, exponent - 15);
}

TEST_CASE("every half has its float, and comes back") {
    for (unsigned bits = 0; bits < 0x10000U; ++bits) {
        const auto half = static_cast<std::uint16_t>(bits);
        const float value = f16_to_float(half);
        const double wanted = half_value(bits);
        if (std::isnan(wanted)) {
            REQUIRE(std::isnan(value));
            REQUIRE(std::isnan(f16_to_float(float_to_f16(value))));
            continue;
        }
        REQUIRE(static_cast<double>(value) == wanted);
        REQUIRE(std::signbit(value) == ((bits & 0x8000U) != 0));
        REQUIRE(float_to_f16(value) == half);
    }
}

TEST_CASE("rounding to half goes to the nearest, and to even between two") {
    for (unsigned bits = 0; bits < 0x7BFFU; ++bits) {
        const double low = half_value(bits);
        const double high = half_value(bits + 1);
        const auto middle = static_cast<float>((low + high) / 2);  // exact: one bit more than a half has
        const auto even = static_cast<std::uint16_t>((bits & 1U) == 0 ? bits : bits + 1);
        REQUIRE(float_to_f16(middle) == even);
        REQUIRE(float_to_f16(std::nextafter(middle, 0.0F)) == bits);
        REQUIRE(float_to_f16(std::nextafter(middle, INFINITY)) == bits + 1);
        REQUIRE(float_to_f16(-middle) == (even | 0x8000U));
    }
    CHECK(float_to_f16(65519.996F) == 0x7BFF);
    CHECK(float_to_f16(65520.0F) == 0x7C00);
    CHECK(float_to_f16(std::numeric_limits<float>::max()) == 0x7C00);
    CHECK(float_to_f16(-INFINITY) == 0xFC00);
    CHECK(float_to_f16(std::numeric_limits<float>::denorm_min()) == 0);
}

TEST_CASE("fewer mantissa bits: the nearest, ties to even, and the low bits zero") {
    for (unsigned kept = 1; kept < kHalfMantissaBits; ++kept) {
        const unsigned step = 1U << (kHalfMantissaBits - kept);
        const unsigned largest = 0x7BFFU / step * step;
        for (unsigned bits = 0; bits < 0x7C00U; ++bits) {
            const unsigned low = bits / step * step;
            const unsigned high = low + step;
            const unsigned rest = 2 * (bits - low);
            const bool up = rest > step || (rest == step && low / step % 2 == 1);
            const unsigned wanted = std::min(up ? high : low, largest);
            const auto half = static_cast<std::uint16_t>(bits);
            REQUIRE(round_mantissa(half, kept) == wanted);
            REQUIRE(round_mantissa(static_cast<std::uint16_t>(bits | 0x8000U), kept) == (wanted | 0x8000U));
            REQUIRE(round_mantissa(static_cast<std::uint16_t>(wanted), kept) == wanted);
            REQUIRE(std::isfinite(f16_to_float(round_mantissa(half, kept))));
        }
        CHECK(round_mantissa(0x7C00, kept) == 0x7C00);
        CHECK(std::isnan(f16_to_float(round_mantissa(0x7C01, kept))));
    }
    CHECK(f16_to_float(round_mantissa(float_to_f16(65504.0F), 6)) == 65024.0F);
    CHECK(f16_to_float(round_mantissa(float_to_f16(1.0F + 1.0F / 128.0F), 6)) == 1.0F);
    CHECK(f16_to_float(round_mantissa(float_to_f16(1.0F + 3.0F / 128.0F), 6)) == 1.0F + 1.0F / 32.0F);
}

TEST_CASE("all ten mantissa bits leave every half as it is") {
    for (unsigned bits = 0; bits < 0x10000U; ++bits)
        REQUIRE(round_mantissa(static_cast<std::uint16_t>(bits), kHalfMantissaBits) == bits);
}

TEST_CASE("bfloat16 is the upper half of a float") {
    for (unsigned bits = 0; bits < 0x10000U; ++bits) {
        const float value = bf16_to_float(static_cast<std::uint16_t>(bits));
        if (!std::isnan(value)) REQUIRE(std::bit_cast<std::uint32_t>(value) == bits << 16U);
    }
}

TEST_CASE("dtype names and sizes") {
    CHECK(dtype_from_name("F32") == DType::f32);
    CHECK(dtype_from_name("BOOL") == DType::boolean);
    CHECK_FALSE(dtype_from_name("f32").has_value());
    CHECK_FALSE(dtype_from_name("").has_value());
    CHECK(dtype_size(DType::bf16) == 2);
    CHECK(dtype_size(DType::i64) == 8);
    CHECK(is_float(DType::f64));
    CHECK_FALSE(is_float(DType::i16));
}

}  // namespace
}  // namespace mha::checkpoint::tests
