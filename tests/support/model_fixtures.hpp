// SPDX-License-Identifier: MIT
// Configurations that between them use every branch of the engine, models with start values large
// enough to matter, and small batches.
#pragma once

#include <string>
#include <vector>

#include "engine/model.hpp"
#include "engine/transformer.hpp"

namespace mha::test {

struct NamedConfig {
    std::string name;
    engine::ModelConfig config;
};

/// Small enough for finite differences.
inline std::vector<NamedConfig> small_configs() {
    using engine::ActivationKind;
    using engine::ModelConfig;
    using engine::NormKind;
    const ModelConfig base{.vocabulary = 7, .context = 6, .layers = 1, .heads = 2, .d_model = 8, .d_mlp = 12};
    std::vector<NamedConfig> all{{"plain", base}};
    const auto add = [&](const char* name, auto change) {
        ModelConfig config = base;
        change(config);
        all.push_back({name, config});
    };
    add("causal, two layers", [](ModelConfig& c) { c.causal = true, c.layers = 2; });
    add("rms norm", [](ModelConfig& c) { c.norm = NormKind::rms_norm; });
    add("no norm", [](ModelConfig& c) { c.norm = NormKind::none; });
    add("norms without parameters", [](ModelConfig& c) { c.norm_parameters = false; });
    add("no final norm", [](ModelConfig& c) { c.final_norm = false; });
    add("gelu erf", [](ModelConfig& c) { c.activation = ActivationKind::gelu_erf; });
    add("relu, two layers", [](ModelConfig& c) { c.activation = ActivationKind::relu, c.layers = 2; });
    add("tied head with bias", [](ModelConfig& c) { c.tied_head = true, c.head_bias = true; });
    add("untied head with bias", [](ModelConfig& c) { c.head_bias = true; });
    add("no biases", [](ModelConfig& c) { c.biases = false; });
    add("embedding norm, rms, relu, causal (microGPT)", [](ModelConfig& c) {
        c.embedding_norm = true, c.norm = NormKind::rms_norm, c.norm_parameters = false, c.biases = false;
        c.activation = ActivationKind::relu, c.causal = true, c.final_norm = false;
    });
    add("embedding layer norm", [](ModelConfig& c) { c.embedding_norm = true; });
    add("width not a multiple of the heads", [](ModelConfig& c) { c.heads = 3, c.layers = 2; });
    add("no MLP, two layers", [](ModelConfig& c) { c.d_mlp = 0, c.layers = 2; });
    add("as many heads as dimensions", [](ModelConfig& c) { c.heads = 8; });
    add("width one", [](ModelConfig& c) { c.heads = 1, c.d_model = 1, c.d_mlp = 1, c.norm = NormKind::none; });
    return all;
}

/// Weights, gains and biases all random, so that none hides an error by being 0 or 1.
template <class T>
engine::Model<T> lively_model(const engine::ModelConfig& config, std::uint64_t seed, double deviation = 0.5) {
    engine::Random random(seed);
    engine::Model<T> model = engine::zero_model<T>(config);
    for (const engine::ParameterRef<T>& tensor : engine::parameters(model)) {
        const bool gain = tensor.name.ends_with("weight") && tensor.shape.size() == 1;
        for (std::size_t i = 0; i < tensor.size; ++i) {
            tensor.data[i] = static_cast<T>((gain ? 1.0 : 0.0) + deviation * random.normal());
        }
    }
    return model;
}

/// Sequences of every length from 1 to the context; about every second row is asked.
inline engine::Batch small_batch(const engine::ModelConfig& config, std::uint64_t seed) {
    engine::Random random(seed);
    engine::Batch batch;
    const auto vocabulary = static_cast<std::uint32_t>(config.vocabulary);
    for (std::size_t length = 1; length <= config.context; ++length) {
        batch.lengths.push_back(length);
        for (std::size_t i = 0; i < length; ++i) {
            batch.tokens.push_back(static_cast<int>(random.below(vocabulary)));
            batch.targets.push_back(random.below(2) == 0 ? static_cast<int>(random.below(vocabulary)) : -1);
        }
    }
    batch.targets.front() = 0;
    return batch;
}

}  // namespace mha::test
