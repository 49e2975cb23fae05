// SPDX-License-Identifier: MIT
#include "sim/sentence_losses.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include "analysis/knockout.hpp"
#include "sim/switched.hpp"

namespace mha::sim {

SentenceLosses::SentenceLosses(std::shared_ptr<const StoredModel> model, std::vector<int> tokens, int blank)
    : model_(std::move(model)),
      tokens_(std::move(tokens)),
      blank_(blank),
      asked_(static_cast<int>(tokens_.size()) - static_cast<int>(std::count(tokens_.begin(), tokens_.end(), blank))) {}

float SentenceLosses::loss(bool mask, std::uint32_t off) const {
    for (const Known& known : known_) {
        if (known.mask == mask && known.off == off) return known.loss;
    }
    if (waits_) return std::numeric_limits<float>::quiet_NaN();
    engine::ForwardOptions options = without_heads(model_->model.config, off);
    options.causal_override = mask;
    const auto loss =
        static_cast<float>(analysis::sentence_loss(model_->model, tokens_, blank_, options).value_or(0.0));
    known_.push_back({mask, off, loss});
    return loss;
}

}  // namespace mha::sim
