// SPDX-License-Identifier: MIT
// An independent transformer in double precision: plain loops and libm, no xtensor, none of the
// engine's arithmetic. It reads the engine's parameters and is otherwise a second opinion.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>
#include <map>
#include <string>
#include <vector>

#include "engine/model.hpp"

namespace mha::test {

/// rows x columns, row after row.
struct Table {
    std::size_t rows = 0;
    std::size_t columns = 0;
    std::vector<double> data;

    Table() = default;
    Table(std::size_t r, std::size_t c) : rows(r), columns(c), data(r * c, 0.0) {}
    double& at(std::size_t r, std::size_t c) { return data[r * columns + c]; }
    [[nodiscard]] double at(std::size_t r, std::size_t c) const { return data[r * columns + c]; }
};

/// Everything of one pass by the names `attention trace` uses; cubes [H, T, x] as H * T rows.
using Stages = std::map<std::string, Table>;

class ReferenceTransformer {
  public:
    explicit ReferenceTransformer(const engine::Model<float>& model) : model_(model), c_(model.config) {}

    [[nodiscard]] Stages forward(const std::vector<int>& tokens) const {
        Stages s;
        const std::size_t rows = tokens.size();
        Table tok(rows, c_.d_model);
        Table pos(rows, c_.d_model);
        for (std::size_t t = 0; t < rows; ++t) {
            for (std::size_t d = 0; d < c_.d_model; ++d) {
                tok.at(t, d) = static_cast<double>(
                    model_.token_table.data()[static_cast<std::size_t>(tokens[t]) * c_.d_model + d]);
                pos.at(t, d) = static_cast<double>(model_.position_table.data()[t * c_.d_model + d]);
            }
        }
        Table x = sum(tok, pos);
        if (c_.embedding_norm) {
            x = norm(x, nullptr, nullptr);
        }
        s["tok_emb"] = tok;
        s["pos_emb"] = pos;
        s["x"] = x;
        for (std::size_t layer = 0; layer < c_.layers; ++layer) {
            x = block(layer, x, s);
        }
        const Table last = c_.final_norm ? norm(x, values(model_.ln_f.gain), values(model_.ln_f.bias)) : x;
        s["ln_f"] = last;
        Table logits = head(last);
        s["logits"] = logits;
        for (std::size_t t = 0; t < rows; ++t) {
            softmax(logits, t);
        }
        s["probabilities"] = logits;
        return s;
    }

  private:
    template <class AnyTensor>
    static const float* values(const AnyTensor& tensor) {
        return tensor.size() == 0 ? nullptr : tensor.data();
    }

    static Table sum(const Table& a, const Table& b) {
        Table result = a;
        for (std::size_t i = 0; i < b.data.size(); ++i) {
            result.data[i] += b.data[i];
        }
        return result;
    }

    [[nodiscard]] Table norm(const Table& x, const float* gain, const float* bias) const {
        if (c_.norm == engine::NormKind::none) {
            return x;
        }
        Table y = x;
        const double width = static_cast<double>(x.columns);
        for (std::size_t t = 0; t < x.rows; ++t) {
            double mean = 0.0;
            double square = 0.0;
            for (std::size_t d = 0; d < x.columns && c_.norm == engine::NormKind::layer_norm; ++d) {
                mean += x.at(t, d) / width;
            }
            for (std::size_t d = 0; d < x.columns; ++d) {
                square += (x.at(t, d) - mean) * (x.at(t, d) - mean) / width;
            }
            const double scale = 1.0 / std::sqrt(square + static_cast<double>(c_.norm_epsilon));
            for (std::size_t d = 0; d < x.columns; ++d) {
                y.at(t, d) = (x.at(t, d) - mean) * scale * (gain != nullptr ? static_cast<double>(gain[d]) : 1.0) +
                             (bias != nullptr ? static_cast<double>(bias[d]) : 0.0);
            }
        }
        return y;
    }

    static Table linear(const Table& x, const float* w, const float* bias, std::size_t out) {
        Table y(x.rows, out);
        for (std::size_t t = 0; t < x.rows; ++t) {
            for (std::size_t o = 0; o < out; ++o) {
                double total = bias != nullptr ? static_cast<double>(bias[o]) : 0.0;
                for (std::size_t i = 0; i < x.columns; ++i) {
                    total += x.at(t, i) * static_cast<double>(w[i * out + o]);
                }
                y.at(t, o) = total;
            }
        }
        return y;
    }

    static void softmax(Table& table, std::size_t row) {
        double top = -std::numeric_limits<double>::infinity();
        double total = 0.0;
        for (std::size_t i = 0; i < table.columns; ++i) {
            top = std::max(top, table.at(row, i));
        }
        for (std::size_t i = 0; i < table.columns; ++i) {
            table.at(row, i) = std::exp(table.at(row, i) - top);
            total += table.at(row, i);
        }
        for (std::size_t i = 0; i < table.columns; ++i) {
            table.at(row, i) /= total;
        }
    }

    [[nodiscard]] double activation(double x) const {
        switch (c_.activation) {
            case engine::ActivationKind::gelu_tanh:
                return 0.5 * x *
                       (1.0 + std::tanh(std::sqrt(2.0 / 3.14159265358979323846) * (x + 0.044715 * x * x * x)));
            case engine::ActivationKind::gelu_erf:
                return 0.5 * x * (1.0 + std::erf(x / std::sqrt(2.0)));
            case engine::ActivationKind::relu:
                return x > 0.0 ? x : 0.0;
        }
        return x;
    }

    /// Columns of head h of a packed [T, H*K] table into rows h*T.. of a [H*T, K] table.
    [[nodiscard]] Table split(const Table& packed) const {
        const std::size_t width = c_.head_width();
        Table cube(c_.heads * packed.rows, width);
        for (std::size_t h = 0; h < c_.heads; ++h) {
            for (std::size_t t = 0; t < packed.rows; ++t) {
                for (std::size_t k = 0; k < width; ++k) {
                    cube.at(h * packed.rows + t, k) = packed.at(t, h * width + k);
                }
            }
        }
        return cube;
    }

    Table attention(const Table& x, const engine::AttentionParameters<float>& p, const std::string& name,
                    Stages& s) const {
        const std::size_t rows = x.rows;
        const std::size_t width = c_.head_width();
        const std::size_t wide = c_.concat_width();
        const Table q = split(linear(x, p.wq.data(), values(p.bq), wide));
        const Table k = split(linear(x, p.wk.data(), values(p.bk), wide));
        const Table v = split(linear(x, p.wv.data(), values(p.bv), wide));
        Table scores(c_.heads * rows, rows);
        Table out(c_.heads * rows, width);
        Table concat(rows, wide);
        for (std::size_t h = 0; h < c_.heads; ++h) {
            for (std::size_t i = 0; i < rows; ++i) {
                for (std::size_t j = 0; j < rows; ++j) {
                    double dot = 0.0;
                    for (std::size_t d = 0; d < width; ++d) {
                        dot += q.at(h * rows + i, d) * k.at(h * rows + j, d);
                    }
                    scores.at(h * rows + i, j) = c_.causal && j > i ? -std::numeric_limits<double>::infinity()
                                                                    : dot / std::sqrt(static_cast<double>(width));
                }
            }
        }
        Table weights = scores;
        for (std::size_t row = 0; row < weights.rows; ++row) {
            softmax(weights, row);
            for (std::size_t j = 0; j < rows; ++j) {
                for (std::size_t d = 0; d < width; ++d) {
                    out.at(row, d) += weights.at(row, j) * v.at(row / rows * rows + j, d);
                }
            }
            for (std::size_t d = 0; d < width; ++d) {
                concat.at(row % rows, row / rows * width + d) = out.at(row, d);
            }
        }
        const Table projected = linear(concat, p.wo.data(), values(p.bo), c_.d_model);
        s[name + "q"] = q;
        s[name + "k"] = k;
        s[name + "v"] = v;
        s[name + "scores"] = scores;
        s[name + "weights"] = weights;
        s[name + "head_out"] = out;
        s[name + "concat"] = concat;
        s[name + "projected"] = projected;
        return projected;
    }

    Table block(std::size_t layer, const Table& x, Stages& s) const {
        const engine::BlockParameters<float>& p = model_.blocks[layer];
        const std::string name = "block." + std::to_string(layer) + ".";
        const Table ln1 = norm(x, values(p.ln1.gain), values(p.ln1.bias));
        s[name + "ln1"] = ln1;
        const Table residual = sum(x, attention(ln1, p.attention, name, s));
        s[name + "attn_residual"] = residual;
        if (c_.d_mlp == 0) {
            s[name + "out"] = residual;
            return residual;
        }
        const Table ln2 = norm(residual, values(p.ln2.gain), values(p.ln2.bias));
        const Table fc = linear(ln2, p.w_fc.data(), values(p.b_fc), c_.d_mlp);
        Table act = fc;
        for (double& value : act.data) {
            value = activation(value);
        }
        const Table proj = linear(act, p.w_proj.data(), values(p.b_proj), c_.d_model);
        const Table out = sum(residual, proj);
        s[name + "ln2"] = ln2;
        s[name + "mlp_fc"] = fc;
        s[name + "mlp_act"] = act;
        s[name + "mlp_proj"] = proj;
        s[name + "out"] = out;
        return out;
    }

    [[nodiscard]] Table head(const Table& x) const {
        if (!c_.tied_head) {
            return linear(x, model_.head.data(), values(model_.head_bias), c_.vocabulary);
        }
        Table logits(x.rows, c_.vocabulary);
        for (std::size_t t = 0; t < x.rows; ++t) {
            for (std::size_t v = 0; v < c_.vocabulary; ++v) {
                double total = c_.head_bias ? static_cast<double>(model_.head_bias.data()[v]) : 0.0;
                for (std::size_t d = 0; d < x.columns; ++d) {
                    total += x.at(t, d) * static_cast<double>(model_.token_table.data()[v * x.columns + d]);
                }
                logits.at(t, v) = total;
            }
        }
        return logits;
    }

    const engine::Model<float>& model_;
    const engine::ModelConfig& c_;
};

}  // namespace mha::test
