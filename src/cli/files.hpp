// SPDX-License-Identifier: MIT
// Files in and out, with errors as values.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checkpoint/model_io.hpp"
#include "engine/error.hpp"

namespace mha::cli {

/// The whole file. Errors: io, naming the file.
[[nodiscard]] engine::Result<std::vector<std::byte>> read_file(const std::string& path);

/// Writes beside the file first and renames, so that a run cut short leaves no half file.
/// Errors: io, naming the file.
[[nodiscard]] engine::Result<void> write_file(const std::string& path, std::span<const std::byte> content);

/// Text and a line end to the file, or to stdout when the path is empty. Errors: io.
[[nodiscard]] engine::Result<void> write_text(const std::string& path, std::string_view text);

/// Errors: those of read_file and checkpoint::read_model.
[[nodiscard]] engine::Result<checkpoint::LoadedModel> load_model(const std::string& path,
                                                                 std::optional<std::size_t> heads);

}  // namespace mha::cli
