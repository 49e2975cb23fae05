// SPDX-License-Identifier: MIT
// The command lines of the training recipes: what they share, and those of the small models, `train names`, `train
// sort` and `train steps`.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>
#include <string>

#include "cli/training_run.hpp"
#include "engine/error.hpp"

namespace mha::cli {

using Command = std::function<engine::Result<void>()>;

/// What every recipe takes: seed, steps, rate, start values, files. The defaults are those in `options`.
void add_run(CLI::App& app, RunOptions& options, const std::string& command);

/// Adds the recipes to `train`; the one that is named sets `chosen`. `command` is the line as
/// typed, for the record.
void add_lesson_recipes(CLI::App& train, Command& chosen, const std::string& command);

}  // namespace mha::cli
