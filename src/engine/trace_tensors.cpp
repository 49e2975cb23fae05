// SPDX-License-Identifier: MIT
#include "engine/trace_tensors.hpp"

#include <utility>

namespace mha::engine {
namespace {

template <class T>
class List {
  public:
    template <std::size_t N>
    void add(std::string name, const Tensor<T, N>& tensor) {
        const auto& shape = tensor.shape();
        found.push_back({std::move(name), {shape.begin(), shape.end()}, tensor.data(), tensor.size()});
    }

    void add_block(const std::string& prefix, const BlockTrace<T>& block) {
        const AttentionTrace<T>& a = block.attention;
        add(prefix + "ln1", block.ln1);
        add(prefix + "q", a.q);
        add(prefix + "k", a.k);
        add(prefix + "v", a.v);
        add(prefix + "scores", a.scores);
        add(prefix + "weights", a.weights);
        add(prefix + "head_out", a.head_out);
        add(prefix + "concat", a.concat);
        add(prefix + "projected", a.projected);
        add(prefix + "attn_residual", block.attn_residual);
        if (block.mlp_fc.size() > 0) {
            add(prefix + "ln2", block.ln2);
            add(prefix + "mlp_fc", block.mlp_fc);
            add(prefix + "mlp_act", block.mlp_act);
            add(prefix + "mlp_proj", block.mlp_proj);
        }
        add(prefix + "out", block.out);
    }

    std::vector<TraceTensor<T>> found;
};

}  // namespace

template <class T>
std::vector<TraceTensor<T>> trace_tensors(const Trace<T>& trace) {
    List<T> list;
    list.add("tok_emb", trace.tok_emb);
    list.add("pos_emb", trace.pos_emb);
    list.add("x", trace.x);
    for (std::size_t layer = 0; layer < trace.blocks.size(); ++layer)
        list.add_block("block." + std::to_string(layer) + ".", trace.blocks[layer]);
    list.add("ln_f", trace.ln_f);
    list.add("logits", trace.logits);
    list.add("probabilities", trace.probabilities);
    return std::move(list.found);
}

template std::vector<TraceTensor<float>> trace_tensors<float>(const Trace<float>&);
template std::vector<TraceTensor<double>> trace_tensors<double>(const Trace<double>&);

}  // namespace mha::engine
