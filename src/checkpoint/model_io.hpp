// SPDX-License-Identifier: MIT
// Models as safetensors files. The layouts read are those of model_layout.hpp; written is minGPT's.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "checkpoint/model_config.hpp"
#include "checkpoint/model_layout.hpp"
#include "checkpoint/safetensors.hpp"
#include "checkpoint/safetensors_write.hpp"
#include "engine/error.hpp"
#include "engine/model.hpp"

namespace mha::checkpoint {

struct LoadedModel {
    engine::Model<float> model;
    Metadata metadata;                 // everything the file says, the caller's own keys included
    Layout layout = Layout::out_in;    // how the file had it; the model is always [in, out]
    std::vector<std::string> skipped;  // causal-mask buffers that were in the file
    std::vector<Assumption> assumed;   // what neither the file nor the caller said
};

/// Reads a model; `given` says what the metadata does not (the number of heads at least). Memory is
/// taken only after every shape was found to agree with the file, so at most about four times the
/// file. Errors: those of read_safetensors and plan_model; unsupported (a weight that is not a
/// float type); not_finite, naming the tensor and the place in it.
[[nodiscard]] engine::Result<LoadedModel> read_model(std::span<const std::byte> file, const StatedConfig& given = {});

/// The file of a model: minGPT names, linear weights [out, in], the configuration and then `extra`
/// in the metadata (a key of model_config.hpp in `extra` is overwritten). read_model gives back the
/// same model, bit by bit with StoredType::f32. `mantissa_bits`: as write_safetensors. Errors:
/// check_shapes and check_finite of the model; those of write_safetensors.
[[nodiscard]] engine::Result<std::vector<std::byte>> write_model(const engine::Model<float>& model,
                                                                 const Metadata& extra,
                                                                 StoredType type = StoredType::f32,
                                                                 unsigned mantissa_bits = kHalfMantissaBits);

}  // namespace mha::checkpoint
