// SPDX-License-Identifier: MIT
// How well a model does on the learner's sentence, with and without heads. Measured when somebody asks, because most
// views show none of it, and eight models' losses would fill a frame of a pull at the slider.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "sim/models.hpp"
#include "sim/state.hpp"

namespace mha::sim {

/// Where losses come from.
class LossSource {
  public:
    virtual ~LossSource() = default;
    /// Nats per word with the causal mask or without, and without the heads of `off` (as State::off). NaN, which is
    /// printed as a dash, while it has to wait.
    [[nodiscard]] virtual float loss(bool mask, std::uint32_t off) const = 0;
};

/// Losses of one model over one sentence, each known word masked in turn. Every answer is kept.
class SentenceLosses final : public LossSource {
  public:
    /// `blank` is the token that is never asked for.
    SentenceLosses(std::shared_ptr<const StoredModel> model, std::vector<int> tokens, int blank);

    [[nodiscard]] const std::shared_ptr<const StoredModel>& model() const { return model_; }
    [[nodiscard]] const std::vector<int>& tokens() const { return tokens_; }
    /// Words asked for; 0 = the losses mean nothing.
    [[nodiscard]] int asked() const { return asked_; }
    [[nodiscard]] float loss(bool mask, std::uint32_t off) const override;
    /// While it waits, what is not known yet is not measured: each takes longer than a frame of a pull at a slider.
    void wait(bool now) { waits_ = now; }

  private:
    std::shared_ptr<const StoredModel> model_;
    std::vector<int> tokens_;
    int blank_ = 0;
    int asked_ = 0;
    bool waits_ = false;
    struct Known {
        bool mask;
        std::uint32_t off;
        float loss;
    };
    mutable std::vector<Known> known_;
};

/// The losses as one state asks for them; all 0 while there is no model.
struct LossReading {
    int asked = 0;  // words asked for; 0 = the losses mean nothing
    std::shared_ptr<const LossSource> source;
    bool mask = false;
    std::uint32_t off = 0;
    int layer = 1;

    /// All heads on, no causal mask.
    [[nodiscard]] float whole() const { return loss(false, 0); }
    /// As the model is shown: with the mask and the switched-off heads.
    [[nodiscard]] float now() const { return loss(mask, off); }
    /// As whole(), without head 1..H of the layer shown.
    [[nodiscard]] float without(int head) const { return loss(false, off_bit(layer, head)); }

  private:
    [[nodiscard]] float loss(bool masked, std::uint32_t without) const {
        return source ? source->loss(masked, without) : 0.0F;
    }
};

}  // namespace mha::sim
