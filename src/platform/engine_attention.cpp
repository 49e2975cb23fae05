// SPDX-License-Identifier: MIT
// The attention layer of the engine module, as plain functions for web/engine. Pointers are addresses in its memory.
#include <emscripten/emscripten.h>

#include <cstddef>
#include <memory>
#include <utility>

#include "engine/prepared_attention.hpp"
#include "platform/engine_error.hpp"

namespace {

using mha::engine::AttentionShape;
using mha::engine::AttentionWeights;
using mha::engine::PreparedAttention;

}  // namespace

extern "C" {

/// Null when it cannot be made; engine_error() says why. `weights`: addresses of wq wk wv wo bq bk bv bo, 0 for none.
EMSCRIPTEN_KEEPALIVE PreparedAttention* attention_prepare(std::size_t tokens, std::size_t d_model, std::size_t heads,
                                                          int causal, const float* const* weights) {
    auto layer = PreparedAttention::make(AttentionShape{tokens, d_model, heads, causal != 0},
                                         AttentionWeights{weights[0], weights[1], weights[2], weights[3], weights[4],
                                                          weights[5], weights[6], weights[7]});
    if (!layer) {
        mha::platform::tell(layer.error());
        return nullptr;
    }
    return std::make_unique<PreparedAttention>(std::move(*layer)).release();
}

EMSCRIPTEN_KEEPALIVE float* attention_input(PreparedAttention* layer) { return layer->input(); }
EMSCRIPTEN_KEEPALIVE const float* attention_output(const PreparedAttention* layer) { return layer->output(); }

/// 0 when x holds a number that is none. `weights` may be null.
EMSCRIPTEN_KEEPALIVE int attention_forward(PreparedAttention* layer, float* weights) {
    const auto done = layer->forward(weights);
    if (!done) mha::platform::tell(done.error());
    return done.has_value() ? 1 : 0;
}

EMSCRIPTEN_KEEPALIVE void attention_dispose(PreparedAttention* layer) {
    std::unique_ptr<PreparedAttention>{layer}.reset();
}

}  // extern "C"
