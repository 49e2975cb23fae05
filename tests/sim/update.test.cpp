// SPDX-License-Identifier: MIT
#include <catch2/catch_test_macros.hpp>

#include "random_state.hpp"
#include "sim/action.hpp"

using namespace mha::sim;

TEST_CASE("the default state is valid and Reset returns to the linked state") {
    CHECK(clamp(State{}) == State{});
    State linked;
    linked.heads = 8;
    linked.mask = true;
    State state = update(linked, SetHeads{2}, linked);
    state = update(state, SetText{"I like cats"}, linked);
    CHECK(state.heads == 2);
    CHECK(update(state, Reset{}, linked) == linked);
}

TEST_CASE("numbers out of range go to the nearer end") {
    CHECK(update({}, SetHeads{12}).heads == 8);
    CHECK(update({}, SetHeads{-3}).heads == 1);
    CHECK(update({}, OpenHead{7}).open == 4);
    CHECK(update({}, ChooseWord{99}).word == kMaxWords);
    CHECK(update({}, ChooseDimension{0}).dimension == 1);
    CHECK(update({}, SetLayer{9}).layer == kMaxLayers);
    CHECK(update({}, SetTheme{static_cast<ThemeChoice>(200)}).theme == ThemeChoice::contrast);
}

TEST_CASE("only one of the large views is on at a time") {
    State state = update({}, OpenHead{2});
    CHECK(state.open == 2);
    state = update(state, SetConcat{true});
    CHECK((state.concat && state.open == 0 && !state.compare));
    state = update(state, SetCompare{true});
    CHECK((state.compare && state.open == 0 && !state.concat));
    state = update(state, OpenHead{3});
    CHECK((state.open == 3 && !state.compare && !state.concat));
    state = update(state, OpenHead{0});
    CHECK((state.open == 0 && !state.compare && !state.concat));
}

TEST_CASE("the compared heads differ, and choosing the other side's head swaps them") {
    State state = update({}, ComparePair{1, 4});
    CHECK((state.left == 1 && state.right == 4));
    state = update(state, ComparePair{4, 4});
    CHECK((state.left == 4 && state.right == 1));
    state = update(state, ComparePair{4, 4});
    CHECK((state.left == 1 && state.right == 4));
    state = update(state, SetHeads{2});
    CHECK((state.left == 1 && state.right == 2));
    state = update(update(state, SetCompare{true}), SetHeads{1});
    CHECK_FALSE(state.compare);
}

TEST_CASE("knock-outs belong to one model and one layer") {
    State state = update({}, SwitchHead{3, false});
    CHECK(state.off == off_bit(1, 3));
    state = update(update(state, SetLayer{2}), SwitchHead{1, false});
    CHECK(state.off == (off_bit(1, 3) | off_bit(2, 1)));
    state = update(state, SwitchHead{1, true});
    CHECK(state.off == off_bit(1, 3));
    CHECK(update(state, SwitchHead{5, false}).off == off_bit(1, 3));
    CHECK(update(state, SetHeads{4}).off == off_bit(1, 3));
    CHECK(update(state, SetHeads{5}).off == 0);
}

TEST_CASE("a sentence becomes one line of well-formed UTF-8 of bounded length") {
    CHECK(update({}, SetText{"a\nb\tc"}).text == "a b c");
    CHECK(update({}, SetText{"caf\xC3\xA9"}).text == "caf\xC3\xA9");
    CHECK(update({}, SetText{"x\xFFy"}).text == "x\xEF\xBF\xBDy");
    std::string long_text(kMaxTextBytes - 1, 'a');
    CHECK(update({}, SetText{long_text + "\xC3\xA9"}).text == long_text);  // not half a character
    CHECK(update({}, SetText{""}).text.empty());
    CHECK(update({}, SetText{std::string("a\0b", 3)}).text == "a b");
}

TEST_CASE("update is total: 20,000 wild actions always give a valid state") {
    mha::engine::Random random(11);
    State state;
    const State linked = mha::test::random_state(random);
    for (int step = 0; step < 20000; ++step) {
        state = update(state, mha::test::wild_action(random), linked);
        REQUIRE(state == clamp(state));
        REQUIRE(state.text.size() <= static_cast<std::size_t>(kMaxTextBytes));
        REQUIRE((state.open >= 0 && state.open <= state.heads));
        REQUIRE(state.left != state.right);
        REQUIRE((state.compare ? 1 : 0) + (state.concat ? 1 : 0) + (state.open > 0 ? 1 : 0) <= 1);
    }
}
