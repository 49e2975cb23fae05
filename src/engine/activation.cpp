// SPDX-License-Identifier: MIT
// Each function and its derivative as one expression on a Wide.
#include "engine/activation.hpp"

#include "engine/lanes.hpp"
#include "engine/math.hpp"

namespace mha::engine {
namespace {

constexpr double kRootTwoOverPi = 0.7978845608028654;
constexpr double kRootHalf = 0.7071067811865476;
constexpr double kOneOverRootTwoPi = 0.3989422804014327;
constexpr double kCubic = 0.044715;

template <class T>
Wide<T> constant(double value) {
    return Wide<T>(static_cast<T>(value));
}

/// (1 + tanh u) / 2 = 1 / (1 + e^(-2u)) with u = sqrt(2 / pi) (x + 0.044715 x^3): the share of x
/// that gelu_tanh lets through.
template <class T>
Wide<T> gate(Wide<T> x) {
    const Wide<T> cubic = ((constant<T>(kCubic) * x) * x) * x;
    const Wide<T> one = constant<T>(1.0);
    return one / (one + math::exp(constant<T>(-2.0 * kRootTwoOverPi) * (x + cubic)));
}

template <class T>
Wide<T> gelu_tanh(Wide<T> x) {
    return x * gate<T>(x);
}

template <class T>
Wide<T> gelu_tanh_slope(Wide<T> x) {
    const Wide<T> one = constant<T>(1.0);
    const Wide<T> share = gate<T>(x);
    const Wide<T> twice_u_slope = constant<T>(2.0 * kRootTwoOverPi) * (one + (constant<T>(3.0 * kCubic) * x) * x);
    return share + ((x * share) * (one - share)) * twice_u_slope;
}

template <class T>
Wide<T> gelu_erf(Wide<T> x) {
    return (constant<T>(0.5) * x) * (constant<T>(1.0) + math::erf(x * constant<T>(kRootHalf)));
}

template <class T>
Wide<T> gelu_erf_slope(Wide<T> x) {
    const Wide<T> share = constant<T>(0.5) * (constant<T>(1.0) + math::erf(x * constant<T>(kRootHalf)));
    return share + (x * math::exp((constant<T>(-0.5) * x) * x)) * constant<T>(kOneOverRootTwoPi);
}

template <class T, class F>
void map(const T* x, T* y, std::size_t size, F f) {
    each_wide<T>(size, [&](std::size_t i, auto count) { store(f(load(x + i, count)), y + i, count); });
}

template <class T, class F>
void map_slope(const T* x, const T* d_y, T* d_x, std::size_t size, F slope) {
    each_wide<T>(size, [&](std::size_t i, auto count) {
        store(load(d_y + i, count) * slope(load(x + i, count)), d_x + i, count);
    });
}

}  // namespace

template <class T>
void activate(ActivationKind kind, const T* x, T* y, std::size_t size) {
    switch (kind) {
        case ActivationKind::gelu_tanh:
            map(x, y, size, gelu_tanh<T>);
            break;
        case ActivationKind::gelu_erf:
            map(x, y, size, gelu_erf<T>);
            break;
        case ActivationKind::relu:
            for (std::size_t i = 0; i < size; ++i) y[i] = x[i] > T{0} ? x[i] : T{0};
            break;
    }
}

template <class T>
void activate_backward(ActivationKind kind, const T* x, const T* d_y, T* d_x, std::size_t size) {
    switch (kind) {
        case ActivationKind::gelu_tanh:
            map_slope(x, d_y, d_x, size, gelu_tanh_slope<T>);
            break;
        case ActivationKind::gelu_erf:
            map_slope(x, d_y, d_x, size, gelu_erf_slope<T>);
            break;
        case ActivationKind::relu:
            for (std::size_t i = 0; i < size; ++i) d_x[i] = x[i] > T{0} ? d_y[i] : T{0};
            break;
    }
}

template void activate(ActivationKind, const float*, float*, std::size_t);
template void activate(ActivationKind, const double*, double*, std::size_t);
template void activate_backward(ActivationKind, const float*, const float*, float*, std::size_t);
template void activate_backward(ActivationKind, const double*, const double*, double*, std::size_t);

}  // namespace mha::engine
