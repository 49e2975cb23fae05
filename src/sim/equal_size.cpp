// SPDX-License-Identifier: MIT
#include "sim/equal_size.hpp"

#include <algorithm>
#include <cmath>

#include "engine/order.hpp"

namespace mha::sim {
namespace {

constexpr int kWidth = 16;  // n_embd: the heads' widths together

}  // namespace

std::vector<EqualSizeRow> equal_size_rows(std::span<const EqualSizeRun> runs) {
    std::vector<EqualSizeRow> rows;
    for (const EqualSizeRun& run : runs) {
        auto row =
            std::find_if(rows.begin(), rows.end(), [&](const EqualSizeRow& other) { return other.heads == run.heads; });
        if (row == rows.end()) {
            rows.push_back({.heads = run.heads,
                            .head_width = kWidth / std::max(run.heads, 1),
                            .parameters = run.parameters,
                            .losses = {}});
            row = rows.end() - 1;
        }
        row->losses.push_back(run.loss);
    }
    for (EqualSizeRow& row : rows) {
        const auto count = static_cast<double>(row.losses.size());
        for (const double loss : row.losses) row.mean += loss / count;
        double square = 0;
        for (const double loss : row.losses) square += (loss - row.mean) * (loss - row.mean);
        row.deviation = row.losses.size() > 1 ? std::sqrt(square / (count - 1)) : 0;
        row.lowest = *std::min_element(row.losses.begin(), row.losses.end());
        row.highest = *std::max_element(row.losses.begin(), row.losses.end());
    }
    engine::sort_by(rows, [](const EqualSizeRow& a, const EqualSizeRow& b) { return a.heads < b.heads; });
    return rows;
}

EqualSizeVerdict equal_size_verdict(std::span<const EqualSizeRow> rows) {
    EqualSizeVerdict out;
    if (rows.empty()) return out;
    const auto [best, worst] = std::minmax_element(
        rows.begin(), rows.end(), [](const EqualSizeRow& a, const EqualSizeRow& b) { return a.mean < b.mean; });
    out.best_heads = best->heads;
    out.worst_heads = worst->heads;
    out.between = worst->mean - best->mean;
    for (const EqualSizeRow& row : rows) out.within += row.deviation * row.deviation / static_cast<double>(rows.size());
    out.within = std::sqrt(out.within);
    out.one_head = rows.front().mean;
    out.most_heads = rows.back().mean;
    return out;
}

}  // namespace mha::sim
