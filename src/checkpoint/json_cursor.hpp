// SPDX-License-Identifier: MIT
// The lexical half of the header parser: white space, strings, whole numbers. Remembers the first
// error.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/error.hpp"

namespace mha::checkpoint {

/// Walks over `text`, the header of a file. Every method that returns bool returns false after
/// recording the error; the cursor must not be used for parsing after that.
class JsonCursor {
  public:
    explicit JsonCursor(std::string_view text) : text_(text) {}

    /// Takes `wanted` if it comes next after white space (space, tab, line feed, carriage return).
    [[nodiscard]] bool take(char wanted);
    /// Takes `wanted`, or fails; `subject` says what is being read.
    [[nodiscard]] bool expect(char wanted, std::string_view subject);
    /// A JSON string, decoded to UTF-8; fails beyond `limit` bytes.
    [[nodiscard]] bool string(std::string& out, std::size_t limit, std::string_view subject);
    /// A whole number from 0 to 2^64 - 1: digits only, no leading zero.
    [[nodiscard]] bool integer(std::uint64_t& out, std::string_view subject);
    /// After the last `}`: nothing but 0x20 up to the end.
    [[nodiscard]] bool padding();

    /// Byte offset in the file of the next byte after white space.
    [[nodiscard]] std::uint64_t file_offset();
    /// Records an error at a byte offset of the file and returns false.
    bool fail(engine::ErrorCode code, std::uint64_t at, std::string_view subject, std::string value,
              std::string expected);
    [[nodiscard]] const engine::Error& error() const { return error_; }

  private:
    void skip_space();
    bool fail_here(std::string_view subject, std::string expected);
    void append_plain(std::string& out);
    bool escape(std::string& out, std::string_view subject);
    bool unicode_escape(std::string& out, std::string_view subject);
    bool hex4(std::uint32_t& out, std::string_view subject);
    [[nodiscard]] std::string found() const;

    std::string_view text_;
    std::size_t at_ = 0;
    engine::Error error_;
};

}  // namespace mha::checkpoint
