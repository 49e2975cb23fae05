// SPDX-License-Identifier: MIT
#include "analysis/role_tally.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/roles.hpp"
#include "engine/math.hpp"

namespace mha::analysis {
namespace {

/// The row's entropy as a share of a uniform row's over so many keys.
double entropy_share(std::span<const float> row, int keys) {
    double sum = 0;
    for (const float w : row)
        if (w > 0) sum -= static_cast<double>(w) * engine::math::log(static_cast<double>(w));
    return sum / engine::math::log(static_cast<double>(keys));
}

}  // namespace

void RoleTally::Ratio::add(double more_x, double more_n) {
    x += more_x;
    n += more_n;
    xx += more_x * more_x;
    xn += more_x * more_n;
    nn += more_n * more_n;
}

double RoleTally::Ratio::standard_error() const {
    if (n <= 0) return 0;
    const double m = mean();
    return std::sqrt(std::max(0.0, xx - 2 * m * xn + m * m * nn)) / n;
}

RoleTally::RoleTally(const engine::ModelConfig& config, std::vector<Kind> kinds)
    : heads_(config.heads), causal_(config.causal), kinds_(std::move(kinds)), tallies_(config.layers * config.heads) {
    for (HeadTally& tally : tallies_) tally.kinds.resize(kinds_.size());
}

void RoleTally::add_rows(HeadTally& tally, const engine::MatrixView& weights) const {
    const auto length = static_cast<int>(weights.rows);
    for (int q = 0; q < length; ++q) {
        const auto row = weights.row(static_cast<std::size_t>(q));
        const int keys = seen(q, length);
        for (int k = 0; k < keys; ++k)
            tally.all[static_cast<std::size_t>(k - q + kReach)] +=
                static_cast<double>(row[static_cast<std::size_t>(k)]);
        if (keys > 1) {
            tally.entropy += entropy_share(row, keys);
            tally.rows += 1;
        }
    }
}

void RoleTally::add_cases(HeadTally& tally, const engine::MatrixView& weights, std::span<const RoleCases> cases) const {
    const auto length = static_cast<int>(weights.rows);
    for (std::size_t i = 0; i < cases.size(); ++i) {
        KindTally& kind = tally.kinds[i];
        double mass = 0;
        for (const auto& [query, keys] : cases[i]) {
            for (const int key : keys) {
                const auto w =
                    static_cast<double>(weights.at(static_cast<std::size_t>(query), static_cast<std::size_t>(key)));
                const auto offset = static_cast<std::size_t>(key - query + kReach);
                mass += w;
                kind.linked[offset] += w;
                kind.linked_count[offset] += 1;
            }
            const auto count = static_cast<double>(keys.size());
            kind.uniform += count / seen(query, length);
            kind.keys += count;
        }
        kind.mass.add(mass, static_cast<double>(cases[i].size()));
    }
}

void RoleTally::add(const engine::Trace<float>& trace, std::span<const RoleCases> cases) {
    for (std::size_t i = 0; i < tallies_.size(); ++i) {
        const auto weights = engine::head_view(trace.blocks[i / heads_].attention.weights, i % heads_);
        add_rows(tallies_[i], weights);
        add_cases(tallies_[i], weights, cases);
    }
    const auto length = static_cast<int>(trace.x.shape(0));
    for (int q = 0; q < length; ++q)
        for (int k = 0; k < seen(q, length); ++k) pair_count_[static_cast<std::size_t>(k - q + kReach)] += 1;
}

double RoleTally::distance_line(const HeadTally& head, const KindTally& kind) const {
    double sum = 0;
    double pairs = 0;
    for (std::size_t o = 0; o < pair_count_.size(); ++o) {
        const double others = pair_count_[o] - kind.linked_count[o];
        if (kind.linked_count[o] == 0 || others <= 0) continue;
        sum += kind.linked_count[o] * (head.all[o] - kind.linked[o]) / others;
        pairs += kind.linked_count[o];
    }
    // Per case: as many keys as a case has on the average.
    return pairs > 0 ? sum / pairs * (kind.keys / kind.mass.n) : 0;
}

HeadReport RoleTally::report_of(const HeadTally& tally, std::size_t index) const {
    HeadReport report;
    report.layer = static_cast<int>(index / heads_) + 1;
    report.head = static_cast<int>(index % heads_) + 1;
    report.entropy = tally.rows > 0 ? tally.entropy / tally.rows : 0;
    for (std::size_t i = 0; i < kinds_.size(); ++i) {
        const KindTally& kind = tally.kinds[i];
        const double margin = 1.96 * kind.mass.standard_error();
        RoleScore score;
        score.role = kinds_[i].slug;
        score.mass = kind.mass.mean();
        score.low = std::max(0.0, score.mass - margin);
        score.high = std::min(1.0, score.mass + margin);
        score.cases = static_cast<int>(kind.mass.n);
        score.uniform = kind.mass.n > 0 ? kind.uniform / kind.mass.n : 0;
        if (kinds_[i].is_link) score.distance = distance_line(tally, kind);
        report.scores.push_back(std::move(score));
    }
    report.role = label_of(report.scores);
    return report;
}

std::vector<HeadReport> RoleTally::reports() const {
    std::vector<HeadReport> reports;
    for (std::size_t i = 0; i < tallies_.size(); ++i) reports.push_back(report_of(tallies_[i], i));
    return reports;
}

}  // namespace mha::analysis
