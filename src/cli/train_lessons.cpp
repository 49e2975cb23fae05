// SPDX-License-Identifier: MIT
#include "cli/train_lessons.hpp"

#include "analysis/knockout.hpp"
#include "analysis/name_study.hpp"
#include "analysis/sort_study.hpp"
#include "cli/files.hpp"
#include "data/corpus.hpp"
#include "data/names.hpp"
#include "data/sorting.hpp"
#include "data/vocabulary.hpp"

namespace mha::cli {
namespace {

using engine::Result;

Result<std::vector<std::string>> names_of(const NamesOptions& options) {
    if (options.data.empty()) return data::shipped_names();
    const auto bytes = checkpoint::read_file(options.data);
    if (!bytes) return std::unexpected(bytes.error());
    auto list = data::read_names({reinterpret_cast<const char*>(bytes->data()), bytes->size()});
    if (!list) return std::unexpected(list.error());
    return std::move(list->names);
}

void write_knockouts(checkpoint::JsonText& json, const std::vector<analysis::KnockoutRow>& rows) {
    json.key("knockouts").begin_array();
    for (const analysis::KnockoutRow& row : rows) {
        json.begin_object().key("off").text(row.off).key("loss").number(row.loss);
        if (row.loss_mean > 0) json.key("loss_mean").number(row.loss_mean);
        if (row.loss_mean == 0) json.key("right").signed_integer(row.right);
        json.key("cases").signed_integer(row.cases).end_object();
    }
    json.end_array();
}

void write_roles(checkpoint::JsonText& json, const analysis::ModelReport& report) {
    json.key("heads").begin_array();
    for (const analysis::HeadReport& head : report.heads) {
        json.begin_object().key("layer").signed_integer(head.layer).key("head").signed_integer(head.head);
        json.key("role").text(head.role).key("entropy").number(head.entropy);
        json.key("loss_without").number(head.loss_without).key("scores").begin_array();
        for (const analysis::RoleScore& score : head.scores) {
            json.begin_object().key("role").text(score.role).key("mass").number(score.mass);
            json.key("low").number(score.low).key("high").number(score.high).key("uniform").number(score.uniform);
            if (score.is_link()) json.key("distance").number(score.distance);
            json.key("cases").signed_integer(score.cases).end_object();
        }
        json.end_array().end_object();
    }
    json.end_array();
}

/// What is stored with the model: the report and, where there is one, the table of knock-outs.
checkpoint::Metadata measured_metadata(analysis::ModelReport& report, const std::vector<analysis::KnockoutRow>& rows,
                                       const RunOptions& run) {
    report.seed = static_cast<int>(run.seed);
    report.steps = static_cast<int>(run.steps);
    checkpoint::Metadata metadata{{std::string(analysis::kReportKey), analysis::write_report(report)}};
    if (!rows.empty()) metadata[std::string(analysis::kKnockoutKey)] = analysis::write_knockouts(rows);
    return metadata;
}

}  // namespace

RunOptions names_defaults() {
    RunOptions run;
    run.recipe = "names";
    run.steps = 5000;
    run.rate = 6e-3F;
    run.weight_decay = 0.2F;
    run.init = {
        .token_deviation = 0.08F, .position_deviation = 0.08F, .weight_deviation = 0.08F, .scale_residual = false};
    return run;
}

engine::ModelConfig names_config(std::size_t heads) {
    return {.vocabulary = data::kNameVocabulary,
            .context = data::kNameContext,
            .layers = 1,
            .heads = heads,
            .d_model = 16,
            .d_mlp = 64,
            .causal = true,
            .norm = engine::NormKind::rms_norm,
            .norm_parameters = false,
            .embedding_norm = true,
            .final_norm = false,
            .activation = engine::ActivationKind::relu,
            .biases = false};
}

Result<void> train_names(const NamesOptions& options) {
    const auto names = names_of(options);
    if (!names) return std::unexpected(names.error());
    const data::NameSplit split = data::split_names(*names);
    const auto trained =
        run_training(names_config(options.heads), options.run, [&](engine::Batch& batch, engine::Random& random) {
            data::next_name_batch(batch, split.training, options.run.batch, random);
        });
    if (!trained) return std::unexpected(trained.error());
    const auto stored = as_stored(trained->model, options.run.stored);
    if (!stored) return std::unexpected(stored.error());
    const auto before = engine::loss(trained->model, data::name_batch(split.held_out));
    const auto training_loss = engine::loss(*stored, data::name_batch(split.training));
    if (!before) return std::unexpected(before.error());
    if (!training_loss) return std::unexpected(training_loss.error());
    auto report = analysis::measure_names(*stored, split);
    if (!report) return std::unexpected(report.error());
    const auto knockouts = analysis::name_knockouts(*stored, split);
    if (!knockouts) return std::unexpected(knockouts.error());
    const auto metadata = measured_metadata(*report, *knockouts, options.run);
    if (auto written = store_model(*stored, options.run, metadata); !written) return written;
    checkpoint::JsonText json;
    begin_record(json, options.run, *trained);
    json.key("training_names").integer(split.training.size()).key("held_out_names").integer(split.held_out.size());
    json.key("training_loss").number(*training_loss);
    json.key("loss_as_32_bit_floats").number(*before).key("loss").number(report->loss);
    write_knockouts(json, *knockouts);
    write_roles(json, *report);
    json.end_object();
    return write_text(options.run.report, json.str());
}

RunOptions sort_defaults() {
    RunOptions run;
    run.recipe = "sort";
    run.steps = 1200;
    run.batch = 32;
    run.rate = 5e-4F;
    // With minGPT's deviation of 0.02 the first block learns to sort alone and the others stay idle.
    run.init = {.token_deviation = 0.3F, .position_deviation = 0.02F, .weight_deviation = 0.15F};
    return run;
}

engine::ModelConfig sort_config() {
    return {.vocabulary = data::kSortVocabulary,
            .context = data::kSortContext,
            .layers = 3,
            .heads = 3,
            .d_model = 48,
            .d_mlp = 192,
            .causal = true};
}

Result<void> train_sort(const RunOptions& options) {
    const auto trained = run_training(sort_config(), options, [&](engine::Batch& batch, engine::Random& random) {
        data::next_sort_batch(batch, options.batch, random);
    });
    if (!trained) return std::unexpected(trained.error());
    const auto stored = as_stored(trained->model, options.stored);
    if (!stored) return std::unexpected(stored.error());
    const auto before = analysis::sort_accuracy(trained->model);
    const auto accuracy = analysis::sort_accuracy(*stored);
    auto report = analysis::measure_sort(*stored);
    if (!before) return std::unexpected(before.error());
    if (!accuracy) return std::unexpected(accuracy.error());
    if (!report) return std::unexpected(report.error());
    const auto knockouts = analysis::sort_knockouts(*stored);
    if (!knockouts) return std::unexpected(knockouts.error());
    const auto metadata = measured_metadata(*report, *knockouts, options);
    if (auto written = store_model(*stored, options, metadata); !written) return written;
    checkpoint::JsonText json;
    begin_record(json, options, *trained);
    json.key("inputs").signed_integer(accuracy->inputs).key("right").signed_integer(accuracy->right);
    json.key("held_out").signed_integer(accuracy->held_out);
    json.key("held_out_right").signed_integer(accuracy->held_out_right);
    json.key("right_as_32_bit_floats").signed_integer(before->right);
    json.key("loss_as_32_bit_floats").number(before->loss).key("loss").number(accuracy->loss);
    write_knockouts(json, *knockouts);
    write_roles(json, *report);
    json.end_object();
    return write_text(options.report, json.str());
}

RunOptions steps_defaults() {
    RunOptions run;
    run.recipe = "steps";
    run.steps = 20000;
    run.batch = 48;
    run.rate = 1e-2F;
    run.warmup = 200;
    run.init = {.token_deviation = 0.35F, .position_deviation = 0.35F, .weight_deviation = 0.2F};
    return run;
}

engine::ModelConfig steps_config(std::size_t heads, std::size_t d_mlp) {
    return {.vocabulary = static_cast<std::size_t>(data::vocabulary_size()),
            .context = static_cast<std::size_t>(data::kMaxTokens),
            .layers = 1,
            .heads = heads,
            .d_model = 8,
            .d_mlp = d_mlp,
            .norm = engine::NormKind::none,
            .tied_head = false,
            .head_bias = true};
}

Result<void> train_steps(const StepsOptions& options) {
    const data::MaskOptions masking;
    const auto trained = run_training(steps_config(options.heads, options.d_mlp), options.run,
                                      [&](engine::Batch& batch, engine::Random& random) {
                                          data::next_training_batch(batch, options.run.batch, random, masking);
                                      });
    if (!trained) return std::unexpected(trained.error());
    const auto stored = as_stored(trained->model, options.run.stored);
    if (!stored) return std::unexpected(stored.error());
    const analysis::HeldOut held_out = analysis::held_out_set(options.held_out);
    const auto before = engine::loss(trained->model, held_out.masked);
    auto report = analysis::measure(*stored, held_out);
    if (!before) return std::unexpected(before.error());
    if (!report) return std::unexpected(report.error());
    if (auto written = store_model(*stored, options.run, measured_metadata(*report, {}, options.run)); !written)
        return written;
    checkpoint::JsonText json;
    begin_record(json, options.run, *trained);
    json.key("held_out_sentences").integer(options.held_out).key("masked_words").signed_integer(report->masked_words);
    json.key("loss_as_32_bit_floats").number(*before).key("loss").number(report->loss);
    write_roles(json, *report);
    json.end_object();
    return write_text(options.run.report, json.str());
}

}  // namespace mha::cli
