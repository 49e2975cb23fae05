// SPDX-License-Identifier: MIT
// Sentences checked word for word on readings written by hand.
#include "sim/describe.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <vector>

#include "checkpoint/utf8.hpp"
#include "data/vocabulary.hpp"
#include "random_state.hpp"
#include "sim/derive.hpp"
#include "sim/word_class.hpp"
#include "support/small_model.hpp"

using namespace mha;
using namespace mha::sim;

namespace {

struct MadeLosses final : LossSource {
    [[nodiscard]] float loss(bool mask, std::uint32_t off) const override {
        return mask ? 1.9F : off == 0 ? 1.2F : 1.5F;
    }
};

struct Example {
    std::vector<float> first{0.8F, 0.1F, 0.1F, 0.92F, 0.05F, 0.03F, 0.3F, 0.6F, 0.1F};
    std::vector<float> second{0.2F, 0.7F, 0.1F, 0.1F, 0.2F, 0.7F, 0.1F, 0.79F, 0.11F};
    std::vector<float> scores = std::vector<float>(9, 0.0F);
    Readings readings;

    explicit Example(const std::string& last = "sat") {
        readings.ready = true;
        readings.words = {{"The", true, {}}, {"cat", true, {}}, {last, true, {}}};
        readings.model = {2, 1, 48, 24, 48, 500, 30000, 1, 4000, 1.35F, 0.88F, 1000, 116};
        readings.loss = {3, std::make_shared<MadeLosses>(), true, 1, 1};
        readings.heads.resize(2);
        HeadReading& a = readings.heads[0];
        a.role = {"previous-word",
                  "previous word",
                  "previous",
                  "looks at the word just before",
                  0.71F,
                  0.13F,
                  0.13F,
                  0,
                  0.7F,
                  0.72F,
                  false};
        a.weights = {first.data(), 3, 3};
        a.scores = {scores.data(), 3, 3};
        a.knockout = {1.56F, 0.65F};
        HeadReading& b = readings.heads[1];
        b.role = {"verb-subject",
                  "verb → subject",
                  "subject",
                  "takes a verb to its subject",
                  0.62F,
                  0.25F,
                  0.1F,
                  0.25F,
                  0.6F,
                  0.64F,
                  true};
        b.weights = {second.data(), 3, 3};
        b.scores = {scores.data(), 3, 3};
    }
};

}  // namespace

TEST_CASE("what a head is and does here") {
    Example example;
    const Readings& readings = example.readings;
    CHECK(describe_head(readings, 1) ==
          "Head 1, previous word: score 0.71 where chance gives 0.13. Here ‘cat’ puts 0.92 of "
          "its attention on ‘The’, the word before it.");
    CHECK(describe_here(readings, 2) == "Here ‘sat’ puts 0.79 of its attention on ‘cat’.");
    CHECK(describe_role(readings, 2) ==
          "Score 0.62 where chance gives 0.25. Uniform attention would give 0.10, this head at "
          "the same distance elsewhere 0.25.");
    CHECK(describe_head(readings, 0).empty());
    CHECK(describe_head(readings, 3).empty());
    CHECK(describe_head({}, 1).empty());
}

TEST_CASE("every positional role says what the weights say") {
    Example example;
    RoleReading& role = example.readings.heads[0].role;
    role.slug = "next-word";
    CHECK(describe_here(example.readings, 1) == "Here ‘The’ puts 0.10 of its attention on ‘cat’, the word after it.");
    role.slug = "itself";
    CHECK(describe_here(example.readings, 1) == "Here ‘The’ puts 0.80 of its attention on itself.");
    role.slug = "first-word";
    CHECK(describe_here(example.readings, 1) == "Here ‘cat’ puts 0.92 of its attention on ‘The’, the first word.");
    role.slug = "diffuse";
    CHECK(describe_here(example.readings, 1) ==
          "Here the most that one word gives to another is 0.92: ‘cat’ to ‘The’.");
    CHECK(describe_role(example.readings, 1) == "No measured role stands clearly above chance.");
    example.readings.heads[0].on = false;
    CHECK(describe_here(example.readings, 1) == "This head is switched off: its output counts as zero.");
}

TEST_CASE("a link is illustrated only by words it could concern") {
    Example once;
    RoleReading& role = once.readings.heads[1].role;
    role.slug = "repeated-word";
    CHECK(describe_here(once.readings, 2) ==
          "No two such words are in sight. Here ‘sat’ puts 0.79 of its attention on ‘cat’.");
    role.slug = "determiner-noun";
    CHECK(describe_here(once.readings, 2) == "Here ‘The’ puts 0.70 of its attention on ‘cat’.");
    role.slug = "subject-verb";
    CHECK(describe_here(once.readings, 2) == "Here ‘cat’ puts 0.70 of its attention on ‘sat’.");
    role.slug = "pair-partner";
    CHECK(describe_here(once.readings, 2).starts_with("No two such words are in sight. "));
    Example twice("the");
    twice.readings.heads[1].role.slug = "repeated-word";
    CHECK(describe_here(twice.readings, 2) == "Here ‘The’ puts 0.10 of its attention on ‘the’, the same word again.");
}

TEST_CASE("the words a role could concern") {
    const auto could = [](const char* role, const char* query, const char* key) {
        return concerns(role, data::word_id(query), data::word_id(key));
    };
    CHECK(could("verb-subject", "sat", "cat"));
    CHECK_FALSE(could("verb-subject", "cat", "sat"));
    CHECK(could("pair-partner", "or", "either"));
    CHECK_FALSE(could("pair-partner", "or", "if"));
    CHECK(could("question-mark", "?", "which"));
    CHECK(could("reflexive-antecedent", "herself", "girl"));
    CHECK_FALSE(could("verb-subject", "zogzog", "cat"));
    CHECK_FALSE(could("previous-word", "the", "cat"));
}

TEST_CASE("cells and rows") {
    Example example;
    CHECK(describe_cell(example.readings, 1, 2, 1) == "Head 1: ‘cat’ puts 0.92 of its attention on ‘The’.");
    CHECK(describe_cell(example.readings, 1, 1, 1) == "Head 1: ‘The’ puts 0.80 of its attention on itself.");
    CHECK(describe_cell(example.readings, 1, 4, 1).empty());
    CHECK(describe_row(example.readings, 1, 3) ==
          "‘sat’ looks most at ‘cat’ (0.60), then at ‘The’ (0.30). The row adds up to 1.00.");
    example.scores[1] = -std::numeric_limits<float>::infinity();
    CHECK(describe_cell(example.readings, 1, 1, 2) == "Head 1: ‘The’ cannot see ‘cat’, which comes later.");
}

TEST_CASE("knock-out, comparison and dimensions") {
    Example example;
    CHECK(describe_knockout(example.readings, 1) ==
          "Without head 1 the loss on 1000 held-out sentences goes from 1.350 to 1.560 nats per masked word, and 65 % "
          "of 116 "
          "verbs keep the right form behind an attractor, instead of 88 %. On this sentence the loss goes from 1.200 "
          "to 1.500 "
          "nats per word.");
    CHECK(describe_compare(example.readings, 1, 2) ==
          "Heads 1 and 2 place 0.46 of their attention alike. The largest gap: ‘cat’ to ‘The’, 0.92 against 0.10.");
    CHECK(describe_dimensions(example.readings.model) == "d_model 48 = 2 heads × 24");
    ModelReading seven;
    seven.heads = 7;
    seven.d_model = 48;
    seven.head_width = 6;
    seven.concat_width = 42;
    CHECK(describe_dimensions(seven) == "7 heads × 6 = 42 of d_model 48");
    State state;
    state.off = 1;
    state.mask = true;
    CHECK(describe_switched(state, example.readings) ==
          "With 1 head switched off and the causal mask on, the loss on this "
          "sentence goes from 1.200 to 1.900 nats per word.");
    CHECK(describe_switched({}, example.readings).empty());
}

TEST_CASE("changes are said with the new state first, and nothing is said when nothing changed") {
    Example example;
    const State was;
    CHECK(describe_change(was, was, example.readings).empty());
    State now = update(was, SetHeads{2});
    CHECK(describe_change(was, now, example.readings) ==
          "2 heads. d_model 48 = 2 heads × 24. Head 1 previous word, head 2 verb → subject.");
    CHECK(
        describe_change(was, update(was, OpenHead{2}), example.readings) ==
        "Head 2, verb → subject: score 0.62 where chance gives 0.25. Here ‘sat’ puts 0.79 of its attention on ‘cat’.");
    CHECK(describe_change(update(was, OpenHead{2}), was, example.readings) == "All heads shown.");
    CHECK(describe_change(was, update(was, SwitchHead{3, false}), example.readings)
              .starts_with("Head 3 switched off. With 1 head"));
    CHECK(describe_change(was, update(was, SetTheme{ThemeChoice::dark}), example.readings) == "Dark colours.");
    CHECK(describe_change(was, update(was, ChooseWord{2}), example.readings) == "Chosen word: ‘cat’.");
    CHECK(describe_change(was, update(was, SetText{"a b c"}), example.readings) == "The sentence has 3 words.");
}

TEST_CASE("every sentence is well-formed on every state") {
    ModelStore store;
    for (std::size_t heads = 1; heads <= 8; ++heads)
        REQUIRE(store.add(model_name(static_cast<int>(heads)), test::small_model_file({heads, 2, 48, 7})));
    engine::Random random(17);
    Deriver deriver;
    State state;
    for (int round = 0; round < 400; ++round) {
        const State was = state;
        state = fit(test::random_state(random), deriver.readings());
        const Readings& readings = deriver.derive(state, store);
        std::string all = describe_heads(state, readings) + describe_change(was, state, readings) +
                          describe_sum(state, readings) + describe_compare(readings, state.left, state.right);
        for (int head = 0; head <= 9; ++head)
            all += describe_knockout(readings, head) + describe_role(readings, head) +
                   describe_row(readings, head, state.word) + describe_cell(readings, head, state.word, 1);
        REQUIRE(checkpoint::utf8_valid_prefix(all) == all.size());
        REQUIRE(all.find("nan") == std::string::npos);
        REQUIRE(all.find("  ") == std::string::npos);
        REQUIRE(all.find("..") == std::string::npos);
    }
}

TEST_CASE("changes of the lesson words are said with their numbers") {
    ModelStore store;
    REQUIRE(store.add("heads-4", test::small_model_file({4, 2, 48, 7})));
    Deriver deriver;
    State was;
    was.lesson = "words";
    was.open = 2;
    State now = update(was, SetLookedAt{true});
    CHECK(describe_change(was, now, deriver.derive(now, store)).find("is looked at most by") != std::string::npos);
    // A mean of two columns is no share of a word's attention to the two.
    now = update(update(was, ChooseAlso{1, true}), SetLookedAt{true});
    CHECK(describe_strengths(now, deriver.derive(now, store), 2).find("the mean of 2 words is looked at") !=
          std::string::npos);
    CHECK(describe_strength(now, deriver.derive(now, store), 2, 2).ends_with("to the mean of 2 words."));
    now = update(was, ChooseAlso{1, true});
    CHECK(describe_strengths(now, deriver.derive(now, store), 2).find("together look most at") != std::string::npos);
    CHECK(describe_change(was, now, deriver.derive(now, store)).find("‘’") == std::string::npos);
    now = update(was, SetGold{true});
    CHECK(describe_change(was, now, deriver.derive(now, store)).find("gold link") != std::string::npos);
    CHECK(describe_change(was, was, deriver.readings()).empty());
}
