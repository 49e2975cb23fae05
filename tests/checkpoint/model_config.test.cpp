// SPDX-License-Identifier: MIT
// Configuration as text: there and back, the names others use, and refusals.
#include "checkpoint/model_config.hpp"

#include <catch2/catch_test_macros.hpp>

namespace mha::checkpoint::tests {
namespace {

using engine::ActivationKind;
using engine::message;
using engine::NormKind;

TEST_CASE("a configuration is read back as it was written") {
    engine::ModelConfig config;
    config.vocabulary = 27;
    config.context = 8;
    config.layers = 3;
    config.heads = 5;
    config.d_model = 48;
    config.d_mlp = 0;
    config.causal = true;
    config.norm = NormKind::rms_norm;
    config.norm_parameters = false;
    config.embedding_norm = true;
    config.activation = ActivationKind::relu;
    config.biases = false;
    config.head_bias = true;
    config.norm_epsilon = 1.25e-7F;
    const auto stated = stated_config(config_metadata(config, Layout::in_out));
    REQUIRE(stated.has_value());
    engine::ModelConfig back;
    back.vocabulary = stated->vocabulary.value();
    back.context = stated->context.value();
    back.layers = stated->layers.value();
    back.heads = stated->heads.value();
    back.d_model = stated->d_model.value();
    back.d_mlp = stated->d_mlp.value();
    back.causal = stated->causal.value();
    back.norm = stated->norm.value();
    back.norm_parameters = stated->norm_parameters.value();
    back.embedding_norm = stated->embedding_norm.value();
    back.final_norm = stated->final_norm.value();
    back.activation = stated->activation.value();
    back.biases = stated->biases.value();
    back.tied_head = stated->tied_head.value();
    back.head_bias = stated->head_bias.value();
    back.norm_epsilon = stated->norm_epsilon.value();
    CHECK(back == config);
    CHECK(stated->layout == Layout::in_out);
}

TEST_CASE("the text of a configuration is what a person would write") {
    engine::ModelConfig config;
    config.d_model = 64;
    const Metadata text = config_metadata(config, Layout::out_in);
    CHECK(text.at("norm_eps") == "1e-05");
    CHECK(text.at("norm") == "layernorm");
    CHECK(text.at("activation") == "gelu_tanh");
    CHECK(text.at("causal") == "false");
    CHECK(text.at("layout") == "out_in");
    CHECK(text.at("n_embd") == "64");
}

TEST_CASE("names of HuggingFace configurations are understood") {
    const auto stated = stated_config({{"n_positions", "1024"},
                                       {"n_inner", "None"},
                                       {"activation_function", "gelu_new"},
                                       {"layer_norm_epsilon", "0.00001"},
                                       {"tie_word_embeddings", "True"},
                                       {"num_attention_heads", "12"},
                                       {"n_head", "12"},
                                       {"roles", "{}"}});
    REQUIRE(stated.has_value());
    CHECK(stated->context == 1024);
    CHECK_FALSE(stated->d_mlp.has_value());
    CHECK(stated->activation == ActivationKind::gelu_tanh);
    CHECK(stated->norm_epsilon == 1e-5F);
    CHECK(stated->tied_head == true);
    CHECK(stated->heads == 12);
    CHECK(stated_config({{"activation", "gelu"}})->activation == ActivationKind::gelu_erf);
    CHECK(stated_config({{"activation", "NewGELU"}})->activation == ActivationKind::gelu_tanh);
    CHECK(stated_config({{"activation", "GELU-erf"}})->activation == ActivationKind::gelu_erf);
    CHECK(stated_config({{"bias", "False"}})->biases == false);
}

std::string refusal(const Metadata& metadata) {
    const auto stated = stated_config(metadata);
    return stated ? "accepted" : message(stated.error());
}

TEST_CASE("values that do not read are refused with their key") {
    for (const char* value : {"", "-1", "+4", " 4", "4.0", "0x4", "1000000000", "four"}) {
        CHECK(refusal({{"n_head", value}}) ==
              "__metadata__ \"n_head\" is \"" + std::string(value) + "\"; expected a whole number below 10^9.");
    }
    for (const char* value : {"", "nan", "inf", "1e999", "1e-5x", "0x1p-3"}) {
        CHECK(refusal({{"norm_eps", value}}) ==
              "__metadata__ \"norm_eps\" is \"" + std::string(value) + "\"; expected a number.");
    }
    CHECK(refusal({{"causal", "yes"}}) == "__metadata__ \"causal\" is \"yes\"; expected one of true false 1 0.");
    CHECK(refusal({{"activation", "silu"}}) ==
          "__metadata__ \"activation\" is \"silu\"; expected one of gelu_tanh gelu_erf relu gelu_new "
          "new_gelu newgelu gelu_pytorch_tanh tanh gelu gelu_exact erf.");
    CHECK(refusal({{"n_head", "4"}, {"n_heads", "5"}}) ==
          "__metadata__ \"n_heads\" is \"5\"; expected the same as n_head.");
}

TEST_CASE("a configuration may be one JSON text") {
    const auto stated = stated_config({{"config", R"( {"n_head": 3})"}});  // begins with a space: the caller's own
    CHECK_FALSE(stated->heads.has_value());
    const auto read = stated_config({{"config", R"({"n_head": 3, "a\"b": [{"n_head": 4}, "]"], "bias": false,
                       "layer_norm_epsilon": 1e-6, "activation": "gelu-tanh", "n_inner": null} )"},
                                     {"n_layer", "2"}});
    REQUIRE(read.has_value());
    CHECK(read->heads == 3);
    CHECK(read->layers == 2);
    CHECK(read->biases == false);
    CHECK(read->norm_epsilon == 1e-6F);
    CHECK(read->activation == ActivationKind::gelu_tanh);
    CHECK_FALSE(read->d_mlp.has_value());
    CHECK(stated_config({{"config", "{}"}}).has_value());
    CHECK(stated_config({{"config", R"({"n_head": 3})"}, {"n_head", "4"}})->heads == 4);
    for (const char* broken :
         {"{", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":[", "{\"a\":[}", "{\"a\":1,}", "{\"a\":1}x", "{\"a\":\"",
          "{\"a\":\"\\", "{a:1}", "{\"a\":1,\"a\":1}", "{\"a\" 1}", "{,}"}) {
        INFO(broken);
        const auto refused = stated_config({{"config", broken}});
        REQUIRE_FALSE(refused.has_value());
        CHECK(message(refused.error()).starts_with("__metadata__ \"config\" is \"{"));
    }
}

TEST_CASE("what a caller says fills in what a file does not, and may not contradict it") {
    const StatedConfig file{.heads = 3, .causal = false};
    const auto both = joined(file, {.heads = 3, .norm_epsilon = 1e-3F});
    REQUIRE(both.has_value());
    CHECK(both->heads == 3);
    CHECK(both->causal == false);
    CHECK(both->norm_epsilon == 1e-3F);
    CHECK(message(joined(file, {.causal = true}).error()) == "causal is true; expected false, as __metadata__ says.");
}

}  // namespace
}  // namespace mha::checkpoint::tests
