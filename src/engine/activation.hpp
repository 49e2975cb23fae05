// SPDX-License-Identifier: MIT
// The MLP's activation functions, forward and backward, element by element.
// Source: Hendrycks and Gimpel 2016 (GELU, exact and in its tanh form).
#pragma once

#include <cstddef>
#include <cstdint>

namespace mha::engine {

enum class ActivationKind : std::uint8_t { gelu_tanh, gelu_erf, relu };

/// y[i] = f(x[i]) for `size` elements; y may be x.
template <class T>
void activate(ActivationKind kind, const T* x, T* y, std::size_t size);

/// d_x[i] = d_y[i] * f'(x[i]); d_x may be d_y. The derivative of relu at 0 is 0.
template <class T>
void activate_backward(ActivationKind kind, const T* x, const T* d_y, T* d_x, std::size_t size);

}  // namespace mha::engine
