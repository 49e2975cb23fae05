// SPDX-License-Identifier: MIT
#include <catch2/catch_test_macros.hpp>

#include "checkpoint/config_json.hpp"
#include "checkpoint/model_config.hpp"

namespace mha::checkpoint::tests {
namespace {

TEST_CASE("a configuration goes through its metadata and comes back whole") {
    const engine::ModelConfig config{.vocabulary = 27,
                                     .context = 16,
                                     .layers = 2,
                                     .heads = 4,
                                     .d_model = 18,
                                     .d_mlp = 64,
                                     .causal = true,
                                     .norm = engine::NormKind::rms_norm,
                                     .norm_parameters = false,
                                     .embedding_norm = true,
                                     .final_norm = false,
                                     .activation = engine::ActivationKind::relu,
                                     .biases = false,
                                     .tied_head = true,
                                     .head_bias = true,
                                     .norm_epsilon = 3e-7F};
    const auto stated = stated_config(config_metadata(config, Layout::in_out));
    REQUIRE(stated.has_value());
    const auto back = complete(*stated);
    REQUIRE(back.has_value());
    CHECK(*back == config);
}

TEST_CASE("what is not stated is as the engine has it; three sizes must be stated") {
    StatedConfig stated{.vocabulary = 5, .context = 6};
    const auto without = complete(stated);
    REQUIRE_FALSE(without.has_value());
    CHECK(message(without.error()) == "d_model is missing; expected a whole number.");
    stated.d_model = 8;
    const auto with = complete(stated);
    REQUIRE(with.has_value());
    CHECK(*with == engine::ModelConfig{.vocabulary = 5, .context = 6, .d_model = 8});
}

TEST_CASE("a configuration is printed under the engine's own names") {
    JsonText json;
    json.begin_object();
    write_config(json, engine::ModelConfig{.vocabulary = 5, .context = 6, .heads = 3, .d_model = 8});
    json.end_object();
    CHECK(json.str() ==
          R"({"config":{"vocabulary":5,"context":6,"layers":1,"heads":3,"d_model":8,"head_width":2,"d_mlp":0,)"
          R"("causal":false,"norm":"layernorm","norm_parameters":true,"norm_epsilon":1e-05,"embedding_norm":false,)"
          R"("final_norm":true,"activation":"gelu_tanh","biases":true,"tied_head":false,"head_bias":false}})");
}

}  // namespace
}  // namespace mha::checkpoint::tests
