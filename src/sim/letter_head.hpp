// SPDX-License-Identifier: MIT
// Heads of models that read letters: their measured roles with the names those have there.
#pragma once

#include <span>

#include "analysis/letter_roles.hpp"
#include "sim/readings.hpp"

namespace mha::sim {

/// Label, score and chance lines of one head, and the other measured roles, furthest above chance first. A diffuse head
/// keeps that name and carries the numbers of the role it comes nearest to.
[[nodiscard]] HeadReading letter_head(const analysis::HeadReport& report, std::span<const analysis::LetterRole> roles);

}  // namespace mha::sim
