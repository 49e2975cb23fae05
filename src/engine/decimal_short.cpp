// SPDX-License-Identifier: MIT
#include "engine/decimal_short.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <iterator>
#include <optional>

namespace mha::engine {
namespace {

constexpr int kMostPlaces = 18;  // as many as a number of 62 bits has digits

/// `size` times 10^places, rounded to a whole number, halves to the even one, where 62 bits hold all of it.
std::optional<std::uint64_t> whole_of(double size, int places) {
    if (places > kMostPlaces) return std::nullopt;
    const auto bits = std::bit_cast<std::uint64_t>(size);
    const int field = static_cast<int>(bits >> 52 & 0x7FF);
    const std::uint64_t fraction = bits & ((1ULL << 52) - 1);
    std::uint64_t number = field == 0 ? fraction : fraction | 1ULL << 52;
    if (number == 0) return 0;
    const int zeros = std::countr_zero(number), exponent = std::max(field, 1) - 1075 + zeros;
    number >>= zeros;
    constexpr int kBits = 62;
    for (int place = 0; place < places; ++place) {
        if (number >= (1ULL << kBits) / 10) return std::nullopt;
        number *= 10;
    }
    if (exponent >= 0)
        return exponent <= kBits - std::bit_width(number) ? std::optional(number << exponent) : std::nullopt;
    if (-exponent > kBits) return 0;
    const std::uint64_t whole = number >> -exponent, rest = number - (whole << -exponent);
    const std::uint64_t half = 1ULL << (-exponent - 1);
    return whole + (rest > half || (rest == half && whole % 2 != 0) ? 1 : 0);
}

/// `whole` / 10^places.
std::string with_point(std::uint64_t whole, int places) {
    char text[kMostPlaces + 3];  // a digit before the point, the point, and one digit more than places
    char* const end = std::end(text);
    char* first = end;
    for (int written = 0; whole != 0 || written <= places; ++written, whole /= 10) {
        if (written == places && places > 0) *--first = '.';
        *--first = static_cast<char>('0' + whole % 10);
    }
    return {first, end};
}

}  // namespace

std::string short_fixed_text(double value, int places) {
    const auto whole = whole_of(std::abs(value), places);
    if (!whole) return {};
    std::string text = with_point(*whole, places);
    if (std::signbit(value)) text.insert(0, 1, '-');
    return text;
}

std::string short_general_text(double value, int digits) {
    const double size = std::abs(value);
    int places = digits - 1;
    double end = 10;  // of the numbers with so many places; exact, as powers of ten up to 10^22 are
    for (; places > 0 && size >= end; --places) end *= 10;
    if (size >= end || (size > 0 && size < 1)) return {};
    const auto whole = whole_of(size, places);
    if (!whole || (places == 0 && static_cast<double>(*whole) >= end)) return {};
    std::string text = (std::signbit(value) ? "-" : "") + with_point(*whole, places);
    if (places > 0) text.resize(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

}  // namespace mha::engine
