// SPDX-License-Identifier: MIT
#include "data/names.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "data/name_list.hpp"

using namespace mha;

TEST_CASE("the list has at least 2,000 different names of 2 to 15 letters, sorted, in less than 20 kB") {
    const auto names = data::shipped_names();
    CHECK(names.size() >= 2000);
    CHECK(data::kNameText.size() < 20000);
    CHECK(std::ranges::is_sorted(names));
    CHECK(std::set(names.begin(), names.end()).size() == names.size());
    CHECK(std::ranges::all_of(names, [](const std::string& name) {
        return name.size() >= data::kShortestName && name.size() <= data::kLongestName &&
               std::ranges::all_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
    }));
    for (const char* name : {"emma", "kwame", "yuki", "fatima", "priya", "jose"})
        CHECK(std::ranges::binary_search(names, name));
}

TEST_CASE("about a tenth is held out, and a name's side depends on nothing but the name and the seed") {
    const auto names = data::shipped_names();
    const data::NameSplit split = data::split_names(names);
    CHECK(split.training.size() + split.held_out.size() == names.size());
    const double share = static_cast<double>(split.held_out.size()) / static_cast<double>(names.size());
    CHECK((share > 0.08 && share < 0.12));
    const std::vector<std::string> half(names.begin(), names.begin() + 1000);
    for (const std::string& name : data::split_names(half).held_out)
        CHECK(std::ranges::binary_search(split.held_out, name));
    CHECK(data::split_names(names, 2).held_out != split.held_out);
    for (const char* one : {"ada", "bo", "cy"}) {
        const auto two = data::split_names(std::vector<std::string>{one, "eve"});
        CHECK((two.training.size() == 1 && two.held_out.size() == 1));
    }
}

TEST_CASE("a beginning becomes the mark and its letters") {
    CHECK(data::name_tokens("emma") == std::vector<int>{26, 4, 12, 12, 0});
    CHECK(data::name_tokens(" Zoe\n") == std::vector<int>{26, 25, 14, 4});
    CHECK(data::name_tokens("") == std::vector<int>{26});
    CHECK(data::name_tokens("abcdefghijklmno")->size() == 16);
    CHECK(data::letter_text(25) == "z");
    CHECK(data::letter_text(data::kNameMark) == ".");
    CHECK(data::letter_text(27).empty());
}

TEST_CASE("what is no letter is named with its place") {
    const auto error = [](const char* text) { return message(data::name_tokens(text).error()); };
    CHECK(error("em ma") == "letter 3 is ‘ ’; expected a letter a to z.");
    CHECK(error("josé") == "letter 4 is ‘é’; expected a letter a to z.");
    CHECK(error("éa1") == "letter 1 is ‘é’; expected a letter a to z.");
    CHECK(error("a\x01") == "letter 2 is byte 1; expected a letter a to z.");
    CHECK(error("a\xff") == "letter 2 is byte 255; expected a letter a to z.");
    CHECK(error("abcdefghijklmnop") == "the beginning is longer than 15 letters; expected at most 15.");
}

TEST_CASE("a list of one's own is read line by line") {
    std::string text = "\xEF\xBB\xBF# names\r\nAda\r\n\r\n ada \n";
    for (char c = 'a'; c <= 'y'; ++c) text += std::string("x") + c + "\n";
    const auto list = data::read_names(text);
    REQUIRE(list.has_value());
    CHECK(list->names.size() == 26);
    CHECK(list->names.front() == "ada");
    CHECK(list->repeated == 1);
    const auto error = [](const std::string& bad) { return message(data::read_names(bad).error()); };
    CHECK(error(text + "two words\n") == "line 30 is ‘ ’ at place 4; expected one name of letters a to z.");
    CHECK(error("a\n") == "line 1 is a name of 1 letters; expected 2 to 15 letters.");
    CHECK(error("ada\n") == "the list is 1 different names long; expected at least 20, one a line.");
    CHECK(error("").find("0 different names") != std::string::npos);
    CHECK(error(std::string(data::kMostImportedBytes + 1, 'a')).find("bytes long") != std::string::npos);
    CHECK(error(std::string("ab\0c\n", 5)).find("byte 0") != std::string::npos);
}

TEST_CASE("every letter and the end are asked, each from what stands before it") {
    engine::Batch batch;
    data::append_name(batch, "emma");
    CHECK(batch.tokens == std::vector<int>{26, 4, 12, 12, 0});
    CHECK(batch.targets == std::vector<int>{4, 12, 12, 0, 26});
    CHECK(batch.lengths == std::vector<std::size_t>{5});
    engine::Random random(3);
    engine::Random again(3);
    engine::Batch other;
    const auto names = data::shipped_names();
    data::next_name_batch(batch, names, 16, random);
    data::next_name_batch(other, names, 16, again);
    CHECK(batch.tokens == other.tokens);
    CHECK(batch.lengths.size() == 16);
}
