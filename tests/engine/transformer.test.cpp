// SPDX-License-Identifier: MIT
#include "engine/transformer.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "engine/batch.hpp"
#include "support/model_fixtures.hpp"
#include "support/reference_transformer.hpp"

namespace mha::test {

namespace {

/// Largest difference, in units of the stage's largest magnitude where that is above 1.
template <class AnyTensor>
double error_of(const AnyTensor& found, const Table& expected) {
    REQUIRE(found.size() == expected.data.size());
    double largest = 1.0;
    double error = 0.0;
    for (std::size_t i = 0; i < expected.data.size(); ++i) {
        const double value = static_cast<double>(found.data()[i]);
        if (std::isinf(expected.data[i])) {
            error = value == expected.data[i] ? error : std::numeric_limits<double>::infinity();
            continue;
        }
        largest = std::max(largest, std::abs(expected.data[i]));
        error = std::max(error, std::abs(value - expected.data[i]));
    }
    return error / largest;
}

void check_all_stages(const engine::Trace<float>& trace, const Stages& expected, bool mlp) {
    const auto check = [&](const std::string& name, const auto& tensor) {
        INFO(name);
        CHECK(error_of(tensor, expected.at(name)) <= 1e-5);
    };
    check("tok_emb", trace.tok_emb);
    check("pos_emb", trace.pos_emb);
    check("x", trace.x);
    for (std::size_t layer = 0; layer < trace.blocks.size(); ++layer) {
        const std::string name = "block." + std::to_string(layer) + ".";
        const engine::BlockTrace<float>& block = trace.blocks[layer];
        check(name + "ln1", block.ln1);
        check(name + "q", block.attention.q);
        check(name + "k", block.attention.k);
        check(name + "v", block.attention.v);
        check(name + "scores", block.attention.scores);
        check(name + "weights", block.attention.weights);
        check(name + "head_out", block.attention.head_out);
        check(name + "concat", block.attention.concat);
        check(name + "projected", block.attention.projected);
        check(name + "attn_residual", block.attn_residual);
        check(name + "out", block.out);
        if (mlp) {
            check(name + "ln2", block.ln2);
            check(name + "mlp_fc", block.mlp_fc);
            check(name + "mlp_act", block.mlp_act);
            check(name + "mlp_proj", block.mlp_proj);
        }
    }
    check("ln_f", trace.ln_f);
    check("logits", trace.logits);
    check("probabilities", trace.probabilities);
}

std::vector<int> some_tokens(const engine::ModelConfig& config, std::size_t count, std::uint64_t seed) {
    engine::Random random(seed);
    std::vector<int> tokens(count);
    for (int& token : tokens) {
        token = static_cast<int>(random.below(static_cast<std::uint32_t>(config.vocabulary)));
    }
    return tokens;
}

void compare(const NamedConfig& named, std::size_t tokens, double deviation) {
    INFO(named.name);
    const auto model = lively_model<float>(named.config, 21, deviation);
    const std::vector<int> sequence = some_tokens(named.config, tokens, 22);
    const auto trace = engine::forward(model, sequence);
    REQUIRE(trace.has_value());
    check_all_stages(*trace, ReferenceTransformer(model).forward(sequence), named.config.d_mlp > 0);
}

}  // namespace

TEST_CASE("every stage agrees with an independent transformer in double precision") {
    for (const NamedConfig& named : small_configs()) {
        for (const std::size_t tokens : {std::size_t{1}, std::size_t{2}, named.config.context}) {
            compare(named, tokens, 0.5);
        }
    }
}

TEST_CASE("the nano-gpt shape and a GPT-2-like one agree with the independent transformer") {
    // 3 blocks, 3 heads of 16, sorting the letters A B C
    compare({"nano-gpt",
             {.vocabulary = 3, .context = 11, .layers = 3, .heads = 3, .d_model = 48, .d_mlp = 192, .causal = true}},
            11, 0.15);
    compare({"GPT-2",
             {.vocabulary = 50,
              .context = 32,
              .layers = 2,
              .heads = 12,
              .d_model = 96,
              .d_mlp = 384,
              .causal = true,
              .tied_head = true}},
            17, 0.1);
    compare({"BERT-like",
             {.vocabulary = 31,
              .context = 40,
              .layers = 2,
              .heads = 5,
              .d_model = 67,
              .d_mlp = 131,
              .activation = engine::ActivationKind::gelu_erf,
              .head_bias = true}},
            33, 0.12);
}

TEST_CASE("a sequence gives the same bits alone and inside a batch") {
    for (const NamedConfig& named : small_configs()) {
        INFO(named.name);
        const auto model = lively_model<float>(named.config, 31);
        engine::Batch batch = small_batch(named.config, 32);
        engine::BatchBuffers<float> buffers;
        engine::batch_forward(model, batch, {}, buffers);
        std::size_t start = 0;
        std::size_t asked = 0;
        for (const std::size_t length : batch.lengths) {
            const auto trace = engine::forward(model, std::span(batch.tokens).subspan(start, length));
            REQUIRE(trace.has_value());
            for (std::size_t row = 0; row < length; ++row) {
                if (batch.targets[start + row] < 0) {
                    continue;
                }
                const std::size_t width = named.config.vocabulary;
                CHECK(std::equal(trace->logits.data() + row * width, trace->logits.data() + (row + 1) * width,
                                 buffers.logits.data() + asked * width));
                ++asked;
            }
            start += length;
        }
        CHECK(asked == buffers.asked);
    }
}

TEST_CASE("without positions a shuffled sequence gives shuffled answers") {
    engine::ModelConfig config{.vocabulary = 9, .context = 8, .layers = 2, .heads = 3, .d_model = 12, .d_mlp = 20};
    auto model = lively_model<float>(config, 41);
    std::fill(model.position_table.begin(), model.position_table.end(), 0.0F);
    const std::vector<int> tokens{3, 1, 4, 1, 5, 8, 2, 6};
    const std::vector<std::size_t> order{5, 0, 7, 2, 1, 6, 3, 4};
    std::vector<int> shuffled;
    for (const std::size_t from : order) {
        shuffled.push_back(tokens[from]);
    }
    const auto straight = engine::forward(model, tokens);
    const auto mixed = engine::forward(model, shuffled);
    REQUIRE((straight.has_value() && mixed.has_value()));
    for (std::size_t row = 0; row < order.size(); ++row) {
        for (std::size_t v = 0; v < config.vocabulary; ++v) {
            CHECK(std::abs(mixed->logits(row, v) - straight->logits(order[row], v)) < 2e-5F);
        }
    }
}

TEST_CASE("a causal model and a masked bidirectional one do not see what comes later") {
    engine::ModelConfig config{.vocabulary = 9, .context = 8, .layers = 2, .heads = 2, .d_model = 12, .d_mlp = 20};
    const auto model = lively_model<float>(config, 51);
    auto causal = model;
    causal.config.causal = true;
    const std::vector<int> whole{3, 1, 4, 1, 5};
    const engine::ForwardOptions masked{.causal_override = true, .knockout = {}};
    const auto a = engine::forward(model, whole, masked);
    const auto b = engine::forward(causal, whole);
    const auto c = engine::forward(causal, std::span(whole).first(3));
    REQUIRE((a.has_value() && b.has_value() && c.has_value()));
    CHECK(std::equal(a->logits.begin(), a->logits.end(), b->logits.begin()));
    CHECK(std::equal(c->logits.begin(), c->logits.end(), b->logits.begin()));
}

TEST_CASE("knocking a head out removes exactly its share; a mean can stand in for it") {
    const engine::ModelConfig config{
        .vocabulary = 9, .context = 8, .layers = 1, .heads = 3, .d_model = 12, .d_mlp = 0, .final_norm = false};
    const auto model = lively_model<float>(config, 61);
    const std::vector<int> tokens{3, 1, 4, 1, 5};
    const auto whole = engine::forward(model, tokens);
    engine::ForwardOptions without;
    without.knockout.heads_on = {engine::kAllHeads & ~engine::HeadSet{2}};
    const auto less = engine::forward(model, tokens, without);
    REQUIRE((whole.has_value() && less.has_value()));
    for (std::size_t t = 0; t < tokens.size(); ++t) {
        for (std::size_t d = 0; d < config.d_model; ++d) {
            const float share = whole->blocks[0].attention.share(1, t, d);
            CHECK(std::abs(whole->blocks[0].out(t, d) - share - less->blocks[0].out(t, d)) < 1e-5F);
        }
    }
    without.knockout.head_mean = {std::vector<float>(12, 0.25F)};
    const auto replaced = engine::forward(model, tokens, without);
    REQUIRE(replaced.has_value());
    const auto& concat = replaced->blocks[0].attention.concat;
    for (std::size_t t = 0; t < tokens.size(); ++t) {
        for (std::size_t k = 0; k < 12; ++k) {
            const bool off = k / 4 == 1;
            CHECK(concat(t, k) == (off ? 0.25F : whole->blocks[0].attention.concat(t, k)));
        }
    }
}

TEST_CASE("the loss of a batch with a head out is that of its sequences with the head out") {
    const engine::ModelConfig config{.vocabulary = 7, .context = 6, .layers = 2, .heads = 2, .d_model = 8, .d_mlp = 12};
    const auto model = lively_model<double>(config, 71);
    const engine::Batch batch = small_batch(config, 72);
    engine::ForwardOptions options;
    options.knockout.heads_on = {0b01U, 0b10U};
    options.knockout.head_mean = {std::vector<float>(8, 0.5F), {}};
    std::vector<double> rows;
    const auto mean = engine::loss(model, batch, options, &rows);
    REQUIRE(mean.has_value());
    std::size_t start = 0;
    std::size_t asked = 0;
    for (const std::size_t length : batch.lengths) {
        const auto trace = engine::forward(model, std::span(batch.tokens).subspan(start, length), options);
        REQUIRE(trace.has_value());
        for (std::size_t row = 0; row < length; ++row) {
            const int target = batch.targets[start + row];
            if (target >= 0) {
                const double expected = -std::log(trace->probabilities(row, static_cast<std::size_t>(target)));
                CHECK(std::abs(rows.at(asked++) - expected) < 1e-12);
            }
        }
        start += length;
    }
    CHECK(asked == rows.size());
    CHECK(std::abs(*mean - std::accumulate(rows.begin(), rows.end(), 0.0) / static_cast<double>(asked)) < 1e-12);
}

TEST_CASE("a loss far beyond what a float's probability can hold is still finite") {
    const engine::ModelConfig config{
        .vocabulary = 3, .context = 2, .layers = 1, .heads = 1, .d_model = 2, .head_bias = true};
    auto model = engine::zero_model<float>(config);
    model.head_bias(0) = 500.0F;
    const auto loss = engine::loss(model, {.tokens = {0}, .targets = {1}, .lengths = {1}});
    REQUIRE(loss.has_value());
    CHECK(std::abs(*loss - 500.0) < 1e-9);
}

}  // namespace mha::test
