// SPDX-License-Identifier: MIT
// `attention trace`: every intermediate of one forward pass, in 64-bit arithmetic or as the engine
// computes it for the pages.
#include <array>
#include <span>
#include <string>

#include "cli/commands.hpp"
#include "cli/config_json.hpp"
#include "cli/files.hpp"
#include "cli/json_text.hpp"
#include "cli/training_source.hpp"
#include "data/text_corpus.hpp"
#include "data/vocabulary.hpp"
#include "engine/transformer.hpp"

namespace mha::cli {

namespace {

template <class T, std::size_t N>
void write_tensor(JsonText& json, const std::string& name, const engine::Tensor<T, N>& tensor) {
    json.key(name).begin_object().key("shape").begin_array();
    for (const std::size_t extent : tensor.shape()) {
        json.integer(extent);
    }
    json.end_array().key("data").begin_array();
    for (const T value : std::span(tensor.data(), tensor.size())) {
        json.number(value);
    }
    json.end_array().end_object();
}

template <class T>
void write_block(JsonText& json, std::size_t layer, const engine::BlockTrace<T>& block, bool mlp) {
    const std::string prefix = "block." + std::to_string(layer) + ".";
    const engine::AttentionTrace<T>& a = block.attention;
    write_tensor(json, prefix + "ln1", block.ln1);
    write_tensor(json, prefix + "q", a.q);
    write_tensor(json, prefix + "k", a.k);
    write_tensor(json, prefix + "v", a.v);
    write_tensor(json, prefix + "scores", a.scores);
    write_tensor(json, prefix + "weights", a.weights);
    write_tensor(json, prefix + "head_out", a.head_out);
    write_tensor(json, prefix + "concat", a.concat);
    write_tensor(json, prefix + "projected", a.projected);
    write_tensor(json, prefix + "attn_residual", block.attn_residual);
    if (mlp) {
        write_tensor(json, prefix + "ln2", block.ln2);
        write_tensor(json, prefix + "mlp_fc", block.mlp_fc);
        write_tensor(json, prefix + "mlp_act", block.mlp_act);
        write_tensor(json, prefix + "mlp_proj", block.mlp_proj);
    }
    write_tensor(json, prefix + "out", block.out);
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
    JsonText json;
    json.begin_object();
    write_config(json, config);
    json.key("tokens").begin_array();
    for (const int token : tokens) {
        json.signed_integer(token);
    }
    json.end_array().key("tensors").begin_object();
    write_tensor(json, "tok_emb", trace.tok_emb);
    write_tensor(json, "pos_emb", trace.pos_emb);
    write_tensor(json, "x", trace.x);
    for (std::size_t layer = 0; layer < trace.blocks.size(); ++layer) {
        write_block(json, layer, trace.blocks[layer], config.d_mlp > 0);
    }
    write_tensor(json, "ln_f", trace.ln_f);
    write_tensor(json, "logits", trace.logits);
    write_tensor(json, "probabilities", trace.probabilities);
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
