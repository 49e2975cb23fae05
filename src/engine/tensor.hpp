// SPDX-License-Identifier: MIT
// The tensor type of the engine: row-major xtensor of fixed rank. Lazy xtensor expressions never leave
// the line they are written on; kernels run on the storage of these tensors.
#pragma once

#include <cstddef>
#include <xtensor/xtensor.hpp>

namespace mha::engine {

// Letters, everywhere in the engine:
//   T tokens   D model width (d_model)   H heads   K = floor(D / H), width of one head
//   F width of the MLP   V vocabulary   L blocks   N rows of a packed batch (sum of all T)

template <class T, std::size_t N>
using Tensor = xt::xtensor<T, N, xt::layout_type::row_major>;

template <class T>
using Vector = Tensor<T, 1>;
template <class T>
using Matrix = Tensor<T, 2>;
template <class T>
using Cube = Tensor<T, 3>;

}  // namespace mha::engine
