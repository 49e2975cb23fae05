// SPDX-License-Identifier: MIT
// The engine module's transformer, as plain functions for web/engine/model.js. Pointers are addresses in the module's
// memory; where a function answers null or 0, engine_error() says why.
#include "platform/engine_model.hpp"

#include <emscripten/emscripten.h>

#include <memory>

#include "checkpoint/config_json.hpp"
#include "engine/trace_tensors.hpp"
#include "platform/engine_answer.hpp"
#include "platform/engine_error.hpp"

namespace {

using mha::checkpoint::JsonText;
using mha::platform::answer;
using mha::platform::EngineModel;
using mha::platform::tell;

/// The value, or null and the error kept.
template <class T>
T* or_tell(const mha::engine::Result<T*>& result) {
    if (result) return *result;
    tell(result.error());
    return nullptr;
}

}  // namespace

extern "C" {

/// `given` says what the file does not, as JSON.
EMSCRIPTEN_KEEPALIVE EngineModel* model_load(const std::byte* file, std::size_t size, const char* given,
                                             std::size_t given_size) {
    const auto stated = mha::platform::stated(given, given_size);
    auto loaded = stated ? mha::checkpoint::read_model({file, size}, *stated)
                         : mha::engine::Result<mha::checkpoint::LoadedModel>(std::unexpected(stated.error()));
    if (!loaded) {
        tell(loaded.error());
        return nullptr;
    }
    return std::make_unique<EngineModel>(std::move(*loaded)).release();
}

/// {"config", "assumed", "metadata", "parameters"}.
EMSCRIPTEN_KEEPALIVE const char* model_info(const EngineModel* model) {
    const mha::checkpoint::LoadedModel& loaded = model->loaded();
    JsonText json;
    json.begin_object();
    write_config(json, loaded.model.config);
    json.key("assumed").begin_object();
    for (const auto& assumption : loaded.assumed) json.key(assumption.field).text(assumption.value);
    json.end_object().key("metadata").begin_object();
    for (const auto& [key, value] : loaded.metadata) json.key(key).text(value);
    json.end_object().key("parameters").integer(mha::engine::parameter_count(loaded.model.config)).end_object();
    return answer(json);
}

/// {"fingerprint"}.
EMSCRIPTEN_KEEPALIVE const char* model_fingerprint(const EngineModel* model) {
    return answer(mha::platform::fingerprint_json(model->model()));
}

/// [{"name", "shape", "at", "size"}] of every parameter tensor.
EMSCRIPTEN_KEEPALIVE const char* model_parameters(const EngineModel* model) {
    JsonText json;
    json.begin_array();
    for (const auto& tensor : mha::engine::parameters(model->model())) mha::platform::write_place(json, tensor);
    json.end_array();
    return answer(json);
}

/// Where the tokens of the next pass go.
EMSCRIPTEN_KEEPALIVE int* model_sequence(EngineModel* model, std::size_t tokens) {
    return or_tell(model->sequence(tokens));
}

/// What the next passes leave out: heads by bits, two 32-bit words a block, all of them on to begin with.
EMSCRIPTEN_KEEPALIVE mha::engine::HeadSet* model_leave_out(EngineModel* model, int causal) {
    mha::engine::ForwardOptions& options = model->options();
    options.causal_override = causal != 0;
    options.knockout.heads_on.assign(model->model().config.layers, mha::engine::kAllHeads);
    options.knockout.head_mean.clear();
    return options.knockout.heads_on.data();
}

/// What a head of this block that is off gives instead of zeros: room for H*K floats.
EMSCRIPTEN_KEEPALIVE float* model_mean(EngineModel* model, std::size_t block) {
    auto& means = model->options().knockout.head_mean;
    means.resize(model->model().config.layers);
    means[block].resize(model->model().config.concat_width());
    return means[block].data();
}

EMSCRIPTEN_KEEPALIVE int model_forward(EngineModel* model) {
    const auto done = model->forward();
    if (!done) tell(done.error());
    return done.has_value() ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE const float* model_logits(const EngineModel* model) { return model->buffers().logits.data(); }
EMSCRIPTEN_KEEPALIVE const float* model_probabilities(const EngineModel* model) {
    return model->buffers().probabilities.data();
}

/// [{"name", "shape", "at", "size"}] of every intermediate, there until model_forget().
EMSCRIPTEN_KEEPALIVE const char* model_trace(EngineModel* model) {
    auto traced = mha::engine::forward(model->model(), model->tokens(), model->options());
    if (!traced) {
        tell(traced.error());
        return nullptr;
    }
    model->trace = std::move(*traced);
    JsonText json;
    json.begin_array();
    for (const auto& tensor : mha::engine::trace_tensors(model->trace)) mha::platform::write_place(json, tensor);
    json.end_array();
    return answer(json);
}

/// The size of the file, which lies at model_file() until model_forget(); 0 when it cannot be written.
EMSCRIPTEN_KEEPALIVE std::size_t model_save(EngineModel* model) {
    auto file = mha::checkpoint::write_model(model->model(), model->loaded().metadata);
    if (!file) {
        tell(file.error());
        return 0;
    }
    model->file = std::move(*file);
    return model->file.size();
}
EMSCRIPTEN_KEEPALIVE const std::byte* model_file(const EngineModel* model) { return model->file.data(); }

/// Gives back the memory of the last trace and the last file.
EMSCRIPTEN_KEEPALIVE void model_forget(EngineModel* model) {
    model->trace = {};
    model->file = {};
}

EMSCRIPTEN_KEEPALIVE void model_dispose(EngineModel* model) { std::unique_ptr<EngineModel>{model}.reset(); }

}  // extern "C"
