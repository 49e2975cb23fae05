// SPDX-License-Identifier: MIT
#include "engine/adamw.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "support/model_fixtures.hpp"

namespace mha::test {

namespace {

const engine::ModelConfig kConfig{.vocabulary = 3, .context = 2, .layers = 1, .heads = 1, .d_model = 2, .d_mlp = 3};

/// Algorithm 2 of the paper for one number, term by term.
struct HandAdam {
    double m = 0, v = 0, b1 = 1, b2 = 1;
    double next(double parameter, double gradient, double rate, double decay) {
        m = 0.9 * m + 0.1 * gradient;
        v = 0.95 * v + 0.05 * gradient * gradient;
        b1 *= 0.9;
        b2 *= 0.95;
        return parameter - rate * (m / (1 - b1) / (std::sqrt(v / (1 - b2)) + 1e-6) + decay * parameter);
    }
};

}  // namespace

TEST_CASE("AdamW follows the paper's formula; only matrices decay") {
    auto model = lively_model<double>(kConfig, 1);
    engine::AdamW<double> adam(
        kConfig, {.beta1 = 0.9F, .beta2 = 0.95F, .epsilon = 1e-6F, .weight_decay = 0.1F, .clip_norm = 0.0F});
    std::vector<std::vector<double>> expected;
    std::vector<std::vector<HandAdam>> state;
    for (const auto& tensor : engine::parameters(model)) {
        expected.emplace_back(tensor.data, tensor.data + tensor.size);
        state.emplace_back(tensor.size);
    }
    for (std::uint64_t step = 0; step < 5; ++step) {
        const auto gradient = lively_model<double>(kConfig, 100 + step);
        adam.step(model, gradient, 0.01F);
        const auto tensors = engine::parameters(model);
        const auto gradients = engine::parameters(gradient);
        for (std::size_t i = 0; i < tensors.size(); ++i) {
            for (std::size_t j = 0; j < tensors[i].size; ++j) {
                expected[i][j] =
                    state[i][j].next(expected[i][j], gradients[i].data[j], 0.01, tensors[i].decays ? 0.1 : 0.0);
                CHECK(std::abs(tensors[i].data[j] - expected[i][j]) < 1e-7);  // the options are floats
            }
        }
    }
    CHECK(adam.steps() == 5);
}

TEST_CASE("long gradients are cut to the clip length, short ones are not") {
    const auto gradient = lively_model<double>(kConfig, 5, 10.0);
    auto small = gradient;
    double squares = 0.0;
    for (const auto& tensor : engine::parameters(small)) {
        for (std::size_t i = 0; i < tensor.size; ++i) {
            squares += tensor.data[i] * tensor.data[i];
        }
    }
    const double length = std::sqrt(squares);
    for (const auto& tensor : engine::parameters(small)) {
        for (std::size_t i = 0; i < tensor.size; ++i) {
            tensor.data[i] *= 2.0 / length;
        }
    }
    // A large epsilon makes the update proportional to the gradient, so that its length shows.
    const engine::AdamOptions options{.epsilon = 1e6F, .weight_decay = 0.0F, .clip_norm = 2.0F};
    auto a = lively_model<double>(kConfig, 6);
    auto b = a;
    engine::AdamW<double> first(kConfig, options);
    engine::AdamW<double> second(kConfig, options);
    const auto length_of = [](const engine::Model<double>& of) {
        return engine::gradient_length<double>(engine::parameters(of));
    };
    CHECK(std::abs(length_of(gradient) - length) < 1e-9);
    CHECK(std::abs(length_of(small) - 2.0) < 1e-9);
    first.step(a, gradient, 1.0F);
    second.step(b, small, 1.0F);
    const auto x = engine::parameters(a);
    const auto y = engine::parameters(b);
    for (std::size_t i = 0; i < x.size(); ++i) {
        for (std::size_t j = 0; j < x[i].size; ++j) {
            CHECK(std::abs(x[i].data[j] - y[i].data[j]) < 1e-12);
        }
    }
}

TEST_CASE("the learning rate warms up, falls to its floor and stays there") {
    for (const auto kind : {engine::ScheduleKind::linear, engine::ScheduleKind::cosine}) {
        const engine::Schedule schedule{.kind = kind, .peak = 1.0F, .warmup = 10, .steps = 101, .floor = 0.1F};
        CHECK(schedule.at(0) == 0.1F);
        CHECK(schedule.at(9) == 1.0F);
        CHECK(schedule.at(10) == 1.0F);
        CHECK(std::abs(schedule.at(55) - 0.55F) < 1e-6F);  // half way down for both
        CHECK(std::abs(schedule.at(100) - 0.1F) < 1e-6F);
        CHECK(std::abs(schedule.at(1000) - 0.1F) < 1e-6F);
        for (std::uint64_t step = 10; step < 100; ++step) {
            CHECK(schedule.at(step + 1) < schedule.at(step));
        }
    }
    CHECK(engine::Schedule{.peak = 1.0F, .warmup = 0, .steps = 1}.at(0) == 0.05F);
}

}  // namespace mha::test
