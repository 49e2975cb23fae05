// SPDX-License-Identifier: MIT
#include "cli/measured.hpp"

#include <charconv>

#include "analysis/knockout.hpp"
#include "cli/files.hpp"
#include "cli/training_source.hpp"
#include "data/vocabulary.hpp"

namespace mha::cli {

namespace {

int number_in(const checkpoint::Metadata& metadata, std::string_view key) {
    const auto found = metadata.find(key);
    int value = 0;
    if (found != metadata.end()) {
        const std::string& text = found->second;
        (void)std::from_chars(text.data(), text.data() + text.size(), value);
    }
    return value;
}

}  // namespace

engine::Result<Measured> measure_file(const ModelOptions& options, std::size_t sentences,
                                      const StoredNumbers& numbers) {
    if (sentences == 0) {
        return std::unexpected(engine::Error{engine::ErrorCode::bad_value, "--sentences", "0", "at least 1"});
    }
    auto loaded = load_model(options);
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    const engine::ModelConfig& config = loaded->model.config;
    const auto words = static_cast<std::size_t>(data::vocabulary_size());
    if (loaded->metadata.contains(kWordsKey)) {
        return std::unexpected(engine::Error{engine::ErrorCode::unsupported, "model", "one of another text's words",
                                             "a model of the sentence grammar, whose links between words are known"});
    }
    if (config.vocabulary != words || config.context < static_cast<std::size_t>(data::kMaxTokens)) {
        return std::unexpected(engine::Error{
            engine::ErrorCode::unsupported, "model",
            "one of " + std::to_string(config.vocabulary) + " tokens and context " + std::to_string(config.context),
            "a model of the sentence grammar (" + std::to_string(words) + " tokens, context at least " +
                std::to_string(data::kMaxTokens) + ")"});
    }
    auto rounded = as_stored(loaded->model, numbers);
    if (!rounded) {
        return std::unexpected(rounded.error());
    }
    loaded->model = std::move(*rounded);
    auto report = analysis::measure(loaded->model, analysis::held_out_set(sentences));
    if (!report) {
        return std::unexpected(report.error());
    }
    report->seed = number_in(loaded->metadata, "seed");
    report->steps = number_in(loaded->metadata, "steps");
    return Measured{std::move(*loaded), std::move(*report)};
}

void write_whole(checkpoint::JsonText& json, const analysis::ModelReport& report) {
    json.key("sentences").signed_integer(report.sentences);
    json.key("masked_words").signed_integer(report.masked_words);
    json.key("loss").number(report.loss);
    json.key("agreement").number(report.agreement);
    json.key("agreement_cases").signed_integer(report.agreement_cases);
    json.key("agreement_easy").number(report.agreement_easy);
    json.key("agreement_easy_cases").signed_integer(report.agreement_easy_cases);
}

}  // namespace mha::cli
