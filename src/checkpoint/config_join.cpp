// SPDX-License-Identifier: MIT
// What a file says about its model and what a caller says, put together (joined, model_config.hpp).
#include <expected>
#include <optional>
#include <string>

#include "checkpoint/model_config.hpp"

namespace mha::checkpoint {
namespace {

std::string text_of(std::size_t value) { return std::to_string(value); }
std::string text_of(bool value) { return value ? "true" : "false"; }
std::string text_of(Layout value) { return layout_name(value); }
template <class Value>
std::string text_of(Value value) {
    return spelled(value);
}

/// Keeps the first contradiction.
class Join {
  public:
    template <class Value>
    void operator()(const char* field, std::optional<Value>& said, const std::optional<Value>& given) {
        if (!said) {
            said = given;
        } else if (given && *given != *said && !error) {
            error = engine::Error{engine::ErrorCode::bad_value, field, text_of(*given),
                                  text_of(*said) + ", as __metadata__ says"};
        }
    }

    std::optional<engine::Error> error;
};

}  // namespace

engine::Result<StatedConfig> joined(const StatedConfig& file, const StatedConfig& given) {
    StatedConfig both = file;
    Join join;
    join("vocabulary", both.vocabulary, given.vocabulary);
    join("context", both.context, given.context);
    join("number of layers", both.layers, given.layers);
    join("number of heads", both.heads, given.heads);
    join("d_model", both.d_model, given.d_model);
    join("d_mlp", both.d_mlp, given.d_mlp);
    join("causal", both.causal, given.causal);
    join("norm", both.norm, given.norm);
    join("norm_parameters", both.norm_parameters, given.norm_parameters);
    join("norm_epsilon", both.norm_epsilon, given.norm_epsilon);
    join("embedding_norm", both.embedding_norm, given.embedding_norm);
    join("final_norm", both.final_norm, given.final_norm);
    join("activation", both.activation, given.activation);
    join("biases", both.biases, given.biases);
    join("tied_head", both.tied_head, given.tied_head);
    join("head_bias", both.head_bias, given.head_bias);
    join("layout", both.layout, given.layout);
    if (join.error) return std::unexpected(*join.error);
    return both;
}

}  // namespace mha::checkpoint
