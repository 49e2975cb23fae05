// SPDX-License-Identifier: MIT
// Number formatting without locale, streams or std::format (their tables are large on the web).
#include "view/number_text.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace mha::view {
namespace {

constexpr const char* kMinus = "\u2212";

bool rounds_to_zero(float value, int digits) { return std::fabs(value) * std::pow(10.0F, static_cast<float>(digits)) < 0.5F; }

std::string magnitude(float value, int digits) {
    char buffer[48];
    std::snprintf(buffer, sizeof buffer, "%.*f", std::clamp(digits, 0, 6), static_cast<double>(std::fabs(value)));
    return buffer;
}

}  // namespace

std::string fixed(float value, int digits) {
    if (!std::isfinite(value)) return "\u2013";
    const bool minus = value < 0 && !rounds_to_zero(value, digits);
    return (minus ? kMinus : "") + magnitude(value, digits);
}

std::string signed_fixed(float value, int digits) {
    if (!std::isfinite(value)) return "\u2013";
    if (rounds_to_zero(value, digits)) return magnitude(0, digits);
    return (value < 0 ? kMinus : "+") + magnitude(value, digits);
}

std::string cell_number(float weight, float cell) {
    if (cell < 25 || !std::isfinite(weight)) return {};
    if (cell >= 36) return fixed(weight, 2);
    const std::string text = fixed(weight, 2);
    return text.starts_with("0") ? text.substr(1) : fixed(weight, 1);
}

std::string cell_difference(float value, float cell) {
    if (cell < 31 || !std::isfinite(value)) return {};
    if (rounds_to_zero(value, 2)) return ".00";
    const std::string text = magnitude(value, 2);
    return (value < 0 ? kMinus : "+") + (text.starts_with("0") ? text.substr(1) : magnitude(value, 1));
}

std::string whole(int value) {
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, "%d", std::abs(value));
    return (value < 0 ? kMinus : "") + std::string(buffer);
}

std::string percent(float share) { return std::isfinite(share) ? fixed(share * 100, 0) + " %" : "\u2013"; }

}  // namespace mha::view
