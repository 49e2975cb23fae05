// SPDX-License-Identifier: MIT
// Configuration as text (see model_config.hpp).
#include "checkpoint/model_config.hpp"

#include <array>
#include <cmath>
#include <expected>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

#include "checkpoint/config_text.hpp"
#include "checkpoint/utf8.hpp"
#include "engine/decimal.hpp"

namespace mha::checkpoint {
namespace {

using engine::ActivationKind;
using engine::Error;
using engine::ErrorCode;
using engine::NormKind;
using engine::Result;

template <class Value>
struct Word {
    std::string_view text;
    Value value;
};

// The first spelling of each value is the one we write.
constexpr std::array<Word<bool>, 4> kBooleans = {{{"true", true}, {"false", false}, {"1", true}, {"0", false}}};
constexpr std::array<Word<NormKind>, 5> kNorms = {{{"layernorm", NormKind::layer_norm},
                                                   {"rmsnorm", NormKind::rms_norm},
                                                   {"none", NormKind::none},
                                                   {"layer_norm", NormKind::layer_norm},
                                                   {"rms_norm", NormKind::rms_norm}}};
constexpr std::array<Word<ActivationKind>, 11> kActivations = {{{"gelu_tanh", ActivationKind::gelu_tanh},
                                                                {"gelu_erf", ActivationKind::gelu_erf},
                                                                {"relu", ActivationKind::relu},
                                                                {"gelu_new", ActivationKind::gelu_tanh},
                                                                {"new_gelu", ActivationKind::gelu_tanh},
                                                                {"newgelu", ActivationKind::gelu_tanh},
                                                                {"gelu_pytorch_tanh", ActivationKind::gelu_tanh},
                                                                {"tanh", ActivationKind::gelu_tanh},
                                                                {"gelu", ActivationKind::gelu_erf},
                                                                {"gelu_exact", ActivationKind::gelu_erf},
                                                                {"erf", ActivationKind::gelu_erf}}};
constexpr std::array<Word<Layout>, 2> kLayouts = {{{"out_in", Layout::out_in}, {"in_out", Layout::in_out}}};

template <class Value, std::size_t N>
std::string_view spelling(const std::array<Word<Value>, N>& words, Value value) {
    for (const Word<Value>& word : words) {
        if (word.value == value) return word.text;
    }
    return {};
}

/// Small letters, and '_' for '-': "True" is true, "GELU-tanh" is gelu_tanh.
std::string plain_spelling(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        if (c == '-') c = '_';
    }
    return out;
}

std::optional<std::size_t> whole_number(std::string_view text) {
    constexpr std::size_t kLongest = 9;  // below 2^32, and far above any model this program runs
    if (text.empty() || text.size() > kLongest) return std::nullopt;
    std::size_t value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + static_cast<std::size_t>(c - '0');
    }
    return value;
}

std::optional<float> real_number(std::string_view text) {
    if (text.empty() || text.size() > 40) return std::nullopt;
    if (text.find_first_not_of("0123456789+-.eE") != std::string_view::npos) return std::nullopt;
    const std::optional<float> value = engine::read_float(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

/// Reads keys one after the other and keeps the first error.
class MetadataReader {
  public:
    explicit MetadataReader(const Metadata& metadata) : metadata_(metadata) {}

    using Keys = std::initializer_list<std::string_view>;

    void number(std::optional<std::size_t>& out, Keys keys) {
        read(out, keys, "a whole number below 10^9", whole_number);
    }
    void real(std::optional<float>& out, Keys keys) { read(out, keys, "a number", real_number); }

    template <class Value, std::size_t N>
    void word(std::optional<Value>& out, const std::array<Word<Value>, N>& words, Keys keys) {
        std::string expected = "one of";
        for (const Word<Value>& known : words) (expected += ' ') += known.text;
        read(out, keys, expected, [&words](std::string_view text) -> std::optional<Value> {
            const std::string plain = plain_spelling(text);
            for (const Word<Value>& known : words) {
                if (known.text == plain) return known.value;
            }
            return std::nullopt;
        });
    }

    [[nodiscard]] const std::optional<Error>& error() const { return error_; }

  private:
    template <class Value, class Parse>
    void read(std::optional<Value>& out, Keys keys, const std::string& expected, const Parse& parse) {
        for (const std::string_view key : keys) {
            const auto found = metadata_.find(key);
            if (found == metadata_.end() || error_) continue;
            if (found->second == "None" || found->second == "null") continue;  // "use the default"
            const std::optional<Value> value = parse(found->second);
            if (!value) {
                fail(key, found->second, expected);
            } else if (out && *out != *value) {
                fail(key, found->second, "the same as " + std::string(*keys.begin()));
            } else {
                out = value;
            }
        }
    }

    void fail(std::string_view key, std::string_view value, std::string expected) {
        error_ = Error{ErrorCode::bad_value, "__metadata__ " + in_quotes(key), in_quotes(value), std::move(expected)};
    }

    const Metadata& metadata_;
    std::optional<Error> error_;
};

}  // namespace

std::string spelled(NormKind norm) { return std::string(spelling(kNorms, norm)); }

std::string spelled(ActivationKind activation) { return std::string(spelling(kActivations, activation)); }

std::string spelled(float value) {
    std::string text;
    for (int digits = 1; digits <= 9; ++digits) {
        text = engine::general_text(static_cast<double>(value), digits);
        if (engine::read_float(text) == value) break;
    }
    return text;
}

const char* layout_name(Layout layout) { return spelling(kLayouts, layout).data(); }

Result<StatedConfig> stated_config(const Metadata& metadata) {
    const auto entries = with_config_text(metadata);
    if (!entries) return std::unexpected(entries.error());
    StatedConfig stated;
    MetadataReader reader(*entries);
    reader.number(stated.vocabulary, {"vocab_size"});
    reader.number(stated.context, {"block_size", "n_positions", "n_ctx", "max_position_embeddings", "context_length"});
    reader.number(stated.layers, {"n_layer", "n_layers", "num_layers", "num_hidden_layers", "layers"});
    reader.number(stated.heads, {"n_head", "n_heads", "num_heads", "num_attention_heads", "heads"});
    reader.number(stated.d_model, {"n_embd", "d_model", "hidden_size"});
    reader.number(stated.d_mlp, {"n_mlp", "n_inner", "d_mlp", "d_ff", "intermediate_size"});
    reader.word(stated.causal, kBooleans, {"causal", "is_causal"});
    reader.word(stated.norm, kNorms, {"norm", "norm_type"});
    reader.word(stated.norm_parameters, kBooleans, {"norm_parameters"});
    reader.word(stated.embedding_norm, kBooleans, {"embedding_norm"});
    reader.word(stated.final_norm, kBooleans, {"final_norm"});
    reader.real(stated.norm_epsilon, {"norm_eps", "norm_epsilon", "layer_norm_epsilon", "layer_norm_eps", "ln_eps"});
    reader.word(stated.activation, kActivations, {"activation", "activation_function", "hidden_act", "gelu"});
    reader.word(stated.biases, kBooleans, {"bias", "biases"});
    reader.word(stated.tied_head, kBooleans, {"tied", "tie_word_embeddings", "tie_weights", "tied_head"});
    reader.word(stated.head_bias, kBooleans, {"head_bias"});
    reader.word(stated.layout, kLayouts, {"layout"});
    if (reader.error()) return std::unexpected(*reader.error());
    return stated;
}

Metadata config_metadata(const engine::ModelConfig& config, Layout layout) {
    const auto flag = [](bool value) { return std::string(spelling(kBooleans, value)); };
    return {{"model_type", "mha"},
            {"layout", layout_name(layout)},
            {"vocab_size", std::to_string(config.vocabulary)},
            {"block_size", std::to_string(config.context)},
            {"n_layer", std::to_string(config.layers)},
            {"n_head", std::to_string(config.heads)},
            {"n_embd", std::to_string(config.d_model)},
            {"n_mlp", std::to_string(config.d_mlp)},
            {"causal", flag(config.causal)},
            {"norm", std::string(spelling(kNorms, config.norm))},
            {"norm_parameters", flag(config.norm_parameters)},
            {"norm_eps", spelled(config.norm_epsilon)},
            {"embedding_norm", flag(config.embedding_norm)},
            {"final_norm", flag(config.final_norm)},
            {"activation", std::string(spelling(kActivations, config.activation))},
            {"bias", flag(config.biases)},
            {"tied", flag(config.tied_head)},
            {"head_bias", flag(config.head_bias)}};
}

}  // namespace mha::checkpoint
