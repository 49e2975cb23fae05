// SPDX-License-Identifier: MIT
// Numbers as the screen prints them: real minus sign, fixed digits, short forms for small cells.
#pragma once

#include <string>

namespace mha::view {

/// "0.81", "−1.25"; never "−0.00". digits 0..6. Not finite: "–".
[[nodiscard]] std::string fixed(float value, int digits);
/// With its sign always: "+0.16", "−0.14", "0.00" for what rounds to zero.
[[nodiscard]] std::string signed_fixed(float value, int digits);
/// A weight in a cell: "0.81" from 36 px, ".81" from 25 ("1.0" for one), "" below.
[[nodiscard]] std::string cell_number(float weight, float cell);
/// A difference in a cell: "+.16" from 31 px (12 px type), "" below.
[[nodiscard]] std::string cell_difference(float value, float cell);
/// "12", "−3".
[[nodiscard]] std::string whole(int value);
/// "94 %".
[[nodiscard]] std::string percent(float share);

}  // namespace mha::view
