// SPDX-License-Identifier: MIT
// Text that comes from outside, made safe to keep, draw and send on; and text on its way into JSON and links.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace mha::sim {

/// Well-formed UTF-8 on one line, at most `limit` bytes, cut between characters. Malformed bytes become U+FFFD,
/// control characters and line breaks a space.
[[nodiscard]] std::string one_line(std::string_view text, std::size_t limit);

/// Appends `text` as a JSON string with its quotes; malformed UTF-8 becomes U+FFFD.
void append_json(std::string& out, std::string_view text);
/// Appends a JSON number with up to nine significant digits; NaN and infinities as null.
void append_json(std::string& out, double value);

/// Percent coding of one value of a link: letters, digits and -._~, pass, a space becomes "+".
[[nodiscard]] std::string percent_encoded(std::string_view text);
/// The reverse; "+" is a space, an incomplete or wrong %XX stays as it stands.
[[nodiscard]] std::string percent_decoded(std::string_view text);

}  // namespace mha::sim
