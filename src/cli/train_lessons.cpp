// SPDX-License-Identifier: MIT
#include "cli/train_lessons.hpp"

#include "analysis/knockout.hpp"
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

}  // namespace

RunOptions names_defaults() {
    RunOptions run;
    run.recipe = "names";
    run.steps = 5000;
    run.init = {.token_deviation = 0.08F,
                .position_deviation = 0.08F,
                .weight_deviation = 0.08F,
                .scale_residual = false};
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
        run_training(names_config(options.heads), options.run,
                     [&](engine::Batch& batch, engine::Random& random) {
                         data::next_name_batch(batch, split.training, options.run.batch, random);
                     });
    if (!trained) return std::unexpected(trained.error());
    const auto stored = as_stored(trained->model, options.run.half);
    if (!stored) return std::unexpected(stored.error());
    const auto before = engine::loss(trained->model, data::name_batch(split.held_out));
    const auto loss = engine::loss(*stored, data::name_batch(split.held_out));
    const auto training_loss = engine::loss(*stored, data::name_batch(split.training));
    if (!loss) return std::unexpected(loss.error());
    if (auto written = store_model(*stored, options.run, {}); !written) return written;
    JsonText json;
    begin_record(json, options.run, *trained);
    json.key("training_names")
        .integer(split.training.size())
        .key("held_out_names")
        .integer(split.held_out.size());
    json.key("training_loss").number(*training_loss);
    json.key("held_out_loss_as_32_bit_floats")
        .number(*before)
        .key("held_out_loss")
        .number(*loss)
        .end_object();
    return write_text(options.run.report, json.str());
}

RunOptions sort_defaults() {
    RunOptions run;
    run.recipe = "sort";
    run.steps = 2500;
    run.batch = 64;
    run.rate = 1e-3F;
    run.init = {.token_deviation = 0.02F, .position_deviation = 0.02F, .weight_deviation = 0.02F};
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
    const auto trained =
        run_training(sort_config(), options, [&](engine::Batch& batch, engine::Random& random) {
            data::next_sort_batch(batch, options.batch, random);
        });
    if (!trained) return std::unexpected(trained.error());
    const auto stored = as_stored(trained->model, options.half);
    if (!stored) return std::unexpected(stored.error());
    engine::Batch all;
    for (std::size_t i = 0; i < data::kSortInputs; ++i) data::append_sort(all, data::sort_input(i));
    const auto before = engine::loss(trained->model, all);
    const auto loss = engine::loss(*stored, all);
    if (!loss) return std::unexpected(loss.error());
    if (auto written = store_model(*stored, options, {}); !written) return written;
    JsonText json;
    begin_record(json, options, *trained);
    json.key("loss_as_32_bit_floats").number(*before).key("loss").number(*loss).end_object();
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
    const auto trained =
        run_training(steps_config(options.heads, options.d_mlp), options.run,
                     [&](engine::Batch& batch, engine::Random& random) {
                         data::next_training_batch(batch, options.run.batch, random, masking);
                     });
    if (!trained) return std::unexpected(trained.error());
    const auto stored = as_stored(trained->model, options.run.half);
    if (!stored) return std::unexpected(stored.error());
    const analysis::HeldOut held_out = analysis::held_out_set(options.held_out);
    const auto before = engine::loss(trained->model, held_out.masked);
    const auto loss = engine::loss(*stored, held_out.masked);
    if (!loss) return std::unexpected(loss.error());
    if (auto written = store_model(*stored, options.run, {}); !written) return written;
    JsonText json;
    begin_record(json, options.run, *trained);
    json.key("held_out_sentences").integer(options.held_out);
    json.key("held_out_loss_as_32_bit_floats")
        .number(*before)
        .key("held_out_loss")
        .number(*loss)
        .end_object();
    return write_text(options.run.report, json.str());
}

}  // namespace mha::cli
