// SPDX-License-Identifier: MIT
// Names and shapes of the tensors of a model file (see model_layout.hpp).
#include "checkpoint/model_layout.hpp"

#include <string_view>
#include <utility>

namespace mha::checkpoint {
namespace {

/// Collects the tensors of one plan.
class TensorList {
  public:
    explicit TensorList(const ModelPlan& plan) : plan_(plan) {}

    void add(std::string name, std::vector<std::uint64_t> shape, Part part, std::size_t block = 0) {
        tensors_.push_back({std::move(name), std::move(shape), part, block, false});
    }

    void linear(std::string name, std::uint64_t in, std::uint64_t out, Part part, std::size_t block) {
        const bool transposed = plan_.layout == Layout::out_in;
        auto shape = transposed ? std::vector{out, in} : std::vector{in, out};
        tensors_.push_back({std::move(name), std::move(shape), part, block, transposed});
    }

    void bias(std::string name, std::uint64_t size, Part part, std::size_t block) {
        if (plan_.config.biases) add(std::move(name), {size}, part, block);
    }

    void norm(const std::string& name, Part gain, Part bias, std::size_t block = 0) {
        const engine::ModelConfig& c = plan_.config;
        if (c.norm == engine::NormKind::none || !c.norm_parameters) return;
        add(name + ".weight", {c.d_model}, gain, block);
        if (c.norm == engine::NormKind::layer_norm && plan_.norm_biases) {
            add(name + ".bias", {c.d_model}, bias, block);
        }
    }

    void block(std::size_t index);

    void head() {
        const engine::ModelConfig& c = plan_.config;
        const std::string name = plan_.head_prefix + "lm_head";
        if (!c.tied_head) {
            tensors_.push_back({name + ".weight", {c.vocabulary, c.d_model}, Part::head, 0, true});
        }
        if (c.head_bias) add(name + ".bias", {c.vocabulary}, Part::head_bias);
    }

    [[nodiscard]] std::vector<ExpectedTensor> take() { return std::move(tensors_); }

  private:
    const ModelPlan& plan_;
    std::vector<ExpectedTensor> tensors_;
};

void TensorList::block(std::size_t index) {
    const engine::ModelConfig& c = plan_.config;
    const std::uint64_t wide = c.concat_width();
    const std::string name = plan_.prefix + "h." + std::to_string(index) + ".";
    norm(name + "ln_1", Part::ln1_gain, Part::ln1_bias, index);
    linear(name + "attn.c_attn.weight", c.d_model, 3 * wide, Part::qkv, index);
    bias(name + "attn.c_attn.bias", 3 * wide, Part::qkv_bias, index);
    linear(name + "attn.c_proj.weight", wide, c.d_model, Part::attention_out, index);
    bias(name + "attn.c_proj.bias", c.d_model, Part::attention_out_bias, index);
    if (c.d_mlp == 0) return;
    norm(name + "ln_2", Part::ln2_gain, Part::ln2_bias, index);
    linear(name + "mlp.c_fc.weight", c.d_model, c.d_mlp, Part::mlp_in, index);
    bias(name + "mlp.c_fc.bias", c.d_mlp, Part::mlp_in_bias, index);
    linear(name + "mlp.c_proj.weight", c.d_mlp, c.d_model, Part::mlp_out, index);
    bias(name + "mlp.c_proj.bias", c.d_model, Part::mlp_out_bias, index);
}

}  // namespace

std::vector<ExpectedTensor> expected_tensors(const ModelPlan& plan) {
    const engine::ModelConfig& c = plan.config;
    TensorList list(plan);
    list.add(plan.table_as_head ? plan.head_prefix + "lm_head.weight" : plan.prefix + "wte.weight",
             {c.vocabulary, c.d_model}, Part::token_table);
    list.add(plan.prefix + "wpe.weight", {c.context, c.d_model}, Part::position_table);
    for (std::size_t index = 0; index < c.layers; ++index) list.block(index);
    if (c.final_norm) list.norm(plan.prefix + "ln_f", Part::lnf_gain, Part::lnf_bias);
    list.head();
    return list.take();
}

}  // namespace mha::checkpoint
