// SPDX-License-Identifier: MIT
// The word list and the tokeniser: any bytes in, nothing lost, nothing replaced.
#include "data/vocabulary.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <set>
#include <string>

#include "engine/random.hpp"

namespace {

using namespace mha;
using data::kUnknown;
using data::Tokenised;

std::vector<std::string> displayed(const Tokenised& line) {
    std::vector<std::string> result;
    for (const data::Piece& piece : line.pieces) {
        result.emplace_back(line.display(piece));
    }
    return result;
}

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("the vocabulary has 300 to 600 different words, each found by its spelling") {
    CHECK(data::vocabulary_size() >= 300);
    CHECK(data::vocabulary_size() <= 600);
    std::set<std::string_view> seen;
    for (int id = 0; id < data::vocabulary_size(); ++id) {
        const std::string_view word = data::word_text(id);
        INFO(word);
        CHECK_FALSE(word.empty());
        CHECK(seen.insert(word).second);
        CHECK(data::word_id(word) == id);
        std::string shouted(word);
        for (char& letter : shouted) {
            letter = letter >= 'a' && letter <= 'z' ? static_cast<char>(letter - 32) : letter;
        }
        CHECK(data::word_id(shouted) == id);
        CHECK(data::tokenise(word).ids() == std::vector<int>{id});
    }
}

TEST_CASE("words outside the vocabulary are unknown, and ids out of range have no text") {
    CHECK(data::word_id("zebra") == kUnknown);
    CHECK(data::word_id("") == kUnknown);
    CHECK(data::word_id("catt") == kUnknown);
    CHECK(data::word_id(std::string(1000, 'a')) == kUnknown);
    CHECK(data::word_text(-1).empty());
    CHECK(data::word_text(data::vocabulary_size()).empty());
}

TEST_CASE("a line is split at spaces and around punctuation, its spelling kept") {
    const Tokenised line = data::tokenise("  The CAT, the zebra\tsat down.");
    CHECK(displayed(line) == Words{"The", "CAT", ",", "the", "zebra", "sat", "down", "."});
    CHECK(line.pieces[1].id == data::word_id("cat"));
    CHECK(line.pieces[4].id == kUnknown);
    CHECK_FALSE(line.all_known());
}

TEST_CASE("hyphens and apostrophes stay inside words, at their edges they do not") {
    CHECK(displayed(data::tokenise("multi-head don't -cat- 'dog'")) ==
          Words{"multi-head", "don't", "-", "cat", "-", "'", "dog", "'"});
    CHECK(data::tokenise("don\xE2\x80\x99t").pieces.at(0).id == data::word_id("don't"));
    CHECK(displayed(data::tokenise("3.5 apples, 1,000.")) == Words{"3.5", "apples", ",", "1,000", "."});
}

TEST_CASE("typographic marks and spaces are seen as such") {
    CHECK(displayed(data::tokenise("\xE2\x80\x9C"
                                   "cat\xE2\x80\x9D\xE2\x80\x94"
                                   "dog\xC2\xA0sat\xE2\x80\xA6")) ==
          Words{"\xE2\x80\x9C", "cat", "\xE2\x80\x9D", "\xE2\x80\x94", "dog", "sat", "\xE2\x80\xA6"});
}

TEST_CASE("a mask is one word") {
    const Tokenised line = data::tokenise("the [mask] sat [MASK].");
    CHECK(line.ids() ==
          std::vector<int>{data::word_id("the"), data::kMask, data::word_id("sat"), data::kMask, data::word_id(".")});
}

TEST_CASE("any bytes are accepted and pieces lie in order inside the text") {
    using namespace std::string_literals;
    Words lines{"",
                " ",
                "\0cat\0dog"s,
                "\xED\xA0\x80 lone surrogate",
                "\xFF\xFE\xC2",
                "\xE2\x80",
                "\xD7\xA9\xD7\x9C\xD7\x95\xD7\x9D \xE2\x80\xAE"
                "cat",
                "[MAS",
                "[",
                "\xF0\x9F\x90\x88"};
    engine::Random random(5);
    for (int count = 0; count < 3000; ++count) {
        std::string line;
        for (std::uint32_t length = random.below(40); length > 0; --length) {
            line += static_cast<char>(random.below(4) == 0 ? random.below(256) : 0x20 + random.below(96));
        }
        lines.push_back(line);
    }
    for (const std::string& text : lines) {
        const Tokenised line = data::tokenise(text);
        CHECK(line.text == text);
        std::size_t end = 0;
        for (const data::Piece& piece : line.pieces) {
            REQUIRE(piece.begin >= end);
            REQUIRE(piece.length > 0);
            end = piece.begin + piece.length;
            REQUIRE(end <= text.size());
        }
    }
}

TEST_CASE("a megabyte takes linear time") {
    const auto seconds = [](const std::string& text) {
        const auto start = std::chrono::steady_clock::now();
        const Tokenised line = data::tokenise(text, text.size());
        CHECK(line.text.size() == text.size());
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    std::string words;
    std::string hyphens;
    while (words.size() < 1'000'000) {
        words += "cat ";
        hyphens += "a-b'";
    }
    // Quadratic time would take minutes.
    CHECK(seconds(words) < 5.0);
    CHECK(seconds(hyphens) < 5.0);
    CHECK(seconds(std::string(1'000'000, 'x')) < 5.0);
    CHECK(seconds(std::string(1'000'000, '-')) < 5.0);
    CHECK(seconds(std::string(1'000'000, '[')) < 5.0);
}

TEST_CASE("more pieces than the limit are left out and said to be") {
    CHECK(data::tokenise("the cat sat down", 2).pieces.size() == 2);
    CHECK(data::tokenise("the cat sat down", 2).truncated);
    CHECK_FALSE(data::tokenise("the cat  ", 2).truncated);
    CHECK(data::tokenise("the cat", 0).pieces.empty());
}

TEST_CASE("a sentence is written with capitals and close punctuation") {
    const std::vector<int> tokens = data::tokenise("the cat , TOM and i sat down .").ids();
    CHECK(data::to_text(tokens) == "The cat, Tom and I sat down.");
    CHECK(data::to_text(std::vector<int>{-1, 99999}).empty());
}
