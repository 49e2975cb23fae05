// SPDX-License-Identifier: MIT
// A model of the size the lesson `steps` shows, seeded and random: a fixture for its tests, never shipped.
#pragma once

#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "sim/derive.hpp"
#include "sim/models.hpp"
#include "support/small_model.hpp"

namespace mha::test {

inline std::vector<std::byte> steps_model_file(std::size_t heads = 2, bool biases = true, std::uint64_t seed = 11) {
    engine::ModelConfig config;
    config.vocabulary = static_cast<std::size_t>(data::vocabulary_size());
    config.context = 16;
    config.heads = heads;
    config.d_model = 8;
    config.d_mlp = 16;
    config.norm = engine::NormKind::none;
    config.biases = biases;
    engine::InitOptions init;
    init.token_deviation = init.position_deviation = 0.7F;
    init.weight_deviation = 0.7F;
    engine::Random random(seed);
    engine::Model<float> model = engine::initial_model<float>(config, init, random);
    for (auto* bias : {&model.blocks[0].attention.bq, &model.blocks[0].attention.bk, &model.blocks[0].attention.bv,
                       &model.blocks[0].attention.bo}) {
        for (float& value : *bias) value = 0.3F * static_cast<float>(random.normal());
    }
    return model_file(model);
}

/// State -> readings of that model.
class StepsReader {
  public:
    explicit StepsReader(std::size_t heads = 2, bool biases = true) {
        (void)store_.add("steps", steps_model_file(heads, biases));
    }
    /// The model in a file.
    explicit StepsReader(const char* path) {
        std::ifstream file(path, std::ios::binary);
        const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
        (void)store_.add("steps", std::as_bytes(std::span(bytes)));
    }
    const sim::Readings& read(const sim::State& state) {
        return deriver_.derive(state, sim::Task{"steps", nullptr}, store_);
    }

  private:
    sim::ModelStore store_;
    sim::Deriver deriver_;
};

}  // namespace mha::test
