// SPDX-License-Identifier: MIT
// Backward of each layer against central differences in double: relative error <= 1e-6. The float
// version is the same template, and is compared with the double one.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <functional>
#include <vector>

#include "engine/activation.hpp"
#include "engine/attention_core.hpp"
#include "engine/kernels.hpp"
#include "engine/norm.hpp"
#include "engine/random.hpp"

using namespace mha;

namespace {

using Numbers = std::vector<double>;

Numbers normals(std::size_t size, std::uint64_t seed) {
    engine::Random random(seed);
    Numbers made(size);
    for (double& value : made) value = random.normal();
    return made;
}

double dot(const Numbers& a, const Numbers& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.size(); ++i) sum += a[i] * b[i];
    return sum;
}

/// Largest difference between `gradient` and the slope of `loss` along each number of `at`,
/// relative to the larger of the two and of 0.01.
double worst_slope(Numbers& at, const Numbers& gradient, const std::function<double()>& loss) {
    constexpr double kStep = 1e-5;
    double worst = 0.0;
    for (std::size_t i = 0; i < at.size(); ++i) {
        const double kept = at[i];
        at[i] = kept + kStep;
        const double above = loss();
        at[i] = kept - kStep;
        const double below = loss();
        at[i] = kept;
        const double slope = (above - below) / (2.0 * kStep);
        const double scale = std::max({std::fabs(slope), std::fabs(gradient[i]), 0.01});
        const double error = std::fabs(slope - gradient[i]) / scale;
        worst = error <= worst ? worst : error;
    }
    return worst;
}

}  // namespace

TEST_CASE("norms backward", "[gradient]") {
    using engine::NormKind;
    constexpr std::size_t kRows = 3;
    for (const NormKind kind : {NormKind::layer_norm, NormKind::rms_norm, NormKind::none}) {
        for (const std::size_t width : {2U, 5U, 16U}) {
            for (const bool learned : {true, false}) {
                Numbers x = normals(kRows * width, 1);
                Numbers gain = normals(width, 2);
                Numbers bias = normals(width, 3);
                const Numbers pull = normals(kRows * width, 4);
                Numbers y(x.size()), stats(2 * kRows), d_x(x.size()), d_gain(width), d_bias(width);
                const double* const g = learned ? gain.data() : nullptr;
                const double* const b = learned ? bias.data() : nullptr;
                const auto loss = [&] {
                    engine::norm_forward(kind, x.data(), g, b, 1e-5, y.data(), stats.data(), kRows, width);
                    return dot(y, pull);
                };
                loss();
                engine::norm_backward(kind, x.data(), g, stats.data(), pull.data(), d_x.data(),
                                      learned ? d_gain.data() : nullptr, learned ? d_bias.data() : nullptr, kRows,
                                      width);
                INFO("kind " << static_cast<int>(kind) << " width " << width << " learned " << learned);
                // Two numbers normalised are almost constant: their true slope vanishes in the
                // rounding.
                if (width > 2) CHECK(worst_slope(x, d_x, loss) <= 1e-6);
                CHECK(worst_slope(gain, d_gain, loss) <= 1e-6);
                CHECK(worst_slope(bias, d_bias, loss) <= 1e-6);
            }
        }
    }
}

TEST_CASE("activations backward", "[gradient]") {
    using engine::ActivationKind;
    for (const auto kind : {ActivationKind::gelu_tanh, ActivationKind::gelu_erf, ActivationKind::relu}) {
        Numbers x(81);
        for (std::size_t i = 0; i < x.size(); ++i) x[i] = (static_cast<double>(i) - 40.03) / 8.0;
        const Numbers pull = normals(x.size(), 7);
        Numbers y(x.size()), d_x(x.size());
        const auto loss = [&] {
            engine::activate(kind, x.data(), y.data(), x.size());
            return dot(y, pull);
        };
        engine::activate_backward(kind, x.data(), pull.data(), d_x.data(), x.size());
        INFO("kind " << static_cast<int>(kind));
        CHECK(worst_slope(x, d_x, loss) <= 1e-6);
    }
}

TEST_CASE("activations have their published values", "[activation]") {
    const Numbers x{-3.0, -1.0, -0.0, 0.5, 1.0, 12.0, -40.0};
    Numbers tanh_form(7), exact(7);
    engine::activate(engine::ActivationKind::gelu_tanh, x.data(), tanh_form.data(), 7);
    engine::activate(engine::ActivationKind::gelu_erf, x.data(), exact.data(), 7);
    for (std::size_t i = 0; i < 7; ++i) {
        const double inner = std::sqrt(2.0 / std::acos(-1.0)) * (x[i] + 0.044715 * x[i] * x[i] * x[i]);
        CHECK(std::fabs(tanh_form[i] - 0.5 * x[i] * (1.0 + std::tanh(inner))) <= 1e-14);
        CHECK(std::fabs(exact[i] - 0.5 * x[i] * (1.0 + std::erf(x[i] / std::sqrt(2.0)))) <= 1e-14);
    }
}

TEST_CASE("softmax backward", "[gradient]") {
    Numbers scores = normals(3 * 7, 11);
    const Numbers pull = normals(3 * 7, 12);
    Numbers weights(scores.size()), d_scores(scores.size());
    const auto loss = [&] {
        engine::kernels::softmax_rows(scores.data(), weights.data(), 3, 7);
        return dot(weights, pull);
    };
    loss();
    engine::kernels::softmax_rows_backward(weights.data(), pull.data(), d_scores.data(), 3, 7);
    CHECK(worst_slope(scores, d_scores, loss) <= 1e-6);
}

TEST_CASE("attention backward, bidirectional, causal and with a head off", "[gradient]") {
    constexpr std::size_t kTokens = 6;
    constexpr std::size_t kHeads = 3;
    constexpr std::size_t kWidth = 5;
    constexpr std::size_t kSize = kTokens * kHeads * kWidth;
    for (const bool causal : {false, true}) {
        for (const engine::HeadSet on : {engine::kAllHeads, engine::HeadSet{0b101}}) {
            const engine::CoreShape shape{kTokens, kHeads, kWidth, causal, on};
            Numbers q = normals(kSize, 21), k = normals(kSize, 22), v = normals(kSize, 23);
            const Numbers pull = normals(kSize, 24);
            Numbers weights(kHeads * kTokens * kTokens), concat(kSize), scratch(2 * kTokens * kTokens);
            Numbers d_q(kSize, 9.0), d_k(kSize, 9.0), d_v(kSize, 9.0);
            const auto loss = [&] {
                engine::attention_core(shape, q.data(), k.data(), v.data(),
                                       engine::CoreStages<double>{.weights = weights.data()}, concat.data());
                return dot(concat, pull);
            };
            loss();
            engine::attention_core_backward(shape, q.data(), k.data(), v.data(), weights.data(), pull.data(),
                                            d_q.data(), d_k.data(), d_v.data(), scratch.data());
            INFO("causal " << causal << " heads on " << on);
            CHECK(worst_slope(q, d_q, loss) <= 1e-6);
            CHECK(worst_slope(k, d_k, loss) <= 1e-6);
            CHECK(worst_slope(v, d_v, loss) <= 1e-6);
        }
    }
}

TEST_CASE("layers in float follow the layers in double", "[gradient]") {
    constexpr std::size_t kRows = 5;
    constexpr std::size_t kWidth = 19;
    const Numbers x = normals(kRows * kWidth, 31);
    const Numbers pull = normals(kRows * kWidth, 32);
    const std::vector<float> x_float(x.begin(), x.end());
    const std::vector<float> pull_float(pull.begin(), pull.end());
    Numbers y(x.size()), stats(2 * kRows), d_x(x.size());
    std::vector<float> y_float(x.size()), stats_float(2 * kRows), d_x_float(x.size());
    const auto worst = [](const Numbers& a, const std::vector<float>& b) {
        double largest = 0.0;
        for (std::size_t i = 0; i < a.size(); ++i) {
            largest = std::max(largest, std::fabs(a[i] - static_cast<double>(b[i])));
        }
        return largest;
    };
    const auto norm = [&]<class T>(const std::vector<T>& in, const std::vector<T>& d_out, std::vector<T>& out,
                                   std::vector<T>& moments, std::vector<T>& d_in) {
        constexpr T* kNone = nullptr;
        engine::norm_forward<T>(engine::NormKind::layer_norm, in.data(), nullptr, nullptr, T(1e-5), out.data(),
                                moments.data(), kRows, kWidth);
        engine::norm_backward<T>(engine::NormKind::layer_norm, in.data(), nullptr, moments.data(), d_out.data(),
                                 d_in.data(), kNone, kNone, kRows, kWidth);
    };
    norm(x, pull, y, stats, d_x);
    norm(x_float, pull_float, y_float, stats_float, d_x_float);
    CHECK(worst(y, y_float) <= 2e-6);
    CHECK(worst(d_x, d_x_float) <= 5e-6);
    for (const auto kind : {engine::ActivationKind::gelu_tanh, engine::ActivationKind::gelu_erf}) {
        engine::activate(kind, x.data(), y.data(), x.size());
        engine::activate(kind, x_float.data(), y_float.data(), x.size());
        CHECK(worst(y, y_float) <= 1e-6);
        engine::activate_backward(kind, x.data(), pull.data(), d_x.data(), x.size());
        engine::activate_backward(kind, x_float.data(), pull_float.data(), d_x_float.data(), x.size());
        CHECK(worst(d_x, d_x_float) <= 2e-6);
    }
}
