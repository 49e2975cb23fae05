// SPDX-License-Identifier: MIT
#include "data/text_corpus.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "engine/error.hpp"

using namespace mha;

TEST_CASE("the words of a text are its vocabulary") {
    const auto corpus = data::read_text("The Cat sat.\r\n\n  the dog's cat, sat\nÉté");
    REQUIRE(corpus.has_value());
    CHECK(corpus->words == data::WordList{"[MASK]", ",", ".", "cat", "dog's", "sat", "the", "Été"});
    CHECK(corpus->training.size() == 3);
    CHECK(corpus->held_out.empty());
    CHECK(corpus->longest == 5);
    const auto numbers = data::token_numbers("THE cat [mask] Été", corpus->words);
    REQUIRE(numbers.has_value());
    CHECK(*numbers == std::vector<int>{6, 3, 0, 7});
    CHECK(data::split_words(data::joined_words(corpus->words)) == corpus->words);
}

TEST_CASE("a line is trained on or held out, never both") {
    std::string text;
    for (int i = 0; i < 400; ++i) {
        text += "line " + std::to_string(i % 200) + " of this text\n";  // every line twice
    }
    const auto corpus = data::read_text(text);
    REQUIRE(corpus.has_value());
    CHECK(corpus->held_out.size() == 12);  // of 200 different lines
    CHECK(corpus->training.size() == 400 - 2 * 12);
    const std::set<std::vector<int>> trained(corpus->training.begin(), corpus->training.end());
    CHECK(std::ranges::none_of(corpus->held_out, [&](const auto& line) { return trained.contains(line); }));
}

TEST_CASE("a text that cannot be learned from is refused in words") {
    const auto refusal = [](std::string_view text) {
        const auto corpus = data::read_text(text);
        return corpus ? "accepted" : engine::message(corpus.error());
    };
    CHECK(refusal("") == "the text is without a word; expected one sentence a line.");
    CHECK(refusal(" \n\n[MASK]") == "the text is without a word; expected one sentence a line.");
    std::string line;
    for (std::size_t i = 0; i < data::kMaxLineTokens; ++i) line += "a ";
    CHECK(refusal("b\n" + line) == "accepted");
    CHECK(refusal("b\n" + line + "a") == "line 2 is longer than 128 words; expected one sentence a line.");
    std::string many;
    for (std::size_t i = 0; i <= data::kMaxTextWords; ++i) many += "w" + std::to_string(i) + "\n";
    CHECK(refusal(many) == "number of different words is 20001; expected at most 20000.");
    const auto unknown = data::token_numbers("cat florb", {"[MASK]", "cat"});
    REQUIRE_FALSE(unknown.has_value());
    CHECK(engine::message(unknown.error()) ==
          "word \"florb\" is unknown to this model; expected a word of its vocabulary.");
}
