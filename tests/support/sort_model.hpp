// SPDX-License-Identifier: MIT
// A sorting model with seeded random parameters, and the readings of the lesson `nano-gpt` on it: a fixture, never
// evidence.
#pragma once

#include <memory>

#include "engine/model.hpp"
#include "sim/sort_reading.hpp"

namespace mha::test {

inline std::shared_ptr<const sim::StoredModel> random_sort_model(std::uint64_t seed = 3) {
    engine::ModelConfig config;
    config.vocabulary = 3;
    config.context = 11;
    config.layers = config.heads = 3;
    config.d_model = 48;
    config.d_mlp = 192;
    config.causal = true;
    engine::InitOptions init;
    init.token_deviation = init.position_deviation = 0.6F;
    init.weight_deviation = 0.25F;
    engine::Random random(seed);
    auto stored = std::make_shared<sim::StoredModel>();
    stored->model = engine::initial_model<float>(config, init, random);
    stored->metadata["recipe"] = "sort";
    return stored;
}

inline sim::Readings sort_readings(const sim::State& state, const std::shared_ptr<const sim::StoredModel>& model) {
    sim::Readings now;
    sim::read_sorting(state, model, {}, now);
    return now;
}

}  // namespace mha::test
