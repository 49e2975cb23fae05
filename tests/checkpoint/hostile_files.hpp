// SPDX-License-Identifier: MIT
// Files that break a rule of the format, each with the exact message it must give. The tests assert
// the messages; the fuzzer starts from the files.
#pragma once

#include <string>
#include <vector>

#include "raw_file.hpp"

namespace mha::checkpoint::tests {

struct HostileFile {
    std::string name;  // file name in the seed corpus
    Bytes bytes;
    std::string message;  // engine::message() of the error
};

/// Bugs other loaders had (the issue that reported each is beside it), then every other rule.
[[nodiscard]] std::vector<HostileFile> hostile_files();

/// The part of the table that is about strings, fields and metadata (hostile_headers.cpp).
void add_header_rows(std::vector<HostileFile>& out);

/// Every refusal of a key that is there twice ends with this.
inline constexpr const char* kNoTwice = "; expected every key once.";

}  // namespace mha::checkpoint::tests
