// SPDX-License-Identifier: MIT
// Breaking and shortening text, given a way to measure it. UTF-8 is never cut inside a character.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace mha::view {

using Measure = std::function<float(std::string_view)>;  // CSS px

/// Lines no wider than `width` where words allow; the last of `most` lines ends in an ellipsis if text is left.
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, float width, int most, const Measure& measure);
/// The text, or its beginning and "…" so that it fits; at least the ellipsis.
[[nodiscard]] std::string shorten(std::string_view text, float width, const Measure& measure);
/// Next code point at `at` (moved on); U+FFFD for a broken sequence. at < text.size().
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& at);

}  // namespace mha::view
