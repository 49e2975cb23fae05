// SPDX-License-Identifier: MIT
#include "sim/derive.hpp"

#include <algorithm>

#include "engine/transformer.hpp"
#include "sim/action.hpp"
#include "sim/describe.hpp"
#include "sim/model_reading.hpp"
#include "sim/switched.hpp"

namespace mha::sim {
namespace {

using engine::view_of;

// What the views in Readings look at.
struct Kept {
    std::shared_ptr<const StoredModel> model;
    engine::Trace<float> trace;
};

std::size_t layer_index(const engine::ModelConfig& config, int layer) {
    return static_cast<std::size_t>(std::clamp(layer, 1, static_cast<int>(config.layers))) - 1;
}

engine::ForwardOptions shown_options(const engine::ModelConfig& config, bool mask, std::uint32_t off) {
    engine::ForwardOptions options = without_heads(config, off);
    options.causal_override = mask;
    return options;
}

void view_layer(Readings& readings, const Kept& kept, std::size_t layer) {
    const engine::BlockTrace<float>& block = kept.trace.blocks[layer];
    const engine::AttentionTrace<float>& attention = block.attention;
    for (std::size_t h = 0; h < readings.heads.size(); ++h) {
        HeadReading& head = readings.heads[h];
        head.weights = engine::head_view(attention.weights, h);
        head.scores = engine::head_view(attention.scores, h);
        head.output = engine::head_view(attention.head_out, h);
        head.share = engine::head_view(attention.share, h);
    }
    readings.before = view_of(layer == 0 ? kept.trace.x : kept.trace.blocks[layer - 1].out);
    readings.projected = view_of(attention.projected);
    readings.concat = view_of(attention.concat);
    const engine::AttentionParameters<float>& parameters = kept.model->model.blocks[layer].attention;
    readings.w_o = view_of(parameters.wo);
    readings.b_o = {};
    if (parameters.bo.size() > 0) readings.b_o = {parameters.bo.data(), 1, parameters.bo.size()};
}

}  // namespace

const Readings& Deriver::read_otherwise(const State& state, const Task& task, const ModelStore& store) {
    Inputs inputs;
    inputs.model = store.find(task.model);
    inputs.problem = store.problem(task.model);
    inputs.reader = task.reader;
    if (!fresh_ && inputs == inputs_ && state == state_) return readings_;
    fresh_ = false;
    const Readings before = std::move(readings_);
    readings_ = Readings{};
    readings_.generation = before.generation + 1;
    readings_.link_notice = before.link_notice;
    readings_.problem = inputs.problem;
    if (inputs.model != nullptr) task.reader(state, inputs.model, before, readings_);
    inputs_ = std::move(inputs);
    state_ = state;
    return readings_;
}

const Readings& Deriver::derive(const State& state, const Task& task, const ModelStore& store) {
    if (task.reader != nullptr) return read_otherwise(state, task, store);
    Inputs inputs{
        state.text, state.heads, state.mask, state.layer, state.off, store.find(task.model), store.problem(task.model),
        nullptr};
    if (!fresh_ && inputs == inputs_) return readings_;
    const bool new_text = fresh_ || inputs_.reader != nullptr || inputs.text != inputs_.text;
    fresh_ = false;
    if (new_text) read_text(inputs);
    const std::uint64_t generation = readings_.generation + 1;
    std::string link_notice = std::move(readings_.link_notice);
    readings_ = Readings{};
    readings_.generation = generation;
    readings_.link_notice = std::move(link_notice);
    readings_.problem = inputs.problem;
    readings_.words = sentence_.words;
    readings_.completions = sentence_.completions;
    readings_.text_notice = sentence_.notice;
    readings_.in_grammar = sentence_.in_grammar;
    readings_.gold = sentence_.gold;
    if (inputs.model != nullptr) run_model(inputs);
    inputs_ = std::move(inputs);
    return readings_;
}

void Deriver::read_text(const Inputs& inputs) { sentence_ = read_sentence(inputs.text); }

void Deriver::run_model(const Inputs& inputs) {
    if (inputs.model->report.heads.empty()) {
        readings_.problem = "This model file does not hold a model that reads sentences.";
        return;
    }
    const engine::ModelConfig& config = inputs.model->model.config;
    const std::size_t layer = layer_index(config, inputs.layer);
    const engine::ForwardOptions options = shown_options(config, inputs.mask, inputs.off);
    engine::Result<engine::Trace<float>> trace = engine::forward(inputs.model->model, sentence_.tokens, options);
    if (!trace) {
        readings_.problem = engine::message(trace.error());
        return;
    }
    auto kept = std::make_shared<Kept>(Kept{inputs.model, std::move(*trace)});
    read_model(readings_, *inputs.model, layer);
    for (std::size_t h = 0; h < readings_.heads.size(); ++h)
        readings_.heads[h].on = (options.knockout.block(layer) >> h & 1U) != 0;
    view_layer(readings_, *kept, layer);
    readings_.storage = kept;
    readings_.tokens = sentence_.tokens;
    readings_.network = &kept->model->model;
    readings_.trace = &kept->trace;
    keep_losses(inputs, layer);
    readings_.ready = true;
    for (std::size_t h = 0; h < readings_.heads.size(); ++h)
        readings_.heads[h].here = describe_here(readings_, static_cast<int>(h) + 1);
}

void Deriver::keep_losses(const Inputs& inputs, std::size_t layer) {
    if (losses_ == nullptr || losses_->model() != inputs.model || losses_->tokens() != sentence_.tokens)
        losses_ = std::make_shared<SentenceLosses>(inputs.model, sentence_.tokens, sentence_.blank);
    readings_.loss = {losses_->asked(), losses_, inputs.mask, inputs.off, static_cast<int>(layer) + 1};
}

State fit(State state, const Readings& readings) {
    if (readings.word_count() > 0) {
        state.word = std::clamp(state.word, 1, readings.word_count());
        state.also &= (word_bit(readings.word_count() + 1) - 1) & ~word_bit(state.word);
    }
    if (readings.ready) {
        if (readings.sort == nullptr)
            state.off &= off_bit(kMaxLayers + 1, 1) - 1;  // only that lesson's MLPs can be off
        state.heads = readings.model.heads;               // some lessons have one model, whatever a link asks for
        state.layer = std::clamp(state.layer, 1, readings.model.layers);
        state.dimension = std::clamp(state.dimension, 1, readings.model.d_model);
    }
    return clamp(std::move(state));
}

float similarity(const MatrixView& a, const MatrixView& b) {
    if (a.empty() || a.rows != b.rows || a.columns != b.columns) return 0;
    double shared = 0;
    for (std::size_t index = 0; index < a.rows * a.columns; ++index)
        shared += static_cast<double>(std::min(a.data[index], b.data[index]));
    return static_cast<float>(shared / static_cast<double>(a.rows));
}

}  // namespace mha::sim
