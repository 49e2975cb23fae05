// SPDX-License-Identifier: MIT
#include "sim/numerals.hpp"

#include <algorithm>
#include <cmath>

#include "engine/decimal.hpp"

namespace mha::sim {
namespace {

constexpr const char* kMinus = "\u2212";

// The digits without a sign, and whether they are all zero.
std::string digits_of(double size, int count) {
    return engine::fixed_text(std::min(size, 1e15), std::clamp(count, 0, 6));
}

std::string with_sign(double value, int count, const char* plus) {
    if (std::isnan(value)) return "–";
    const std::string digits = std::isinf(value) ? "∞" : digits_of(std::abs(value), count);
    if (digits.find_first_not_of("0.") == std::string::npos) return digits;
    return (std::signbit(value) ? kMinus : plus) + digits;
}

}  // namespace

std::string places(double value, int count) { return with_sign(value, count, ""); }

std::string signed_places(double value, int count) { return with_sign(value, count, "+"); }

std::string count_of(int number, std::string_view singular, std::string_view plural) {
    std::string out = std::to_string(number) + ' ';
    if (number == 1 || plural.empty())
        out += singular;
    else
        out += plural;
    if (number != 1 && plural.empty()) out += 's';
    return out;
}

std::string in_quotes(std::string_view word) { return "‘" + std::string(word) + "’"; }

std::string percent(double share) { return places(share * 100.0, 0) + " %"; }

std::string percent_tenths(double share) { return places(share * 100.0, 1) + " %"; }

}  // namespace mha::sim
