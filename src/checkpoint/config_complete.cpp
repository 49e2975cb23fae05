// SPDX-License-Identifier: MIT
// A whole configuration out of what was stated (complete in model_config.hpp).
#include <array>
#include <utility>

#include "checkpoint/model_config.hpp"

namespace mha::checkpoint {

engine::Result<engine::ModelConfig> complete(const StatedConfig& stated) {
    const std::array<std::pair<const char*, bool>, 3> needed = {{{"vocabulary", stated.vocabulary.has_value()},
                                                                 {"context", stated.context.has_value()},
                                                                 {"d_model", stated.d_model.has_value()}}};
    for (const auto& [name, there] : needed) {
        if (!there)
            return std::unexpected(engine::Error{engine::ErrorCode::bad_value, name, "missing", "a whole number"});
    }
    const engine::ModelConfig usual;
    return engine::ModelConfig{.vocabulary = *stated.vocabulary,
                               .context = *stated.context,
                               .layers = stated.layers.value_or(usual.layers),
                               .heads = stated.heads.value_or(usual.heads),
                               .d_model = *stated.d_model,
                               .d_mlp = stated.d_mlp.value_or(usual.d_mlp),
                               .causal = stated.causal.value_or(usual.causal),
                               .norm = stated.norm.value_or(usual.norm),
                               .norm_parameters = stated.norm_parameters.value_or(usual.norm_parameters),
                               .embedding_norm = stated.embedding_norm.value_or(usual.embedding_norm),
                               .final_norm = stated.final_norm.value_or(usual.final_norm),
                               .activation = stated.activation.value_or(usual.activation),
                               .biases = stated.biases.value_or(usual.biases),
                               .tied_head = stated.tied_head.value_or(usual.tied_head),
                               .head_bias = stated.head_bias.value_or(usual.head_bias),
                               .norm_epsilon = stated.norm_epsilon.value_or(usual.norm_epsilon)};
}

}  // namespace mha::checkpoint
