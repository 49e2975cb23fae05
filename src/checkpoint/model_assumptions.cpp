// SPDX-License-Identifier: MIT
// What a model is taken to be where its file does not say (assume_unstated in model_layout.hpp).
// The activation leaves no trace in the shapes, so it follows from the program:
//   matrices [in, out]                                  HuggingFace GPT-2   gelu_tanh (gelu_new)
//   [out, in], LayerNorm without bias, or a tied head   nanoGPT             gelu_erf (nn.GELU)
//     that is in the file all the same
//   every other [out, in]                               minGPT              gelu_tanh (NewGELU)
#include <utility>

#include "checkpoint/model_layout.hpp"

namespace mha::checkpoint {

void assume_unstated(ModelPlan& plan, const StatedConfig& stated, const FileSigns& signs) {
    engine::ModelConfig& c = plan.config;
    const engine::NormKind norm = stated.norm.value_or(engine::NormKind::layer_norm);
    const bool norm_without_bias = norm == engine::NormKind::layer_norm && !signs.norm_biases;
    const bool nano_gpt = plan.layout == Layout::out_in && (norm_without_bias || signs.head_copy);
    const char* const program = plan.layout == Layout::in_out ? "GPT-2" : nano_gpt ? "nanoGPT" : "minGPT";
    const auto take = [&](auto& field, const auto& said, auto otherwise) {
        field = said.value_or(otherwise);
        return !said.has_value();
    };
    const auto note = [&](const char* field, std::string value) {
        plan.assumed.push_back({field, std::move(value), program});
    };
    if (take(c.causal, stated.causal, true)) note("causal", "true");
    const auto gelu = nano_gpt ? engine::ActivationKind::gelu_erf : engine::ActivationKind::gelu_tanh;
    if (take(c.activation, stated.activation, gelu) && c.d_mlp > 0) {
        note("activation", spelled(c.activation));
    }
    if (take(c.norm, stated.norm, engine::NormKind::layer_norm)) note("norm", spelled(c.norm));
    if (take(c.norm_epsilon, stated.norm_epsilon, 1e-5F) && c.norm != engine::NormKind::none) {
        note("norm_epsilon", spelled(c.norm_epsilon));
    }
}

}  // namespace mha::checkpoint
