// SPDX-License-Identifier: MIT
// PCG32 (XSH-RR, 64-bit state) and the draws made from it.
#include "engine/random.hpp"

#include <bit>
#include <cmath>

#include "engine/math.hpp"

namespace mha::engine {

namespace {
constexpr std::uint64_t kMultiplier = 6364136223846793005ULL;
}  // namespace

Random::Random(std::uint64_t seed, std::uint64_t stream) : increment_((stream << 1U) | 1U) {
    (void)next_u32();
    state_ += seed;
    (void)next_u32();
}

std::uint32_t Random::next_u32() {
    const std::uint64_t old = state_;
    state_ = old * kMultiplier + increment_;
    const auto shifted = static_cast<std::uint32_t>(((old >> 18U) ^ old) >> 27U);
    return std::rotr(shifted, static_cast<int>(old >> 59U));
}

std::uint32_t Random::below(std::uint32_t n) {
    if (n == 0) {
        return 0;
    }
    // The lowest 2^32 mod n values are refused, so that every remainder is equally likely.
    const std::uint32_t threshold = (0U - n) % n;
    std::uint32_t value = next_u32();
    while (value < threshold) {
        value = next_u32();
    }
    return value % n;
}

float Random::uniform() { return static_cast<float>(next_u32() >> 8U) * 0x1.0p-24F; }

double Random::uniform_double() {
    const std::uint64_t high = next_u32() >> 5U;
    const std::uint64_t low = next_u32() >> 6U;
    return static_cast<double>((high << 26U) | low) * 0x1.0p-53;
}

double Random::normal() {
    if (has_spare_) {
        has_spare_ = false;
        return spare_;
    }
    double x = 0.0;
    double y = 0.0;
    double square = 0.0;
    do {
        x = 2.0 * uniform_double() - 1.0;
        y = 2.0 * uniform_double() - 1.0;
        square = x * x + y * y;
    } while (square >= 1.0 || square == 0.0);
    const double factor = std::sqrt(-2.0 * math::log(square) / square);  // sqrt is exact by IEEE 754
    spare_ = y * factor;
    has_spare_ = true;
    return x * factor;
}

}  // namespace mha::engine
