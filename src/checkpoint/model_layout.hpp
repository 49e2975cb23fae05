// SPDX-License-Identifier: MIT
// Which tensors a model file must hold, what they are called and how they lie: minGPT and nanoGPT
// ("transformer.h.0.attn.c_attn.weight", linear weights [out, in]) and HuggingFace GPT-2 (Conv1D,
// [in, out], with or without "transformer."). An outer "module." or "_orig_mod." (wrappers of
// PyTorch) is accepted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checkpoint/model_config.hpp"
#include "checkpoint/safetensors.hpp"
#include "engine/error.hpp"
#include "engine/model.hpp"

namespace mha::checkpoint {

/// The parts of a model that are one tensor in a file. qkv holds W_Q, W_K, W_V side by side.
enum class Part : std::uint8_t {
    token_table,
    position_table,
    ln1_gain,
    ln1_bias,
    qkv,
    qkv_bias,
    attention_out,
    attention_out_bias,
    ln2_gain,
    ln2_bias,
    mlp_in,
    mlp_in_bias,
    mlp_out,
    mlp_out_bias,
    lnf_gain,
    lnf_bias,
    head,
    head_bias,
};

/// One tensor as the file must have it.
struct ExpectedTensor {
    std::string name;
    std::vector<std::uint64_t> shape;  // in the file
    Part part = Part::token_table;
    std::size_t block = 0;
    bool transposed = false;  // the file has [out, in], the engine [in, out]
};

/// Something about a model that its file does not say and its shapes do not show.
struct Assumption {
    std::string field;  // of engine::ModelConfig
    std::string value;
    std::string like;  // the program whose files look so: "minGPT", "nanoGPT", "GPT-2"
};

struct ModelPlan {
    engine::ModelConfig config;
    Layout layout = Layout::out_in;
    std::string head_prefix;              // "" or "module." or "_orig_mod."
    std::string prefix = "transformer.";  // includes head_prefix
    bool table_as_head = false;           // the tied table is in the file as lm_head.weight only
    bool norm_biases = true;              // false: LayerNorm without bias (nanoGPT with bias=False)
    std::vector<std::string> skipped;     // causal-mask buffers, which are not parameters
    std::vector<Assumption> assumed;
};

/// Every tensor of a file with this plan, in the order of the forward pass.
[[nodiscard]] std::vector<ExpectedTensor> expected_tensors(const ModelPlan& plan);

/// Deduces the plan: sizes from shapes, the rest from metadata, or from the caller (`given`) where
/// the file does not say; what neither says is assumed (model_assumptions.cpp): causal, LayerNorm
/// with eps 1e-5, and the GELU of the program whose files look so. A tied head is one that is
/// missing, or, unless metadata says otherwise, one with the bytes of the token table, or one that
/// stands for the table by an entry of the metadata (safetensors.torch.save_model writes
/// "transformer.wte.weight": "lm_head.weight"). The layout follows from c_attn: [3*H*K, D] is
/// out_in, [D, 3*H*K] is in_out; with D known from the token table at most one fits, so square MLP
/// or output matrices need no guess. On success every tensor of expected_tensors is in the file
/// with its shape, and no other but masks. Errors: bad_shape, bad_value, bad_format (a missing
/// tensor), unsupported (a tensor of another kind of model), each naming the tensor or key, what
/// was found and what was expected.
[[nodiscard]] engine::Result<ModelPlan> plan_model(const SafeTensors& file, const StatedConfig& given);

/// What shows which program a file is from.
struct FileSigns {
    bool norm_biases = true;  // LayerNorm has a bias; only nanoGPT can leave it out
    bool head_copy = false;   // a tied head that is nevertheless in the file
};

/// Fills in what is not stated and notes it in plan.assumed. Layout, MLP width and biases of the
/// plan must be known.
void assume_unstated(ModelPlan& plan, const StatedConfig& stated, const FileSigns& signs);

/// Every tensor of expected_tensors is in the file with its shape, and no other but masks, which
/// are noted in plan.skipped, and the copy of a tied head. Errors: bad_format, bad_shape,
/// unsupported.
[[nodiscard]] engine::Result<void> check_tensors(const SafeTensors& file, ModelPlan& plan);

}  // namespace mha::checkpoint
