// SPDX-License-Identifier: MIT
#include "sim/derive.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <chrono>
#include <cmath>

#include "data/vocabulary.hpp"
#include "engine/transformer.hpp"
#include "random_state.hpp"
#include "sim/suggest.hpp"
#include "support/small_model.hpp"

using namespace mha;
using namespace mha::sim;
using Catch::Matchers::WithinAbs;

namespace {

ModelStore store_of(std::size_t layers = 1) {
    ModelStore store;
    for (std::size_t heads = 1; heads <= 8; ++heads)
        REQUIRE(store.add(model_name(static_cast<int>(heads)), test::small_model_file({heads, layers, 48, 7})));
    return store;
}

State with_text(std::string text) { return update({}, SetText{std::move(text)}); }

}  // namespace

TEST_CASE("readings are the engine's numbers for the sentence") {
    const ModelStore store = store_of();
    Deriver deriver;
    const Readings& readings = deriver.derive({}, store);
    REQUIRE(readings.ready);
    REQUIRE(readings.word_count() == 5);
    const auto trace = engine::forward(store.find("heads-4")->model, data::tokenise(State{}.text).ids());
    REQUIRE(trace);
    REQUIRE(readings.heads.size() == 4);
    for (std::size_t h = 0; h < 4; ++h) {
        const MatrixView expected = engine::head_view(trace->blocks[0].attention.weights, h);
        for (std::size_t cell = 0; cell < 25; ++cell)
            CHECK(readings.heads[h].weights.data[cell] == expected.data[cell]);
        CHECK(readings.heads[h].output.columns == 12);
        CHECK(readings.heads[h].share.columns == 48);
    }
    CHECK(readings.before.columns == 48);
    CHECK(readings.w_o.rows == 48);
    CHECK(readings.b_o.columns == 48);
    CHECK(readings.model.head_width == 12);
}

TEST_CASE("the shares and the bias add up to what the layer gives") {
    const ModelStore store = store_of();
    Deriver deriver;
    for (int heads = 1; heads <= 8; ++heads) {
        const Readings& readings = deriver.derive(update({}, SetHeads{heads}), store);
        REQUIRE(readings.ready);
        CHECK(readings.model.concat_width == heads * (48 / heads));
        for (std::size_t cell = 0; cell < readings.projected.rows * readings.projected.columns; ++cell) {
            double sum = static_cast<double>(readings.b_o.data[cell % readings.projected.columns]);
            for (const HeadReading& head : readings.heads) sum += static_cast<double>(head.share.data[cell]);
            CHECK_THAT(static_cast<double>(readings.projected.data[cell]), WithinAbs(sum, 1e-4));
        }
    }
}

TEST_CASE("only engine inputs make the model run again") {
    const ModelStore store = store_of();
    Deriver deriver;
    State state;
    const std::uint64_t first = deriver.derive(state, store).generation;
    for (const Action& action :
         {Action{OpenHead{2}}, Action{ChooseWord{1}}, Action{SetConcat{true}}, Action{ChooseDimension{9}},
          Action{SetTheme{ThemeChoice::dark}}, Action{SetCompare{true}}, Action{ComparePair{2, 3}}}) {
        state = update(state, action);
        CHECK(deriver.derive(state, store).generation == first);
    }
    std::uint64_t generation = first;
    for (const Action& action :
         {Action{SetMask{true}}, Action{SwitchHead{2, false}}, Action{SetHeads{5}}, Action{SetText{"I like cats"}}}) {
        state = update(state, action);
        CHECK(deriver.derive(state, store).generation == ++generation);
        CHECK(deriver.derive(state, store).generation == generation);
    }
}

TEST_CASE("the causal mask hides later words, exactly") {
    const ModelStore store = store_of();
    Deriver deriver;
    const Readings& readings = deriver.derive(update({}, SetMask{true}), store);
    for (const HeadReading& head : readings.heads) {
        for (std::size_t query = 0; query < 5; ++query) {
            double sum = 0;
            for (std::size_t key = 0; key < 5; ++key) {
                sum += static_cast<double>(head.weights.at(query, key));
                if (key > query) CHECK(head.weights.at(query, key) == 0.0F);
            }
            CHECK_THAT(sum, WithinAbs(1.0, 1e-6));
        }
    }
}

TEST_CASE("a head that is off gives nothing to the sum and changes the layers above") {
    const ModelStore store = store_of(2);
    Deriver deriver;
    const State above = update({}, SetLayer{2});
    const Readings whole = deriver.derive(above, store);
    State state = update({}, SwitchHead{2, false});
    const Readings& below = deriver.derive(state, store);
    CHECK_FALSE(below.heads[1].on);
    CHECK(below.heads[0].on);
    for (std::size_t cell = 0; cell < 5 * 48; ++cell) CHECK(below.heads[1].share.data[cell] == 0.0F);
    const Readings& upper = deriver.derive(update(state, SetLayer{2}), store);
    CHECK(upper.heads[1].on);
    bool differs = false;
    for (std::size_t cell = 0; cell < 25; ++cell)
        differs = differs || upper.heads[0].weights.data[cell] != whole.heads[0].weights.data[cell];
    CHECK(differs);
}

TEST_CASE("the loss on the sentence asks each known word in turn") {
    const ModelStore store = store_of();
    Deriver deriver;
    const Readings whole = deriver.derive({}, store);
    const engine::Model<float>& model = store.find("heads-4")->model;
    std::vector<int> tokens = data::tokenise(State{}.text).ids();
    double sum = 0;
    for (std::size_t word = 0; word < tokens.size(); ++word) {
        std::vector<int> asked = tokens;
        asked[word] = data::word_id("[MASK]");
        const auto trace = engine::forward(model, asked);
        REQUIRE(trace);
        sum -= std::log(static_cast<double>(trace->probabilities(word, static_cast<std::size_t>(tokens[word]))));
    }
    CHECK(whole.loss.asked == 5);
    CHECK_THAT(static_cast<double>(whole.loss.whole()), WithinAbs(sum / 5, 1e-4));
    CHECK(whole.loss.now() == whole.loss.whole());
    const Readings& off = deriver.derive(update({}, SwitchHead{3, false}), store);
    CHECK(off.loss.whole() == whole.loss.whole());
    CHECK(off.loss.now() == whole.loss.without(3));
}

TEST_CASE("an unknown word is a blank to the model, is said, and is not asked for") {
    const ModelStore store = store_of();
    Deriver deriver;
    const Readings& readings = deriver.derive(with_text("The zogzog cat sat"), store);
    REQUIRE(readings.word_count() == 4);
    CHECK(readings.words[1].text == "zogzog");
    CHECK_FALSE(readings.words[1].known);
    CHECK(readings.words[2].known);
    CHECK(readings.text_notice.starts_with("‘zogzog’ is not among the "));
    CHECK(readings.loss.asked == 3);
    const Readings& none = deriver.derive(with_text("zog qxq"), store);
    CHECK(none.ready);
    CHECK(none.loss.asked == 0);
    CHECK(none.loss.whole() == 0.0F);
}

TEST_CASE("any text gives 1 to 16 words") {
    const ModelStore store = store_of();
    Deriver deriver;
    CHECK(deriver.derive(with_text(""), store).text_notice.starts_with("The sentence is empty"));
    CHECK(deriver.readings().word_count() == 5);
    const Readings& many =
        deriver.derive(with_text("the cat the cat the cat the cat the cat the cat the cat the cat the cat"), store);
    CHECK(many.word_count() == 16);
    CHECK_FALSE(many.text_notice.empty());
    const std::string long_word = deriver.derive(with_text(std::string(400, 'x')), store).text_notice;
    CHECK(long_word.starts_with("‘" + std::string(28, 'x') + "…’ is not among "));
    CHECK(deriver.derive(with_text("zoga zogb zogc zogd zoge zogf"), store)
              .text_notice.starts_with("‘zoga’, ‘zogb’, ‘zogc’, ‘zogd’ and 2 other words are not among "));
    engine::Random random(3);
    for (int round = 0; round < 200; ++round) {
        const Readings& readings = deriver.derive(with_text(test::wild_text(random)), store);
        REQUIRE(readings.ready);
        REQUIRE((readings.word_count() >= 1 && readings.word_count() <= 16));
    }
}

TEST_CASE("without its model the state has words but no numbers, and a reason if there is one") {
    ModelStore store;
    Deriver deriver;
    CHECK_FALSE(deriver.derive({}, store).ready);
    CHECK(deriver.readings().word_count() == 5);
    CHECK(deriver.readings().problem.empty());
    store.fail("heads-4", "the file is missing");
    CHECK(deriver.derive({}, store).problem == "the file is missing");
    const std::vector<std::byte> rubbish(100, std::byte{7});
    CHECK_FALSE(store.add("heads-4", rubbish));
    CHECK_FALSE(deriver.derive({}, store).problem.empty());
    REQUIRE(store.add("heads-4", test::small_model_file()));
    CHECK(deriver.derive({}, store).ready);
    CHECK(deriver.readings().problem.empty());
}

TEST_CASE("word, layer and dimension are brought within the sentence and the model") {
    const ModelStore store = store_of();
    Deriver deriver;
    State wish;
    wish.word = 12;
    wish.layer = 2;
    wish.dimension = 60;
    const State fitted = fit(wish, deriver.derive(wish, store));
    CHECK(fitted.word == 5);
    CHECK(fitted.layer == 1);
    CHECK(fitted.dimension == 48);
    CHECK(fit(fitted, deriver.readings()) == fitted);
}

TEST_CASE("similarity is 1 for a head with itself and never above") {
    const ModelStore store = store_of();
    Deriver deriver;
    const Readings& readings = deriver.derive({}, store);
    const MatrixView& a = readings.heads[0].weights;
    const MatrixView& b = readings.heads[1].weights;
    CHECK_THAT(static_cast<double>(similarity(a, a)), WithinAbs(1.0, 1e-6));
    CHECK(similarity(a, b) == similarity(b, a));
    CHECK((similarity(a, b) >= 0 && similarity(a, b) < 1));
    CHECK(similarity(a, {}) == 0.0F);
}

TEST_CASE("words near an unknown one") {
    const auto has = [](const std::vector<std::string>& list, const std::string& word) {
        return std::find(list.begin(), list.end(), word) != list.end();
    };
    CHECK(has(suggest_words("catt"), "cat"));
    CHECK(has(suggest_words("blakc"), "black"));
    CHECK(suggest_words("xqzwv").empty());
    CHECK(suggest_words("").empty());
    CHECK(suggest_words(std::string(1000, 'a')).empty());
    CHECK(has(sentence_completions("The bla"), "The black"));
    CHECK(sentence_completions("The black ").empty());
    CHECK(sentence_completions("").empty());
}

TEST_CASE("deriving is fast enough for every key press") {
    const ModelStore store = store_of();
    Deriver deriver;
    const State base = update({}, SetHeads{8});
    double best = 1e9;
    for (int round = 0; round < 20; ++round) {
        const State state = update(base, SetText{round % 2 == 0 ? "the big dog and the black cat slept"
                                                                : "the cat sat and the big dog slept"});
        const auto start = std::chrono::steady_clock::now();
        CHECK(deriver.derive(state, store).word_count() == 8);
        best =
            std::min(best, std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
    }
    WARN("eight heads, eight words: " << best << " ms");
    CHECK(best < 50);
}

TEST_CASE("a sentence of the grammar comes with its gold links, another one without") {
    ModelStore store;
    Deriver deriver;
    const Readings& cat = deriver.derive(with_text("The black cat sat down"), store);
    CHECK(cat.in_grammar);
    CHECK(std::any_of(cat.gold.begin(), cat.gold.end(), [](const GoldLink& link) {
        return link.label == "verb → subject" && link.from == 4 && link.to == 3;
    }));
    CHECK_FALSE(deriver.derive(with_text("sat black the down cat"), store).in_grammar);
    CHECK(deriver.readings().gold.empty());
}
