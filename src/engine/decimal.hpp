// SPDX-License-Identifier: MIT
// Numbers as decimal text and back, exactly rounded as C's printf and strtod do. The program for the browser has this
// instead of theirs, which come with long double and are ten times as large.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace mha::engine {

/// printf's "%.<places>f"; places >= 0.
[[nodiscard]] std::string fixed_text(double value, int places);

/// printf's "%.<digits>g"; digits >= 1.
[[nodiscard]] std::string general_text(double value, int digits);

/// The nearest double (ties to even, infinite beyond the largest) of [+-] digits [. digits] [e [+-] digits], all of
/// the text; nothing for any other text.
[[nodiscard]] std::optional<double> read_double(std::string_view text);

/// The same rounded to float, in one step.
[[nodiscard]] std::optional<float> read_float(std::string_view text);

}  // namespace mha::engine
