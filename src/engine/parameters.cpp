// SPDX-License-Identifier: MIT
// One walk over every parameter tensor, in the order of the forward pass. Names follow minGPT where
// a tensor exists there; the fused c_attn of minGPT is kept as its three parts.
#include <algorithm>
#include <cmath>
#include <utility>

#include "engine/model.hpp"

namespace mha::engine {

namespace {

/// Element is the number type, const where the model is.
template <class Element>
class Walk {
  public:
    template <class AnyTensor>
    void add(std::string name, AnyTensor& tensor, bool decays) {
        if (tensor.size() == 0) {
            return;  // an absent bias, gain or head
        }
        found_.push_back(
            {std::move(name), {tensor.shape().begin(), tensor.shape().end()}, tensor.data(), tensor.size(), decays});
    }

    template <class AnyNorm>
    void add_norm(const std::string& name, AnyNorm& norm) {
        add(name + ".weight", norm.gain, false);
        add(name + ".bias", norm.bias, false);
    }

    template <class AnyBlock>
    void add_block(const std::string& name, AnyBlock& block) {
        auto& attention = block.attention;
        add_norm(name + ".ln_1", block.ln1);
        add(name + ".attn.wq", attention.wq, true);
        add(name + ".attn.bq", attention.bq, false);
        add(name + ".attn.wk", attention.wk, true);
        add(name + ".attn.bk", attention.bk, false);
        add(name + ".attn.wv", attention.wv, true);
        add(name + ".attn.bv", attention.bv, false);
        add(name + ".attn.c_proj.weight", attention.wo, true);
        add(name + ".attn.c_proj.bias", attention.bo, false);
        add_norm(name + ".ln_2", block.ln2);
        add(name + ".mlp.c_fc.weight", block.w_fc, true);
        add(name + ".mlp.c_fc.bias", block.b_fc, false);
        add(name + ".mlp.c_proj.weight", block.w_proj, true);
        add(name + ".mlp.c_proj.bias", block.b_proj, false);
    }

    template <class AnyModel>
    std::vector<ParameterRef<Element>> run(AnyModel& model);

  private:
    std::vector<ParameterRef<Element>> found_;
};

template <class Element>
template <class AnyModel>
std::vector<ParameterRef<Element>> Walk<Element>::run(AnyModel& model) {
    add("transformer.wte.weight", model.token_table, true);
    add("transformer.wpe.weight", model.position_table, true);
    for (std::size_t layer = 0; layer < model.blocks.size(); ++layer) {
        add_block("transformer.h." + std::to_string(layer), model.blocks[layer]);
    }
    add_norm("transformer.ln_f", model.ln_f);
    add("lm_head.weight", model.head, true);
    add("lm_head.bias", model.head_bias, false);
    return std::move(found_);
}

}  // namespace

template <class T>
std::vector<ParameterRef<T>> parameters(Model<T>& model) {
    return Walk<T>{}.run(model);
}

template <class T>
std::vector<ParameterRef<const T>> parameters(const Model<T>& model) {
    return Walk<const T>{}.run(model);
}

template <class T>
std::size_t parameter_count(const Model<T>& model) {
    std::size_t count = 0;
    for (const auto& parameter : parameters(model)) {
        count += parameter.size;
    }
    return count;
}

template <class T>
Result<void> check_finite(const Model<T>& model) {
    for (const auto& parameter : parameters(model)) {
        const T* const end = parameter.data + parameter.size;
        const T* const bad = std::find_if(parameter.data, end, [](T value) { return !std::isfinite(value); });
        if (bad != end) {
            return std::unexpected(Error{ErrorCode::not_finite, parameter.name,
                                         std::isnan(*bad) ? "not a number" : "infinite", "finite numbers"});
        }
    }
    return {};
}

template <class To, class From>
Model<To> convert(const Model<From>& model) {
    Model<To> result = zero_model<To>(model.config);
    const auto from = parameters(model);
    const auto to = parameters(result);
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::transform(from[i].data, from[i].data + from[i].size, to[i].data,
                       [](From value) { return static_cast<To>(value); });
    }
    return result;
}

template std::vector<ParameterRef<float>> parameters<float>(Model<float>&);
template std::vector<ParameterRef<double>> parameters<double>(Model<double>&);
template std::vector<ParameterRef<const float>> parameters<float>(const Model<float>&);
template std::vector<ParameterRef<const double>> parameters<double>(const Model<double>&);
template std::size_t parameter_count<float>(const Model<float>&);
template std::size_t parameter_count<double>(const Model<double>&);
template Result<void> check_finite<float>(const Model<float>&);
template Result<void> check_finite<double>(const Model<double>&);
template Model<double> convert<double, float>(const Model<float>&);
template Model<float> convert<float, double>(const Model<double>&);

}  // namespace mha::engine
