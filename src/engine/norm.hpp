// SPDX-License-Identifier: MIT
// Normalisation of each row, forward and backward, on plain row-major storage.
// Sources: Ba et al. 2016 (LayerNorm); Zhang and Sennrich 2019 (RMSNorm).
#pragma once

#include <cstddef>
#include <cstdint>

namespace mha::engine {

enum class NormKind : std::uint8_t { layer_norm, rms_norm, none };

/// y = (x - mean) * rstd * gain + bias, per row of x [rows, width]; rstd = 1 / sqrt(variance +
/// epsilon). rms_norm: mean is 0 and the variance is the mean square. none: y = x, the rest is
/// ignored. gain, bias [width] may each be null (1 and 0). mean_rstd [rows, 2], if not null,
/// receives the mean and rstd of each row, which norm_backward needs. y may be x.
template <class T>
void norm_forward(NormKind kind, const T* x, const T* gain, const T* bias, T epsilon, T* y, T* mean_rstd,
                  std::size_t rows, std::size_t width);

/// Writes d_x [rows, width] (may be d_y) and adds to d_gain and d_bias [width] (each may be null).
/// x and mean_rstd are those of the forward pass.
template <class T>
void norm_backward(NormKind kind, const T* x, const T* gain, const T* mean_rstd, const T* d_y, T* d_x, T* d_gain,
                   T* d_bias, std::size_t rows, std::size_t width);

}  // namespace mha::engine
