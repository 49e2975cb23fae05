// SPDX-License-Identifier: MIT
#include "checkpoint/config_json.hpp"

#include "checkpoint/model_config.hpp"

namespace mha::checkpoint {

void write_config(JsonText& json, const engine::ModelConfig& config) {
    json.key("config").begin_object();
    json.key("vocabulary").integer(config.vocabulary);
    json.key("context").integer(config.context);
    json.key("layers").integer(config.layers);
    json.key("heads").integer(config.heads);
    json.key("d_model").integer(config.d_model);
    json.key("head_width").integer(config.head_width());
    json.key("d_mlp").integer(config.d_mlp);
    json.key("causal").boolean(config.causal);
    json.key("norm").text(spelled(config.norm));
    json.key("norm_parameters").boolean(config.norm_parameters);
    json.key("norm_epsilon").number(config.norm_epsilon);
    json.key("embedding_norm").boolean(config.embedding_norm);
    json.key("final_norm").boolean(config.final_norm);
    json.key("activation").text(spelled(config.activation));
    json.key("biases").boolean(config.biases);
    json.key("tied_head").boolean(config.tied_head);
    json.key("head_bias").boolean(config.head_bias);
    json.end_object();
}

}  // namespace mha::checkpoint
