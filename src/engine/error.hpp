// SPDX-License-Identifier: MIT
// Errors are values: every check that can fail returns a Result, so the same engine runs where
// exceptions are switched off (the web build).
#pragma once

#include <cstdint>
#include <expected>
#include <string>

namespace mha::engine {

enum class ErrorCode : std::uint8_t {
    bad_shape,    // a tensor's extent is not what the other arguments ask for
    bad_value,    // a value is outside its range (head count, step count, a token number)
    not_finite,   // NaN or infinity in an input
    empty,        // a sequence or a set has no element
    bad_format,   // a file breaks a rule of its format
    unsupported,  // well-formed, but something this program does not do
    io,           // the operating system refused
};

/// What went wrong, in the words a reader can act on: the argument, what it was, what was expected.
struct Error {
    ErrorCode code = ErrorCode::bad_value;
    std::string argument;  // name of the argument, tensor or file part, e.g. "heads"
    std::string value;     // what was found, e.g. "9"
    std::string expected;  // what would have been right, e.g. "1 to d_model = 8"

    friend bool operator==(const Error&, const Error&) = default;
};

/// One sentence, e.g. "heads is 9; expected 1 to d_model = 8."
[[nodiscard]] inline std::string message(const Error& error) {
    return error.argument + " is " + error.value + "; expected " + error.expected + ".";
}

template <class T>
using Result = std::expected<T, Error>;

}  // namespace mha::engine
