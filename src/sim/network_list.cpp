// SPDX-License-Identifier: MIT
#include "sim/network_list.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/sort_reading.hpp"

namespace mha::sim {
namespace {

using engine::MatrixView;

struct Lister {
    SortReading& reading;
    int block = 0, head = 0;

    void add(NetKind kind, const char* name, MatrixView values, bool parameter, bool by_letter) {
        NetMatrix m;
        m.kind = kind;
        m.block = block;
        m.head = head;
        const bool square = kind == NetKind::scores || kind == NetKind::weights;
        m.rows = by_letter ? kSortContext : static_cast<int>(values.rows);
        m.columns = square ? kSortContext : static_cast<int>(values.columns);
        m.values = values;
        m.parameter = parameter;
        m.by_letter = by_letter;
        m.name = name;
        if (block > 0) m.id = "b" + std::to_string(block) + "-", m.place = "Block " + std::to_string(block);
        if (head > 0) m.id += "h" + std::to_string(head) + "-", m.place += ", Head " + std::to_string(head);
        for (const char c : m.name) m.id += c == ' ' ? '.' : c;
        for (std::size_t i = 0; i < values.rows * values.columns; ++i) {
            if (std::isfinite(values.data[i])) m.most = std::max(m.most, std::fabs(values.data[i]));
        }
        m.first_pick = reading.matrices.empty() ? 1 : reading.matrices.back().pick(reading.matrices.back().rows, 0);
        reading.matrices.push_back(std::move(m));
    }
    void parameter(NetKind kind, const char* name, MatrixView values) {
        if (!values.empty()) add(kind, name, values, true, false);
    }
    void computed(NetKind kind, const char* name, MatrixView values) { add(kind, name, values, false, true); }

    /// Columns of one head, or whatever `take` gives, as a matrix of its own.
    template <class Take>
    MatrixView copy(std::size_t rows, std::size_t columns, Take take) {
        std::vector<float>& kept = reading.copies.emplace_back();
        for (std::size_t r = 0; r < rows; ++r) {
            for (std::size_t c = 0; c < columns; ++c) kept.push_back(take(r, c));
        }
        return {kept.data(), rows, columns};
    }
    MatrixView slice(const engine::Matrix<float>& whole, std::size_t width) {
        const std::size_t first = static_cast<std::size_t>(head - 1) * width;
        return copy(whole.shape(0), width, [&](std::size_t r, std::size_t c) { return whole(r, first + c); });
    }
    MatrixView slice(const engine::Vector<float>& whole, std::size_t width) {
        const std::size_t first = static_cast<std::size_t>(head - 1) * width;
        return whole.size() == 0 ? MatrixView{} : MatrixView{whole.data() + first, 1, width};
    }
    MatrixView norm(const engine::NormParameters<float>& p) {
        const std::size_t width = p.gain.size();
        const std::size_t rows = p.bias.size() == width ? 2 : 1;
        return copy(width == 0 ? 0 : rows, width,
                    [&](std::size_t r, std::size_t c) { return r == 0 ? p.gain(c) : p.bias(c); });
    }
    static MatrixView row_of(const engine::Vector<float>& v) {
        return {v.data(), v.size() == 0 ? std::size_t{0} : std::size_t{1}, v.size()};
    }
};

void list_head(Lister& list, const engine::AttentionParameters<float>& p, const engine::AttentionTrace<float>& t,
               std::size_t width) {
    const auto h = static_cast<std::size_t>(list.head) - 1;
    list.parameter(NetKind::w_q, "W_Q", list.slice(p.wq, width));
    list.parameter(NetKind::w_k, "W_K", list.slice(p.wk, width));
    list.parameter(NetKind::w_v, "W_V", list.slice(p.wv, width));
    list.parameter(NetKind::b_q, "b_Q", list.slice(p.bq, width));
    list.parameter(NetKind::b_k, "b_K", list.slice(p.bk, width));
    list.parameter(NetKind::b_v, "b_V", list.slice(p.bv, width));
    list.computed(NetKind::q, "queries q", engine::head_view(t.q, h));
    list.computed(NetKind::k, "keys k", engine::head_view(t.k, h));
    list.computed(NetKind::v, "values v", engine::head_view(t.v, h));
    list.computed(NetKind::scores, "scores", engine::head_view(t.scores, h));
    list.computed(NetKind::weights, "weights", engine::head_view(t.weights, h));
    list.computed(NetKind::head_out, "head output", engine::head_view(t.head_out, h));
}

void list_block(Lister& list, const engine::BlockParameters<float>& p, const engine::BlockTrace<float>& t,
                const engine::ModelConfig& config) {
    using engine::view_of;
    list.parameter(NetKind::ln1_parameters, "gain and bias 1", list.norm(p.ln1));
    list.computed(NetKind::ln1, "LayerNorm 1", view_of(t.ln1));
    for (list.head = 1; list.head <= static_cast<int>(config.heads); ++list.head)
        list_head(list, p.attention, t.attention, config.head_width());
    list.head = 0;
    list.parameter(NetKind::w_o, "W_O", view_of(p.attention.wo));
    list.parameter(NetKind::b_o, "b_O", Lister::row_of(p.attention.bo));
    list.computed(NetKind::projected, "attention output", view_of(t.attention.projected));
    list.computed(NetKind::stream_mid, "stream after attention", view_of(t.attn_residual));
    list.parameter(NetKind::ln2_parameters, "gain and bias 2", list.norm(p.ln2));
    list.computed(NetKind::ln2, "LayerNorm 2", view_of(t.ln2));
    list.parameter(NetKind::w_fc, "W_fc", view_of(p.w_fc));
    list.parameter(NetKind::b_fc, "b_fc", Lister::row_of(p.b_fc));
    list.computed(NetKind::fc, "MLP in", view_of(t.mlp_fc));
    list.computed(NetKind::act, "GELU", view_of(t.mlp_act));
    list.parameter(NetKind::w_proj, "W_proj", view_of(p.w_proj));
    list.parameter(NetKind::b_proj, "b_proj", Lister::row_of(p.b_proj));
    list.computed(NetKind::proj, "MLP output", view_of(t.mlp_proj));
    list.computed(NetKind::stream_out, "stream after MLP", view_of(t.out));
}

}  // namespace

void list_network(SortReading& reading) {
    using engine::view_of;
    const engine::Model<float>& model = reading.stored->model;
    const engine::ModelConfig& config = model.config;
    reading.matrices.clear();
    reading.copies.clear();
    reading.copies.reserve(config.layers * (3 * config.heads + 2) + 4);
    Lister list{reading};
    list.parameter(NetKind::token_table, "letter table", view_of(model.token_table));
    list.parameter(NetKind::position_table, "position table", view_of(model.position_table));
    list.computed(NetKind::stream_in, "embedding", view_of(reading.trace.x));
    for (std::size_t b = 0; b < config.layers; ++b) {
        list.block = static_cast<int>(b) + 1;
        list_block(list, model.blocks[b], reading.trace.blocks[b], config);
    }
    list.block = 0;
    list.parameter(NetKind::ln_f_parameters, "final gain and bias", list.norm(model.ln_f));
    list.computed(NetKind::ln_f, "final LayerNorm", view_of(reading.trace.ln_f));
    const auto head = [&](std::size_t r, std::size_t c) {
        return config.tied_head ? model.token_table(c, r) : model.head(r, c);
    };
    list.parameter(NetKind::head, "W_head", list.copy(config.d_model, config.vocabulary, head));
    list.computed(NetKind::logits, "logits", view_of(reading.trace.logits));
    list.computed(NetKind::probabilities, "probabilities", view_of(reading.trace.probabilities));
}

int SortReading::find(NetKind kind, int block, int head) const {
    for (std::size_t i = 0; i < matrices.size(); ++i) {
        const NetMatrix& m = matrices[i];
        if (m.kind == kind && m.block == block && m.head == head) return static_cast<int>(i);
    }
    return -1;
}

NetPlace picked_place(const SortReading& reading, int pick) {
    for (std::size_t i = 0; i < reading.matrices.size(); ++i) {
        const NetMatrix& m = reading.matrices[i];
        const int at = pick - m.first_pick;
        if (at < 0 || at >= m.rows * m.columns) continue;
        const NetPlace place{static_cast<int>(i), at / m.columns, at % m.columns};
        return m.has(place.row, place.column) ? place : NetPlace{};
    }
    return {};
}

}  // namespace mha::sim
