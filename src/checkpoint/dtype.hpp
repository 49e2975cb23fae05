// SPDX-License-Identifier: MIT
// Element types of safetensors files: names, sizes, and exact conversion of the 16-bit floats.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace mha::checkpoint {

/// The types this program can size. Only f16, bf16, f32 and f64 decode to numbers.
enum class DType : std::uint8_t { boolean, u8, i8, u16, i16, f16, bf16, u32, i32, f32, u64, i64, f64 };

/// The type of a name as files spell it ("F32"); nullopt for every other spelling.
[[nodiscard]] std::optional<DType> dtype_from_name(std::string_view name);
[[nodiscard]] std::string_view dtype_name(DType dtype);

/// All known names, for messages.
inline constexpr std::string_view kDTypeNames = "one of BOOL U8 I8 U16 I16 F16 BF16 U32 I32 F32 U64 I64 F64";

/// Bytes of one element: 1, 2, 4 or 8. Always the size in the file, never that of a decoded value.
[[nodiscard]] std::uint64_t dtype_size(DType dtype);
[[nodiscard]] bool is_float(DType dtype);

/// Exact: every 16-bit value, subnormals, infinities and NaN included, has a float of the same
/// value.
[[nodiscard]] float f16_to_float(std::uint16_t bits);
[[nodiscard]] float bf16_to_float(std::uint16_t bits);

/// Nearest IEEE 754 binary16, ties to even; 65520 and above give infinity, NaN stays NaN.
[[nodiscard]] std::uint16_t float_to_f16(float value);

inline constexpr unsigned kHalfMantissaBits = 10;

/// A half with the same number in fewer mantissa bits (1..10; the low ones become zero): nearest,
/// ties to even; what would round up to infinity becomes the largest finite value of that many
/// bits. Infinity and NaN stay.
[[nodiscard]] std::uint16_t round_mantissa(std::uint16_t half, unsigned mantissa_bits);

}  // namespace mha::checkpoint
