// SPDX-License-Identifier: MIT
// One AdamW step and the schedule.
#include "engine/adamw.hpp"

#include <algorithm>
#include <cmath>

#include "engine/lanes.hpp"
#include "engine/math.hpp"
#include "engine/sizes.hpp"

namespace mha::engine {

template <class T>
double gradient_length(std::span<const ParameterRef<const T>> gradient) {
    double squares = 0.0;
    for (const ParameterRef<const T>& tensor : gradient) {
        for (std::size_t i = 0; i < tensor.size; ++i) {
            const double value = static_cast<double>(tensor.data[i]);
            squares += value * value;
        }
    }
    return std::sqrt(squares);
}

namespace {

template <class T>
struct Rates {
    T beta1, beta2, correction1, correction2, epsilon, learning_rate, decay, clip;
};

/// Every number by itself, so that four at a time have the digits of one at a time. The moments of a parameter without
/// gradients would sink to subnormal numbers and stay there. Those are slow - a run of names fell to a third of its
/// speed - and no parameter feels them beside epsilon.
template <class T>
void update(const Rates<T>& r, const T* gradient, T* first, T* second, T* parameter, std::size_t size) {
    const Rates<Wide<T>> w{Wide<T>(r.beta1),   Wide<T>(r.beta2),         Wide<T>(r.correction1), Wide<T>(r.correction2),
                           Wide<T>(r.epsilon), Wide<T>(r.learning_rate), Wide<T>(r.decay),       Wide<T>(r.clip)};
    const Wide<T> rest1 = T(1) - r.beta1;
    const Wide<T> rest2 = T(1) - r.beta2;
    each_wide<T>(size, [&](std::size_t i, auto count) {
        const Wide<T> g = load(gradient + i, count) * w.clip;
        const Wide<T> m = math::normal_or_zero(w.beta1 * load(first + i, count) + rest1 * g);
        const Wide<T> v = math::normal_or_zero(w.beta2 * load(second + i, count) + rest2 * (g * g));
        store(m, first + i, count);
        store(v, second + i, count);
        using std::sqrt;
        const Wide<T> direction = (m * w.correction1) / (sqrt(v * w.correction2) + w.epsilon);
        const Wide<T> old = load(parameter + i, count);
        store(old - w.learning_rate * (direction + w.decay * old), parameter + i, count);
    });
}

}  // namespace

template <class T>
AdamW<T>::AdamW(const ModelConfig& config, const AdamOptions& options) : options_(options) {
    const auto size = static_cast<std::size_t>(parameter_count(config));
    first_.assign(size, T(0));
    second_.assign(size, T(0));
}

template <class T>
void AdamW<T>::step(Model<T>& model, const Model<T>& gradient, float learning_rate) {
    const auto tensors = parameters(model);
    const auto gradients = parameters(gradient);
    step(tensors, gradients, learning_rate);
}

template <class T>
void AdamW<T>::step(std::span<const ParameterRef<T>> model, std::span<const ParameterRef<const T>> gradient,
                      float learning_rate) {
    const double limit = static_cast<double>(options_.clip_norm);
    // Adding up is a sixth of a small model's step, so it is left out where nothing is clipped.
    const double length = limit > 0.0 ? gradient_length(gradient) : 0.0;
    ++steps_;
    beta1_power_ *= static_cast<double>(options_.beta1);
    beta2_power_ *= static_cast<double>(options_.beta2);
    Rates<T> rates{
        .beta1 = static_cast<T>(options_.beta1),
        .beta2 = static_cast<T>(options_.beta2),
        .correction1 = static_cast<T>(1.0 / (1.0 - beta1_power_)),
        .correction2 = static_cast<T>(1.0 / (1.0 - beta2_power_)),
        .epsilon = static_cast<T>(options_.epsilon),
        .learning_rate = static_cast<T>(learning_rate),
        .decay = T(0),
        .clip = length > limit ? static_cast<T>(limit / length) : T(1),
    };
    std::size_t offset = 0;
    for (std::size_t i = 0; i < model.size(); ++i) {
        rates.decay = model[i].decays ? static_cast<T>(options_.weight_decay) : T(0);
        update(rates, gradient[i].data, first_.data() + offset, second_.data() + offset, model[i].data, model[i].size);
        offset += model[i].size;
    }
}

float Schedule::at(std::uint64_t step) const {
    if (step < warmup) {
        return peak * (static_cast<float>(step + 1) / static_cast<float>(warmup));
    }
    const std::uint64_t last = steps > 0 ? steps - 1 : 0;
    if (step >= last || last <= warmup) {
        return step >= last ? peak * floor : peak;
    }
    constexpr double kPi = 3.14159265358979323846;
    const double done = static_cast<double>(step - warmup) / static_cast<double>(last - warmup);
    const double left = kind == ScheduleKind::cosine ? 0.5 * (1.0 + math::cos(kPi * done)) : 1.0 - done;
    const double low = static_cast<double>(floor);
    return static_cast<float>(static_cast<double>(peak) * (low + (1.0 - low) * left));
}

template double gradient_length(std::span<const ParameterRef<const float>>);
template double gradient_length(std::span<const ParameterRef<const double>>);
template class AdamW<float>;
template class AdamW<double>;

}  // namespace mha::engine
