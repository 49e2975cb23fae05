// SPDX-License-Identifier: MIT
// What the learner switched off, as the engine takes it.
#pragma once

#include <cstdint>

#include "engine/transformer.hpp"

namespace mha::sim {

/// Leaves out the heads of State::off that this model has. Its MLPs are not the engine's to leave out.
[[nodiscard]] engine::ForwardOptions without_heads(const engine::ModelConfig& config, std::uint32_t off);

}  // namespace mha::sim
