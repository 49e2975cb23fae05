// SPDX-License-Identifier: MIT
// The tensors of a trace by name, in the order in which they are computed: what `attention trace` prints and the engine
// module answers.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/transformer.hpp"

namespace mha::engine {

/// A named view of one tensor of a trace.
template <class T>
struct TraceTensor {
    std::string name;
    std::vector<std::size_t> shape;
    const T* data;
    std::size_t size;
};

/// tok_emb pos_emb x; per block L block.L. and ln1 q k v scores weights head_out concat projected attn_residual, then,
/// with an MLP, ln2 mlp_fc mlp_act mlp_proj, then out; ln_f logits probabilities. The shapes are those of Trace. The
/// views live as long as the trace.
template <class T>
[[nodiscard]] std::vector<TraceTensor<T>> trace_tensors(const Trace<T>& trace);

}  // namespace mha::engine
