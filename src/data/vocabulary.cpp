// SPDX-License-Identifier: MIT
// Lookup and tokenising.
#include "data/vocabulary.hpp"

#include <algorithm>
#include <array>

#include "data/lexicon.hpp"

namespace mha::data {
namespace {

constexpr std::size_t kLongestWord = 24;
constexpr std::string_view kTypographicApostrophe = "\xE2\x80\x99";

enum class Shape : std::uint8_t { space, letter, digit, joiner, point, mark };

struct Character {
    Shape shape;
    std::uint32_t length;  // bytes
};

bool starts_with_at(std::string_view text, std::size_t at, std::string_view part) {
    return text.substr(at, part.size()) == part;
}

Shape ascii_shape(unsigned char byte) {
    if (byte <= 0x20 || byte == 0x7F) {
        return Shape::space;
    }
    if ((byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z')) {
        return Shape::letter;
    }
    if (byte >= '0' && byte <= '9') {
        return Shape::digit;
    }
    if (byte == '-' || byte == '\'') {
        return Shape::joiner;
    }
    return byte == '.' || byte == ',' ? Shape::point : Shape::mark;
}

/// Unicode spaces, invisible marks and common punctuation; every other byte beyond ASCII, valid
/// UTF-8 or not, is taken as part of a word.
Character character_at(std::string_view text, std::size_t at) {
    static constexpr auto kSpaces =
        std::to_array<std::string_view>({"\xC2\xA0", "\xC2\x85", "\xE2\x80\x8B", "\xE2\x80\xA8", "\xE2\x80\xA9",
                                         "\xE2\x80\xAF", "\xE2\x81\x9F", "\xE3\x80\x80", "\xEF\xBB\xBF"});
    static constexpr auto kMarks = std::to_array<std::string_view>(
        {"\xC2\xA1", "\xC2\xAB", "\xC2\xBB", "\xC2\xBF", "\xE2\x80\x93", "\xE2\x80\x94", "\xE2\x80\x98", "\xE2\x80\x9A",
         "\xE2\x80\x9C", "\xE2\x80\x9D", "\xE2\x80\x9E", "\xE2\x80\xA6"});
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x80) {
        return {ascii_shape(byte), 1};
    }
    if (starts_with_at(text, at, kTypographicApostrophe)) {
        return {Shape::joiner, 3};
    }
    for (const std::string_view space : kSpaces) {
        if (starts_with_at(text, at, space)) {
            return {Shape::space, static_cast<std::uint32_t>(space.size())};
        }
    }
    for (const std::string_view mark : kMarks) {
        if (starts_with_at(text, at, mark)) {
            return {Shape::mark, static_cast<std::uint32_t>(mark.size())};
        }
    }
    return {Shape::letter, 1};
}

bool is_wordlike(Shape shape) { return shape == Shape::letter || shape == Shape::digit; }

/// End of the word that starts at `at`.
std::size_t word_end(std::string_view text, std::size_t at) {
    Shape before = Shape::letter;
    while (at < text.size()) {
        const Character here = character_at(text, at);
        const std::size_t after = at + here.length;
        if (!is_wordlike(here.shape)) {
            const Shape next = after < text.size() ? character_at(text, after).shape : Shape::space;
            const bool joins = here.shape == Shape::joiner && is_wordlike(next);
            const bool decimal = here.shape == Shape::point && before == Shape::digit && next == Shape::digit;
            if (!joins && !decimal) {
                return at;
            }
        }
        before = here.shape;
        at = after;
    }
    return at;
}

char lower(char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter; }

/// "[MASK]" in brackets would fall apart at the brackets, so it is looked for first.
std::size_t mask_length(std::string_view text, std::size_t at) {
    const std::string_view mask = kWords[kMask];
    const std::string_view here = text.substr(at, mask.size());
    return std::ranges::equal(here, mask, {}, lower, lower) ? mask.size() : 0;
}

}  // namespace

std::string_view word_text(int id) {
    return id >= 0 && id < vocabulary_size() ? kWords[static_cast<std::size_t>(id)] : std::string_view{};
}

int word_id(std::string_view word) {
    std::array<char, kLongestWord> buffer{};
    std::size_t length = 0;
    for (std::size_t at = 0; at < word.size(); ++at) {
        if (length == buffer.size()) {
            return kUnknown;
        }
        if (starts_with_at(word, at, kTypographicApostrophe)) {
            buffer[length++] = '\'';
            at += kTypographicApostrophe.size() - 1;
        } else {
            buffer[length++] = lower(word[at]);
        }
    }
    const std::string_view key(buffer.data(), length);
    if (mask_length(key, 0) == key.size() && !key.empty()) {
        return kMask;
    }
    return find_word(key);
}

std::string_view Tokenised::display(const Piece& piece) const {
    return std::string_view(text).substr(piece.begin, piece.length);
}

bool Tokenised::all_known() const {
    return std::ranges::none_of(pieces, [](const Piece& piece) { return piece.id == kUnknown; });
}

std::vector<int> Tokenised::ids() const {
    std::vector<int> result;
    result.reserve(pieces.size());
    for (const Piece& piece : pieces) {
        result.push_back(piece.id);
    }
    return result;
}

Tokenised tokenise(std::string_view text, std::size_t limit) {
    Tokenised result{.text = std::string(text), .pieces = {}};
    std::size_t at = 0;
    while (at < text.size()) {
        const Character here = character_at(text, at);
        if (here.shape == Shape::space) {
            at += here.length;
            continue;
        }
        if (result.pieces.size() == limit) {
            result.truncated = true;
            break;
        }
        std::size_t end = at + here.length;
        if (const std::size_t mask = mask_length(text, at); mask != 0) {
            end = at + mask;
        } else if (is_wordlike(here.shape)) {
            end = word_end(text, at);
        }
        const std::string_view word = text.substr(at, end - at);
        result.pieces.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end - at), word_id(word)});
        at = end;
    }
    return result;
}

std::string to_text(std::span<const int> tokens) {
    std::string result;
    for (const int token : tokens) {
        std::string word(word_text(token));
        if (is_name(token)) {
            word.front() = static_cast<char>(word.front() - 'a' + 'A');
        }
        const bool attached = word == "." || word == "," || word == "?";
        if (!result.empty() && !attached && !word.empty()) {
            result += ' ';
        }
        result += word;
    }
    if (!result.empty() && result.front() >= 'a' && result.front() <= 'z') {
        result.front() = static_cast<char>(result.front() - 'a' + 'A');
    }
    return result;
}

}  // namespace mha::data
