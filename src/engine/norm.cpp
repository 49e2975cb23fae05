// SPDX-License-Identifier: MIT
// Row sums run over lanes and are joined by sum_lanes, so a row's digits depend on nothing but the
// row.
#include "engine/norm.hpp"

#include <algorithm>
#include <cmath>

#include "engine/lanes.hpp"

namespace mha::engine {
namespace {

template <class T>
struct RowMoments {
    T mean;
    T rstd;
};

/// The root is one IEEE operation, the same everywhere; it needs no function of our own.
template <class T>
RowMoments<T> moments(NormKind kind, const T* x, T epsilon, std::size_t width) {
    const T size = static_cast<T>(width);
    T mean{0};
    if (kind == NormKind::layer_norm) {
        Wide<T> sums(T{0});
        each_wide<T>(width, [&](std::size_t i, auto count) { sums = sums + load(x + i, count); });
        mean = sum_lanes(sums) / size;
    }
    Wide<T> squares(T{0});
    const Wide<T> centre(mean);
    each_wide<T>(width, [&](std::size_t i, auto count) {
        const Wide<T> away = load(x + i, count, mean) - centre;
        squares = squares + away * away;
    });
    return {mean, T{1} / std::sqrt(sum_lanes(squares) / size + epsilon)};
}

template <class T>
void add_to(T* sum, std::size_t i, Wide<T> value, auto count) {
    if (sum != nullptr) store(load(sum + i, count) + value, sum + i, count);
}

}  // namespace

template <class T>
void norm_forward(NormKind kind, const T* x, const T* gain, const T* bias, T epsilon, T* y, T* mean_rstd,
                  std::size_t rows, std::size_t width) {
    if (kind == NormKind::none) {
        if (x != y) std::copy_n(x, rows * width, y);
        return;
    }
    for (std::size_t row = 0; row < rows; ++row) {
        const T* from = x + row * width;
        T* to = y + row * width;
        const RowMoments<T> m = moments(kind, from, epsilon, width);
        if (mean_rstd != nullptr) {
            mean_rstd[2 * row] = m.mean;
            mean_rstd[2 * row + 1] = m.rstd;
        }
        const Wide<T> mean(m.mean);
        const Wide<T> rstd(m.rstd);
        each_wide<T>(width, [&](std::size_t i, auto count) {
            Wide<T> value = (load(from + i, count) - mean) * rstd;
            if (gain != nullptr) value = value * load(gain + i, count);
            if (bias != nullptr) value = value + load(bias + i, count);
            store(value, to + i, count);
        });
    }
}

template <class T>
void norm_backward(NormKind kind, const T* x, const T* gain, const T* mean_rstd, const T* d_y, T* d_x, T* d_gain,
                   T* d_bias, std::size_t rows, std::size_t width) {
    if (kind == NormKind::none) {
        if (d_x != d_y) std::copy_n(d_y, rows * width, d_x);
        return;
    }
    const T size = static_cast<T>(width);
    for (std::size_t row = 0; row < rows; ++row) {
        const T* from = x + row * width;
        const T* d_to = d_y + row * width;
        T* d_from = d_x + row * width;
        const Wide<T> mean(mean_rstd[2 * row]);
        const Wide<T> rstd(mean_rstd[2 * row + 1]);
        // With n = (x - mean) rstd and g = d_y gain: d_x = rstd (g - average(g) - n average(g n)),
        // where rms_norm has no mean to move and so no average(g).
        Wide<T> sum(T{0});
        Wide<T> sum_with_n(T{0});
        each_wide<T>(width, [&](std::size_t i, auto count) {
            const Wide<T> n = (load(from + i, count) - mean) * rstd;
            const Wide<T> d = load(d_to + i, count);
            add_to(d_gain, i, d * n, count);
            add_to(d_bias, i, d, count);
            const Wide<T> g = gain != nullptr ? d * load(gain + i, count) : d;
            sum = sum + g;
            sum_with_n = sum_with_n + g * n;
        });
        const bool moves = kind == NormKind::layer_norm;
        const Wide<T> average(moves ? sum_lanes(sum) / size : T{0});
        const Wide<T> average_with_n(sum_lanes(sum_with_n) / size);
        each_wide<T>(width, [&](std::size_t i, auto count) {
            const Wide<T> n = (load(from + i, count) - mean) * rstd;
            const Wide<T> d = load(d_to + i, count);
            const Wide<T> g = gain != nullptr ? d * load(gain + i, count) : d;
            store(((g - average) - n * average_with_n) * rstd, d_from + i, count);
        });
    }
}

template void norm_forward(NormKind, const float*, const float*, const float*, float, float*, float*, std::size_t,
                           std::size_t);
template void norm_forward(NormKind, const double*, const double*, const double*, double, double*, double*, std::size_t,
                           std::size_t);
template void norm_backward(NormKind, const float*, const float*, const float*, const float*, float*, float*, float*,
                            std::size_t, std::size_t);
template void norm_backward(NormKind, const double*, const double*, const double*, const double*, double*, double*,
                            double*, std::size_t, std::size_t);

}  // namespace mha::engine
