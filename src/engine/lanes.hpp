// SPDX-License-Identifier: MIT
// Four floats at a time: the only vector type of the engine. Four lanes exist on every platform we run on
// (SSE2, NEON, wasm simd128), so sums that are split over lanes have the same order everywhere.
#pragma once

#include <cstddef>
#include <cstdint>
#include <xsimd/xsimd.hpp>

namespace mha::engine {

using Lanes = xsimd::batch<float>;
using IntLanes = xsimd::batch<std::int32_t>;
inline constexpr std::size_t kLanes = 4;
static_assert(Lanes::size == kLanes, "build with baseline SSE2, NEON or -msimd128 only");

/// The first `count` (1 to 3) of four floats; the other lanes hold `fill`.
[[nodiscard]] inline Lanes load_part(const float* from, std::size_t count, float fill) {
    alignas(16) float lane[kLanes] = {fill, fill, fill, fill};
    for (std::size_t i = 0; i < count; ++i) lane[i] = from[i];
    return Lanes::load_aligned(lane);
}

/// Stores the first `count` (1 to 3) lanes.
inline void store_part(Lanes value, float* to, std::size_t count) {
    alignas(16) float lane[kLanes];
    value.store_aligned(lane);
    for (std::size_t i = 0; i < count; ++i) to[i] = lane[i];
}

/// (lane 0 + lane 1) + (lane 2 + lane 3): the one way lanes are summed.
[[nodiscard]] inline float sum_lanes(Lanes value) {
    alignas(16) float lane[kLanes];
    value.store_aligned(lane);
    return (lane[0] + lane[1]) + (lane[2] + lane[3]);
}

[[nodiscard]] inline IntLanes bits_of(Lanes value) {
    return xsimd::bitwise_cast<std::int32_t>(value);
}

[[nodiscard]] inline Lanes float_of(IntLanes bits) { return xsimd::bitwise_cast<float>(bits); }

/// y[i] = f(x[i]) with `f` from Lanes to Lanes; the tail runs on a padded load. y may be x.
template <class F>
void map_lanes(const float* x, float* y, std::size_t size, F f) {
    std::size_t i = 0;
    for (; i + kLanes <= size; i += kLanes) f(Lanes::load_unaligned(x + i)).store_unaligned(y + i);
    if (i < size) store_part(f(load_part(x + i, size - i, 0.0F)), y + i, size - i);
}

}  // namespace mha::engine
