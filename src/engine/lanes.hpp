// SPDX-License-Identifier: MIT
// Four floats at a time: the only vector type of the engine. Four lanes exist on every platform we
// run on (SSE2, NEON, wasm simd128), so sums that are split over lanes have the same order
// everywhere. The same templates run on double one number at a time, for gradient checks.
#pragma once

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <xsimd/xsimd.hpp>

namespace mha::engine {

using Lanes = xsimd::batch<float>;
using IntLanes = xsimd::batch<std::int32_t>;
static_assert(Lanes::size == 4, "build with baseline SSE2, NEON or -msimd128 only");

/// What a kernel works on at once: four floats, or one double.
template <class T>
using Wide = std::conditional_t<std::is_same_v<T, float>, Lanes, T>;
template <class T>
inline constexpr std::size_t kWidth = std::is_same_v<T, float> ? 4 : 1;
/// The count of a full Wide, known when compiling; a tail's count is a plain std::size_t.
template <class T>
using FullCount = std::integral_constant<std::size_t, kWidth<T>>;

[[nodiscard]] inline IntLanes bits_of(Lanes value) { return xsimd::bitwise_cast<std::int32_t>(value); }
[[nodiscard]] inline Lanes float_of(IntLanes bits) { return xsimd::bitwise_cast<float>(bits); }

/// `count` numbers from `from`, a tail's 1 to 3; where it leaves lanes over, they hold `fill`.
[[nodiscard]] inline Lanes load(const float* from, FullCount<float>, float = 0.0F) {
    return Lanes::load_unaligned(from);
}
[[nodiscard]] inline Lanes load(const float* from, std::size_t count, float fill = 0.0F) {
    // Through an array the vector would wait for its parts to reach the cache.
    if (count == 1) return {from[0], fill, fill, fill};
    if (count == 2) return {from[0], from[1], fill, fill};
    return {from[0], from[1], from[2], fill};
}
[[nodiscard]] inline double load(const double* from, std::size_t, double = 0.0) { return *from; }

/// The first `count` lanes of `value` to `to`.
inline void store(Lanes value, float* to, FullCount<float>) { value.store_unaligned(to); }
inline void store(Lanes value, float* to, std::size_t count) {
    alignas(16) float lane[4];
    value.store_aligned(lane);
    for (std::size_t i = 0; i < count; ++i) to[i] = lane[i];
}
inline void store(double value, double* to, std::size_t) { *to = value; }

/// A copy of constants for a loop that uses them in every turn. Browsers make a vector the compiler knows anew each
/// time it is used, out of three instructions; one it knows nothing of stays in a register or on the stack.
template <class Constants>
[[nodiscard]] inline Constants held(const Constants& constants) {
    const Constants* from = &constants;
#ifdef __wasm__
    asm("" : "+r"(from) : : "memory");
#endif
    return *from;
}

/// The fast build of the engine module (-mrelaxed-simd) may round otherwise; everything else gives one set of digits.
#ifdef __wasm_relaxed_simd__
inline constexpr bool kFreeToRound = true;
[[nodiscard]] inline Lanes multiply_add(Lanes a, Lanes b, Lanes sum) { return wasm_f32x4_relaxed_madd(a, b, sum); }
/// Divides many numbers by one.
struct Divisor {
    Lanes inverse;
    explicit Divisor(Lanes value) : inverse(Lanes(1.0F) / value) {}
    [[nodiscard]] Lanes under(Lanes x) const { return x * inverse; }
};
#else
inline constexpr bool kFreeToRound = false;
[[nodiscard]] inline Lanes multiply_add(Lanes a, Lanes b, Lanes sum) { return sum + a * b; }
struct Divisor {
    Lanes value;
    explicit Divisor(Lanes divisor) : value(divisor) {}
    [[nodiscard]] Lanes under(Lanes x) const { return x / value; }
};
#endif

/// (lane 0 + lane 1) + (lane 2 + lane 3): the one way lanes are summed.
[[nodiscard]] inline float sum_lanes(Lanes value) {
    alignas(16) float lane[4];
    value.store_aligned(lane);
    return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}
[[nodiscard]] inline double sum_lanes(double value) { return value; }

[[nodiscard]] inline float largest_lane(Lanes value) {
    alignas(16) float lane[4];
    value.store_aligned(lane);
    const float left = lane[0] > lane[1] ? lane[0] : lane[1];
    const float right = lane[2] > lane[3] ? lane[2] : lane[3];
    return left > right ? left : right;
}
[[nodiscard]] inline double largest_lane(double value) { return value; }

/// Lane by lane a > b ? a : b, on every platform also for NaN (xsimd's max differs there).
#ifdef __wasm_simd128__
[[nodiscard]] inline Lanes larger(Lanes a, Lanes b) { return wasm_f32x4_pmax(b, a); }
/// a < b ? a : b.
[[nodiscard]] inline Lanes smaller(Lanes a, Lanes b) { return wasm_f32x4_pmin(b, a); }
#else
[[nodiscard]] inline Lanes larger(Lanes a, Lanes b) { return xsimd::select(a > b, a, b); }
[[nodiscard]] inline Lanes smaller(Lanes a, Lanes b) { return xsimd::select(a < b, a, b); }
#endif
[[nodiscard]] inline double larger(double a, double b) { return a > b ? a : b; }

/// Calls f(i, count) along 0..size-1 in steps of kWidth<T>; count is FullCount<T> but for a tail.
template <class T, class F>
inline void each_wide(std::size_t size, F f) {
    std::size_t i = 0;
    for (; i + kWidth<T> <= size; i += kWidth<T>) f(i, FullCount<T>{});
    if (i < size) f(i, size - i);
}

}  // namespace mha::engine
