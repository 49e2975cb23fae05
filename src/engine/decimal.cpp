// SPDX-License-Identifier: MIT
// Every finite double has an exact, finite decimal expansion: printing rounds it, reading looks for the double whose
// expansion is nearest.
#include "engine/decimal.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "engine/decimal_short.hpp"

namespace mha::engine {
namespace {

/// 0.d1d2d3... times 10^point; without zeros at either end, no digits for zero.
struct Decimal {
    std::string digits;
    int point = 0;
};

void trim(Decimal& number) {
    number.digits.resize(number.digits.find_last_not_of('0') + 1);
    const std::size_t zeros = std::min(number.digits.find_first_not_of('0'), number.digits.size());
    number.digits.erase(0, zeros);
    number.point -= static_cast<int>(zeros);
}

/// mantissa * 2^exponent.
Decimal expand(std::uint64_t mantissa, int exponent) {
    constexpr std::uint64_t kBase = 1'000'000'000;
    if (mantissa == 0) return {};
    const int even = std::min(std::countr_zero(mantissa), std::max(-exponent, 0));
    mantissa >>= even, exponent += even;
    std::vector<std::uint32_t> parts;  // nine digits each, the lowest first
    for (; mantissa != 0; mantissa /= kBase) parts.push_back(static_cast<std::uint32_t>(mantissa % kBase));
    // One half is five tenths: a negative power of two is a power of five with the point moved.
    const std::uint64_t factor = exponent < 0 ? 5 : 2;
    for (int left = std::abs(exponent); left > 0;) {
        std::uint64_t times = 1, carry = 0;
        for (int step = 0; step < 12 && left > 0; ++step, --left) times *= factor;
        for (std::uint32_t& part : parts) {
            carry += part * times;
            part = static_cast<std::uint32_t>(carry % kBase);
            carry /= kBase;
        }
        if (carry != 0) parts.push_back(static_cast<std::uint32_t>(carry));
    }
    Decimal number;
    number.digits.resize(parts.size() * 9);
    for (std::size_t i = 0; i < parts.size(); ++i) {
        for (std::size_t k = 0; k < 9; ++k, parts[i] /= 10) {
            number.digits[number.digits.size() - 1 - 9 * i - k] = static_cast<char>('0' + parts[i] % 10);
        }
    }
    number.point = static_cast<int>(number.digits.size()) + std::min(exponent, 0);
    trim(number);
    return number;
}

Decimal expand(double size) {
    const auto bits = std::bit_cast<std::uint64_t>(size);
    const int field = static_cast<int>(bits >> 52 & 0x7FF);
    const std::uint64_t fraction = bits & ((1ULL << 52) - 1);
    return field == 0 ? expand(fraction, -1074) : expand(fraction | 1ULL << 52, field - 1075);
}

/// Keeps the first `count` digits, none when it is negative; halves go to the even digit.
void round_to(Decimal& number, int count) {
    const auto keep = static_cast<std::size_t>(std::max(count, 0));
    std::string& digits = number.digits;
    if (keep >= digits.size()) return;
    const bool odd = keep > 0 && digits[keep - 1] % 2 != 0;
    const bool up = count >= 0 && (digits[keep] > '5' || (digits[keep] == '5' && (odd || digits.size() > keep + 1)));
    digits.resize(keep);
    if (up) {
        while (!digits.empty() && digits.back() == '9') digits.pop_back();
        if (digits.empty()) {
            digits = "1";
            ++number.point;
        } else {
            ++digits.back();
        }
    }
    trim(number);
}

/// Digits around the point, `places` of them behind it.
std::string plain(const Decimal& number, int places) {
    const auto digit = [&](int at) {
        return at >= 0 && at < static_cast<int>(number.digits.size()) ? number.digits[static_cast<std::size_t>(at)]
                                                                      : '0';
    };
    const bool any = !number.digits.empty();
    std::string text;
    for (int at = 0; any && at < number.point; ++at) text += digit(at);
    if (text.empty()) text = "0";
    if (places > 0) text += '.';
    for (int i = 0; i < places; ++i) text += any ? digit(number.point + i) : '0';
    return text;
}

std::string scientific(const Decimal& number) {
    std::string text(1, number.digits[0]);
    if (number.digits.size() > 1) text += '.' + number.digits.substr(1);
    const int power = number.point - 1;
    text += power < 0 ? "e-" : "e+";
    if (std::abs(power) < 10) text += '0';
    return text + std::to_string(std::abs(power));
}

bool less(const Decimal& a, const Decimal& b) {
    if (a.digits.empty() || b.digits.empty()) return a.digits.empty() && !b.digits.empty();
    return a.point != b.point ? a.point < b.point : a.digits < b.digits;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// A number without its sign; nothing when the text is not one.
std::optional<Decimal> parse(std::string_view text) {
    Decimal number;
    std::size_t at = 0;
    const auto digits = [&] {
        const std::size_t start = at;
        for (; at < text.size() && is_digit(text[at]); ++at) number.digits += text[at];
        return static_cast<int>(at - start);
    };
    int seen = number.point = digits();
    if (at < text.size() && text[at] == '.') {
        ++at;
        seen += digits();
    }
    if (seen == 0) return std::nullopt;
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        const bool negative = at < text.size() && text[at] == '-';
        if (at < text.size() && (text[at] == '-' || text[at] == '+')) ++at;
        if (at == text.size()) return std::nullopt;
        int power = 0;
        for (; at < text.size() && is_digit(text[at]); ++at) power = std::min(power * 10 + (text[at] - '0'), 1'000'000);
        number.point += negative ? -power : power;
    }
    if (at != text.size()) return std::nullopt;
    trim(number);
    return number;
}

/// The nearest floating-point number with `fraction` bits behind its leading one, as the bits of its size.
/// `infinite` is the bits of infinity, which stand for the power of two after the largest finite number.
std::uint64_t nearest_bits(const Decimal& number, int fraction, std::uint64_t infinite, int lowest) {
    const auto parts = [&](std::uint64_t bits) {
        const std::uint64_t field = bits >> fraction;
        const std::uint64_t low = bits & ((1ULL << fraction) - 1);
        return std::pair{field == 0 ? low : low | 1ULL << fraction,
                         lowest + static_cast<int>(field == 0 ? 0 : field - 1)};
    };
    if (number.digits.empty() || number.point < -400) return 0;
    if (number.point > 400) return infinite;
    std::uint64_t below = 0, above = infinite;  // the sought one is at most the number, `above` is more
    while (below + 1 < above) {
        const std::uint64_t middle = below + (above - below) / 2;
        const auto [mantissa, exponent] = parts(middle);
        (less(number, expand(mantissa, exponent)) ? above : below) = middle;
    }
    const auto [mantissa, exponent] = parts(below);
    const Decimal half = expand(2 * mantissa + 1, exponent - 1);
    if (less(number, half)) return below;
    return less(half, number) || below % 2 != 0 ? below + 1 : below;
}

/// Both the digits and the power of ten are doubles, so that one operation rounds correctly; most numbers are such.
std::optional<double> short_value(const Decimal& number) {
    const int power = number.point - static_cast<int>(number.digits.size());
    if (number.digits.size() > 15 || std::abs(power) > 22) return std::nullopt;
    double value = 0, scale = 1;
    for (const char c : number.digits) value = value * 10 + (c - '0');
    for (int i = 0; i < std::abs(power); ++i) scale *= 10;
    return power < 0 ? value / scale : value * scale;
}

std::string not_finite(double value) {
    // No word of a lesson is spelled like this, so that tests find a number that is none in any text.
    const char* const name = std::isnan(value) ? "NaN" : "Infinity";
    return std::string(std::signbit(value) ? "-" : "") + name;
}

bool take_sign(std::string_view& text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    return negative;
}

}  // namespace

std::string fixed_text(double value, int places) {
    if (!std::isfinite(value)) return not_finite(value);
    if (std::string text = short_fixed_text(value, places); !text.empty()) return text;
    Decimal number = expand(std::abs(value));
    round_to(number, number.point + places);
    return (std::signbit(value) ? "-" : "") + plain(number, places);
}

std::string general_text(double value, int digits) {
    if (!std::isfinite(value)) return not_finite(value);
    if (std::string text = short_general_text(value, digits); !text.empty()) return text;
    Decimal number = expand(std::abs(value));
    round_to(number, digits);
    const int power = number.point - 1;
    const bool small = number.digits.empty() || (power >= -4 && power < digits);
    const int places = number.digits.empty() ? 0 : std::max(0, static_cast<int>(number.digits.size()) - number.point);
    return (std::signbit(value) ? "-" : "") + (small ? plain(number, places) : scientific(number));
}

std::optional<double> read_double(std::string_view text) {
    const bool negative = take_sign(text);
    const auto number = parse(text);
    if (!number) return std::nullopt;
    const auto exact = short_value(*number);
    const double size = exact ? *exact : std::bit_cast<double>(nearest_bits(*number, 52, 0x7FFULL << 52, -1074));
    return negative ? -size : size;
}

std::optional<float> read_float(std::string_view text) {
    const bool negative = take_sign(text);
    const auto number = parse(text);
    if (!number) return std::nullopt;
    const auto bits = static_cast<std::uint32_t>(nearest_bits(*number, 23, 0xFFULL << 23, -149));
    const float size = std::bit_cast<float>(bits);
    return negative ? -size : size;
}

}  // namespace mha::engine
