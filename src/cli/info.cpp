// SPDX-License-Identifier: MIT
// `attention info`: what a model file holds.
#include "checkpoint/model_config.hpp"
#include "cli/commands.hpp"
#include "cli/config_json.hpp"
#include "cli/files.hpp"
#include "cli/json_text.hpp"

namespace mha::cli {

engine::Result<void> info(const ModelOptions& options) {
    const auto loaded = load_model(options.model, options.heads);
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    JsonText json;
    json.begin_object();
    write_config(json, loaded->model.config);
    json.key("layout").text(checkpoint::layout_name(loaded->layout));
    json.key("parameters").integer(engine::parameter_count(loaded->model));
    json.key("tensors").begin_array();
    for (const auto& tensor : engine::parameters(loaded->model)) {
        json.begin_object().key("name").text(tensor.name).key("shape").begin_array();
        for (const std::size_t extent : tensor.shape) {
            json.integer(extent);
        }
        json.end_array().end_object();
    }
    json.end_array().key("skipped").begin_array();
    for (const std::string& name : loaded->skipped) {
        json.text(name);
    }
    json.end_array().key("metadata").begin_object();
    for (const auto& [key, value] : loaded->metadata) {
        json.key(key).text(value);
    }
    json.end_object().end_object();
    return write_text(options.out, json.str());
}

}  // namespace mha::cli
