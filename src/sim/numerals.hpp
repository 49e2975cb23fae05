// SPDX-License-Identifier: MIT
// Numbers and words as they stand in sentences: the same digits on every platform, the real minus, typographic
// quotes. Used by every sentence and every number on the screen.
#pragma once

#include <string>
#include <string_view>

namespace mha::sim {

/// Fixed point with 0 to 6 places: "0.71", "−1.3"; never "−0.00". NaN and infinities: "–", "∞", "−∞".
[[nodiscard]] std::string places(double value, int count = 2);
/// The same with a sign in front of everything but zero: "+0.57", "−0.14", "0.00".
[[nodiscard]] std::string signed_places(double value, int count = 2);
/// "1 head", "4 heads".
[[nodiscard]] std::string count_of(int number, std::string_view singular, std::string_view plural = {});
/// ‘word’
[[nodiscard]] std::string in_quotes(std::string_view word);
/// "88 %", from a share 0..1.
[[nodiscard]] std::string percent(double share);
/// "42.6 %".
[[nodiscard]] std::string percent_tenths(double share);

}  // namespace mha::sim
