// SPDX-License-Identifier: MIT
// Numbers in heat-map cells: short forms that fit. Everything else prints with sim/numerals.hpp.
#pragma once

#include <string>

namespace mha::view {

/// A weight in a cell: "0.81" from 36 px, ".81" from 25 ("1.0" for one), "" below or when not finite.
[[nodiscard]] std::string cell_number(float weight, float cell);
/// A difference in a cell: "+.16" from 31 px (12 px type), "" below.
[[nodiscard]] std::string cell_difference(float value, float cell);
/// "12", with the real minus: "−3".
[[nodiscard]] std::string whole(int value);

}  // namespace mha::view
