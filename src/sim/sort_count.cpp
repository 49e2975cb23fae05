// SPDX-License-Identifier: MIT
#include "sim/sort_count.hpp"

#include <algorithm>
#include <utility>

#include "data/sorting.hpp"

namespace mha::sim {
namespace {

constexpr int kSlice = 27;  // inputs at a time: some ten million multiply-adds a frame

}  // namespace

SortCount::SortCount(std::shared_ptr<const StoredModel> model, engine::ForwardOptions options)
    : model_(std::move(model)), options_(std::move(options)) {}

void SortCount::advance() {
    const int last = std::min(counted_ + kSlice, kSortInputs);
    if (counted_ >= last) return;
    engine::Batch batch;
    for (int i = counted_; i < last; ++i) data::append_sort(batch, data::sort_input(static_cast<std::size_t>(i)));
    engine::batch_forward(model_->model, batch, options_, buffers_);
    const float* row = buffers_.logits.data();
    for (int i = counted_; i < last; ++i) {
        bool right = true;
        for (const int wanted : data::sorted(data::sort_input(static_cast<std::size_t>(i)))) {
            right = std::max_element(row, row + data::kSortVocabulary) - row == wanted && right;
            row += data::kSortVocabulary;
        }
        right_ += right ? 1 : 0;
    }
    counted_ = last;
}

int count_right(SortCount& count) {
    while (!count.done()) count.advance();
    return count.right();
}

}  // namespace mha::sim
