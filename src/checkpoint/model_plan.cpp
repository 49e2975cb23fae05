// SPDX-License-Identifier: MIT
// Deduces what a model file holds from its shapes and metadata (plan_model in model_layout.hpp).
#include <algorithm>
#include <array>
#include <expected>
#include <string_view>
#include <utility>

#include "checkpoint/model_layout.hpp"
#include "checkpoint/plan_errors.hpp"
#include "checkpoint/utf8.hpp"

namespace mha::checkpoint {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;

class Planner {
  public:
    Planner(const SafeTensors& file, StatedConfig stated) : file_(file), stated_(std::move(stated)) {}

    Result<ModelPlan> plan();

  private:
    using Step = Result<void>;

    Step find_prefix();
    Step read_tables();
    Step read_heads();
    Step read_attention();
    Step read_mlp();
    Step read_norms();
    Step read_head();
    Step check_tensors() { return mha::checkpoint::check_tensors(file_, plan_); }

    [[nodiscard]] const TensorView* find(std::string_view name) const {
        return file_.find(plan_.prefix + std::string(name));
    }
    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
    /// The token table, once find_prefix has succeeded.
    [[nodiscard]] const TensorView& table() const {
        return plan_.table_as_head ? *file_.find(plan_.head_prefix + "lm_head.weight") : *find("wte.weight");
    }

    const SafeTensors& file_;
    StatedConfig stated_;
    ModelPlan plan_;
};

Result<ModelPlan> Planner::plan() {
    constexpr std::array kSteps = {&Planner::find_prefix,    &Planner::read_tables,  &Planner::read_heads,
                                   &Planner::read_attention, &Planner::read_mlp,     &Planner::read_norms,
                                   &Planner::read_head,      &Planner::check_tensors};
    for (const auto step : kSteps) {
        if (const Step done = (this->*step)(); !done) return std::unexpected(done.error());
    }
    return std::move(plan_);
}

Planner::Step Planner::find_prefix() {
    for (const char* outer : {"", "module.", "_orig_mod."}) {
        for (const char* inner : {"transformer.", ""}) {
            const std::string prefix = std::string(outer) + inner;
            const std::string name = prefix + "wte.weight";
            if (file_.find(name) == nullptr) {
                const std::string head = std::string(outer) + "lm_head.weight";
                const auto entry = file_.metadata.find(name);
                if (entry == file_.metadata.end() || entry->second != head) continue;
                if (file_.find(head) == nullptr) return missing(head);
                plan_.table_as_head = true;
            }
            plan_.head_prefix = outer;
            plan_.prefix = prefix;
            return {};
        }
    }
    return refuse(ErrorCode::unsupported, "model file", "without a token table",
                  "tensor \"transformer.wte.weight\" (minGPT, nanoGPT) or \"wte.weight\" (GPT-2)");
}

/// V and D from the token table, the context from the position table.
Planner::Step Planner::read_tables() {
    const TensorView* tokens = &table();
    const TensorView* positions = find("wpe.weight");
    if (positions == nullptr) return missing(plan_.prefix + "wpe.weight");
    // A table that is not empty lies in memory, so that its extents fit size_t.
    for (const TensorView* table : {tokens, positions}) {
        if (table->record.shape.size() != 2 || table->record.elements == 0) {
            return wrong_shape(*table, "two dimensions of at least 1");
        }
    }
    engine::ModelConfig& c = plan_.config;
    c.vocabulary = stated_.vocabulary.value_or(static_cast<std::size_t>(tokens->record.shape[0]));
    c.d_model = stated_.d_model.value_or(static_cast<std::size_t>(tokens->record.shape[1]));
    c.context = stated_.context.value_or(static_cast<std::size_t>(positions->record.shape[0]));
    const std::vector<std::uint64_t> wanted = {c.vocabulary, c.d_model};
    return tokens->record.shape == wanted ? Step{} : Step(wrong_shape(*tokens, shape_text(wanted)));
}

Planner::Step Planner::read_heads() {
    if (!stated_.heads) {
        return refuse(ErrorCode::bad_value, "number of heads", "not in the file",
                      "n_head in __metadata__, or a number given with the file");
    }
    plan_.config.heads = *stated_.heads;
    const std::size_t width = plan_.config.d_model;
    if (plan_.config.heads < 1 || plan_.config.heads > width) {
        return refuse(ErrorCode::bad_value, "number of heads", std::to_string(plan_.config.heads),
                      "1 to d_model = " + std::to_string(width));
    }
    return {};
}

/// The number of blocks, and the layout from the fused projection of the first.
Planner::Step Planner::read_attention() {
    engine::ModelConfig& c = plan_.config;
    std::size_t layers = 0;
    while (has("h." + std::to_string(layers) + ".attn.c_attn.weight")) ++layers;
    if (layers == 0) return missing(plan_.prefix + "h.0.attn.c_attn.weight");
    c.layers = stated_.layers.value_or(layers);
    if (c.layers < 1 || c.layers > file_.tensors.size()) {
        return refuse(ErrorCode::bad_value, "__metadata__ \"n_layer\"", std::to_string(c.layers),
                      std::to_string(layers) + ", as many as the file has");
    }
    const std::uint64_t fused = 3 * std::uint64_t{c.concat_width()};
    const TensorView& view = *find("h.0.attn.c_attn.weight");
    const std::vector<std::uint64_t> out_in = {fused, c.d_model};
    const std::vector<std::uint64_t> in_out = {c.d_model, fused};
    // The two differ always: H*K > D/2, so that 3*H*K > D.
    if (view.record.shape != out_in && view.record.shape != in_out) {
        return wrong_shape(view, shape_text(out_in) + " or " + shape_text(in_out) + " for " + std::to_string(c.heads) +
                                     " heads of width " + std::to_string(c.head_width()));
    }
    plan_.layout = view.record.shape == out_in ? Layout::out_in : Layout::in_out;
    if (stated_.layout && *stated_.layout != plan_.layout) {
        return refuse(ErrorCode::bad_value, "__metadata__ \"layout\"", layout_name(*stated_.layout),
                      std::string(layout_name(plan_.layout)) + ", as " + in_quotes(view.record.name) + " of shape " +
                          shape_text(view.record.shape) + " has it");
    }
    c.biases = stated_.biases.value_or(has("h.0.attn.c_attn.bias"));
    return {};
}

Planner::Step Planner::read_mlp() {
    engine::ModelConfig& c = plan_.config;
    const TensorView* view = find("h.0.mlp.c_fc.weight");
    if (stated_.d_mlp) {
        c.d_mlp = *stated_.d_mlp;
    } else if (view != nullptr) {
        if (view->record.shape.size() != 2 || view->record.elements == 0) {
            return wrong_shape(*view, "two dimensions of at least 1");
        }
        c.d_mlp = static_cast<std::size_t>(view->record.shape[plan_.layout == Layout::out_in ? 0 : 1]);
    } else if (has("h.0.mlp.c_proj.weight") || has("h.0.ln_2.weight")) {
        return missing(plan_.prefix + "h.0.mlp.c_fc.weight");
    }
    return {};
}

Planner::Step Planner::read_norms() {
    engine::ModelConfig& c = plan_.config;
    const bool gains = has("h.0.ln_1.weight");
    if (!gains && !stated_.norm && !stated_.norm_parameters) return missing(plan_.prefix + "h.0.ln_1.weight");
    c.norm_parameters = stated_.norm_parameters.value_or(true);
    c.embedding_norm = stated_.embedding_norm.value_or(false);
    c.final_norm = stated_.final_norm.value_or(true);
    plan_.norm_biases = c.biases || has("h.0.ln_1.bias");
    return {};
}

Planner::Step Planner::read_head() {
    engine::ModelConfig& c = plan_.config;
    const TensorView& tokens = table();
    const TensorView* head = file_.find(plan_.head_prefix + "lm_head.weight");
    const bool same = head != nullptr && head->record.dtype == tokens.record.dtype &&
                      head->record.shape == tokens.record.shape && std::ranges::equal(head->bytes, tokens.bytes);
    c.tied_head = stated_.tied_head.value_or(head == nullptr || same);
    c.head_bias = stated_.head_bias.value_or(file_.find(plan_.head_prefix + "lm_head.bias") != nullptr);
    if (c.tied_head && head != nullptr && !same) {
        return refuse(ErrorCode::bad_value, "tensor " + in_quotes(head->record.name), "different from the token table",
                      "the same bytes, since __metadata__ says the head is tied");
    }
    const bool gains = c.norm_parameters && has("h.0.ln_1.weight");
    assume_unstated(plan_, stated_,
                    {.norm_biases = !gains || has("h.0.ln_1.bias"), .head_copy = c.tied_head && head != nullptr});
    return engine::check(c);
}

}  // namespace

Result<ModelPlan> plan_model(const SafeTensors& file, const StatedConfig& given) {
    const auto stated = stated_config(file.metadata);
    if (!stated) return std::unexpected(stated.error());
    auto all = joined(*stated, given);
    if (!all) return std::unexpected(all.error());
    return Planner(file, std::move(*all)).plan();
}

}  // namespace mha::checkpoint
