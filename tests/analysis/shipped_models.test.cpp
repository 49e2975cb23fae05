// SPDX-License-Identifier: MIT
// The models that ship: what is stored with them is what is measured of them, and they learned what the pages
// say they learned.
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <fstream>
#include <iterator>
#include <set>

#include "analysis/knockout.hpp"
#include "analysis/role_kind.hpp"
#include "analysis/roles.hpp"
#include "checkpoint/model_io.hpp"
#include "data/baselines.hpp"
#include "data/corpus.hpp"

using namespace mha;

namespace {

struct Shipped {
    checkpoint::LoadedModel loaded;
    analysis::ModelReport report;
};

Shipped shipped(int heads) {
    std::ifstream file(std::string(MHA_MODELS) + "/heads-" + std::to_string(heads) + ".safetensors", std::ios::binary);
    REQUIRE(file);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    auto loaded = checkpoint::read_model(std::as_bytes(std::span(bytes)));
    REQUIRE(loaded.has_value());
    const auto stored = loaded->metadata.find(analysis::kReportKey);
    REQUIRE(stored != loaded->metadata.end());
    auto report = analysis::parse_report(stored->second);
    REQUIRE(report.has_value());
    return {std::move(*loaded), std::move(*report)};
}

std::set<std::string> roles_of(const analysis::ModelReport& report) {
    std::set<std::string> roles;
    for (const auto& head : report.heads)
        if (head.role != analysis::kDiffuse) roles.insert(head.role);
    return roles;
}

}  // namespace

TEST_CASE("the eight models differ in their heads and in nothing else") {
    const engine::ModelConfig one = shipped(1).loaded.model.config;
    for (int heads = 2; heads <= 8; ++heads) {
        engine::ModelConfig config = shipped(heads).loaded.model.config;
        CHECK(config.heads == static_cast<std::size_t>(heads));
        config.heads = 1;
        CHECK(config == one);
    }
    CHECK(one.d_model == 48);
    CHECK_FALSE(one.causal);
    CHECK(one.context == static_cast<std::size_t>(data::kMaxTokens));
}

TEST_CASE("what is stored with a model is what is measured of it") {
    const int heads = GENERATE(1, 3, 8);
    const Shipped model = shipped(heads);
    const auto held_out = analysis::held_out_set(static_cast<std::size_t>(model.report.sentences));
    auto measured = analysis::measure(model.loaded.model, held_out);
    REQUIRE(measured.has_value());
    measured->seed = model.report.seed;
    measured->steps = model.report.steps;
    CHECK(analysis::write_report(*measured) == analysis::write_report(model.report));
}

TEST_CASE("every model is clearly below what can be guessed without attention") {
    engine::Random random(1, 99);
    std::vector<data::Sentence> training;
    for (int i = 0; i < 50000; ++i) training.push_back(data::training_sentence(random));
    const auto baselines = data::baseline_losses(training, analysis::held_out_set(2000).masked);
    CHECK(baselines.neighbours < baselines.position_length);
    CHECK(baselines.position_length < baselines.unigram);
    for (int heads = 1; heads <= 8; ++heads) CHECK(shipped(heads).report.loss < 0.9 * baselines.neighbours);
}

TEST_CASE("with eight heads there are several roles, and one of them follows links beyond distance") {
    const Shipped eight = shipped(8);
    CHECK(roles_of(eight.report).size() >= 3);
    bool follows_link = false;
    for (const auto& head : eight.report.heads)
        for (const auto& score : head.scores)
            follows_link = follows_link || (score.role == head.role && score.is_link() && analysis::is_clear(score));
    CHECK(follows_link);
    CHECK(eight.report.agreement > 0.7);
    CHECK(eight.report.agreement_cases > 100);
}

TEST_CASE("every label follows from the stored scores by the rule") {
    for (int heads = 1; heads <= 8; ++heads)
        for (const auto& head : shipped(heads).report.heads) CHECK(head.role == analysis::label_of(head.scores));
}
