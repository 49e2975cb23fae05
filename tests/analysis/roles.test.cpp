// SPDX-License-Identifier: MIT
// Role scores on heads whose behaviour was built by hand, so that the right answer is known beforehand.
#include "analysis/roles.hpp"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "analysis/knockout.hpp"
#include "analysis/role_kind.hpp"
#include "data/vocabulary.hpp"

using namespace mha;
using Catch::Matchers::WithinAbs;

namespace {

constexpr std::size_t kWidth = 16;  // one model dimension for each position

// A model of one layer and one head that looks `offset` words away, by position alone: positions are unit
// vectors, keys are the positions, and the query of position t is the position t + offset, made large.
engine::Model<float> looks_at(int offset) {
    engine::ModelConfig config;
    config.vocabulary = static_cast<std::size_t>(data::vocabulary_size());
    config.context = kWidth;
    config.d_model = kWidth;
    config.norm = engine::NormKind::none;
    config.norm_parameters = false;
    config.final_norm = false;
    config.biases = false;
    config.tied_head = true;
    engine::Model<float> model = engine::zero_model<float>(config);
    for (std::size_t t = 0; t < kWidth; ++t) {
        model.position_table(t, t) = 1;
        model.blocks[0].attention.wk(t, t) = 1;
        const auto key = static_cast<std::ptrdiff_t>(t) + offset;
        if (key >= 0 && key < static_cast<std::ptrdiff_t>(kWidth))
            model.blocks[0].attention.wq(t, static_cast<std::size_t>(key)) = 400;
    }
    return model;
}

const analysis::RoleScore& score_of(const analysis::HeadReport& head, std::string_view role) {
    for (const auto& score : head.scores)
        if (score.role == role) return score;
    FAIL("no score " << role);
    return head.scores.front();
}

std::vector<data::Sentence> some_sentences() {
    engine::Random random(7);
    std::vector<data::Sentence> sentences;
    for (int i = 0; i < 400; ++i) sentences.push_back(data::generate(random));
    return sentences;
}

}  // namespace

TEST_CASE("a head that looks at the previous word is called so, and follows no link") {
    const auto heads = analysis::measure_roles(looks_at(-1), some_sentences());
    REQUIRE(heads.has_value());
    REQUIRE(heads->size() == 1);
    const auto& head = heads->front();
    CHECK(head.role == "previous-word");
    CHECK_THAT(score_of(head, "previous-word").mass, WithinAbs(1.0, 1e-6));
    // Only the first word, which has no word before it, spreads evenly and so reaches the next one.
    CHECK(score_of(head, "next-word").mass < 0.05);
    for (const auto& score : head.scores)
        if (score.is_link()) CHECK_FALSE(analysis::is_clear(score));
}

TEST_CASE("a next-word head does not pass for a link head, however many links are adjacent") {
    const auto heads = analysis::measure_roles(looks_at(1), some_sentences());
    REQUIRE(heads.has_value());
    CHECK(heads->front().role == "next-word");
    const auto& link = score_of(heads->front(), "determiner-noun");
    CHECK(link.mass > 2 * link.uniform);       // it would pass against uniform attention
    CHECK(link.distance >= link.mass - 1e-9);  // but not against itself at the same distance
    CHECK_FALSE(analysis::is_clear(link));
}

TEST_CASE("uniform attention scores its own chance line and is diffuse") {
    engine::Model<float> model = looks_at(0);
    model.blocks[0].attention.wq.fill(0);
    const auto heads = analysis::measure_roles(model, some_sentences());
    REQUIRE(heads.has_value());
    CHECK(heads->front().role == analysis::kDiffuse);
    CHECK_THAT(heads->front().entropy, WithinAbs(1.0, 1e-6));
    for (const auto& score : heads->front().scores) CHECK_THAT(score.mass, WithinAbs(score.uniform, 1e-6));
}

TEST_CASE("the interval holds the score and shrinks with more sentences") {
    const auto all = some_sentences();
    engine::Model<float> even = looks_at(0);  // puts 1/T on every word: sentences of different length differ
    even.blocks[0].attention.wq.fill(0);
    const auto few = analysis::measure_roles(even, std::span(all).first(40));
    const auto many = analysis::measure_roles(even, all);
    REQUIRE((few && many));
    const auto width = [](const analysis::RoleScore& s) { return s.high - s.low; };
    const auto& a = score_of(few->front(), "first-word");
    const auto& b = score_of(many->front(), "first-word");
    CHECK(a.low <= a.mass);
    CHECK(a.mass <= a.high);
    CHECK(width(b) < width(a));
}

TEST_CASE("the rule asks for every line") {
    const analysis::RoleScore clear{"verb-subject", 0.5, 0.45, 0.55, 0.1, 0.2, 100};
    CHECK(analysis::is_clear(clear));
    auto low = clear;
    low.low = 0.2;  // below the least mass
    CHECK_FALSE(analysis::is_clear(low));
    auto uniform = clear;
    uniform.uniform = 0.3;
    CHECK_FALSE(analysis::is_clear(uniform));
    auto distance = clear;
    distance.distance = 0.4;
    CHECK_FALSE(analysis::is_clear(distance));
    auto none = clear;
    none.cases = 0;
    CHECK_FALSE(analysis::is_clear(none));
}

TEST_CASE("every role kind has a slug of its own and all its words") {
    for (const auto& kind : analysis::role_kinds()) {
        CHECK_FALSE(kind.label.empty());
        CHECK_FALSE(kind.short_label.empty());
        CHECK_FALSE(kind.meaning.empty());
        CHECK(&analysis::find_role(kind.slug) == &kind);
        if (kind.is_link()) CHECK(kind.slug == data::slug(kind.link));
    }
    CHECK(analysis::find_role("no such role").slug == analysis::kDiffuse);
}

TEST_CASE("no sentences is an error, not a division by zero") {
    const auto heads = analysis::measure_roles(looks_at(0), {});
    REQUIRE_FALSE(heads.has_value());
    CHECK(heads.error().argument == "sentences");
}
