// SPDX-License-Identifier: MIT
// A transformer as plain data: its configuration and its parameters.
#pragma once

#include <string>
#include <vector>

#include "engine/activation.hpp"
#include "engine/attention.hpp"
#include "engine/error.hpp"
#include "engine/norm.hpp"
#include "engine/random.hpp"
#include "engine/tensor.hpp"

namespace mha::engine {

/// Everything that decides the arithmetic of a forward pass.
struct ModelConfig {
    std::size_t vocabulary = 0;  // V, size of the token table
    std::size_t context = 0;     // longest sequence the positions cover
    std::size_t layers = 1;      // L
    std::size_t heads = 1;       // H, 1..d_model
    std::size_t d_model = 0;     // D
    std::size_t d_mlp = 0;       // F; 0 = blocks without an MLP
    bool causal = false;
    NormKind norm = NormKind::layer_norm;
    bool norm_parameters = true;  // learned gain (and bias for layer_norm)
    bool embedding_norm = false;  // a norm right after token + position (microGPT)
    bool final_norm = true;       // ln_f before the head
    ActivationKind activation = ActivationKind::gelu_tanh;
    bool biases = true;      // biases of all linear layers inside the blocks
    bool tied_head = false;  // the head is the transposed token table
    bool head_bias = false;
    float norm_epsilon = 1e-5F;

    [[nodiscard]] std::size_t head_width() const { return d_model / heads; }         // K
    [[nodiscard]] std::size_t concat_width() const { return heads * head_width(); }  // H*K
    friend bool operator==(const ModelConfig&, const ModelConfig&) = default;
};

/// Errors: bad_value naming the first field outside its range (0 sizes, heads > d_model, epsilon <=
/// 0).
[[nodiscard]] Result<void> check(const ModelConfig& config);

/// Gain [D] and bias [D]; either may be empty.
template <class T>
struct NormParameters {
    Vector<T> gain, bias;
};

/// Shapes: w_fc [D, F], b_fc [F], w_proj [F, D], b_proj [D].
template <class T>
struct BlockParameters {
    NormParameters<T> ln1;
    AttentionParameters<T> attention;
    NormParameters<T> ln2;
    Matrix<T> w_fc, w_proj;
    Vector<T> b_fc, b_proj;
};

/// Shapes: token_table [V, D], position_table [context, D], head [D, V] (empty when tied),
/// head_bias [V].
template <class T>
struct Model {
    ModelConfig config;
    Matrix<T> token_table, position_table;
    std::vector<BlockParameters<T>> blocks;
    NormParameters<T> ln_f;
    Matrix<T> head;
    Vector<T> head_bias;
};

/// A named view of one parameter tensor: name in the minGPT manner ("transformer.h.0.attn.wq"...,
/// see parameters.cpp for the list), its extents and its storage. Gradients and optimiser state are
/// Models too, so one walk serves initialisation, optimisation, gradient checks and files.
template <class T>
struct ParameterRef {
    std::string name;
    std::vector<std::size_t> shape;
    T* data;
    std::size_t size;
    bool decays;  // weight decay applies (matrices, not biases, norms)
};
template <class T>
[[nodiscard]] std::vector<ParameterRef<T>> parameters(Model<T>& model);
template <class T>
[[nodiscard]] std::vector<ParameterRef<const T>> parameters(const Model<T>& model);

/// The configuration is in range and every tensor has the shape it asks for.
/// Errors: those of check(config); bad_shape naming the tensor.
template <class T>
[[nodiscard]] Result<void> check_shapes(const Model<T>& model);

/// Errors: not_finite naming the first tensor that holds a NaN or an infinity.
template <class T>
[[nodiscard]] Result<void> check_finite(const Model<T>& model);

/// All tensors allocated in their shapes and zero (norm gains too).
template <class T>
[[nodiscard]] Model<T> zero_model(const ModelConfig& config);

struct InitOptions {
    float token_deviation = 0.02F;  // standard deviations of the normal start values
    float position_deviation = 0.02F;
    float weight_deviation = 0.02F;
    bool scale_residual = true;  // W_O and w_proj divided by sqrt(2 L)
};
/// Seeded start values: normal matrices, zero biases, gains 1. Same digits on every platform.
template <class T>
[[nodiscard]] Model<T> initial_model(const ModelConfig& config, const InitOptions& init, Random& random);

template <class T>
[[nodiscard]] std::size_t parameter_count(const Model<T>& model);

/// float -> double and back, for gradient checks.
template <class To, class From>
[[nodiscard]] Model<To> convert(const Model<From>& model);

}  // namespace mha::engine
