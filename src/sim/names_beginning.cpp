// SPDX-License-Identifier: MIT
#include "sim/names_beginning.hpp"

#include <algorithm>

#include "checkpoint/utf8.hpp"
#include "data/names.hpp"
#include "sim/numerals.hpp"

namespace mha::sim {
namespace {

constexpr std::size_t kMostNamed = 4;  // characters a notice lists

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(' ');
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// 'a'..'z' of a one-byte character, else 0.
char letter_of(std::string_view character) {
    if (character.size() != 1) return 0;
    const char c = character[0];
    if (c >= 'A' && c <= 'Z') return static_cast<char>(c - 'A' + 'a');
    return c >= 'a' && c <= 'z' ? c : '\0';
}

std::string left_out(const std::vector<std::string>& characters) {
    std::string list;
    const std::size_t named = std::min(characters.size(), kMostNamed);
    for (std::size_t i = 0; i < named; ++i) {
        if (i > 0) list += i + 1 == characters.size() ? " and " : ", ";
        list += characters[i] == " " ? "the space" : in_quotes(characters[i]);
    }
    if (characters.size() > named) list += " and other characters";
    const bool one = characters.size() == 1;
    return "This model knows the letters a to z: " + list + (one ? " is" : " are") + " left out.";
}

}  // namespace

Beginning read_beginning(std::string_view text) {
    Beginning out;
    out.tokens.push_back(data::kNameMark);
    std::vector<std::string> others;
    bool cut = false;
    text = trimmed(text);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t length = std::max<std::size_t>(checkpoint::utf8_sequence(text, at), 1);
        const std::string_view character = text.substr(at, length);
        at += length;
        const char letter = letter_of(character);
        if (letter == 0) {
            if (std::find(others.begin(), others.end(), character) == others.end()) others.emplace_back(character);
        } else if (out.letters.size() == data::kLongestName) {
            cut = true;
        } else {
            out.letters += letter;
            out.tokens.push_back(letter - 'a');
        }
    }
    if (!others.empty()) out.notice = left_out(others);
    if (cut) {
        if (!out.notice.empty()) out.notice += ' ';
        out.notice += "It reads at most " + std::to_string(data::kLongestName) + " letters; the rest is left out.";
    }
    return out;
}

}  // namespace mha::sim
