// SPDX-License-Identifier: MIT
// Knock-out and agreement against counts made another way.
#include "analysis/knockout.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "analysis/role_kind.hpp"
#include "data/vocabulary.hpp"

using namespace mha;
using Catch::Matchers::WithinAbs;

namespace {

engine::Model<float> random_model(std::size_t heads, std::size_t layers) {
    engine::ModelConfig config;
    config.vocabulary = static_cast<std::size_t>(data::vocabulary_size());
    config.context = data::kMaxTokens;
    config.layers = layers;
    config.heads = heads;
    config.d_model = 16;
    config.d_mlp = 32;
    config.tied_head = true;
    engine::Random random(11);
    return engine::initial_model<float>(config, {.token_deviation = 0.5F, .weight_deviation = 0.4F}, random);
}

double probability(const engine::Model<float>& model, std::vector<int> tokens, std::size_t at, int word,
                   const engine::ForwardOptions& options = {}) {
    tokens[at] = data::kMask;
    const auto trace = engine::forward(model, tokens, options);
    REQUIRE(trace.has_value());
    return static_cast<double>(trace->probabilities(at, static_cast<std::size_t>(word)));
}

}  // namespace

TEST_CASE("the loss of a sentence is the mean surprise of each word masked alone") {
    const auto model = random_model(3, 2);
    engine::Random random(5);
    const auto tokens = data::generate(random).tokens;
    double sum = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) sum -= std::log(probability(model, tokens, i, tokens[i]));
    const auto loss = analysis::sentence_loss(model, tokens, data::kMask);
    REQUIRE(loss.has_value());
    CHECK_THAT(*loss, WithinAbs(sum / static_cast<double>(tokens.size()), 1e-4));
}

TEST_CASE("words that are unknown are not asked") {
    const auto model = random_model(2, 1);
    const std::vector<int> blanks{data::kMask, data::kMask};
    const auto loss = analysis::sentence_loss(model, blanks, data::kMask);
    REQUIRE(loss.has_value());
    CHECK(*loss == 0.0);
}

TEST_CASE("agreement counts the verbs whose right form is likelier") {
    const auto model = random_model(2, 1);
    std::vector<data::Sentence> sentences;
    engine::Random random(6);
    for (int i = 0; i < 200; ++i) sentences.push_back(data::generate(random));
    int right = 0;
    int cases = 0;
    for (const auto& sentence : sentences) {
        for (const auto& probe : sentence.agreements) {
            if (!probe.attractor) continue;
            const auto at = static_cast<std::size_t>(probe.verb);
            right += probability(model, sentence.tokens, at, sentence.tokens[at]) >
                             probability(model, sentence.tokens, at, probe.other_form_token)
                         ? 1
                         : 0;
            ++cases;
        }
    }
    const auto score = analysis::agreement(model, sentences, true);
    REQUIRE(score.has_value());
    REQUIRE(cases > 10);
    CHECK(score->cases == cases);
    CHECK_THAT(score->share, WithinAbs(static_cast<double>(right) / cases, 1.5 / cases));
}

TEST_CASE("without a head the model gives what it gives with that head's rows of W_O at zero") {
    const auto model = random_model(4, 2);
    const analysis::HeldOut held_out = analysis::held_out_set(20);
    const auto without = engine::loss(model, held_out.masked, analysis::without_head(1, 2));
    auto cut = model;
    const std::size_t width = model.config.head_width();
    for (std::size_t row = 2 * width; row < 3 * width; ++row)
        for (std::size_t column = 0; column < 16; ++column) cut.blocks[1].attention.wo(row, column) = 0;
    const auto expected = engine::loss(cut, held_out.masked);
    REQUIRE((without && expected));
    CHECK_THAT(*without, WithinAbs(*expected, 1e-6));
    CHECK(std::abs(*without - *engine::loss(model, held_out.masked)) > 1e-6);
}

TEST_CASE("the held-out set is the same every time and asks something of every sentence") {
    const auto a = analysis::held_out_set(50);
    const auto b = analysis::held_out_set(50);
    CHECK(a.sentences == b.sentences);
    CHECK(a.masked.tokens == b.masked.tokens);
    REQUIRE(a.masked.lengths.size() == 50);
    std::size_t row = 0;
    for (const std::size_t length : a.masked.lengths) {
        int asked = 0;
        for (std::size_t i = row; i < row + length; ++i) {
            if (a.masked.targets[i] < 0) continue;
            ++asked;
            CHECK(a.masked.tokens[i] == data::kMask);
        }
        CHECK(asked >= 1);
        row += length;
    }
}

TEST_CASE("a whole measurement has a line for every head and is repeatable") {
    const auto model = random_model(3, 2);
    const auto held_out = analysis::held_out_set(30);
    const auto report = analysis::measure(model, held_out);
    REQUIRE(report.has_value());
    CHECK(report->heads.size() == 6);
    CHECK(report->heads[5].layer == 2);
    CHECK(report->heads[5].head == 3);
    CHECK(report->masked_words > 30);
    for (const auto& head : report->heads) CHECK(head.scores.size() == analysis::role_kinds().size());
    CHECK(analysis::measure(model, held_out) == *report);
}
