// SPDX-License-Identifier: MIT
#include "data/text_corpus.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "data/corpus.hpp"
#include "data/vocabulary.hpp"

namespace mha::data {

namespace {

using engine::Error;
using engine::ErrorCode;

/// The words of a line as the list has them.
std::vector<std::string> spelled_words(std::string_view line) {
    const Tokenised tokens = tokenise(line, kMaxLineTokens + 1);
    std::vector<std::string> words;
    for (const Piece& piece : tokens.pieces) {
        std::string word(piece.id == kMask ? word_text(kMask) : tokens.display(piece));
        if (piece.id != kMask) {
            std::ranges::transform(word, word.begin(),
                                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        }
        words.push_back(std::move(word));
    }
    return words;
}

/// Calls visit(line, number from 1) for every line.
template <class Visit>
void each_line(std::string_view text, const Visit& visit) {
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        visit(text.substr(0, end), number);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

int number_of(const std::string& word, const WordList& words) {
    if (word == words.front()) {
        return kMask;
    }
    const auto found = std::lower_bound(words.begin() + 1, words.end(), word);
    return found != words.end() && *found == word ? static_cast<int>(found - words.begin()) : kUnknown;
}

/// Of the different lines those with the smallest hashes are held out.
void sort_out(TextCorpus& corpus, const std::vector<std::vector<std::string>>& lines) {
    std::vector<std::vector<int>> all;
    std::set<std::pair<std::uint32_t, std::vector<int>>> different;
    for (const std::vector<std::string>& line : lines) {
        std::vector<int> tokens;
        for (const std::string& word : line) {
            tokens.push_back(number_of(word, corpus.words));
        }
        corpus.longest = std::max(corpus.longest, tokens.size());
        different.emplace(sentence_hash(tokens), tokens);
        all.push_back(std::move(tokens));
    }
    const std::size_t count = different.size() / kHeldOutShare;
    const auto end = std::next(different.begin(), static_cast<std::ptrdiff_t>(count));
    std::set<std::vector<int>> held_out;
    for (auto line = different.begin(); line != end; ++line) {
        held_out.insert(line->second);
        corpus.held_out.push_back(line->second);
    }
    std::ranges::copy_if(all, std::back_inserter(corpus.training),
                         [&](const auto& line) { return !held_out.contains(line); });
}

}  // namespace

engine::Result<TextCorpus> read_text(std::string_view text) {
    std::vector<std::vector<std::string>> lines;
    std::set<std::string> different;
    std::size_t too_long = 0;  // number of a line
    each_line(text, [&](std::string_view line, std::size_t number) {
        std::vector<std::string> words = spelled_words(line);
        if (words.size() > kMaxLineTokens && too_long == 0) {
            too_long = number;
        }
        if (!words.empty()) {
            different.insert(words.begin(), words.end());
            lines.push_back(std::move(words));
        }
    });
    if (too_long != 0) {
        return std::unexpected(Error{ErrorCode::bad_value, "line " + std::to_string(too_long),
                                     "longer than " + std::to_string(kMaxLineTokens) + " words",
                                     "one sentence a line"});
    }
    different.erase(std::string(word_text(kMask)));
    if (different.empty()) {
        return std::unexpected(Error{ErrorCode::empty, "the text", "without a word", "one sentence a line"});
    }
    if (different.size() > kMaxTextWords) {
        return std::unexpected(Error{ErrorCode::unsupported, "number of different words",
                                     std::to_string(different.size()), "at most " + std::to_string(kMaxTextWords)});
    }
    TextCorpus corpus{.words = {std::string(word_text(kMask))}, .training = {}, .held_out = {}};
    corpus.words.insert(corpus.words.end(), different.begin(), different.end());
    sort_out(corpus, lines);
    return corpus;
}

engine::Result<std::vector<int>> token_numbers(std::string_view line, const WordList& words) {
    std::vector<int> tokens;
    for (const std::string& word : spelled_words(line)) {
        tokens.push_back(words.empty() ? kUnknown : number_of(word, words));
        if (tokens.back() == kUnknown) {
            return std::unexpected(Error{ErrorCode::bad_value, "word \"" + word + "\"", "unknown to this model",
                                         "a word of its vocabulary"});
        }
    }
    return tokens;
}

std::string joined_words(const WordList& words) {
    std::string text;
    for (const std::string& word : words) {
        text += (text.empty() ? "" : "\n") + word;
    }
    return text;
}

WordList split_words(std::string_view text) {
    WordList words;
    each_line(text, [&](std::string_view line, std::size_t) { words.emplace_back(line); });
    return words;
}

}  // namespace mha::data
