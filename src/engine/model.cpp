// SPDX-License-Identifier: MIT
// Allocating the parameters of a configuration and giving them start values.
#include "engine/model.hpp"

#include <algorithm>
#include <cmath>

namespace mha::engine {

namespace {

template <class T>
NormParameters<T> zero_norm(const ModelConfig& c) {
    NormParameters<T> norm;
    if (c.norm == NormKind::none || !c.norm_parameters) {
        return norm;
    }
    norm.gain = xt::zeros<T>({c.d_model});
    if (c.norm == NormKind::layer_norm) {
        norm.bias = xt::zeros<T>({c.d_model});
    }
    return norm;
}

template <class T>
BlockParameters<T> zero_block(const ModelConfig& c) {
    BlockParameters<T> block;
    const std::size_t wide = c.concat_width();
    block.ln1 = zero_norm<T>(c);
    block.attention.wq = xt::zeros<T>({c.d_model, wide});
    block.attention.wk = xt::zeros<T>({c.d_model, wide});
    block.attention.wv = xt::zeros<T>({c.d_model, wide});
    block.attention.wo = xt::zeros<T>({wide, c.d_model});
    if (c.biases) {
        block.attention.bq = xt::zeros<T>({wide});
        block.attention.bk = xt::zeros<T>({wide});
        block.attention.bv = xt::zeros<T>({wide});
        block.attention.bo = xt::zeros<T>({c.d_model});
    }
    if (c.d_mlp == 0) {
        return block;
    }
    block.ln2 = zero_norm<T>(c);
    block.w_fc = xt::zeros<T>({c.d_model, c.d_mlp});
    block.w_proj = xt::zeros<T>({c.d_mlp, c.d_model});
    if (c.biases) {
        block.b_fc = xt::zeros<T>({c.d_mlp});
        block.b_proj = xt::zeros<T>({c.d_model});
    }
    return block;
}

template <class T>
void fill_ones(Vector<T>& values) {
    std::fill(values.begin(), values.end(), T(1));
}

template <class T>
void fill_normal(Matrix<T>& values, double deviation, Random& random) {
    // Rounded through float so that a double model starts from the same numbers as a float one.
    for (T& value : values) {
        value = static_cast<T>(static_cast<float>(deviation * random.normal()));
    }
}

}  // namespace

template <class T>
Model<T> zero_model(const ModelConfig& config) {
    Model<T> model;
    model.config = config;
    model.token_table = xt::zeros<T>({config.vocabulary, config.d_model});
    model.position_table = xt::zeros<T>({config.context, config.d_model});
    model.blocks.reserve(config.layers);
    for (std::size_t layer = 0; layer < config.layers; ++layer) {
        model.blocks.push_back(zero_block<T>(config));
    }
    if (config.final_norm) {
        model.ln_f = zero_norm<T>(config);
    }
    if (!config.tied_head) {
        model.head = xt::zeros<T>({config.d_model, config.vocabulary});
    }
    if (config.head_bias) {
        model.head_bias = xt::zeros<T>({config.vocabulary});
    }
    return model;
}

template <class T>
Model<T> initial_model(const ModelConfig& config, const InitOptions& init, Random& random) {
    Model<T> model = zero_model<T>(config);
    const double inner = static_cast<double>(init.weight_deviation);
    const double residual = init.scale_residual ? inner / std::sqrt(2.0 * static_cast<double>(config.layers)) : inner;
    fill_normal(model.token_table, static_cast<double>(init.token_deviation), random);
    fill_normal(model.position_table, static_cast<double>(init.position_deviation), random);
    for (BlockParameters<T>& block : model.blocks) {
        fill_ones(block.ln1.gain);
        fill_normal(block.attention.wq, inner, random);
        fill_normal(block.attention.wk, inner, random);
        fill_normal(block.attention.wv, inner, random);
        fill_normal(block.attention.wo, residual, random);
        fill_ones(block.ln2.gain);
        fill_normal(block.w_fc, inner, random);
        fill_normal(block.w_proj, residual, random);
    }
    fill_ones(model.ln_f.gain);
    fill_normal(model.head, inner, random);
    return model;
}

template Model<float> zero_model<float>(const ModelConfig&);
template Model<double> zero_model<double>(const ModelConfig&);
template Model<float> initial_model<float>(const ModelConfig&, const InitOptions&, Random&);
template Model<double> initial_model<double>(const ModelConfig&, const InitOptions&, Random&);

}  // namespace mha::engine
