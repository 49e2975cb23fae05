// SPDX-License-Identifier: MIT
// The small lesson models that ship: of the published sizes, able to do what the pages say, and stored with what is
// measured of them.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <cmath>
#include <fstream>
#include <iterator>

#include "analysis/knockout.hpp"
#include "analysis/logit_parts.hpp"
#include "analysis/name_study.hpp"
#include "analysis/roles.hpp"
#include "analysis/sort_study.hpp"
#include "checkpoint/model_io.hpp"
#include "data/baselines.hpp"
#include "data/corpus.hpp"

using namespace mha;

namespace {

struct Shipped {
    checkpoint::LoadedModel loaded;
    analysis::ModelReport report;
    std::vector<analysis::KnockoutRow> knockouts;
    [[nodiscard]] const engine::Model<float>& model() const { return loaded.model; }
};

Shipped shipped(const std::string& name) {
    std::ifstream file(std::string(MHA_MODELS) + "/" + name + ".safetensors", std::ios::binary);
    REQUIRE(file);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    auto loaded = checkpoint::read_model(std::as_bytes(std::span(bytes)));
    REQUIRE(loaded.has_value());
    auto report = analysis::parse_report(loaded->metadata.at(std::string(analysis::kReportKey)));
    REQUIRE(report.has_value());
    const auto table = loaded->metadata.find(analysis::kKnockoutKey);
    auto rows = analysis::parse_knockouts(table == loaded->metadata.end() ? "" : table->second);
    REQUIRE(rows.has_value());
    return {std::move(*loaded), std::move(*report), std::move(*rows)};
}

bool near(double a, double b) { return std::abs(a - b) <= 2e-6; }

void check_same(const analysis::ModelReport& measured, const analysis::ModelReport& stored) {
    CHECK(near(measured.loss, stored.loss));
    REQUIRE(measured.heads.size() == stored.heads.size());
    for (std::size_t i = 0; i < measured.heads.size(); ++i) {
        const analysis::HeadReport& now = measured.heads[i];
        const analysis::HeadReport& then = stored.heads[i];
        CHECK(now.role == then.role);
        CHECK(now.role == analysis::label_of(then.scores));
        CHECK(near(now.loss_without, then.loss_without));
        REQUIRE(now.scores.size() == then.scores.size());
        for (std::size_t s = 0; s < now.scores.size(); ++s) {
            CHECK(now.scores[s].role == then.scores[s].role);
            CHECK(near(now.scores[s].mass, then.scores[s].mass));
            CHECK(near(now.scores[s].chance(), then.scores[s].chance()));
        }
    }
}

void check_same(const std::vector<analysis::KnockoutRow>& measured, const std::vector<analysis::KnockoutRow>& stored) {
    REQUIRE(measured.size() == stored.size());
    for (std::size_t i = 0; i < measured.size(); ++i) {
        CHECK(measured[i].off == stored[i].off);
        CHECK(near(measured[i].loss, stored[i].loss));
        CHECK(near(measured[i].loss_mean, stored[i].loss_mean));
        CHECK(measured[i].right == stored[i].right);
    }
}

double loss_of(const std::vector<analysis::KnockoutRow>& rows, std::string_view off) {
    const auto row = std::ranges::find(rows, off, &analysis::KnockoutRow::off);
    REQUIRE(row != rows.end());
    return row->loss;
}

}  // namespace

TEST_CASE("the models of names have microGPT's 4,192 parameters and its shape") {
    for (const char* name : {"names-5000", "names-1000"}) {
        const Shipped names = shipped(name);
        const engine::ModelConfig& c = names.model().config;
        CHECK(engine::parameter_count(names.model()) == 4192);
        CHECK((c.layers == 1 && c.heads == 4 && c.d_model == 16 && c.context == 16 && c.vocabulary == 27));
        CHECK((c.causal && c.embedding_norm && !c.norm_parameters && !c.final_norm && !c.biases && !c.tied_head));
        CHECK(c.norm == engine::NormKind::rms_norm);
        CHECK(c.activation == engine::ActivationKind::relu);
    }
}

TEST_CASE("what is stored with a model of names is what is measured of it") {
    const Shipped names = shipped(GENERATE("names-5000", "names-1000"));
    const data::NameSplit split = data::split_names(data::shipped_names());
    const auto report = analysis::measure_names(names.model(), split);
    const auto knockouts = analysis::name_knockouts(names.model(), split);
    REQUIRE((report.has_value() && knockouts.has_value()));
    check_same(*report, names.report);
    check_same(*knockouts, names.knockouts);
    CHECK(knockouts->size() == 16);
    CHECK(near(knockouts->front().loss, report->loss));
    CHECK(near(knockouts->front().loss, knockouts->front().loss_mean));
}

TEST_CASE("heads matter more after 5,000 steps than after 1,000, and switching all off costs most") {
    const Shipped late = shipped("names-5000");
    const Shipped early = shipped("names-1000");
    CHECK(late.report.loss < early.report.loss);
    const auto cost = [](const Shipped& model) {
        return loss_of(model.knockouts, "1+2+3+4") - loss_of(model.knockouts, "none");
    };
    CHECK(cost(late) > cost(early));
    for (const auto& row : late.knockouts) CHECK(row.loss <= loss_of(late.knockouts, "1+2+3+4"));
}

TEST_CASE("the parts of a logit add up to it, whatever heads are on") {
    const Shipped names = shipped("names-5000");
    const data::NameSplit split = data::split_names(data::shipped_names());
    const auto means = analysis::mean_head_outputs(names.model(), split.training);
    REQUIRE(means.has_value());
    const auto tokens = data::name_tokens("emma");
    for (const engine::HeadSet on : {engine::HeadSet{15}, engine::HeadSet{5}, engine::HeadSet{0}}) {
        for (const analysis::HeadMeans* mean : {static_cast<const analysis::HeadMeans*>(nullptr), &*means}) {
            const auto trace = engine::forward(names.model(), *tokens, analysis::with_heads(on, mean));
            REQUIRE(trace.has_value());
            for (std::size_t row = 0; row < tokens->size(); ++row) {
                for (int token = 0; token < data::kNameVocabulary; ++token) {
                    const auto parts = analysis::logit_parts(names.model(), *trace, row, token);
                    REQUIRE(parts.has_value());
                    CHECK(parts->size() == 6);  // embedding, four heads, MLP
                    double sum = 0;
                    for (const auto& part : *parts) sum += part.value;
                    CHECK(std::abs(sum - static_cast<double>(trace->logits(row, static_cast<std::size_t>(token)))) <
                          2e-5);
                }
            }
        }
    }
    const auto trace = engine::forward(names.model(), *tokens);
    REQUIRE(trace.has_value());
    CHECK_FALSE(analysis::logit_parts(names.model(), *trace, 5, 0).has_value());
    CHECK_FALSE(analysis::logit_parts(names.model(), *trace, 0, 27).has_value());
}

TEST_CASE("with a last LayerNorm, frozen, the parts add up too") {
    const Shipped sort = shipped("sort");
    engine::Batch one;
    data::append_sort(one, *data::read_sort_input("CBABBC"));
    const auto trace = engine::forward(sort.model(), one.tokens);
    REQUIRE(trace.has_value());
    for (std::size_t row = 0; row < data::kSortContext; ++row) {
        for (int token = 0; token < data::kSortVocabulary; ++token) {
            double sum = 0;
            const auto parts = analysis::logit_parts(sort.model(), *trace, row, token);
            REQUIRE(parts.has_value());
            for (const auto& part : *parts) sum += part.value;
            CHECK(std::abs(sum - static_cast<double>(trace->logits(row, static_cast<std::size_t>(token)))) < 2e-4);
        }
    }
}

TEST_CASE("the next letter is a distribution, and the same seed gives the same names") {
    const Shipped names = shipped("names-5000");
    const auto next = analysis::next_letter(names.model(), *data::name_tokens("emm"));
    REQUIRE(next.has_value());
    float sum = 0.0F;
    for (const float p : next->probabilities) sum += p;
    CHECK(std::abs(sum - 1.0F) < 1e-5F);
    engine::Random one(7);
    engine::Random two(7);
    engine::Random three(7);
    bool differs = false;
    for (int i = 0; i < 20; ++i) {
        const auto name = analysis::sample_name(names.model(), "", one);
        REQUIRE(name.has_value());
        CHECK(name == analysis::sample_name(names.model(), "", two));
        differs = differs || name != analysis::sample_name(names.model(), "", three, 1.0F, analysis::with_heads(0));
        CHECK(name->name.size() <= data::kLongestName);
    }
    CHECK(differs);
    CHECK(analysis::sample_name(names.model(), "emm", one)->name.starts_with("emm"));
    CHECK(analysis::sample_name(names.model(), "abcdefghijklmno", one)->name.size() == data::kLongestName);
    CHECK_FALSE(analysis::sample_name(names.model(), "e-m", one).has_value());
    CHECK_FALSE(analysis::sample_name(names.model(), "", one, 0.0F).has_value());
}

TEST_CASE("the sorting model has nano-gpt's shape and sorts all 729 inputs") {
    const Shipped sort = shipped("sort");
    const engine::ModelConfig& c = sort.model().config;
    CHECK((c.layers == 3 && c.heads == 3 && c.d_model == 48 && c.d_mlp == 192 && c.context == 11 && c.vocabulary == 3));
    CHECK((c.causal && c.biases && !c.tied_head && !c.head_bias && c.norm == engine::NormKind::layer_norm));
    CHECK(engine::parameter_count(sort.model()) == 85'728);
    const auto accuracy = analysis::sort_accuracy(sort.model());
    REQUIRE(accuracy.has_value());
    CHECK(accuracy->right == 729);
    CHECK(accuracy->inputs == 729);
    CHECK(accuracy->held_out_right == accuracy->held_out);
    const auto measured = analysis::measure_sort(sort.model());
    REQUIRE(measured.has_value());
    check_same(*measured, sort.report);
}

TEST_CASE("greedy generation letter by letter agrees with one pass over the right letters") {
    const Shipped sort = shipped("sort");
    const analysis::SortChoice choice{{3}, 0, 2};  // a head and an MLP off, so that some inputs go wrong
    int right = 0;
    for (std::size_t i = 0; i < data::kSortInputs; ++i) {
        const data::SortInput input = data::sort_input(i);
        right += *analysis::generate_sorted(sort.model(), input, choice) == data::sorted(input) ? 1 : 0;
    }
    CHECK(right == analysis::sort_accuracy(sort.model(), choice)->right);
    CHECK(right < 729);
}

TEST_CASE("what is stored of the sorting model's knock-outs is what is measured") {
    const Shipped sort = shipped("sort");
    const auto rows = analysis::sort_knockouts(sort.model());
    REQUIRE(rows.has_value());
    check_same(*rows, sort.knockouts);
    CHECK(rows->size() == 1 + 3 * (3 + 3));
    CHECK(std::ranges::any_of(*rows, [](const auto& row) { return row.right < 100; }));
}

TEST_CASE("three heads of 16 cost the same multiply-adds as one of 48") {
    const auto three = analysis::attention_cost(11, 48, 3);
    const auto one = analysis::attention_cost(11, 48, 1);
    CHECK(three.projections == 3 * 11 * 48 * 48);
    CHECK(three.scores == 3 * 11 * 11 * 16);
    CHECK(three.multiply_adds() == one.multiply_adds());
    CHECK(three.softmax_exponentials == 3 * one.softmax_exponentials);
}

TEST_CASE("the model of the steps has eight numbers a word, no norm before attention, and has learned the grammar") {
    const Shipped steps = shipped("steps");
    const engine::ModelConfig& c = steps.model().config;
    CHECK((c.layers == 1 && c.d_model == 8 && !c.causal && c.norm == engine::NormKind::none));
    CHECK(c.vocabulary == 593);
    const auto held_out = analysis::held_out_set(static_cast<std::size_t>(steps.report.sentences));
    const auto measured = analysis::measure(steps.model(), held_out);
    REQUIRE(measured.has_value());
    check_same(*measured, steps.report);
    engine::Random random(1, 99);
    std::vector<data::Sentence> training;
    for (int i = 0; i < 20000; ++i) training.push_back(data::training_sentence(random));
    const auto baselines = data::baseline_losses(training, held_out.masked);
    CHECK(steps.report.loss < 0.9 * baselines.position_length);
    CHECK(steps.report.loss < baselines.unigram - 1.0);
    const auto trace = engine::forward(steps.model(), held_out.sentences.front().tokens);
    REQUIRE(trace.has_value());
    CHECK(trace->blocks[0].ln1 == trace->x);  // Q, K, V are made of word + position, nothing between
}

TEST_CASE("knock-out tables are read as they were written; others are refused") {
    const std::vector<analysis::KnockoutRow> rows{{"none", 2.5, 2.5, 0, 10}, {"layer1.head2", 0.25, 0, 700, 729}};
    CHECK(analysis::parse_knockouts(analysis::write_knockouts(rows)) == rows);
    CHECK_FALSE(analysis::parse_knockouts("off part=none loss=x loss_mean=0 right=0 cases=0\n").has_value());
    CHECK_FALSE(analysis::parse_knockouts("head layer=1\n").has_value());
}
