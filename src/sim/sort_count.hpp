// SPDX-License-Identifier: MIT
// How many of all 729 inputs a sorting model gets right, with some heads off: counted in slices, so that no frame
// waits.
#pragma once

#include <memory>

#include "engine/batch.hpp"
#include "engine/transformer.hpp"
#include "sim/models.hpp"

namespace mha::sim {

inline constexpr int kSortInputs = 729;

class SortCount {
  public:
    SortCount(std::shared_ptr<const StoredModel> model, engine::ForwardOptions options);
    /// A count that is known already.
    explicit SortCount(int right) : counted_(kSortInputs), right_(right) {}

    /// Counts the next inputs; nothing once done. The model is causal: as long as every letter was right it has read
    /// the right letters, so an input is right when each of its six letters is the most probable one after the right
    /// ones.
    void advance();
    [[nodiscard]] bool done() const { return counted_ >= kSortInputs; }
    [[nodiscard]] int counted() const { return counted_; }
    [[nodiscard]] int right() const { return right_; }

  private:
    std::shared_ptr<const StoredModel> model_;
    engine::ForwardOptions options_;
    engine::BatchBuffers<float> buffers_;
    int counted_ = 0, right_ = 0;
};

/// All of it at once.
[[nodiscard]] int count_right(SortCount& count);

}  // namespace mha::sim
