// SPDX-License-Identifier: MIT
// The configuration of a model as text in a file's metadata. Keys we write, and read:
//   model_type "mha"; layout out_in | in_out (linear weights; the head and the tables are [V, D] in
//   both) n_layer n_head n_embd n_mlp (0 = no MLP) block_size vocab_size   whole numbers causal
//   tied bias head_bias norm_parameters embedding_norm final_norm   true | false norm layernorm |
//   rmsnorm | none; norm_eps a number; activation gelu_tanh | gelu_erf | relu
// Read as well: the names HuggingFace uses (n_positions, n_inner, hidden_size, num_attention_heads,
// activation_function, tie_word_embeddings, ...) and most fields of engine::ModelConfig (the table
// is in model_config.cpp), where gelu_new is gelu_tanh and gelu is gelu_erf; 1 | 0; capital letters
// and
// '-' for '_'; all of it as one JSON object under the key "config". None and null say nothing.
// Every other key belongs to the caller and is left alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "checkpoint/header_json.hpp"
#include "engine/error.hpp"
#include "engine/model.hpp"

namespace mha::checkpoint {

/// How linear weights lie in a file: [out, in] as minGPT and nanoGPT store them (torch.nn.Linear),
/// or [in, out] as HuggingFace GPT-2 does (Conv1D) and the engine computes with.
enum class Layout : std::uint8_t { out_in, in_out };

[[nodiscard]] const char* layout_name(Layout layout);

/// What a file's metadata, or a caller, says about a model; nullopt where it says nothing.
struct StatedConfig {
    std::optional<std::size_t> vocabulary{}, context{}, layers{}, heads{}, d_model{}, d_mlp{};
    std::optional<bool> causal{}, norm_parameters{}, embedding_norm{}, final_norm{}, biases{}, tied_head{}, head_bias{};
    std::optional<engine::NormKind> norm{};
    std::optional<engine::ActivationKind> activation{};
    std::optional<float> norm_epsilon{};
    std::optional<Layout> layout{};
};

/// Errors: bad_value naming the key, for a value that does not read or two keys that disagree.
[[nodiscard]] engine::Result<StatedConfig> stated_config(const Metadata& metadata);

/// What either of the two says. Errors: bad_value naming what both say differently.
[[nodiscard]] engine::Result<StatedConfig> joined(const StatedConfig& file, const StatedConfig& given);

/// The configuration of a model that is made and not read: what is not stated is as engine::ModelConfig has it. Not yet
/// checked by engine::check. Errors: bad_value naming vocabulary, context or d_model where it is missing.
[[nodiscard]] engine::Result<engine::ModelConfig> complete(const StatedConfig& stated);

/// How a value is written in metadata, e.g. "gelu_tanh".
[[nodiscard]] std::string spelled(engine::NormKind norm);
[[nodiscard]] std::string spelled(engine::ActivationKind activation);
[[nodiscard]] std::string spelled(float value);  // the shortest that reads back the same

/// The keys above for a configuration; stated_config reads the same values back.
[[nodiscard]] Metadata config_metadata(const engine::ModelConfig& config, Layout layout);

}  // namespace mha::checkpoint
