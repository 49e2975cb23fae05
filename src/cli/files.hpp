// SPDX-License-Identifier: MIT
// Answers out and models in, with errors as values.
#pragma once

#include <string>
#include <string_view>

#include "checkpoint/file_bytes.hpp"
#include "checkpoint/model_io.hpp"
#include "cli/commands.hpp"
#include "engine/error.hpp"

namespace mha::cli {

/// Text and a line end to the file, or to stdout when the path is empty. Errors: io.
[[nodiscard]] engine::Result<void> write_text(const std::string& path, std::string_view text);

/// Errors: those of checkpoint::read_file and checkpoint::read_model; bad_value naming the option
/// whose word is none.
[[nodiscard]] engine::Result<checkpoint::LoadedModel> load_model(const ModelOptions& options);

}  // namespace mha::cli
