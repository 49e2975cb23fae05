// SPDX-License-Identifier: MIT
// A model of the engine module, with what its passes are asked for and the buffers they keep.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "checkpoint/model_io.hpp"
#include "engine/batch.hpp"
#include "engine/sizes.hpp"

namespace mha::platform {

class EngineModel {
  public:
    explicit EngineModel(checkpoint::LoadedModel loaded) : loaded_(std::move(loaded)) {}

    [[nodiscard]] const checkpoint::LoadedModel& loaded() const { return loaded_; }
    [[nodiscard]] const engine::Model<float>& model() const { return loaded_.model; }

    /// Room for a sequence of that many tokens, all of which are asked; to be filled before a pass.
    [[nodiscard]] engine::Result<int*> sequence(std::size_t tokens) {
        const std::size_t context = model().config.context;
        if (tokens == 0)
            return std::unexpected(engine::Error{engine::ErrorCode::empty, "tokens", "empty", "at least one token"});
        if (tokens > context)
            return std::unexpected(engine::Error{engine::ErrorCode::bad_value, "tokens",
                                                 std::to_string(tokens) + " long",
                                                 "at most context = " + std::to_string(context)});
        batch_.lengths.assign(1, tokens);
        if (auto fits = engine::check_pass_size(model().config, batch_.lengths); !fits)
            return std::unexpected(fits.error());
        batch_.tokens.resize(tokens);
        batch_.targets.assign(tokens, 0);
        return batch_.tokens.data();
    }

    /// What the next passes leave out.
    engine::ForwardOptions& options() { return options_; }

    /// Logits and probabilities [T, V] of the sequence are in buffers() then. Errors: as engine::check of a batch.
    [[nodiscard]] engine::Result<void> forward() {
        if (auto good = engine::check(model().config, batch_); !good) return good;
        engine::batch_forward(model(), batch_, options_, buffers_);
        return {};
    }
    [[nodiscard]] const engine::BatchBuffers<float>& buffers() const { return buffers_; }
    [[nodiscard]] std::span<const int> tokens() const { return batch_.tokens; }

    std::vector<std::byte> file;  // the last one saved, until it was fetched
    engine::Trace<float> trace;   // the last one, until it was fetched

  private:
    checkpoint::LoadedModel loaded_;
    engine::Batch batch_;
    engine::ForwardOptions options_;
    engine::BatchBuffers<float> buffers_;
};

}  // namespace mha::platform
