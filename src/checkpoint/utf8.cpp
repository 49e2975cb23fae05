// SPDX-License-Identifier: MIT
// Strict UTF-8 (see utf8.hpp).
#include "checkpoint/utf8.hpp"

namespace mha::checkpoint {
namespace {

/// What the lead byte promises: sequence length and the allowed range of the second byte.
struct Lead {
    std::size_t length = 0;
    unsigned low = 0x80;
    unsigned high = 0xBF;
};

Lead lead_of(unsigned byte) {
    if (byte < 0x80) return {1};
    if (byte < 0xC2) return {};  // a continuation, or an overlong two-byte form
    if (byte < 0xE0) return {2};
    if (byte == 0xE0) return {3, 0xA0, 0xBF};  // below A0: overlong
    if (byte == 0xED) return {3, 0x80, 0x9F};  // above 9F: surrogates
    if (byte < 0xF0) return {3};
    if (byte == 0xF0) return {4, 0x90, 0xBF};  // below 90: overlong
    if (byte < 0xF4) return {4};
    if (byte == 0xF4) return {4, 0x80, 0x8F};  // above 8F: beyond U+10FFFF
    return {};
}

unsigned byte_at(std::string_view text, std::size_t at) { return static_cast<unsigned char>(text[at]); }

void append_hex_escape(std::string& out, unsigned byte) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    out += "\\x";
    out += kDigits[byte >> 4U];
    out += kDigits[byte & 0xFU];
}

}  // namespace

std::size_t utf8_sequence(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    const Lead lead = lead_of(byte_at(text, at));
    if (lead.length == 0 || lead.length > text.size() - at) return 0;
    for (std::size_t i = 1; i < lead.length; ++i) {
        const unsigned low = i == 1 ? lead.low : 0x80;
        const unsigned high = i == 1 ? lead.high : 0xBF;
        const unsigned byte = byte_at(text, at + i);
        if (byte < low || byte > high) return 0;
    }
    return lead.length;
}

std::size_t utf8_valid_prefix(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = utf8_sequence(text, at);
        if (length == 0) return at;
        at += length;
    }
    return at;
}

void append_utf8(std::string& text, std::uint32_t code_point) {
    const auto put = [&text](std::uint32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
    if (code_point < 0x80) {
        put(code_point);
    } else if (code_point < 0x800) {
        put(0xC0U | (code_point >> 6U));
        put(0x80U | (code_point & 0x3FU));
    } else if (code_point < 0x10000) {
        put(0xE0U | (code_point >> 12U));
        put(0x80U | ((code_point >> 6U) & 0x3FU));
        put(0x80U | (code_point & 0x3FU));
    } else {
        put(0xF0U | (code_point >> 18U));
        put(0x80U | ((code_point >> 12U) & 0x3FU));
        put(0x80U | ((code_point >> 6U) & 0x3FU));
        put(0x80U | (code_point & 0x3FU));
    }
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t kShown = 64;
    std::string out = "\"";
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t length = utf8_sequence(text, at);
        if (at + (length == 0 ? 1 : length) > kShown) {
            out += "...";
            break;
        }
        const unsigned byte = byte_at(text, at);
        if (length == 0 || byte < 0x20 || byte == 0x7F) {
            append_hex_escape(out, byte);
            ++at;
        } else {
            out += text.substr(at, length);
            at += length;
        }
    }
    return out + "\"";
}

}  // namespace mha::checkpoint
