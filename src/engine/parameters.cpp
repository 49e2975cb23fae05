// SPDX-License-Identifier: MIT
// One walk over every parameter tensor, in the order of the forward pass. Names follow minGPT where a
// tensor exists there; the fused c_attn of minGPT is kept as its three parts.
#include <algorithm>
#include <utility>

#include "engine/model.hpp"

namespace mha::engine {

namespace {

template <class T>
class Walk {
public:
    template <std::size_t N>
    void add(std::string name, Tensor<T, N>& tensor, bool decays) {
        if (tensor.size() == 0) {
            return;  // an absent bias, gain or head
        }
        found_.push_back({std::move(name), std::vector<std::size_t>(tensor.shape().begin(), tensor.shape().end()),
                          tensor.data(), tensor.size(), decays});
    }

    void add_norm(const std::string& name, NormParameters<T>& norm) {
        add(name + ".weight", norm.gain, false);
        add(name + ".bias", norm.bias, false);
    }

    void add_block(const std::string& name, BlockParameters<T>& block) {
        AttentionParameters<T>& attention = block.attention;
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

    std::vector<ParameterRef<T>> take() { return std::move(found_); }

private:
    std::vector<ParameterRef<T>> found_;
};

}  // namespace

template <class T>
std::vector<ParameterRef<T>> parameters(Model<T>& model) {
    Walk<T> walk;
    walk.add("transformer.wte.weight", model.token_table, true);
    walk.add("transformer.wpe.weight", model.position_table, true);
    for (std::size_t layer = 0; layer < model.blocks.size(); ++layer) {
        walk.add_block("transformer.h." + std::to_string(layer), model.blocks[layer]);
    }
    walk.add_norm("transformer.ln_f", model.ln_f);
    walk.add("lm_head.weight", model.head, true);
    walk.add("lm_head.bias", model.head_bias, false);
    return walk.take();
}

template <class T>
std::size_t parameter_count(const Model<T>& model) {
    const auto norm = [](const NormParameters<T>& p) { return p.gain.size() + p.bias.size(); };
    std::size_t count = model.token_table.size() + model.position_table.size() + norm(model.ln_f) +
                        model.head.size() + model.head_bias.size();
    for (const BlockParameters<T>& b : model.blocks) {
        const AttentionParameters<T>& a = b.attention;
        count += norm(b.ln1) + norm(b.ln2) + a.wq.size() + a.wk.size() + a.wv.size() + a.wo.size() +
                 a.bq.size() + a.bk.size() + a.bv.size() + a.bo.size() + b.w_fc.size() + b.w_proj.size() +
                 b.b_fc.size() + b.b_proj.size();
    }
    return count;
}

template <class To, class From>
Model<To> convert(const Model<From>& model) {
    Model<From> source = model;  // the walk hands out writable views
    Model<To> result = zero_model<To>(model.config);
    const std::vector<ParameterRef<From>> from = parameters(source);
    const std::vector<ParameterRef<To>> to = parameters(result);
    for (std::size_t i = 0; i < from.size(); ++i) {
        std::transform(from[i].data, from[i].data + from[i].size, to[i].data,
                       [](From value) { return static_cast<To>(value); });
    }
    return result;
}

template std::vector<ParameterRef<float>> parameters<float>(Model<float>&);
template std::vector<ParameterRef<double>> parameters<double>(Model<double>&);
template std::size_t parameter_count<float>(const Model<float>&);
template std::size_t parameter_count<double>(const Model<double>&);
template Model<double> convert<double, float>(const Model<float>&);
template Model<float> convert<float, double>(const Model<double>&);
template Model<float> convert<float, float>(const Model<float>&);

}  // namespace mha::engine
