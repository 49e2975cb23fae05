// SPDX-License-Identifier: MIT
#include "data/names.hpp"

#include <algorithm>
#include <set>

#include "data/name_list.hpp"

namespace mha::data {
namespace {

using engine::Error;
using engine::ErrorCode;

constexpr std::string_view kLetters = "abcdefghijklmnopqrstuvwxyz.";
constexpr std::uint64_t kHeldOutShare = 10;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view kSpace = " \t\r\n";
    const std::size_t first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

char small(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// The character at this byte as it was typed: all bytes of a UTF-8 sequence, a number where it cannot be shown.
std::string shown(std::string_view text, std::size_t at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if (byte < 0x20 || byte == 0x7F) return "byte " + std::to_string(byte);
    std::size_t length = 1;
    if (byte >= 0xC0) {
        while (at + length < text.size() && length < 4 && (static_cast<unsigned char>(text[at + length]) >> 6U) == 2U)
            ++length;
    }
    const bool lone = byte >= 0x80 && length == 1;
    return lone ? "byte " + std::to_string(byte) : "‘" + std::string(text.substr(at, length)) + "’";
}

/// Characters before this byte, as a reader counts them.
std::size_t place(std::string_view text, std::size_t at) {
    std::size_t count = 1;
    for (std::size_t i = 0; i < at; ++i) count += (static_cast<unsigned char>(text[i]) >> 6U) == 2U ? 0U : 1U;
    return count;
}

std::uint64_t hash_of(std::string_view name, std::uint64_t seed) {
    std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a over the seed and the letters
    for (unsigned shift = 0; shift < 64U; shift += 8U) hash = (hash ^ ((seed >> shift) & 0xFFU)) * 1099511628211ULL;
    for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
    return hash >> 32U;
}

std::unexpected<Error> bad(std::string argument, std::string value, std::string expected) {
    return std::unexpected(Error{ErrorCode::bad_value, std::move(argument), std::move(value), std::move(expected)});
}

/// One line of a list as a name.
engine::Result<std::string> name_of(std::string_view line, std::size_t number) {
    std::string name;
    for (std::size_t i = 0; i < line.size(); ++i) {
        const char c = small(line[i]);
        if (!is_letter(c))
            return bad("line " + std::to_string(number), shown(line, i) + " at place " + std::to_string(place(line, i)),
                       "one name of letters a to z");
        name += c;
    }
    if (name.size() < kShortestName || name.size() > kLongestName)
        return bad("line " + std::to_string(number), "a name of " + std::to_string(name.size()) + " letters",
                   std::to_string(kShortestName) + " to " + std::to_string(kLongestName) + " letters");
    return name;
}

}  // namespace

std::vector<std::string> shipped_names() {
    std::vector<std::string> names;
    std::string_view rest = kNameText;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(' '), rest.size());
        names.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return names;
}

NameSplit split_names(std::span<const std::string> names, std::uint64_t seed) {
    NameSplit split;
    for (const std::string& name : names)
        (hash_of(name, seed) % kHeldOutShare == 0 ? split.held_out : split.training).push_back(name);
    auto& from = split.training.empty() ? split.held_out : split.training;
    auto& to = split.training.empty() ? split.training : split.held_out;
    if (to.empty() && from.size() > 1) {
        to.push_back(std::move(from.back()));
        from.pop_back();
    }
    return split;
}

std::string_view letter_text(int token) {
    return token >= 0 && token < kNameVocabulary ? kLetters.substr(static_cast<std::size_t>(token), 1)
                                                 : std::string_view{};
}

engine::Result<std::vector<int>> name_tokens(std::string_view beginning) {
    const std::string_view text = trimmed(beginning);
    std::vector<int> tokens{kNameMark};
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = small(text[i]);
        if (!is_letter(c)) return bad("letter " + std::to_string(place(text, i)), shown(text, i), "a letter a to z");
        tokens.push_back(c - 'a');
        if (tokens.size() > kNameContext)
            return bad("the beginning", "longer than " + std::to_string(kLongestName) + " letters",
                       "at most " + std::to_string(kLongestName));
    }
    return tokens;
}

engine::Result<ImportedNames> read_names(std::string_view text) {
    if (text.size() > kMostImportedBytes)
        return bad("the list", std::to_string(text.size()) + " bytes long",
                   "at most " + std::to_string(kMostImportedBytes) + " bytes");
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);  // some editors put a mark before UTF-8
    ImportedNames found;
    std::set<std::string, std::less<>> seen;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = trimmed(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.empty() || line.front() == '#') continue;
        auto name = name_of(line, number);
        if (!name) return std::unexpected(name.error());
        if (!seen.insert(*name).second) {
            ++found.repeated;
            continue;
        }
        found.names.push_back(std::move(*name));
        if (found.names.size() > kMostImportedNames)
            return bad("the list", "longer than " + std::to_string(kMostImportedNames) + " names", "at most as many");
    }
    if (found.names.size() < kFewestImportedNames)
        return bad("the list", std::to_string(found.names.size()) + " different names long",
                   "at least " + std::to_string(kFewestImportedNames) + ", one a line");
    return found;
}

void append_name(engine::Batch& batch, std::string_view name) {
    int before = kNameMark;
    for (const char c : name) {
        batch.tokens.push_back(before);
        before = c - 'a';
        batch.targets.push_back(before);
    }
    batch.tokens.push_back(before);
    batch.targets.push_back(kNameMark);
    batch.lengths.push_back(name.size() + 1);
}

engine::Batch name_batch(std::span<const std::string> names) {
    engine::Batch batch;
    for (const std::string& name : names) append_name(batch, name);
    return batch;
}

void next_name_batch(engine::Batch& batch, std::span<const std::string> names, std::size_t count,
                     engine::Random& random) {
    batch.tokens.clear();
    batch.targets.clear();
    batch.lengths.clear();
    for (std::size_t i = 0; i < count && !names.empty(); ++i)
        append_name(batch, names[random.below(static_cast<std::uint32_t>(names.size()))]);
}

}  // namespace mha::data
