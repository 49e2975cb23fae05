// SPDX-License-Identifier: MIT
#include "engine/sizes.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>

#include "engine/trace_tensors.hpp"

namespace mha::engine::tests {
namespace {

TEST_CASE("parameters are counted from a configuration as from a model") {
    for (const bool flag : {false, true}) {
        for (const NormKind norm : {NormKind::layer_norm, NormKind::rms_norm, NormKind::none}) {
            for (const std::size_t d_mlp : {std::size_t{0}, std::size_t{9}}) {
                const ModelConfig config{.vocabulary = 7,
                                         .context = 5,
                                         .layers = 2,
                                         .heads = 3,
                                         .d_model = 8,
                                         .d_mlp = d_mlp,
                                         .norm = norm,
                                         .norm_parameters = !flag,
                                         .final_norm = flag,
                                         .biases = flag,
                                         .tied_head = flag,
                                         .head_bias = !flag};
                CHECK(parameter_count(config) == parameter_count(zero_model<float>(config)));
            }
        }
    }
}

TEST_CASE("a model and a pass that no memory could hold are refused before any is taken") {
    const ModelConfig large{.vocabulary = 1U << 24U, .context = 8, .d_model = 1U << 24U};
    REQUIRE_FALSE(check_model_size(large).has_value());
    CHECK(message(check_model_size(large).error()) ==
          "the number of parameters is 1688850128699392; expected at most 268435456.");
    const ModelConfig long_context{.vocabulary = 2, .context = 1U << 24U, .heads = 1, .d_model = 1};
    CHECK(check_model_size(long_context).has_value());
    CHECK(check_pass_size(long_context, std::array<std::size_t, 2>{8192, 8192}).has_value());
    CHECK_FALSE(check_pass_size(long_context, std::array<std::size_t, 1>{1U << 24U}).has_value());
    CHECK_FALSE(check_pass_size(long_context, std::array<std::size_t, 2>{11600, 11600}).has_value());
}

TEST_CASE("a trace lists its tensors in the order of the computation") {
    Random random(1);
    const ModelConfig config{.vocabulary = 4, .context = 3, .layers = 1, .heads = 2, .d_model = 5};
    const auto trace = forward(initial_model<float>(config, {}, random), std::array<int, 2>{3, 0});
    REQUIRE(trace.has_value());
    const auto tensors = trace_tensors(*trace);
    std::string names;
    for (const auto& tensor : tensors) names += tensor.name + " ";
    CHECK(names ==
          "tok_emb pos_emb x block.0.ln1 block.0.q block.0.k block.0.v block.0.scores block.0.weights block.0.head_out "
          "block.0.concat block.0.projected block.0.attn_residual block.0.out ln_f logits probabilities ");
    CHECK(tensors[4].shape == std::vector<std::size_t>{2, 2, 2});
    CHECK(tensors[4].data == trace->blocks[0].attention.q.data());
}

}  // namespace
}  // namespace mha::engine::tests
