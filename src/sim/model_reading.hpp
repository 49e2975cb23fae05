// SPDX-License-Identifier: MIT
// What was measured of a model, as lessons read it.
#pragma once

#include <cstddef>

#include "sim/models.hpp"
#include "sim/readings.hpp"

namespace mha::sim {

/// Fills readings.model and, one per head of this layer (from 0), readings.heads with
/// role, entropy and stored knock-out. Leaves the matrices alone.
void read_model(Readings& readings, const StoredModel& stored, std::size_t layer);

}  // namespace mha::sim
