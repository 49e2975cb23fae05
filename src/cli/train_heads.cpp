// SPDX-License-Identifier: MIT
// `attention train heads`: a small bidirectional model of the sentence grammar, or of a text,
// trained to fill in masked words. Source of the objective: Devlin et al. 2019 (BERT), section 3.1.
#include <array>
#include <cmath>
#include <cstdio>
#include <optional>
#include <string>

#include "checkpoint/json_text.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/training_run.hpp"
#include "cli/training_source.hpp"

namespace mha::cli {

namespace {

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

std::string record(const TrainOptions& o, const TrainingSource& source, const Trained& trained,
                   std::optional<double> held_out) {
    checkpoint::JsonText json;
    begin_record(json, o.run, trained);
    if (!o.data.empty()) {
        json.key("data").text(o.data).key("training_sentences").integer(source.sentences);
    }
    json.key("held_out_sentences").integer(source.held_out_sentences);
    if (held_out) {
        json.key("held_out_loss").number(*held_out);
    }
    json.end_object();
    return json.str();
}

checkpoint::Metadata metadata_of(const TrainingSource& source, std::optional<double> held_out) {
    checkpoint::Metadata metadata = source.metadata;
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

RunOptions heads_defaults() {
    RunOptions run;
    run.recipe = "heads";
    run.steps = 8000;
    run.batch = 64;
    run.rate = 3e-3F;
    run.warmup = 200;
    run.init = {.token_deviation = 0.0F, .position_deviation = 0.1F, .weight_deviation = 0.05F};
    return run;
}

engine::Result<void> train_heads(const TrainOptions& options) {
    if (engine::Result<void> checked = check(options); !checked) {
        return checked;
    }
    const auto source = training_source(options);
    if (!source) {
        return std::unexpected(source.error());
    }
    RunOptions run = options.run;
    if (run.init.token_deviation <= 0.0F) {
        run.init.token_deviation = 1.0F / std::sqrt(static_cast<float>(options.d_model));
    }
    const auto trained = run_training(config_of(options, *source), run, source->next);
    if (!trained) {
        return std::unexpected(trained.error());
    }
    const auto held_out = held_out_loss(trained->model, *source);
    if (!held_out) {
        return std::unexpected(held_out.error());
    }
    const auto stored = store_model(trained->model, options.run, metadata_of(*source, *held_out));
    if (!stored) {
        return stored;
    }
    return write_text(options.run.report, record(options, *source, *trained, *held_out));
}

}  // namespace mha::cli
