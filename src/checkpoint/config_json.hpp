// SPDX-License-Identifier: MIT
// A model's configuration as JSON.
#pragma once

#include "checkpoint/json_text.hpp"
#include "engine/model.hpp"

namespace mha::checkpoint {

/// Adds "config": {...} to an open object. Keys are the fields of engine::ModelConfig, with
/// head_width (K) and parameters of the enumerations as words.
void write_config(JsonText& json, const engine::ModelConfig& config);

}  // namespace mha::checkpoint
