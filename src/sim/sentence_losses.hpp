// SPDX-License-Identifier: MIT
// How well a model does on the learner's sentence, with and without heads. Measured when somebody asks, because most
// views show none of it, and eight models' losses would fill a frame of a pull at the slider.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "sim/models.hpp"
#include "sim/state.hpp"

namespace mha::sim {

/// Losses of one model over one sentence, each known word masked in turn. Every answer is kept.
class SentenceLosses {
  public:
    /// `blank` is the token that is never asked for.
    SentenceLosses(std::shared_ptr<const StoredModel> model, std::vector<int> tokens, int blank);

    [[nodiscard]] const std::shared_ptr<const StoredModel>& model() const { return model_; }
    [[nodiscard]] const std::vector<int>& tokens() const { return tokens_; }
    /// Words asked for; 0 = the losses mean nothing.
    [[nodiscard]] int asked() const { return asked_; }
    /// Nats per word with the causal mask or without, and without the heads of `off` (as State::off).
    [[nodiscard]] float loss(bool mask, std::uint32_t off) const;

  private:
    std::shared_ptr<const StoredModel> model_;
    std::vector<int> tokens_;
    int blank_ = 0;
    int asked_ = 0;
    mutable std::map<std::pair<bool, std::uint32_t>, float> known_;
};

/// The losses as one state asks for them; all 0 while there is no model.
struct LossReading {
    int asked = 0;                                          // words asked for; 0 = the losses mean nothing
    std::function<float(bool mask, std::uint32_t off)> of;  // SentenceLosses::loss
    bool mask = false;
    std::uint32_t off = 0;
    int layer = 1;

    /// All heads on, no causal mask.
    [[nodiscard]] float whole() const { return of ? of(false, 0) : 0.0F; }
    /// As the model is shown: with the mask and the switched-off heads.
    [[nodiscard]] float now() const { return of ? of(mask, off) : 0.0F; }
    /// As whole(), without head 1..H of the layer shown.
    [[nodiscard]] float without(int head) const { return of ? of(false, off_bit(layer, head)) : 0.0F; }
};

}  // namespace mha::sim
