// SPDX-License-Identifier: MIT
// Element types (see dtype.hpp). Integer arithmetic on bits only, so every platform gives the same.
#include "checkpoint/dtype.hpp"

#include <array>
#include <bit>
#include <cstddef>

namespace mha::checkpoint {
namespace {

struct Row {
    std::string_view name;
    std::uint8_t size;
    bool floating;
};

// In the order of DType.
constexpr std::array<Row, 13> kRows = {{{"BOOL", 1, false},
                                        {"U8", 1, false},
                                        {"I8", 1, false},
                                        {"U16", 2, false},
                                        {"I16", 2, false},
                                        {"F16", 2, true},
                                        {"BF16", 2, true},
                                        {"U32", 4, false},
                                        {"I32", 4, false},
                                        {"F32", 4, true},
                                        {"U64", 8, false},
                                        {"I64", 8, false},
                                        {"F64", 8, true}}};

const Row& row_of(DType dtype) { return kRows[static_cast<std::size_t>(dtype)]; }

/// value >> shift, rounded to nearest, ties to even; shift 1..31.
std::uint32_t shift_to_nearest_even(std::uint32_t value, std::uint32_t shift) {
    const std::uint32_t kept = value >> shift;
    const std::uint32_t rest = value & ((1U << shift) - 1U);
    const std::uint32_t half = 1U << (shift - 1U);
    const bool up = rest > half || (rest == half && (kept & 1U) != 0);
    return kept + (up ? 1U : 0U);
}

}  // namespace

std::optional<DType> dtype_from_name(std::string_view name) {
    for (std::size_t i = 0; i < kRows.size(); ++i) {
        if (kRows[i].name == name) return static_cast<DType>(i);
    }
    return std::nullopt;
}

std::string_view dtype_name(DType dtype) { return row_of(dtype).name; }
std::uint64_t dtype_size(DType dtype) { return row_of(dtype).size; }
bool is_float(DType dtype) { return row_of(dtype).floating; }

float f16_to_float(std::uint16_t bits) {
    const std::uint32_t sign = (bits & 0x8000U) << 16U;
    const std::uint32_t exponent = (bits >> 10U) & 0x1FU;
    const std::uint32_t fraction = bits & 0x3FFU;
    if (exponent == 0x1F) return std::bit_cast<float>(sign | 0x7F800000U | (fraction << 13U));
    if (exponent != 0) {
        return std::bit_cast<float>(sign | ((exponent + 112U) << 23U) | (fraction << 13U));
    }
    if (fraction == 0) return std::bit_cast<float>(sign);
    // A subnormal half is a normal float: bring its leading one to the hidden position.
    const auto shift = static_cast<std::uint32_t>(std::countl_zero(fraction)) - 21U;
    const std::uint32_t normal = (fraction << shift) & 0x3FFU;
    return std::bit_cast<float>(sign | ((113U - shift) << 23U) | (normal << 13U));
}

float bf16_to_float(std::uint16_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16U); }

std::uint16_t float_to_f16(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = (bits >> 16U) & 0x8000U;
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    std::uint32_t half = 0;
    if (magnitude > 0x7F800000U) {
        half = 0x7E00U;  // NaN
    } else if (magnitude >= 0x477FF000U) {
        half = 0x7C00U;  // 65520 is half way to the first value that does not exist
    } else if (magnitude >= 0x38800000U) {
        // Normal: a carry out of the fraction correctly raises the exponent.
        half = shift_to_nearest_even(magnitude - (112U << 23U), 13U);
    } else if (magnitude >= 0x33000000U) {
        // Subnormal, in units of 2^-24.
        const std::uint32_t exponent = magnitude >> 23U;
        const std::uint32_t significand = (magnitude & 0x7FFFFFU) | 0x800000U;
        half = shift_to_nearest_even(significand, 126U - exponent);
    }
    return static_cast<std::uint16_t>(sign | half);
}

std::uint16_t round_mantissa(std::uint16_t half, unsigned mantissa_bits) {
    const std::uint32_t magnitude = half & 0x7FFFU;
    if (mantissa_bits >= kHalfMantissaBits || magnitude >= 0x7C00U) return half;
    const unsigned dropped = kHalfMantissaBits - mantissa_bits;
    // A carry out of the mantissa correctly raises the exponent.
    const std::uint32_t rounded = shift_to_nearest_even(magnitude, dropped);
    const std::uint32_t largest = 0x7BFFU >> dropped;
    const std::uint32_t kept = (rounded < largest ? rounded : largest) << dropped;
    return static_cast<std::uint16_t>((half & 0x8000U) | kept);
}

}  // namespace mha::checkpoint
