// SPDX-License-Identifier: MIT
// A logit as the sum of what each part of the model gave to it. Source: Elhage et al. 2021, "A Mathematical Framework
// for Transformer Circuits" (direct logit attribution).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/transformer.hpp"

namespace mha::analysis {

enum class LogitSource : std::uint8_t { embedding, head, attention_bias, mlp, norm_bias, head_bias };

struct LogitPart {
    LogitSource source = LogitSource::embedding;
    int layer = 0;  // from 1; 0 where there is none
    int head = 0;   // from 1; 0 where there is none
    double value = 0;
};

/// The parts of the logit of `token` at `row` of a trace; they add up to it within rounding. The residual stream is a
/// sum, and the last norm is taken with its mean and scale as they were in this pass (frozen); a model without one, as
/// microGPT, needs no such thing. Each part counts as it was computed here: an MLP's part depends on the heads that
/// were on, and a head that was off counts with what stood in its place.
/// Errors: bad_value for a row or token that is not there.
[[nodiscard]] engine::Result<std::vector<LogitPart>> logit_parts(const engine::Model<float>& model,
                                                                 const engine::Trace<float>& trace, std::size_t row,
                                                                 int token);

}  // namespace mha::analysis
