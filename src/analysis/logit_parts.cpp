// SPDX-License-Identifier: MIT
#include "analysis/logit_parts.hpp"

#include <cmath>
#include <span>

namespace mha::analysis {
namespace {

using Row = std::vector<double>;

/// The weights a residual row is read with: the token's column of the head, times the frozen norm.
struct Reader {
    Row weights;      // of each entry of the residual stream
    double norm = 0;  // the norm's bias, and nothing else, read by the head
    double bias = 0;  // the head's own

    [[nodiscard]] double read(const float* row) const {
        double sum = 0;
        for (std::size_t i = 0; i < weights.size(); ++i) sum += weights[i] * static_cast<double>(row[i]);
        return sum;
    }
};

Row head_column(const engine::Model<float>& model, std::size_t token) {
    const engine::ModelConfig& c = model.config;
    Row column(c.d_model);
    for (std::size_t i = 0; i < c.d_model; ++i)
        column[i] = static_cast<double>(c.tied_head ? model.token_table(token, i) : model.head(i, token));
    return column;
}

/// y_i = (x_i - mean) rstd gain_i + bias_i read by `column`; with rstd frozen that is linear in x, because the mean is.
void freeze_norm(const engine::Model<float>& model, const float* residual, Reader& reader) {
    const engine::ModelConfig& c = model.config;
    if (!c.final_norm || c.norm == engine::NormKind::none) return;
    const auto size = static_cast<double>(c.d_model);
    const bool centred = c.norm == engine::NormKind::layer_norm;
    double mean = 0;
    for (std::size_t i = 0; i < c.d_model && centred; ++i) mean += static_cast<double>(residual[i]) / size;
    double square = 0;
    for (std::size_t i = 0; i < c.d_model; ++i) {
        const double away = static_cast<double>(residual[i]) - mean;
        square += away * away / size;
    }
    const double rstd = 1.0 / std::sqrt(square + static_cast<double>(c.norm_epsilon));
    double average = 0;
    for (std::size_t i = 0; i < c.d_model; ++i) {
        if (model.ln_f.bias.size() > 0) reader.norm += reader.weights[i] * static_cast<double>(model.ln_f.bias[i]);
        if (model.ln_f.gain.size() > 0) reader.weights[i] *= static_cast<double>(model.ln_f.gain[i]);
        reader.weights[i] *= rstd;
        average += reader.weights[i] / size;
    }
    if (centred)
        for (double& weight : reader.weights) weight -= average;
}

}  // namespace

engine::Result<std::vector<LogitPart>> logit_parts(const engine::Model<float>& model, const engine::Trace<float>& trace,
                                                   std::size_t row, int token) {
    const engine::ModelConfig& c = model.config;
    if (row >= trace.x.shape(0))
        return std::unexpected(engine::Error{engine::ErrorCode::bad_value, "row", std::to_string(row),
                                             "below " + std::to_string(trace.x.shape(0))});
    if (token < 0 || static_cast<std::size_t>(token) >= c.vocabulary)
        return std::unexpected(engine::Error{engine::ErrorCode::bad_value, "token", std::to_string(token),
                                             "0 to " + std::to_string(c.vocabulary - 1)});
    const auto index = static_cast<std::size_t>(token);
    Reader reader{head_column(model, index), 0, 0};
    freeze_norm(model, &trace.blocks.back().out(row, 0), reader);
    if (c.head_bias) reader.bias = static_cast<double>(model.head_bias[index]);
    std::vector<LogitPart> parts{{LogitSource::embedding, 0, 0, reader.read(&trace.x(row, 0))}};
    for (std::size_t layer = 0; layer < c.layers; ++layer) {
        const engine::BlockTrace<float>& block = trace.blocks[layer];
        const int number = static_cast<int>(layer) + 1;
        for (std::size_t head = 0; head < c.heads; ++head)
            parts.push_back({LogitSource::head, number, static_cast<int>(head) + 1,
                             reader.read(&block.attention.share(head, row, 0))});
        const auto& bias = model.blocks[layer].attention.bo;
        if (bias.size() > 0) parts.push_back({LogitSource::attention_bias, number, 0, reader.read(bias.data())});
        if (c.d_mlp > 0) parts.push_back({LogitSource::mlp, number, 0, reader.read(&block.mlp_proj(row, 0))});
    }
    if (reader.norm != 0) parts.push_back({LogitSource::norm_bias, 0, 0, reader.norm});
    if (c.head_bias) parts.push_back({LogitSource::head_bias, 0, 0, reader.bias});
    return parts;
}

}  // namespace mha::analysis
