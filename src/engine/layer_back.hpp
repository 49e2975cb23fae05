// SPDX-License-Identifier: MIT
// The two layers every block is made of, norms and linear layers, backwards. Each function quotes
// the forward line it inverts; d_name is the gradient of the loss by name.
#pragma once

#include <algorithm>
#include <functional>
#include <vector>

#include "engine/batch.hpp"
#include "engine/kernels.hpp"
#include "engine/norm.hpp"
#include "engine/transpose.hpp"

namespace mha::engine {

/// Forward: y = norm(x) with the parameters p and the moments of each row in stats. Writes d_x (may
/// be d_y) and adds to d_p.
template <class T>
void norm_back(const ModelConfig& c, const T* x, const NormParameters<T>& p, const std::vector<T>& stats, const T* d_y,
               T* d_x, NormParameters<T>& d_p, std::size_t rows) {
    norm_backward(c.norm, x, data_or_null(p.gain), stats.data(), d_y, d_x, data_or_null(d_p.gain),
                  data_or_null(d_p.bias), rows, c.d_model);
}

/// Forward: y = x w + bias, with x [rows, in] and w [in, out].
template <class T>
void add_weight_gradient(const T* x, const T* d_y, Matrix<T>& d_w, Vector<T>& d_bias, std::size_t rows) {
    const std::size_t in = d_w.shape(0);
    const std::size_t out = d_w.shape(1);
    kernels::add_transposed_product(x, in, d_y, out, d_w.data(), out, rows, in, out);
    if (d_bias.size() == 0) {
        return;
    }
    for (std::size_t row = 0; row < rows; ++row) {
        std::transform(d_y + row * out, d_y + (row + 1) * out, d_bias.begin(), d_bias.begin(), std::plus<T>{});
    }
}

/// Forward: y = x w. Writes (or adds to) d_x = d_y w^T; turned is room for w^T.
template <class T>
void input_gradient(const T* d_y, const Matrix<T>& w, T* d_x, std::size_t rows, bool accumulate,
                    std::vector<T>& turned) {
    const std::size_t in = w.shape(0);
    const std::size_t out = w.shape(1);
    T* w_turned = room(turned, in * out);
    transpose(w.data(), out, w_turned, in, in, out);
    kernels::multiply(d_y, out, w_turned, in, d_x, in, rows, out, in,
                      accumulate ? kernels::Sum::onto_y : kernels::Sum::running);
}

}  // namespace mha::engine
