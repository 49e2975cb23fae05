// SPDX-License-Identifier: MIT
// What the training recipes of the small lessons share: the loop, the loss curve, the record and
// the file.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "checkpoint/json_text.hpp"
#include "checkpoint/model_io.hpp"
#include "cli/stored_numbers.hpp"
#include "engine/error.hpp"
#include "engine/trainer.hpp"

namespace mha::cli {

struct RunOptions {
    std::string recipe;
    std::string command;  // how the tool was called, for the record
    std::uint64_t seed = 1;
    std::uint64_t steps = 1000;
    std::size_t batch = 16;
    float rate = 1e-2F;  // peak learning rate
    std::uint64_t warmup = 100;
    float weight_decay = 0.01F;
    engine::ScheduleKind schedule = engine::ScheduleKind::cosine;
    engine::InitOptions init;
    StoredNumbers stored;
    std::string out;     // model file; empty = train and report only
    std::string report;  // JSON file; empty = stdout
};

struct CurvePoint {
    std::uint64_t step = 0;  // steps made
    double loss = 0;         // mean training loss since the point before
};

struct Trained {
    engine::Model<float> model;
    std::vector<CurvePoint> curve;
};

/// Start values from stream 10 of the seed, batches from stream 11: the same seed gives the same
/// bits. Errors: bad_value (no step, no batch, an impossible configuration); not_finite (a loss
/// that is no number).
using NextBatch = std::function<void(engine::Batch&, engine::Random&)>;
[[nodiscard]] engine::Result<Trained> run_training(const engine::ModelConfig& config, const RunOptions& options,
                                                   const NextBatch& next);

/// Opens the record: recipe, command, seed, steps, batch, configuration, parameters, fingerprint,
/// curve.
void begin_record(checkpoint::JsonText& json, const RunOptions& options, const Trained& trained);

/// Writes the model with recipe, command, seed and steps in its metadata, and `extra`. Nothing
/// without --out.
[[nodiscard]] engine::Result<void> store_model(const engine::Model<float>& model, const RunOptions& options,
                                               checkpoint::Metadata extra);

}  // namespace mha::cli
