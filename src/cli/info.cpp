// SPDX-License-Identifier: MIT
// `attention info`: what a model file holds, and what was assumed where it does not say.
#include "checkpoint/config_json.hpp"
#include "checkpoint/json_text.hpp"
#include "checkpoint/model_config.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"

namespace mha::cli {

namespace {

/// The tensors as the file has them, in byte order of their names.
void write_tensors(checkpoint::JsonText& json, const checkpoint::SafeTensors& file) {
    json.key("tensors").begin_array();
    for (const checkpoint::TensorView& tensor : file.tensors) {
        json.begin_object().key("name").text(tensor.record.name);
        json.key("dtype").text(checkpoint::dtype_name(tensor.record.dtype));
        json.key("shape").begin_array();
        for (const std::uint64_t extent : tensor.record.shape) {
            json.integer(extent);
        }
        json.end_array().end_object();
    }
    json.end_array();
}

}  // namespace

engine::Result<void> info(const ModelOptions& options) {
    const auto loaded = load_model(options);
    if (!loaded) {
        return std::unexpected(loaded.error());
    }
    const auto content = checkpoint::read_file(options.model);
    if (!content) {
        return std::unexpected(content.error());
    }
    const auto file = checkpoint::read_safetensors(*content);
    if (!file) {
        return std::unexpected(file.error());
    }
    checkpoint::JsonText json;
    json.begin_object();
    checkpoint::write_config(json, loaded->model.config);
    json.key("assumed").begin_object();
    for (const checkpoint::Assumption& assumption : loaded->assumed) {
        json.key(assumption.field).text(assumption.value + ", as " + assumption.like);
    }
    json.end_object();
    json.key("layout").text(checkpoint::layout_name(loaded->layout));
    json.key("parameters").integer(engine::parameter_count(loaded->model));
    write_tensors(json, *file);
    json.key("skipped").begin_array();
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
