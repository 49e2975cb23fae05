// SPDX-License-Identifier: MIT
// Our own elementary functions, made of +, -, *, / and bit operations only, so that every platform
// gives the same digits. Four-lane floats are the base; a scalar float is one lane of them, so it
// has the same bits. Polynomials: Cephes (Moshier). Accuracy is held by tests/engine/math.test.cpp.
#pragma once

#include <limits>

#include "engine/elementary.hpp"
#include "engine/lanes.hpp"

namespace mha::engine::math {

/// c[0] x^(n-1) + ... + c[n-1], by Horner's rule.
template <class Number, std::size_t N>
[[nodiscard]] inline Lanes polynomial(Lanes x, const Number (&c)[N]) {
    Lanes sum(c[0]);
    for (std::size_t i = 1; i < N; ++i) sum = multiply_add(sum, x, Lanes(c[i]));
    return sum;
}

/// 2^n for integer lanes n in [-126, 127].
[[nodiscard]] inline Lanes power_of_two(IntLanes n) { return float_of((n + IntLanes(127)) << 23); }

/// The numbers exp() is made of.
struct ExpNumbers {
    Lanes log2_e{1.44269504F};
    // Adding 1.5 * 2^23 leaves the nearest integer in the low bits: rounding without a conversion.
    Lanes shifter{12582912.0F};
    // -ln 2 in two parts; the first has few enough bits that an integer times it is exact.
    Lanes minus_ln_2{-0.693359375F}, minus_rest{2.12194440e-4F};
    Lanes terms[6] = {Lanes(1.9875691500e-4F), Lanes(1.3981999507e-3F), Lanes(8.3334519073e-3F),
                      Lanes(4.1665795894e-2F), Lanes(1.6666665459e-1F), Lanes(5.0000001201e-1F)};
    Lanes one{1.0F};
};

/// e^x as value * 2^n, value in [0.7, 1.42], for x in [-110, 89]; n is what the bits of `shifted` are more than the
/// shifter's.
struct Power {
    Lanes value;
    IntLanes shifted;
};
[[nodiscard]] inline Power exp_parts(Lanes x, const ExpNumbers& c = {}) {
    const Lanes shifted = multiply_add(x, c.log2_e, c.shifter);
    const Lanes n = shifted - c.shifter;
    const Lanes r = multiply_add(n, c.minus_rest, multiply_add(n, c.minus_ln_2, x));
    return {multiply_add(polynomial(r, c.terms), r * r, r) + c.one, bits_of(shifted)};
}

/// e^x, relative error <= 2 ulp (subnormal results: 1 ulp of a subnormal); 0 below -104, infinity
/// above 88.73.
[[nodiscard]] inline Lanes exp(Lanes x) {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    const Lanes bounded =
        xsimd::select(x < Lanes(-110.0F), Lanes(-110.0F), xsimd::select(x > Lanes(89.0F), Lanes(89.0F), x));
    const Power power = exp_parts(bounded);
    const IntLanes n = power.shifted - bits_of(ExpNumbers{}.shifter);
    // Two factors, because 2^n alone may be outside the range of a normal float.
    const IntLanes half = n >> 1;
    const Lanes result = (power.value * power_of_two(half)) * power_of_two(n - half);
    return xsimd::select(x > Lanes(88.7228394F), Lanes(kInfinity), result);
}

/// exp() with fewer steps and the same digits, for kLowestNear <= x <= 0 and NaN: the result is a normal float.
inline constexpr float kLowestNear = -86.0F;
[[nodiscard]] inline Lanes exp_near(Lanes x, const ExpNumbers& numbers = {}) {
    const Power power = exp_parts(x, numbers);
    // The shifter's own bits leave at the top, and n is added to the exponent.
    return float_of(bits_of(power.value) + (power.shifted << 23));
}

/// Natural logarithm, error <= 2 ulp; log(0) = -infinity, of a negative number NaN.
[[nodiscard]] inline Lanes log(Lanes x) {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    const auto tiny = x < Lanes(std::numeric_limits<float>::min());
    const Lanes normal = xsimd::select(tiny, x * Lanes(8388608.0F), x);
    const Lanes offset = xsimd::select(tiny, Lanes(23.0F), Lanes(0.0F));
    // m in [sqrt(1/2), sqrt(2)), x = m 2^e: subtracting the bits of sqrt(1/2) puts the cut there.
    const IntLanes cut = bits_of(normal) - IntLanes(0x3f3504f3);
    const IntLanes exponent = cut >> 23;
    const Lanes m = float_of((cut & IntLanes(0x007fffff)) + IntLanes(0x3f3504f3));
    const Lanes e = xsimd::batch_cast<float>(exponent) - offset;
    const Lanes r = m - Lanes(1.0F);
    const Lanes square = r * r;
    constexpr float kTerms[] = {7.0376836292e-2F,  -1.1514610310e-1F, 1.1676998740e-1F,
                                -1.2420140846e-1F, 1.4249322787e-1F,  -1.6668057665e-1F,
                                2.0000714765e-1F,  -2.4999993993e-1F, 3.3333331174e-1F};
    Lanes tail = (polynomial(r, kTerms) * r) * square;
    tail = tail + e * Lanes(-2.12194440e-4F);
    tail = tail - square * Lanes(0.5F);
    Lanes result = (r + tail) + e * Lanes(0.693359375F);
    result = xsimd::select(x == Lanes(kInfinity), x, result);
    result = xsimd::select(x == Lanes(0.0F), Lanes(-kInfinity), result);
    // 'not (x >= 0)' is true for NaN as well as for negative numbers.
    return xsimd::select(x >= Lanes(0.0F), result, Lanes(std::numeric_limits<float>::quiet_NaN()));
}

/// Puts the sign of `sign` on the non-negative `value`.
[[nodiscard]] inline Lanes with_sign(Lanes value, Lanes sign) {
    return float_of(bits_of(value) | (bits_of(sign) & IntLanes(std::numeric_limits<std::int32_t>::min())));
}

[[nodiscard]] inline Lanes absolute(Lanes x) {
    return float_of(bits_of(x) & IntLanes(std::numeric_limits<std::int32_t>::max()));
}

/// x, or 0 in place of a subnormal number.
[[nodiscard]] inline Lanes normal_or_zero(Lanes x) {
    return xsimd::select(absolute(x) < Lanes(std::numeric_limits<float>::min()), Lanes(0.0F), x);
}
[[nodiscard]] inline double normal_or_zero(double x) {
    return x < std::numeric_limits<double>::min() && x > -std::numeric_limits<double>::min() ? 0.0 : x;
}

/// Hyperbolic tangent, error <= 2 ulp.
[[nodiscard]] inline Lanes tanh(Lanes x) {
    const Lanes size = absolute(x);
    const Lanes square = size * size;
    constexpr float kTerms[] = {-5.70498872745e-3F, 2.06390887954e-2F, -5.37397155531e-2F, 1.33314422036e-1F,
                                -3.33332819422e-1F};
    const Lanes near = (polynomial(square, kTerms) * square) * size + size;
    const Lanes far = Lanes(1.0F) - Lanes(2.0F) / (exp(size + size) + Lanes(1.0F));
    return with_sign(xsimd::select(size < Lanes(0.625F), near, far), x);
}

/// The error function, absolute error <= 2e-7.
[[nodiscard]] inline Lanes erf(Lanes x) {
    const Lanes size = absolute(x);
    const Lanes square = size * size;
    constexpr float kNear[] = {7.853861353153693e-5F,  -8.010193625184903e-4F, 5.188327685732524e-3F,
                               -2.685381193529856e-2F, 1.128358514861418e-1F,  -3.761262582423300e-1F,
                               1.128379165726710F};
    constexpr float kMiddle[] = {2.326819970068386e-2F,  -1.387039388740657e-1F, 3.687424674597105e-1F,
                                 -5.824733027278666e-1F, 6.210004621745983e-1F,  -4.944515323274145e-1F,
                                 3.404879937665872e-1F,  -2.741127028184656e-1F, 5.638259427386472e-1F};
    const Lanes near = size * polynomial(square, kNear);
    // Beyond 4 the complement is below half a unit in the last place of 1.
    const Lanes bounded = xsimd::select(size > Lanes(4.0F), Lanes(4.0F), size);
    const Lanes inverse = Lanes(1.0F) / xsimd::select(size < Lanes(1.0F), Lanes(1.0F), bounded);
    const Lanes complement = (exp(Lanes(0.0F) - bounded * bounded) * inverse) * polynomial(inverse * inverse, kMiddle);
    return with_sign(xsimd::select(size < Lanes(1.0F), near, Lanes(1.0F) - complement), x);
}

[[nodiscard]] inline float exp(float x) { return exp(Lanes(x)).get(0); }
[[nodiscard]] inline float log(float x) { return log(Lanes(x)).get(0); }
[[nodiscard]] inline float tanh(float x) { return tanh(Lanes(x)).get(0); }
[[nodiscard]] inline float erf(float x) { return erf(Lanes(x)).get(0); }

}  // namespace mha::engine::math
