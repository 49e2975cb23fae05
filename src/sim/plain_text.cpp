// SPDX-License-Identifier: MIT
#include "sim/plain_text.hpp"

#include <algorithm>
#include <cmath>

#include "checkpoint/utf8.hpp"
#include "engine/decimal.hpp"

namespace mha::sim {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

// Calls put(piece) with each well-formed character, the replacement character in place of each bad byte.
template <class Put>
void each_character(std::string_view text, Put put) {
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = checkpoint::utf8_sequence(text, at);
        if (!put(length == 0 ? kReplacement : text.substr(at, length))) return;
        at += length == 0 ? 1 : length;
    }
}

bool is_control(std::string_view character) {
    const auto first = static_cast<unsigned char>(character[0]);
    // C0, DEL, C1 (C2 80..C2 9F), and the line and paragraph separators.
    if (character.size() == 1) return first < 0x20 || first == 0x7F;
    if (character.size() == 2) return first == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0;
    return character == "\xE2\x80\xA8" || character == "\xE2\x80\xA9";
}

// What is not plain ASCII.
void append_json_rest(std::string& out, std::string_view text) {
    each_character(text, [&out](std::string_view character) {
        const auto first = static_cast<unsigned char>(character[0]);
        if (first == '"' || first == '\\') {
            out += '\\';
            out += character;
        } else if (first < 0x20 || first == 0x7F) {
            out += "\\u00";
            out += "0123456789abcdef"[first >> 4U];
            out += "0123456789abcdef"[first & 15U];
        } else {
            out += character;
        }
        return true;
    });
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

std::string one_line(std::string_view text, std::size_t limit) {
    std::string out;
    each_character(text, [&](std::string_view character) {
        if (is_control(character)) character = " ";
        if (out.size() + character.size() > limit) return false;
        out += character;
        return true;
    });
    return out;
}

void append_json(std::string& out, std::string_view text) {
    const auto as_it_is = [](char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; };
    out += '"';
    // Nearly all of it is plain ASCII, which is taken in one go.
    for (auto at = text.begin(); at != text.end();) {
        const auto plain = std::find_if_not(at, text.end(), as_it_is);
        out.append(at, plain);
        at = std::find_if(plain, text.end(), as_it_is);
        append_json_rest(out, {plain, at});
    }
    out += '"';
}

void append_json(std::string& out, double value) {
    if (!std::isfinite(value)) {
        out += "null";
        return;
    }
    out += engine::general_text(value, 9);
}

std::string percent_encoded(std::string_view text) {
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
                           c == '.' || c == '_' || c == '~' || c == ',';
        if (plain) {
            out += c;
        } else if (c == ' ') {
            out += '+';
        } else {
            out += '%';
            out += kDigits[byte >> 4U];
            out += kDigits[byte & 15U];
        }
    }
    return out;
}

std::string percent_decoded(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const int high = text[at] == '%' && at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
        const int low = high >= 0 ? hex_digit(text[at + 2]) : -1;
        if (low >= 0) {
            out += static_cast<char>(high * 16 + low);
            at += 2;
        } else {
            out += text[at] == '+' ? ' ' : text[at];
        }
    }
    return out;
}

}  // namespace mha::sim
