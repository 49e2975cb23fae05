// SPDX-License-Identifier: MIT
// How many numbers a model and a pass need, counted in 64 bits before any memory is taken: where size_t has 32 bits
// (the web) a product of sizes could wrap and a buffer come out too small.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "engine/error.hpp"
#include "engine/model.hpp"

namespace mha::engine {

inline constexpr std::uint64_t kMostNumbers = std::uint64_t{1} << 28U;  // in one buffer: 1 GiB of floats

/// Parameters of a model of this configuration, which must satisfy check(config).
[[nodiscard]] std::uint64_t parameter_count(const ModelConfig& config);

/// Errors: those of check(config); bad_value (parameters) beyond kMostNumbers in all.
[[nodiscard]] Result<void> check_model_size(const ModelConfig& config);

/// Sequences of these lengths through a model. Errors: bad_value (tokens) where one buffer of the pass would hold more
/// than kMostNumbers.
[[nodiscard]] Result<void> check_pass_size(const ModelConfig& config, std::span<const std::size_t> lengths);

}  // namespace mha::engine
