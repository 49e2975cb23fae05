// SPDX-License-Identifier: MIT
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "engine/trainer.hpp"
#include "support/model_fixtures.hpp"

namespace mha::test {

namespace {

/// Sequences whose masked word is the one before it: something a head can learn.
engine::Batch copy_task(std::size_t sequences, engine::Random& random) {
    engine::Batch batch;
    for (std::size_t i = 0; i < sequences; ++i) {
        const std::size_t length = 4 + random.below(6);
        const std::size_t asked = 1 + random.below(static_cast<std::uint32_t>(length - 1));
        for (std::size_t t = 0; t < length; ++t) {
            const int word = 1 + static_cast<int>(random.below(11));
            batch.tokens.push_back(t == asked ? 0 : word);
            batch.targets.push_back(t == asked ? batch.tokens[batch.tokens.size() - 2] : -1);
        }
        batch.lengths.push_back(length);
    }
    return batch;
}

const engine::ModelConfig kConfig{.vocabulary = 12,
                                  .context = 10,
                                  .layers = 2,
                                  .heads = 3,
                                  .d_model = 20,
                                  .d_mlp = 36,
                                  .tied_head = true,
                                  .head_bias = true};

engine::Model<float> start_model() {
    engine::Random random(1);
    return engine::initial_model<float>(kConfig, {.token_deviation = 0.2F, .weight_deviation = 0.1F}, random);
}

std::uint64_t fifty_steps(double* last_loss = nullptr) {
    engine::Trainer trainer(start_model(), {}, {.warmup = 10, .steps = 50});
    engine::Random random(2);
    for (int step = 0; step < 50; ++step) {
        const auto loss = trainer.step(copy_task(8, random));
        REQUIRE(loss.has_value());
        if (last_loss != nullptr) {
            *last_loss = *loss;
        }
    }
    return engine::fingerprint(trainer.model());
}

}  // namespace

// One number for every platform and build type: if it changes, some arithmetic changed, and shipped
// models no longer follow from their commands.
TEST_CASE("fifty training steps give the same bits everywhere") {
    const std::uint64_t found = fifty_steps();
    CHECK(found == 0x21c5fc0b5cd083a7ULL);
    CHECK(fifty_steps() == found);
}

// As above, where sums are long: as many words as the sentence grammar has, tied and untied.
TEST_CASE("training over many words gives the same bits everywhere") {
    const auto five_steps = [](bool tied) {
        engine::ModelConfig config = kConfig;
        config.vocabulary = 600;
        config.tied_head = tied;
        engine::Random random(3);
        engine::Trainer trainer(engine::initial_model<float>(config, {}, random), {}, {.warmup = 2, .steps = 5});
        for (int step = 0; step < 5; ++step) REQUIRE(trainer.step(copy_task(48, random)).has_value());
        return engine::fingerprint(trainer.model());
    };
    CHECK(five_steps(true) == 0xc12e4b93a9c62f7bULL);
    CHECK(five_steps(false) == 0x87f7c833d6ebd386ULL);
}

TEST_CASE("the copying task is learned") {
    engine::Trainer trainer(start_model(), {}, {.peak = 1e-2F, .warmup = 20, .steps = 600});
    engine::Random random(2);
    for (int step = 0; step < 600; ++step) {
        REQUIRE(trainer.step(copy_task(16, random)).has_value());
    }
    const auto loss = engine::loss(trainer.model(), copy_task(200, random));
    REQUIRE(loss.has_value());
    CHECK(*loss < 0.2);  // guessing costs ln 11 = 2.4
}

TEST_CASE("a tiny batch is learned by heart") {
    engine::Random random(3);
    const engine::Batch batch = small_batch(kConfig, 4);
    engine::Trainer trainer(start_model(), {.weight_decay = 0.0F}, {.peak = 1e-2F, .warmup = 10, .steps = 300});
    double loss = 0.0;
    for (int step = 0; step < 300; ++step) {
        loss = trainer.step(batch).value_or(std::numeric_limits<double>::infinity());
    }
    CHECK(loss < 0.02);
    CHECK(trainer.steps() == 300);
}

TEST_CASE("a step is the gradient and one AdamW update, however the buffers were used before") {
    engine::Random random(5);
    const engine::Batch large = copy_task(20, random);
    const engine::Batch small = copy_task(3, random);
    engine::Trainer trainer(start_model(), {}, {});
    engine::Model<float> model = start_model();
    engine::AdamW<float> adam(kConfig, {});
    engine::Model<float> gradient;
    const engine::Schedule schedule;
    for (const engine::Batch& batch : {large, small, large}) {
        const auto expected = engine::loss_and_gradient(model, batch, gradient);
        adam.step(model, gradient, schedule.at(adam.steps()));
        const double length = engine::gradient_length<float>(engine::parameters(std::as_const(gradient)));
        CHECK(trainer.step(batch) == expected);
        CHECK(trainer.gradient_length() == length);
        CHECK(engine::fingerprint(trainer.model()) == engine::fingerprint(model));
    }
}

TEST_CASE("a bad batch or a run that blew up leaves the model as it was") {
    engine::Trainer trainer(start_model(), {}, {});
    const std::uint64_t before = engine::fingerprint(trainer.model());
    const auto bad = trainer.step({{1, 99}, {-1, 1}, {2}});
    REQUIRE_FALSE(bad.has_value());
    CHECK(message(bad.error()) == "token is 99; expected 0 to 11.");
    CHECK(engine::fingerprint(trainer.model()) == before);
    engine::Model<float> broken = start_model();
    broken.head_bias(2) = std::numeric_limits<float>::quiet_NaN();
    engine::Trainer second(broken, {}, {});
    const auto lost = second.step({{1}, {1}, {1}});
    REQUIRE_FALSE(lost.has_value());
    CHECK(lost.error().code == engine::ErrorCode::not_finite);
    CHECK(second.steps() == 0);
}

}  // namespace mha::test
