// SPDX-License-Identifier: MIT
// One training run: a model, its optimiser and schedule, and every buffer a step needs. After the
// largest batch has been seen a step allocates nothing.
#pragma once

#include <string>

#include "engine/adamw.hpp"
#include "engine/batch.hpp"

namespace mha::engine {

class Trainer {
  public:
    /// The model must satisfy check_shapes.
    Trainer(Model<float> model, const AdamOptions& options, const Schedule& schedule);
    Trainer(const Trainer&) = delete;  // holds views of its own tensors
    Trainer& operator=(const Trainer&) = delete;

    /// Forward, backward and one update. Returns the batch's mean loss in nats before the update.
    /// Errors: those of check(config, batch); not_finite when the loss is no number (nothing is
    /// updated).
    [[nodiscard]] Result<double> step(const Batch& batch);

    [[nodiscard]] const Model<float>& model() const { return model_; }
    [[nodiscard]] std::uint64_t steps() const { return adam_.steps(); }
    /// Of the last step, before clipping; 0 before the first. Added up when it is asked for.
    [[nodiscard]] double gradient_length() const { return engine::gradient_length<float>(gradients_); }

  private:
    Model<float> model_, gradient_;
    AdamW<float> adam_;
    Schedule schedule_;
    std::vector<ParameterRef<float>> tensors_;
    std::vector<ParameterRef<const float>> gradients_;
    BatchBuffers<float> buffers_;
    GradientBuffers<float> work_;
};

/// A fingerprint of all parameters: FNV-1a over their bits, in the order of the walk. Equal on
/// every platform for the same training run.
[[nodiscard]] std::uint64_t fingerprint(const Model<float>& model);
/// Its sixteen hexadecimal digits.
[[nodiscard]] std::string fingerprint_text(const Model<float>& model);

}  // namespace mha::engine
