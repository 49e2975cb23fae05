// SPDX-License-Identifier: MIT
// The command lines of the small models' recipes, `train names`, `train sort` and `train steps`.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "engine/error.hpp"

namespace mha::cli {

using Command = std::function<engine::Result<void>()>;

/// Adds the recipes to `train`; the one that is named sets `chosen`. `command` is the line as
/// typed, for the record.
void add_lesson_recipes(CLI::App& train, Command& chosen, const std::string& command);

}  // namespace mha::cli
