// SPDX-License-Identifier: MIT
// The project's only source of chance: PCG32, so that a seed gives the same numbers on every
// platform (the distributions of <random> differ between standard libraries). Source: O'Neill 2014,
// "PCG: A Family of Simple Fast Space-Efficient Statistically Good Algorithms".
#pragma once

#include <cstdint>

namespace mha::engine {

/// A plain value: copying it copies its future. Different streams of one seed are independent
/// sequences.
class Random {
  public:
    explicit Random(std::uint64_t seed, std::uint64_t stream = 0);

    /// 32 uniform bits.
    [[nodiscard]] std::uint32_t next_u32();
    /// Uniform in 0..n-1 without bias; 0 when n is 0.
    [[nodiscard]] std::uint32_t below(std::uint32_t n);
    /// Uniform in [0, 1), a multiple of 2^-24, exact as float.
    [[nodiscard]] float uniform();
    /// Uniform in [0, 1), a multiple of 2^-53.
    [[nodiscard]] double uniform_double();
    /// Standard normal: mean 0, deviation 1 (Marsaglia's polar method with the engine's own
    /// logarithm).
    [[nodiscard]] double normal();

    friend bool operator==(const Random&, const Random&) = default;

  private:
    std::uint64_t state_ = 0;
    std::uint64_t increment_ = 1;
    double spare_ = 0.0;  // the polar method makes two numbers at a time
    bool has_spare_ = false;
};

}  // namespace mha::engine
