// SPDX-License-Identifier: MIT
// `attention train heads`: a small bidirectional model of the sentence grammar, or of a text,
// trained to fill in masked words. Source of the objective: Devlin et al. 2019 (BERT), section 3.1.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>

#include "cli/commands.hpp"
#include "cli/config_json.hpp"
#include "cli/files.hpp"
#include "cli/json_text.hpp"
#include "cli/training_source.hpp"
#include "engine/trainer.hpp"

namespace mha::cli {

namespace {

// Streams of engine::Random for one seed; the held-out sentences have streams of their own.
constexpr std::uint64_t kStartValueStream = 10;
constexpr std::uint64_t kTrainingStream = 11;
constexpr std::uint64_t kCurvePoints = 80;

struct CurvePoint {
    std::uint64_t step = 0;  // steps made
    double loss = 0;         // mean training loss since the point before
};

engine::ModelConfig config_of(const TrainOptions& o, const TrainingSource& source) {
    engine::ModelConfig config;
    config.vocabulary = source.vocabulary;
    config.context = source.context;
    config.layers = o.layers;
    config.heads = o.heads;
    config.d_model = o.d_model;
    config.d_mlp = o.d_mlp;
    config.tied_head = !o.untied;
    config.head_bias = true;
    return config;
}

engine::Model<float> start_model(const TrainOptions& o, const engine::ModelConfig& config) {
    engine::InitOptions init;
    init.token_deviation =
        o.token_deviation > 0.0F ? o.token_deviation : 1.0F / std::sqrt(static_cast<float>(config.d_model));
    init.position_deviation = o.position_deviation;
    init.weight_deviation = o.weight_deviation;
    engine::Random random(o.seed, kStartValueStream);
    return engine::initial_model<float>(config, init, random);
}

/// One line that stays on a terminal; nothing in a log.
void show_progress(const CurvePoint& point, std::uint64_t steps) {
    if (isatty(STDERR_FILENO) != 0) {
        std::fprintf(stderr, "\rstep %llu of %llu, loss %.3f%s", static_cast<unsigned long long>(point.step),
                     static_cast<unsigned long long>(steps), point.loss, point.step == steps ? "\n" : "");
    }
}

engine::Result<std::vector<CurvePoint>> run(engine::Trainer& trainer, const TrainOptions& o,
                                            const TrainingSource& source) {
    engine::Random random(o.seed, kTrainingStream);
    engine::Batch batch;
    std::vector<CurvePoint> curve;
    const std::uint64_t every = std::max<std::uint64_t>(1, o.steps / kCurvePoints);
    double sum = 0.0;
    std::uint64_t count = 0;
    for (std::uint64_t step = 1; step <= o.steps; ++step) {
        source.next(batch, random);
        const engine::Result<double> loss = trainer.step(batch);
        if (!loss) {
            return std::unexpected(loss.error());
        }
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

std::string hex(std::uint64_t value) {
    std::array<char, 17> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(value));
    return text.data();
}

std::string record(const TrainOptions& o, const TrainingSource& source, const engine::Model<float>& model,
                   const std::vector<CurvePoint>& curve, std::optional<double> held_out) {
    JsonText json;
    json.begin_object().key("recipe").text("heads").key("command").text(o.command);
    json.key("seed").integer(o.seed).key("steps").integer(o.steps).key("batch").integer(o.batch);
    write_config(json, model.config);
    json.key("parameters").integer(engine::parameter_count(model));
    if (!o.data.empty()) {
        json.key("data").text(o.data).key("training_sentences").integer(source.sentences);
    }
    json.key("held_out_sentences").integer(source.held_out_sentences);
    if (held_out) {
        json.key("held_out_loss").number(*held_out);
    }
    json.key("fingerprint").text(hex(engine::fingerprint(model)));
    json.key("curve").begin_array();
    for (const CurvePoint& point : curve) {
        json.begin_object().key("step").integer(point.step).key("loss").number(point.loss).end_object();
    }
    json.end_array().end_object();
    return json.str();
}

checkpoint::Metadata metadata_of(const TrainOptions& o, const TrainingSource& source, std::optional<double> held_out) {
    checkpoint::Metadata metadata = source.metadata;
    metadata["recipe"] = "heads";
    metadata["command"] = o.command;
    metadata["seed"] = std::to_string(o.seed);
    metadata["steps"] = std::to_string(o.steps);
    if (held_out) {
        std::array<char, 32> loss{};
        std::snprintf(loss.data(), loss.size(), "%.6f", *held_out);
        metadata["held_out_loss"] = loss.data();
    }
    return metadata;
}

engine::Result<void> check(const TrainOptions& o) {
    const auto fail = [](const char* argument, std::string value, std::string expected) {
        return std::unexpected(
            engine::Error{engine::ErrorCode::bad_value, argument, std::move(value), std::move(expected)});
    };
    if (o.steps == 0) {
        return fail("--steps", "0", "at least 1");
    }
    if (o.batch == 0) {
        return fail("--batch", "0", "at least 1");
    }
    if (o.held_out == 0) {
        return fail("--held-out", "0", "at least 1");
    }
    if (o.masking.mask + o.masking.random > 1.0) {
        return fail("--mask plus --random", std::to_string(o.masking.mask + o.masking.random), "at most 1");
    }
    return {};
}

/// Nothing where nothing is held out.
engine::Result<std::optional<double>> held_out_loss(const engine::Model<float>& model, const TrainingSource& source) {
    if (source.held_out_sentences == 0) {
        return std::nullopt;
    }
    return engine::loss(model, source.held_out);
}

}  // namespace

engine::Result<void> train_heads(const TrainOptions& options) {
    if (engine::Result<void> checked = check(options); !checked) {
        return checked;
    }
    const auto source = training_source(options);
    if (!source) {
        return std::unexpected(source.error());
    }
    const engine::ModelConfig config = config_of(options, *source);
    if (engine::Result<void> checked = engine::check(config); !checked) {
        return checked;
    }
    const engine::AdamOptions adam{.weight_decay = options.weight_decay};
    const engine::Schedule schedule{
        .kind = options.linear ? engine::ScheduleKind::linear : engine::ScheduleKind::cosine,
        .peak = options.rate,
        .warmup = options.warmup,
        .steps = options.steps};
    engine::Trainer trainer(start_model(options, config), adam, schedule);
    const auto curve = run(trainer, options, *source);
    if (!curve) {
        return std::unexpected(curve.error());
    }
    const auto held_out = held_out_loss(trainer.model(), *source);
    if (!held_out) {
        return std::unexpected(held_out.error());
    }
    if (!options.out.empty()) {
        const auto file = file_of(trainer.model(), metadata_of(options, *source, *held_out), options.stored);
        const auto written = file ? checkpoint::write_file(options.out, *file) : std::unexpected(file.error());
        if (!written) {
            return written;
        }
    }
    return write_text(options.report, record(options, *source, trainer.model(), *curve, *held_out));
}

}  // namespace mha::cli
