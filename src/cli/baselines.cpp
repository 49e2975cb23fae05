// SPDX-License-Identifier: MIT
// `attention baselines`: the losses a model has to beat, on the held-out words that `roles`
// measures with.
#include "data/baselines.hpp"

#include "analysis/knockout.hpp"
#include "checkpoint/json_text.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"

namespace mha::cli {

engine::Result<void> baselines(const BaselineOptions& options) {
    if (options.training == 0 || options.sentences == 0) {
        return std::unexpected(
            engine::Error{engine::ErrorCode::bad_value, "--training or --sentences", "0", "at least 1"});
    }
    constexpr std::uint64_t kTrainingStream = 13;  // sentences no model of ours was trained on in this order
    engine::Random random(1, kTrainingStream);
    std::vector<data::Sentence> training;
    for (std::size_t i = 0; i < options.training; ++i) {
        training.push_back(data::training_sentence(random));
    }
    const analysis::HeldOut held_out = analysis::held_out_set(options.sentences);
    const data::BaselineLosses losses = data::baseline_losses(training, held_out.masked);
    checkpoint::JsonText json;
    json.begin_object().key("training_sentences").integer(options.training);
    json.key("held_out_sentences").integer(options.sentences).key("masked_words").integer(losses.asked);
    json.key("unigram").number(losses.unigram).key("position").number(losses.position);
    json.key("position_length").number(losses.position_length).key("neighbours").number(losses.neighbours);
    json.end_object();
    return write_text(options.out, json.str());
}

}  // namespace mha::cli
