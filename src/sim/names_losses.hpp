// SPDX-License-Identifier: MIT
// What every choice of heads costs on names: from the table stored with the model, and measured on a list the learner
// brought.
#pragma once

#include <string_view>

#include "engine/transformer.hpp"
#include "sim/names_reading.hpp"

namespace mha::sim {

/// The stored table with off = zero, or the mean. Rows that do not read are left out.
[[nodiscard]] NameLosses stored_losses(const NamesModel& model, bool mean);

/// A forward pass with these heads off (bits from 0), their outputs zero or the mean over training names.
[[nodiscard]] engine::ForwardOptions without_heads(const NamesModel& model, std::uint32_t off, bool mean);

/// Reads the list and measures none off, each head, each pair and all off. Never fails: a list that cannot be taken has
/// a `problem`.
[[nodiscard]] OwnNames measure_own_names(const NamesModel& model, std::string_view text, bool mean);

}  // namespace mha::sim
