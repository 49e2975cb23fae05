// SPDX-License-Identifier: MIT
// The training step.
#include "engine/trainer.hpp"

#include <bit>
#include <cmath>
#include <utility>

namespace mha::engine {

Trainer::Trainer(Model<float> model, const AdamOptions& options, const Schedule& schedule)
    : model_(std::move(model)),
      gradient_(zero_model<float>(model_.config)),
      adam_(model_.config, options),
      schedule_(schedule),
      tensors_(parameters(model_)),
      gradients_(parameters(std::as_const(gradient_))) {}

Result<double> Trainer::step(const Batch& batch) {
    if (Result<void> checked = check(model_.config, batch); !checked) {
        return std::unexpected(checked.error());
    }
    batch_forward(model_, batch, ForwardOptions{}, buffers_);
    const double mean = batch_loss<float>(model_, batch, buffers_, nullptr);
    if (!std::isfinite(mean)) {
        return std::unexpected(Error{ErrorCode::not_finite, "loss", "not a number at step " + std::to_string(steps()),
                                     "a finite number; a lower learning rate may help"});
    }
    batch_backward(model_, batch, buffers_, work_, gradient_);
    adam_.step(tensors_, gradients_, schedule_.at(steps()));
    return mean;
}

std::uint64_t fingerprint(const Model<float>& model) {
    constexpr std::uint64_t kOffset = 14695981039346656037ULL;
    constexpr std::uint64_t kPrime = 1099511628211ULL;
    std::uint64_t hash = kOffset;
    for (const auto& tensor : parameters(model)) {
        for (std::size_t i = 0; i < tensor.size; ++i) {
            const auto bits = std::bit_cast<std::uint32_t>(tensor.data[i]);
            for (unsigned shift = 0; shift < 32U; shift += 8U) {
                hash = (hash ^ ((bits >> shift) & 0xFFU)) * kPrime;
            }
        }
    }
    return hash;
}

std::string fingerprint_text(const Model<float>& model) {
    const std::uint64_t bits = fingerprint(model);
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += "0123456789abcdef"[(bits >> shift) & 15U];
    return text;
}

}  // namespace mha::engine
