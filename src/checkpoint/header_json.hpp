// SPDX-License-Identifier: MIT
// The JSON header of a safetensors file, parsed strictly: one fixed grammar, no recursion, every
// number an exact 64-bit integer, nothing allocated beyond the limits below however the bytes are
// chosen. Source: huggingface/safetensors, README section "Format" and safetensors/src/tensor.rs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/error.hpp"

namespace mha::checkpoint {

inline constexpr std::uint64_t kHeaderStart = 8;  // the header follows its own 8-byte length
inline constexpr std::uint64_t kMaxHeaderBytes = std::uint64_t{4} << 20U;
inline constexpr std::size_t kMaxTensors = 4096;
inline constexpr std::size_t kMaxMetadataEntries = 4096;
inline constexpr std::size_t kMaxRank = 4;
inline constexpr std::size_t kMaxNameBytes = 256;  // tensor names and metadata keys, UTF-8

/// Free text by key, in byte order of the keys.
using Metadata = std::map<std::string, std::string, std::less<>>;

/// One entry as written, not yet checked against dtype sizes or the file. `at_*` are byte offsets
/// in the file, for messages.
struct HeaderEntry {
    std::string name;
    std::string dtype;
    std::vector<std::uint64_t> shape;
    std::uint64_t begin = 0;  // in the data section
    std::uint64_t end = 0;
    std::uint64_t at_name = 0;
    std::uint64_t at_dtype = 0;
    std::uint64_t at_shape = 0;
    std::uint64_t at_offsets = 0;
};

struct Header {
    std::vector<HeaderEntry> entries;  // in byte order of the names, which are distinct
    Metadata metadata;
};

/// Parses the header text (without the length in front of it).
/// Errors: bad_format, or unsupported where a limit above is passed; the argument begins with
/// "byte N of the file". Refused: any byte before `{`, any byte but 0x20 after `}`, malformed
/// UTF-8, lone surrogates, duplicate keys at any level, unknown or missing fields, numbers that are
/// not plain integers below 2^64, metadata that is not text.
[[nodiscard]] engine::Result<Header> parse_header(std::string_view text);

/// Where in the file, for the argument of an error: `byte 29 of the file, SUBJECT`.
[[nodiscard]] std::string place(std::uint64_t at, std::string_view subject);

}  // namespace mha::checkpoint
