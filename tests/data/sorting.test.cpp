// SPDX-License-Identifier: MIT
#include "data/sorting.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace mha;

TEST_CASE("there are 729 inputs, and their numbers and letters go both ways") {
    for (std::size_t i = 0; i < data::kSortInputs; ++i) {
        const data::SortInput input = data::sort_input(i);
        CHECK(data::index_of(input) == i);
        CHECK(data::read_sort_input(data::sort_text(input)) == input);
    }
    CHECK(data::sort_text(data::sort_input(728)) == "CCCCCC");
    CHECK(data::sort_text(data::sorted(*data::read_sort_input("c b a B B c"))) == "ABBBCC");
}

TEST_CASE("other inputs are refused in words") {
    const auto error = [](const char* text) { return message(data::read_sort_input(text).error()); };
    CHECK(error("ABCAB") == "the input is 5 letters long; expected six letters out of A, B and C.");
    CHECK(error("ABCABCA") == "the input is 7 letters long; expected six letters out of A, B and C.");
    CHECK(error("ABDABC") == "the input is one with ‘D’; expected six letters out of A, B and C.");
    CHECK(error("AB\xC3\x84") == "the input is one with another character; expected six letters out of A, B and C.");
}

TEST_CASE("a sequence asks for the sorted half only") {
    engine::Batch batch;
    data::append_sort(batch, *data::read_sort_input("CBABBC"));
    CHECK(batch.tokens == std::vector<int>{2, 1, 0, 1, 1, 2, 0, 1, 1, 1, 2});
    CHECK(batch.targets == std::vector<int>{-1, -1, -1, -1, -1, 0, 1, 1, 1, 2, 2});
    CHECK(batch.lengths == std::vector<std::size_t>{data::kSortContext});
}

TEST_CASE("about a quarter is never trained on") {
    int held_out = 0;
    for (std::size_t i = 0; i < data::kSortInputs; ++i) held_out += data::is_sort_held_out(data::sort_input(i)) ? 1 : 0;
    CHECK((held_out > 150 && held_out < 215));
    engine::Random random(1);
    engine::Batch batch;
    data::next_sort_batch(batch, 2000, random);
    for (std::size_t i = 0; i < batch.lengths.size(); ++i) {
        data::SortInput input{};
        std::copy_n(batch.tokens.begin() + static_cast<std::ptrdiff_t>(i * data::kSortContext), input.size(),
                    input.begin());
        CHECK_FALSE(data::is_sort_held_out(input));
    }
}
