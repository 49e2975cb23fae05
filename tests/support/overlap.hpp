// SPDX-License-Identifier: MIT
// Whether what a frame painted stands clear of itself: texts of each other, of figures, of the edges of controls.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sim/registry.hpp"
#include "view/canvas.hpp"

namespace mha::tests {

/// One line per fault, empty when there is none: two texts of one layer that overlap; a text or a figure that leaves
/// the frame; a text that crosses the edge of a figure, or of a control other than a cell, a slider or a head's whole
/// place in the grid. Overlaps of up to half a pixel do not count.
[[nodiscard]] std::vector<std::string> layout_faults(std::span<const view::Mark> marks, const sim::Registry& registry,
                                                     float width, float height);

}  // namespace mha::tests
