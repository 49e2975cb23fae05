// SPDX-License-Identifier: MIT
// Whole files of the operating system, for the command line and tests. The page never links this.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "engine/error.hpp"

namespace mha::checkpoint {

/// The content of a file. Errors: io, naming the path and the operating system's reason.
[[nodiscard]] engine::Result<std::vector<std::byte>> read_file(const std::string& path);

/// Writes next to `path` first and renames, so that an interrupted run never leaves half a file
/// under the name. Errors: io.
[[nodiscard]] engine::Result<void> write_file(const std::string& path, std::span<const std::byte> bytes);

}  // namespace mha::checkpoint
