// SPDX-License-Identifier: MIT
// Heads as their checkpoint's report measured them: role, score, chance lines, and the roles they come near.
#pragma once

#include <functional>
#include <span>
#include <string_view>

#include "analysis/letter_roles.hpp"
#include "sim/readings.hpp"

namespace mha::sim {

/// Gives a role its names (slug, label, short label, meaning); no numbers.
using NameRole = std::function<void(RoleReading& role, std::string_view slug)>;

/// Label, score and chance lines of one head, and the other measured roles, furthest above chance first. A diffuse head
/// keeps that name and carries the numbers of the role it comes nearest to.
[[nodiscard]] HeadReading measured_head(const analysis::HeadReport& report, const NameRole& name);

/// The same for models that read letters, whose roles have names of their own.
[[nodiscard]] HeadReading letter_head(const analysis::HeadReport& report, std::span<const analysis::LetterRole> roles);

}  // namespace mha::sim
