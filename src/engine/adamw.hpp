// SPDX-License-Identifier: MIT
// AdamW: Adam with decoupled weight decay, and the learning-rate schedule that drives it.
// Source: Loshchilov and Hutter 2019, algorithm 2.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/model.hpp"

namespace mha::engine {

struct AdamOptions {
    float beta1 = 0.9F;
    float beta2 = 0.98F;
    float epsilon = 1e-8F;
    float weight_decay = 0.01F;
    float clip_norm = 1.0F;  // gradients longer than this are scaled to it; 0 = no clipping
};

/// Length of all gradients as one vector, summed in the order of the walk.
template <class T>
[[nodiscard]] double gradient_length(std::span<const ParameterRef<const T>> gradient);

template <class T>
class AdamW {
  public:
    AdamW(const ModelConfig& config, const AdamOptions& options);
    /// One update of `model` from `gradient` (same configuration) at this learning rate.
    void step(Model<T>& model, const Model<T>& gradient, float learning_rate);
    /// The same on tensors walked once and kept: allocates nothing.
    void step(std::span<const ParameterRef<T>> model, std::span<const ParameterRef<const T>> gradient,
                float learning_rate);
    [[nodiscard]] std::uint64_t steps() const { return steps_; }

  private:
    AdamOptions options_;
    std::vector<T> first_, second_;  // moments of all parameters, in the order of the walk
    double beta1_power_ = 1.0;
    double beta2_power_ = 1.0;
    std::uint64_t steps_ = 0;
};

enum class ScheduleKind : std::uint8_t { linear, cosine };

/// Learning rate over a run of `steps`: linear warm-up from peak / warmup to peak, then down to
/// floor * peak at the last step; later steps stay there.
struct Schedule {
    ScheduleKind kind = ScheduleKind::cosine;
    float peak = 3e-3F;
    std::uint64_t warmup = 200;
    std::uint64_t steps = 4000;
    float floor = 0.05F;
    [[nodiscard]] float at(std::uint64_t step) const;  // cosine by our own cos: same digits everywhere
};

}  // namespace mha::engine
