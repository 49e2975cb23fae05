// SPDX-License-Identifier: MIT
// The elementary functions in double, by their series after reducing the argument.
#include "engine/math.hpp"

#include <bit>
#include <cstdint>

namespace mha::engine::math {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kShifter = 6755399441055744.0;  // 1.5 * 2^52: adding it rounds to the nearest integer

double power_of_two(std::int64_t n) {  // n in [-1022, 1023]
    return std::bit_cast<double>(static_cast<std::uint64_t>(n + 1023) << 52U);
}

/// x^first / first! - x^(first+2) / (first+2)! + ... for |x| <= 1 (sign -1) or without alternating
/// (sign 1).
double factorial_series(double x, int first, double sign) {
    const double square = sign * x * x;
    double sum = 0.0;
    for (int n = first + 20; n > first; n -= 2) {
        sum = (1.0 + sum) * square / static_cast<double>(n * (n - 1));
    }
    return first == 0 ? 1.0 + sum : x + x * sum;
}

}  // namespace

double exp(double x) {
    if (x < -746.0) return 0.0;
    if (x > 709.782712893384) return kInfinity;
    if (!(x == x)) return x;
    const double n = (x * 1.4426950408889634 + kShifter) - kShifter;
    const double r = (x - n * 0.693147180369123816490) - n * 1.90821492927058770002e-10;
    double sum = 0.0;
    for (int i = 14; i >= 2; --i) sum = (sum + 1.0) * r / static_cast<double>(i);
    const auto whole = static_cast<std::int64_t>(n);
    const std::int64_t half = whole / 2;
    return ((1.0 + (r + r * sum)) * power_of_two(half)) * power_of_two(whole - half);
}

double log(double x) {
    if (x == 0.0) return -kInfinity;
    if (!(x > 0.0)) return std::numeric_limits<double>::quiet_NaN();
    if (x == kInfinity) return x;
    constexpr std::uint64_t kRootHalf = 0x3fe6a09e667f3bcdULL;
    const bool tiny = x < std::numeric_limits<double>::min();
    const auto bits = std::bit_cast<std::uint64_t>(tiny ? x * 18014398509481984.0 : x);
    const auto cut = static_cast<std::int64_t>(bits - kRootHalf);
    const double exponent = static_cast<double>(cut >> 52) - (tiny ? 54.0 : 0.0);
    const auto kept = static_cast<std::uint64_t>(cut) & 0x000fffffffffffffULL;
    const double r = std::bit_cast<double>(kept + kRootHalf) - 1.0;
    // ln(1 + r) = 2 artanh(s) with s = r / (2 + r), written so that r itself is not rounded away.
    const double s = r / (2.0 + r);
    const double square = s * s;
    double sum = 0.0;
    for (int n = 23; n >= 3; n -= 2) sum = (sum + 1.0 / static_cast<double>(n)) * square;
    const double half_square = 0.5 * r * r;
    const double tail = s * (half_square + 2.0 * sum);
    const double low = exponent * 1.90821492927058770002e-10;
    return exponent * 0.693147180369123816490 - ((half_square - (tail + low)) - r);
}

double tanh(double x) {
    const double size = x < 0.0 ? -x : x;
    if (size < 0.5) return factorial_series(x, 1, 1.0) / factorial_series(x, 0, 1.0);
    const double value = 1.0 - 2.0 / (exp(size + size) + 1.0);
    return x < 0.0 ? -value : value;
}

double erf(double x) {
    const double size = x < 0.0 ? -x : x;
    if (size > 6.0) return x < 0.0 ? -1.0 : 1.0;
    // erf(x) = 2 / sqrt(pi) e^(-x^2) (x + 2 x^3 / 3 + 4 x^5 / (3 5) + ...): every term has the same
    // sign.
    const double square = x * x;
    double sum = 0.0;
    for (int n = 150; n >= 1; --n) sum = (1.0 + sum) * 2.0 * square / static_cast<double>(2 * n + 1);
    return 1.1283791670955126 * exp(-square) * (x + x * sum);
}

double cos(double x) {
    const double quarter = (x * 0.63661977236758134 + kShifter) - kShifter;
    const double r = (x - quarter * 1.57079632673412561417) - quarter * 6.07710050650619224932e-11;
    const auto turn = static_cast<std::uint64_t>(static_cast<std::int64_t>(quarter)) & 3U;
    if (turn == 0) return factorial_series(r, 0, -1.0);
    if (turn == 1) return -factorial_series(r, 1, -1.0);
    if (turn == 2) return -factorial_series(r, 0, -1.0);
    return factorial_series(r, 1, -1.0);
}

double sin(double x) { return cos(x - 1.57079632679489661923); }

double power(double base, double exponent) { return exp(exponent * log(base)); }

}  // namespace mha::engine::math
