// SPDX-License-Identifier: MIT
// Builds safetensors files byte by byte, broken ones included, without the writer under test.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace mha::checkpoint::tests {

using Bytes = std::vector<std::byte>;

inline void append_text(Bytes& out, std::string_view text) {
    for (const char c : text) out.push_back(static_cast<std::byte>(c));
}

/// A length field of any value, then any text.
inline Bytes with_length(std::uint64_t length, std::string_view text) {
    Bytes out;
    for (unsigned shift = 0; shift < 64; shift += 8) {
        out.push_back(static_cast<std::byte>((length >> shift) & 0xFFU));
    }
    append_text(out, text);
    return out;
}

/// A correct length, the header as given, then `data_bytes` bytes 0, 1, 2, ...
inline Bytes raw_file(std::string_view header, std::size_t data_bytes = 0) {
    Bytes out = with_length(header.size(), header);
    for (std::size_t i = 0; i < data_bytes; ++i) out.push_back(static_cast<std::byte>(i & 0xFFU));
    return out;
}

/// One tensor as JSON: entry("a", "F32", "[2]", "[0,8]").
inline std::string entry(std::string_view name, std::string_view dtype, std::string_view shape,
                         std::string_view offsets) {
    std::string out = "\"";
    out += name;
    out += R"(":{"dtype":")";
    out += dtype;
    out += R"(","shape":)";
    out += shape;
    out += R"(,"data_offsets":)";
    out += offsets;
    return out + "}";
}

}  // namespace mha::checkpoint::tests
