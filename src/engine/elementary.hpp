// SPDX-License-Identifier: MIT
// Our own elementary functions in double: the same digits on every platform, and none of the tables of the C library's,
// which are larger than the functions. Accuracy is held by tests/engine/math.test.cpp.
#pragma once

namespace mha::engine::math {

/// x in double; relative error of exp, log, tanh <= 1e-15, absolute error of erf <= 1e-15.
/// exp: 0 below -745.2, infinity above 709.8. log of 0 is -infinity, of a negative number NaN.
[[nodiscard]] double exp(double x);
[[nodiscard]] double log(double x);
[[nodiscard]] double tanh(double x);
[[nodiscard]] double erf(double x);
/// x in radians, |x| <= 1e4; absolute error <= 1e-12, near the origin 1e-15.
[[nodiscard]] double cos(double x);
[[nodiscard]] double sin(double x);
/// base to the power exponent, base > 0; relative error <= 1e-14 for results between 1e-6 and 1e6.
[[nodiscard]] double power(double base, double exponent);

}  // namespace mha::engine::math
