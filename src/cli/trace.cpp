// SPDX-License-Identifier: MIT
// `attention trace`: every intermediate of one forward pass, in 64-bit arithmetic or as the engine
// computes it for the pages.
#include <span>
#include <string>

#include "checkpoint/config_json.hpp"
#include "checkpoint/json_text.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/training_source.hpp"
#include "data/text_corpus.hpp"
#include "data/vocabulary.hpp"
#include "engine/trace_tensors.hpp"

namespace mha::cli {

namespace {

template <class T>
void write_tensor(checkpoint::JsonText& json, const engine::TraceTensor<T>& tensor) {
    json.key(tensor.name).begin_object().key("shape").begin_array();
    for (const std::size_t extent : tensor.shape) {
        json.integer(extent);
    }
    json.end_array().key("data").begin_array();
    for (const T value : std::span(tensor.data, tensor.size)) {
        json.number(value);
    }
    json.end_array().end_object();
}

/// The sentence's token numbers. Errors: bad_value naming the first word the model does not know.
engine::Result<std::vector<int>> tokens_of(const std::string& text, const checkpoint::LoadedModel& loaded) {
    const engine::ModelConfig& config = loaded.model.config;
    if (const auto own = loaded.metadata.find(kWordsKey); own != loaded.metadata.end()) {
        return data::token_numbers(text, data::split_words(own->second));
    }
    const auto words = static_cast<std::size_t>(data::vocabulary_size());
    if (config.vocabulary != words) {
        return std::unexpected(
            engine::Error{engine::ErrorCode::unsupported, "--text",
                          "given for a model of " + std::to_string(config.vocabulary) + " tokens",
                          "a model of the sentence vocabulary (" + std::to_string(words) + " tokens), or --tokens"});
    }
    const data::Tokenised pieces = data::tokenise(text);
    for (const data::Piece& piece : pieces.pieces) {
        if (piece.id == data::kUnknown) {
            return std::unexpected(engine::Error{engine::ErrorCode::bad_value,
                                                 "word \"" + std::string(pieces.display(piece)) + "\"",
                                                 "unknown to this model", "a word of its vocabulary"});
        }
    }
    return pieces.ids();
}

template <class T>
std::string trace_json(const engine::ModelConfig& config, std::span<const int> tokens, const engine::Trace<T>& trace) {
    checkpoint::JsonText json;
    json.begin_object();
    checkpoint::write_config(json, config);
    json.key("tokens").begin_array();
    for (const int token : tokens) {
        json.signed_integer(token);
    }
    json.end_array().key("tensors").begin_object();
    for (const engine::TraceTensor<T>& tensor : engine::trace_tensors(trace)) {
        write_tensor(json, tensor);
    }
    json.end_object().end_object();
    return json.str();
}

template <class T>
engine::Result<void> write_trace(const engine::Model<T>& model, std::span<const int> tokens, const std::string& out) {
    const auto passed = engine::forward(model, tokens);
    if (!passed) {
        return std::unexpected(passed.error());
    }
    return write_text(out, trace_json(model.config, tokens, *passed));
}

}  // namespace

engine::Result<void> trace(const TraceOptions& options) {
    const auto loaded = load_model(options.from);
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    engine::Result<std::vector<int>> tokens = options.tokens.value_or(std::vector<int>{});
    if (options.text) {
        tokens = tokens_of(*options.text, *loaded);
    }
    if (!tokens) {
        return std::unexpected(tokens.error());
    }
    // In 64-bit arithmetic rounding does not add up from block to block, so that the numbers can
    // serve as a reference whatever the size of the weights.
    return options.as_engine ? write_trace(loaded->model, *tokens, options.from.out)
                             : write_trace(engine::convert<double>(loaded->model), *tokens, options.from.out);
}

}  // namespace mha::cli
