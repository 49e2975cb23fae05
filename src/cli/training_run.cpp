// SPDX-License-Identifier: MIT
#include "cli/training_run.hpp"

#include <unistd.h>

#include <algorithm>
#include <cstdio>

#include "checkpoint/config_json.hpp"
#include "cli/files.hpp"

namespace mha::cli {
namespace {

// Streams of engine::Random for one seed; held-out examples have streams of their own.
constexpr std::uint64_t kStartValueStream = 10;
constexpr std::uint64_t kTrainingStream = 11;
constexpr std::uint64_t kCurvePoints = 80;

engine::Result<void> check(const engine::ModelConfig& config, const RunOptions& o) {
    const auto none = [](const char* argument) {
        return std::unexpected(engine::Error{engine::ErrorCode::bad_value, argument, "0", "at least 1"});
    };
    if (o.steps == 0) return none("--steps");
    if (o.batch == 0) return none("--batch");
    return engine::check(config);
}

/// One line that stays on a terminal; nothing in a log.
void show_progress(const CurvePoint& point, std::uint64_t steps) {
    if (isatty(STDERR_FILENO) != 0)
        std::fprintf(stderr, "\rstep %llu of %llu, loss %.3f%s", static_cast<unsigned long long>(point.step),
                     static_cast<unsigned long long>(steps), point.loss, point.step == steps ? "\n" : "");
}

engine::Result<std::vector<CurvePoint>> steps(engine::Trainer& trainer, const RunOptions& o, const NextBatch& next) {
    engine::Random random(o.seed, kTrainingStream);
    engine::Batch batch;
    std::vector<CurvePoint> curve;
    const std::uint64_t every = std::max<std::uint64_t>(1, o.steps / kCurvePoints);
    double sum = 0.0;
    std::uint64_t count = 0;
    for (std::uint64_t step = 1; step <= o.steps; ++step) {
        next(batch, random);
        const engine::Result<double> loss = trainer.step(batch);
        if (!loss) return std::unexpected(loss.error());
        sum += *loss;
        ++count;
        if (step % every == 0 || step == o.steps) {
            curve.push_back({step, sum / static_cast<double>(count)});
            show_progress(curve.back(), o.steps);
            sum = 0.0;
            count = 0;
        }
    }
    return curve;
}

}  // namespace

engine::Result<Trained> run_training(const engine::ModelConfig& config, const RunOptions& options,
                                     const NextBatch& next) {
    if (engine::Result<void> checked = check(config, options); !checked) return std::unexpected(checked.error());
    engine::Random random(options.seed, kStartValueStream);
    const engine::AdamOptions adam{.weight_decay = options.weight_decay};
    const engine::Schedule schedule{
        .kind = options.schedule, .peak = options.rate, .warmup = options.warmup, .steps = options.steps};
    engine::Trainer trainer(engine::initial_model<float>(config, options.init, random), adam, schedule);
    auto curve = steps(trainer, options, next);
    if (!curve) return std::unexpected(curve.error());
    return Trained{trainer.model(), std::move(*curve)};
}

void begin_record(checkpoint::JsonText& json, const RunOptions& o, const Trained& trained) {
    json.begin_object().key("recipe").text(o.recipe).key("command").text(o.command);
    json.key("seed").integer(o.seed).key("steps").integer(o.steps).key("batch").integer(o.batch);
    checkpoint::write_config(json, trained.model.config);
    json.key("parameters").integer(engine::parameter_count(trained.model));
    json.key("fingerprint").text(engine::fingerprint_text(trained.model)).key("curve").begin_array();
    for (const CurvePoint& point : trained.curve)
        json.begin_object().key("step").integer(point.step).key("loss").number(point.loss).end_object();
    json.end_array();
}

engine::Result<void> store_model(const engine::Model<float>& model, const RunOptions& o, checkpoint::Metadata extra) {
    if (o.out.empty()) return {};
    extra["recipe"] = o.recipe;
    extra["command"] = o.command;
    extra["seed"] = std::to_string(o.seed);
    extra["steps"] = std::to_string(o.steps);
    const auto file = file_of(model, extra, o.stored);
    return file ? checkpoint::write_file(o.out, *file) : std::unexpected(file.error());
}

}  // namespace mha::cli
