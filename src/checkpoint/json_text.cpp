// SPDX-License-Identifier: MIT
#include "checkpoint/json_text.hpp"

#include <array>
#include <charconv>
#include <cmath>

namespace mha::checkpoint {

void JsonText::separate() {
    if (needs_comma_) {
        out_ += ',';
    }
    needs_comma_ = true;
}

JsonText& JsonText::begin_object() {
    separate();
    out_ += '{';
    needs_comma_ = false;
    return *this;
}

JsonText& JsonText::end_object() {
    out_ += '}';
    needs_comma_ = true;
    return *this;
}

JsonText& JsonText::begin_array() {
    separate();
    out_ += '[';
    needs_comma_ = false;
    return *this;
}

JsonText& JsonText::end_array() {
    out_ += ']';
    needs_comma_ = true;
    return *this;
}

JsonText& JsonText::key(std::string_view name) {
    separate();
    append_quoted(name);
    out_ += ':';
    needs_comma_ = false;
    return *this;
}

JsonText& JsonText::text(std::string_view value) {
    separate();
    append_quoted(value);
    return *this;
}

JsonText& JsonText::boolean(bool value) {
    separate();
    out_ += value ? "true" : "false";
    return *this;
}

void JsonText::append_quoted(std::string_view value) {
    constexpr std::string_view kHex = "0123456789abcdef";
    out_ += '"';
    for (const char c : value) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out_ += '\\';
            out_ += c;
        } else if (byte < 0x20U) {
            out_ += "\\u00";
            out_ += kHex[byte >> 4U];
            out_ += kHex[byte & 15U];
        } else {
            out_ += c;
        }
    }
    out_ += '"';
}

template <class Number>
JsonText& JsonText::append_number(Number value) {
    separate();
    std::array<char, 40> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    out_.append(digits.data(), end);
    return *this;
}

JsonText& JsonText::number(float value) {
    if (!std::isfinite(value)) {
        return number(static_cast<double>(value));
    }
    return append_number(value);
}

JsonText& JsonText::number(double value) {
    if (std::isnan(value)) {
        return text("nan");
    }
    if (std::isinf(value)) {
        return text(value > 0 ? "inf" : "-inf");
    }
    return append_number(value);
}

JsonText& JsonText::integer(std::uint64_t value) { return append_number(value); }

JsonText& JsonText::signed_integer(std::int64_t value) { return append_number(value); }

}  // namespace mha::checkpoint
