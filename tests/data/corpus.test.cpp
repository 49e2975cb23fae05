// SPDX-License-Identifier: MIT
// Training and held-out sentences never meet; masking asks what it says; the baselines are ordered.
#include "data/corpus.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <set>

#include "data/baselines.hpp"
#include "data/vocabulary.hpp"

namespace {

using namespace mha;
using data::Sentence;

std::vector<Sentence> training_sentences(std::size_t count, std::uint64_t seed) {
    engine::Random random(seed);
    std::vector<Sentence> sentences;
    while (sentences.size() < count) {
        sentences.push_back(data::training_sentence(random));
    }
    return sentences;
}

}  // namespace

TEST_CASE("no held-out sentence is ever trained on") {
    std::set<std::vector<int>> trained;
    for (const Sentence& sentence : training_sentences(20000, 1)) {
        CHECK_FALSE(data::is_held_out(sentence.tokens));
        trained.insert(sentence.tokens);
    }
    for (const Sentence& sentence : data::held_out_sentences(2000)) {
        CHECK(data::is_held_out(sentence.tokens));
        CHECK_FALSE(trained.contains(sentence.tokens));
    }
}

TEST_CASE("held-out sentences depend on the seed only") {
    CHECK(data::held_out_sentences(50, 3) == data::held_out_sentences(50, 3));
    CHECK(data::held_out_sentences(50, 3) != data::held_out_sentences(50, 4));
}

TEST_CASE("masking keeps the promised shares and changes only asked words") {
    const std::vector<Sentence> sentences = training_sentences(20000, 2);
    engine::Random random(9);
    const engine::Batch batch = data::masked_batch(sentences, random);
    double asked = 0;
    double masked = 0;
    double kept = 0;
    std::size_t at = 0;
    for (std::size_t index = 0; index < sentences.size(); ++index) {
        bool any = false;
        REQUIRE(batch.lengths[index] == sentences[index].tokens.size());
        for (const int word : sentences[index].tokens) {
            const int target = batch.targets[at];
            const int shown = batch.tokens[at++];
            REQUIRE(((target == -1 && shown == word) || target == word));
            asked += target >= 0 ? 1 : 0;
            masked += target >= 0 && shown == data::kMask ? 1 : 0;
            kept += target >= 0 && shown == word ? 1 : 0;
            any = any || target >= 0;
        }
        REQUIRE(any);
    }
    CHECK_THAT(asked / static_cast<double>(at), Catch::Matchers::WithinAbs(0.2, 0.03));
    CHECK_THAT(masked / asked, Catch::Matchers::WithinAbs(0.8, 0.01));
    CHECK_THAT(kept / asked, Catch::Matchers::WithinAbs(0.1, 0.01));
}

TEST_CASE("verbs that show number can be asked more often") {
    const std::vector<Sentence> sentences = training_sentences(5000, 3);
    engine::Random random(9);
    const engine::Batch batch = data::masked_batch(sentences, random, {.agreement_fraction = 0.9});
    double verbs = 0;
    double asked = 0;
    std::size_t begin = 0;
    for (const Sentence& sentence : sentences) {
        for (const data::Agreement& agreement : sentence.agreements) {
            verbs += 1;
            asked += batch.targets[begin + static_cast<std::size_t>(agreement.verb)] >= 0 ? 1 : 0;
        }
        begin += sentence.tokens.size();
    }
    CHECK_THAT(asked / verbs, Catch::Matchers::WithinAbs(0.9, 0.02));
}

TEST_CASE("each baseline that knows more loses less") {
    const std::vector<Sentence> training = training_sentences(40000, 4);
    engine::Random random(10);
    const engine::Batch asked = data::masked_batch(data::held_out_sentences(2000), random, data::kMeasuring);
    const data::BaselineLosses losses = data::baseline_losses(training, asked);
    UNSCOPED_INFO("unigram " << losses.unigram << " position " << losses.position << " length "
                             << losses.position_length << " neighbours " << losses.neighbours);
    CHECK(losses.asked > 2000);
    CHECK(losses.unigram < std::log(data::vocabulary_size()));
    CHECK(losses.position < losses.unigram);
    CHECK(losses.position_length < losses.position);
    CHECK(losses.neighbours < losses.position_length);
}

TEST_CASE("a baseline without training or without questions is defined") {
    CHECK(data::baseline_losses({}, {}).asked == 0);
    engine::Random random(1);
    const engine::Batch asked = data::masked_batch(data::held_out_sentences(5), random, data::kMeasuring);
    const double uniform = std::log(static_cast<double>(data::vocabulary_size()));
    CHECK_THAT(data::baseline_losses({}, asked).neighbours, Catch::Matchers::WithinAbs(uniform, 1e-12));
}
