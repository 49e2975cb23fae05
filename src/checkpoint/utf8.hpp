// SPDX-License-Identifier: MIT
// Strict UTF-8 for names that come from files, and their safe form for messages.
// Source: Unicode 15, table 3-7 (well-formed byte sequences).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace mha::checkpoint {

/// Length in bytes (1..4) of the well-formed sequence that starts at `at`; 0 if there is none there
/// (stray or missing continuation, overlong form, surrogate, above U+10FFFF, end of text).
[[nodiscard]] std::size_t utf8_sequence(std::string_view text, std::size_t at);

/// The first byte that is not part of a well-formed sequence; text.size() if all is well.
[[nodiscard]] std::size_t utf8_valid_prefix(std::string_view text);

/// Appends one code point; surrogates and values above U+10FFFF are the caller's error.
void append_utf8(std::string& text, std::uint32_t code_point);

/// `text` in double quotes for a message: control characters and malformed bytes as \xHH, at most
/// 64 bytes of it, then an ellipsis.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace mha::checkpoint
