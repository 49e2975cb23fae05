// SPDX-License-Identifier: MIT
#include "engine/sizes.hpp"

#include <algorithm>
#include <string>

namespace mha::engine {
namespace {

/// Gain and, for layer_norm, bias.
std::uint64_t norm_count(const ModelConfig& c) {
    if (!c.norm_parameters || c.norm == NormKind::none) return 0;
    return c.norm == NormKind::layer_norm ? 2 * std::uint64_t{c.d_model} : c.d_model;
}

}  // namespace

std::uint64_t parameter_count(const ModelConfig& c) {
    const std::uint64_t d = c.d_model, f = c.d_mlp, wide = c.concat_width(), v = c.vocabulary;
    std::uint64_t block = norm_count(c) + 4 * d * wide + (c.biases ? 3 * wide + d : 0);
    if (f > 0) block += norm_count(c) + 2 * d * f + (c.biases ? f + d : 0);
    const std::uint64_t ends = (c.final_norm ? norm_count(c) : 0) + (c.tied_head ? 0 : d * v) + (c.head_bias ? v : 0);
    return v * d + c.context * d + c.layers * block + ends;
}

Result<void> check_model_size(const ModelConfig& config) {
    if (Result<void> possible = check(config); !possible) return possible;
    if (const std::uint64_t count = parameter_count(config); count > kMostNumbers)
        return std::unexpected(Error{ErrorCode::bad_value, "the number of parameters", std::to_string(count),
                                     "at most " + std::to_string(kMostNumbers)});
    return {};
}

Result<void> check_pass_size(const ModelConfig& c, std::span<const std::size_t> lengths) {
    const auto too_many = [] {
        return std::unexpected(Error{ErrorCode::bad_value, "the number of tokens",
                                     "so large that one buffer has more than " + std::to_string(kMostNumbers),
                                     "fewer or shorter sequences"});
    };
    const std::uint64_t widest = std::max({c.d_model, c.d_mlp, c.vocabulary});
    std::uint64_t rows = 0;
    std::uint64_t cells = 0;
    for (const std::size_t length : lengths) {
        rows += length;
        if (rows * widest > kMostNumbers) return too_many();
        cells += std::uint64_t{c.heads} * length * length;  // below 2^62, as rows are below 2^28 here
        if (cells > kMostNumbers) return too_many();
    }
    return {};
}

}  // namespace mha::engine
