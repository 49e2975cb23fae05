// SPDX-License-Identifier: MIT
// Strings and numbers of the header (see json_cursor.hpp). Source: RFC 8259.
#include "checkpoint/json_cursor.hpp"

#include <limits>
#include <utility>

#include "checkpoint/header_json.hpp"
#include "checkpoint/utf8.hpp"

namespace mha::checkpoint {

using engine::ErrorCode;

void JsonCursor::skip_space() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r') return;
        ++at_;
    }
}

bool JsonCursor::take(char wanted) {
    skip_space();
    if (at_ >= text_.size() || text_[at_] != wanted) return false;
    ++at_;
    return true;
}

bool JsonCursor::expect(char wanted, std::string_view subject) {
    return take(wanted) || fail_here(subject, std::string("'") + wanted + "'");
}

std::uint64_t JsonCursor::file_offset() {
    skip_space();
    return kHeaderStart + at_;
}

bool JsonCursor::fail(ErrorCode code, std::uint64_t at, std::string_view subject, std::string value,
                      std::string expected) {
    error_ = {code, place(at, subject), std::move(value), std::move(expected)};
    return false;
}

bool JsonCursor::fail_here(std::string_view subject, std::string expected) {
    return fail(ErrorCode::bad_format, kHeaderStart + at_, subject, found(), std::move(expected));
}

std::string JsonCursor::found() const {
    if (at_ >= text_.size()) return "the end of the header";
    const std::size_t length = utf8_sequence(text_, at_);
    return in_quotes(text_.substr(at_, length == 0 ? 1 : length));
}

bool JsonCursor::string(std::string& out, std::size_t limit, std::string_view subject) {
    if (!expect('"', subject)) return false;
    const std::uint64_t start = kHeaderStart + at_ - 1;
    out.clear();
    while (true) {
        append_plain(out);
        if (out.size() > limit) {
            return fail(ErrorCode::unsupported, start, subject, "longer than " + std::to_string(limit) + " bytes",
                        "at most " + std::to_string(limit) + " bytes of UTF-8");
        }
        const std::size_t length = utf8_sequence(text_, at_);
        if (length == 0) {
            return fail_here(subject, at_ < text_.size() ? "well-formed UTF-8" : "a closing quote");
        }
        const char c = text_[at_];
        if (c == '"') break;
        if (static_cast<unsigned char>(c) < 0x20) return fail_here(subject, "no control character");
        if (c == '\\') {
            if (!escape(out, subject)) return false;
        } else {
            out += text_.substr(at_, length);
            at_ += length;
        }
    }
    ++at_;
    return true;
}

/// The next characters that mean themselves, all at once: a model's report is a string of 40,000.
void JsonCursor::append_plain(std::string& out) {
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] >= 0x20 && text_[at_] < 0x7f && text_[at_] != '"' && text_[at_] != '\\')
        ++at_;
    out += text_.substr(start, at_ - start);
}

bool JsonCursor::escape(std::string& out, std::string_view subject) {
    constexpr std::string_view kLetters = "\"\\/bfnrtu";
    constexpr std::string_view kMeaning = "\"\\/\b\f\n\r\t";
    ++at_;
    const std::size_t index = at_ < text_.size() ? kLetters.find(text_[at_]) : std::string_view::npos;
    if (index == std::string_view::npos) {
        return fail_here(subject, "one of \" \\ / b f n r t u after a backslash");
    }
    ++at_;
    if (index == kMeaning.size()) return unicode_escape(out, subject);
    out += kMeaning[index];
    return true;
}

bool JsonCursor::unicode_escape(std::string& out, std::string_view subject) {
    std::uint32_t unit = 0;
    if (!hex4(unit, subject)) return false;
    if (unit >= 0xDC00 && unit <= 0xDFFF) {
        at_ -= 6;
        return fail_here(subject, "no lone low surrogate");
    }
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        std::uint32_t low = 0;
        const bool pair = text_.substr(at_, 2) == "\\u";
        if (!pair) return fail_here(subject, "a low surrogate (\\uDC00 to \\uDFFF)");
        at_ += 2;
        if (!hex4(low, subject)) return false;
        if (low < 0xDC00 || low > 0xDFFF) {
            at_ -= 6;
            return fail_here(subject, "a low surrogate (\\uDC00 to \\uDFFF)");
        }
        unit = 0x10000U + ((unit - 0xD800U) << 10U) + (low - 0xDC00U);
    }
    append_utf8(out, unit);
    return true;
}

bool JsonCursor::hex4(std::uint32_t& out, std::string_view subject) {
    out = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
        const char c = at_ < text_.size() ? text_[at_] : '\0';
        std::uint32_t digit = 0;
        if (c >= '0' && c <= '9') {
            digit = static_cast<std::uint32_t>(c - '0');
        } else if (c >= 'a' && c <= 'f') {
            digit = static_cast<std::uint32_t>(c - 'a') + 10U;
        } else if (c >= 'A' && c <= 'F') {
            digit = static_cast<std::uint32_t>(c - 'A') + 10U;
        } else {
            return fail_here(subject, "four hexadecimal digits after \\u");
        }
        out = out * 16U + digit;
    }
    return true;
}

bool JsonCursor::integer(std::uint64_t& out, std::string_view subject) {
    constexpr std::uint64_t kMax = std::numeric_limits<std::uint64_t>::max();
    const std::uint64_t start = file_offset();
    const std::size_t first = at_;
    out = 0;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') {
        const auto digit = static_cast<std::uint64_t>(text_[at_] - '0');
        if (out > kMax / 10 || out * 10 > kMax - digit) {
            return fail(ErrorCode::bad_format, start, subject, "2^64 or more", "a whole number below 2^64");
        }
        out = out * 10 + digit;
        ++at_;
    }
    if (at_ == first) return fail_here(subject, "a whole number, 0 or more, in digits");
    if (text_[first] == '0' && at_ - first > 1) {
        return fail(ErrorCode::bad_format, start, subject, "written with a leading zero",
                    "a whole number without leading zeros");
    }
    return true;
}

bool JsonCursor::padding() {
    const std::size_t other = text_.find_first_not_of(' ', at_);
    if (other == std::string_view::npos) return true;
    at_ = other;
    return fail_here("padding of the header", "spaces (0x20) only");
}

}  // namespace mha::checkpoint
