// SPDX-License-Identifier: MIT
// A model file and what is measured of it, for `ablate` and `roles`.
#pragma once

#include "analysis/report.hpp"
#include "checkpoint/json_text.hpp"
#include "checkpoint/model_io.hpp"
#include "cli/commands.hpp"

namespace mha::cli {

struct Measured {
    checkpoint::LoadedModel loaded;
    analysis::ModelReport report;  // seed and steps from the file's metadata, 0 where it does not say
};

/// Loads the model, makes it what a file with such numbers would hold, and measures it on so many
/// held-out sentences. Errors: those of load_model;
/// unsupported for a model of another vocabulary; bad_value for no sentence.
[[nodiscard]] engine::Result<Measured> measure_file(const ModelOptions& options, std::size_t sentences,
                                                    const StoredNumbers& numbers = {});

/// Adds loss and agreement of the whole model to an open object.
void write_whole(checkpoint::JsonText& json, const analysis::ModelReport& report);

}  // namespace mha::cli
