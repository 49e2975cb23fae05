// SPDX-License-Identifier: MIT
// A small model with seeded random parameters and a report made up for the test: a fixture for code that
// needs some model, never shipped and never evidence of anything.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/report.hpp"
#include "checkpoint/model_io.hpp"
#include "data/vocabulary.hpp"
#include "engine/model.hpp"

namespace mha::test {

struct SmallModelOptions {
    std::size_t heads = 4;
    std::size_t layers = 1;
    std::size_t d_model = 48;
    std::uint64_t seed = 7;
};

inline engine::Model<float> small_model(const SmallModelOptions& options = {}) {
    engine::ModelConfig config;
    config.vocabulary = static_cast<std::size_t>(data::vocabulary_size());
    config.context = 16;
    config.layers = options.layers;
    config.heads = options.heads;
    config.d_model = options.d_model;
    config.d_mlp = 2 * options.d_model;
    engine::InitOptions init;
    init.token_deviation = 0.5F;
    init.position_deviation = 0.5F;
    init.weight_deviation = 0.3F;  // large enough for attention that is far from uniform
    engine::Random random(options.seed);
    return engine::initial_model<float>(config, init, random);
}

/// Roles in turn: previous word, verb to subject, diffuse, next word.
inline analysis::ModelReport small_report(const engine::ModelConfig& config) {
    analysis::ModelReport report;
    report.seed = 7;
    report.steps = 0;
    report.sentences = 100;
    report.masked_words = 150;
    report.loss = 1.5;
    report.agreement = 0.75;
    report.agreement_cases = 40;
    const std::vector<std::string> roles{"previous-word", "verb-subject", "diffuse", "next-word"};
    for (std::size_t index = 0; index < config.layers * config.heads; ++index) {
        analysis::HeadReport head;
        head.layer = static_cast<int>(index / config.heads) + 1;
        head.head = static_cast<int>(index % config.heads) + 1;
        head.role = roles[index % roles.size()];
        head.entropy = 0.5;
        head.loss_without = 1.75;
        head.agreement_without = 0.5;
        const bool diffuse = head.role == "diffuse";
        head.scores.push_back({"previous-word", diffuse ? 0.2 : 0.7, 0.1, 0.8, 0.15, -1, 300});
        head.scores.push_back({"next-word", diffuse ? 0.2 : 0.6, 0.1, 0.7, 0.15, -1, 300});
        head.scores.push_back({"verb-subject", diffuse ? 0.18 : 0.5, 0.1, 0.6, 0.12, 0.2, 80});
        report.heads.push_back(head);
    }
    return report;
}

inline std::vector<std::byte> model_file(const engine::Model<float>& model) {
    const checkpoint::Metadata extra{
        {std::string(analysis::kReportKey), analysis::write_report(small_report(model.config))}};
    return checkpoint::write_model(model, extra).value_or(std::vector<std::byte>{});
}

inline std::vector<std::byte> small_model_file(const SmallModelOptions& options = {}) {
    return model_file(small_model(options));
}

}  // namespace mha::test
