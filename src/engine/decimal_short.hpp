// SPDX-License-Identifier: MIT
// The short way of decimal.hpp for numbers that 64 bits hold with all their digits. So do most numbers on a screen, of
// which a frame writes a thousand; this way they need no memory of their own, and a twentieth of the time.
#pragma once

#include <string>

namespace mha::engine {

/// fixed_text() of a finite number, or "" where it must go the long way.
[[nodiscard]] std::string short_fixed_text(double value, int places);

/// general_text() of a finite number, or "" where it must go the long way: below 1 all but 0 must.
[[nodiscard]] std::string short_general_text(double value, int digits);

}  // namespace mha::engine
