// SPDX-License-Identifier: MIT
#include "analysis/roles.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "analysis/role_kind.hpp"
#include "engine/math.hpp"
#include "engine/transformer.hpp"

namespace mha::analysis {
namespace {

constexpr int kReach = 32;  // offsets -kReach..kReach; longer than any sentence of the grammar
using Offsets = std::array<double, 2 * kReach + 1>;

// Ratio estimate sum(x)/sum(n) with sentences as units; the sums needed for its standard error.
struct Ratio {
    double x = 0, n = 0, xx = 0, xn = 0, nn = 0;

    void add(double sentence_x, double sentence_n) {
        x += sentence_x;
        n += sentence_n;
        xx += sentence_x * sentence_x;
        xn += sentence_x * sentence_n;
        nn += sentence_n * sentence_n;
    }
    [[nodiscard]] double mean() const { return n > 0 ? x / n : 0; }
    [[nodiscard]] double standard_error() const {
        if (n <= 0) return 0;
        const double m = mean();
        return std::sqrt(std::max(0.0, xx - 2 * m * xn + m * m * nn)) / n;
    }
};

struct KindTally {
    Ratio mass;
    double uniform = 0;      // sum of 1/T over the cases
    Offsets linked{};        // weight on linked pairs, by offset
    Offsets linked_count{};
};

struct HeadTally {
    std::vector<KindTally> kinds;
    Offsets all{};           // weight on any pair, by offset
    double entropy = 0, rows = 0;
};

// Where in the sentence the queries of one kind should look: (query, key) pairs.
using Pairs = std::vector<std::pair<int, int>>;

Pairs pairs_of(const RoleKind& kind, const data::Sentence& sentence) {
    const int length = static_cast<int>(sentence.tokens.size());
    Pairs pairs;
    if (kind.is_link()) {
        for (const data::Link& link : sentence.links)
            if (link.kind == kind.link) pairs.emplace_back(link.from, link.to);
        return pairs;
    }
    for (int q = 0; q < length; ++q) {
        if (kind.place == Place::previous && q > 0) pairs.emplace_back(q, q - 1);
        if (kind.place == Place::next && q + 1 < length) pairs.emplace_back(q, q + 1);
        if (kind.place == Place::itself) pairs.emplace_back(q, q);
        // Word 0 is left out: there "first" and "itself" are the same place; at word 1 first is "previous".
        if (kind.place == Place::first && q > 1) pairs.emplace_back(q, 0);
    }
    return pairs;
}

double entropy_share(std::span<const float> row) {
    double sum = 0;
    for (const float w : row)
        if (w > 0) sum -= static_cast<double>(w) * engine::math::log(static_cast<double>(w));
    return sum / engine::math::log(static_cast<double>(row.size()));
}

void tally_sentence(HeadTally& tally, const engine::MatrixView& weights, const std::vector<Pairs>& pairs,
                    Offsets& pair_count) {
    const auto length = static_cast<int>(weights.rows);
    for (int q = 0; q < length; ++q) {
        const auto row = weights.row(static_cast<std::size_t>(q));
        for (int k = 0; k < length; ++k) {
            const auto offset = static_cast<std::size_t>(k - q + kReach);
            tally.all[offset] += static_cast<double>(row[static_cast<std::size_t>(k)]);
            pair_count[offset] += 1;
        }
        if (length > 1) {
            tally.entropy += entropy_share(row);
            tally.rows += 1;
        }
    }
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        KindTally& kind = tally.kinds[i];
        double mass = 0;
        for (const auto& [q, k] : pairs[i]) {
            const auto w = static_cast<double>(weights.at(static_cast<std::size_t>(q), static_cast<std::size_t>(k)));
            const auto offset = static_cast<std::size_t>(k - q + kReach);
            mass += w;
            kind.linked[offset] += w;
            kind.linked_count[offset] += 1;
            kind.uniform += 1.0 / length;
        }
        kind.mass.add(mass, static_cast<double>(pairs[i].size()));
    }
}

// Mean weight at the cases' offsets where the pair is not linked, weighted as the cases are.
double distance_line(const HeadTally& head, const KindTally& kind, const Offsets& pair_count) {
    double sum = 0;
    double cases = 0;
    for (std::size_t o = 0; o < pair_count.size(); ++o) {
        const double others = pair_count[o] - kind.linked_count[o];
        if (kind.linked_count[o] == 0 || others <= 0) continue;
        sum += kind.linked_count[o] * (head.all[o] - kind.linked[o]) / others;
        cases += kind.linked_count[o];
    }
    return cases > 0 ? sum / cases : 0;
}

HeadReport report_of(const HeadTally& tally, const Offsets& pair_count, std::size_t layer, std::size_t head) {
    HeadReport report;
    report.layer = static_cast<int>(layer) + 1;
    report.head = static_cast<int>(head) + 1;
    report.entropy = tally.rows > 0 ? tally.entropy / tally.rows : 0;
    for (std::size_t i = 0; i < tally.kinds.size(); ++i) {
        const KindTally& kind = tally.kinds[i];
        const double margin = 1.96 * kind.mass.standard_error();
        RoleScore score;
        score.role = role_kinds()[i].slug;
        score.mass = kind.mass.mean();
        score.low = std::max(0.0, score.mass - margin);
        score.high = std::min(1.0, score.mass + margin);
        score.cases = static_cast<int>(kind.mass.n);
        score.uniform = kind.mass.n > 0 ? kind.uniform / kind.mass.n : 0;
        if (role_kinds()[i].is_link()) score.distance = distance_line(tally, kind, pair_count);
        report.scores.push_back(std::move(score));
    }
    report.role = label_of(report.scores);
    return report;
}

}  // namespace

bool is_clear(const RoleScore& score, const RoleRule& rule) {
    if (score.cases == 0 || score.low < rule.least_mass) return false;
    if (score.low < rule.uniform_factor * score.uniform) return false;
    return !score.is_link() || score.low >= rule.distance_factor * score.distance;
}

std::string label_of(std::span<const RoleScore> scores, const RoleRule& rule) {
    const RoleScore* best = nullptr;
    for (const RoleScore& score : scores)
        if (is_clear(score, rule) && (best == nullptr || score.mass > best->mass)) best = &score;
    return best == nullptr ? std::string(kDiffuse) : best->role;
}

engine::Result<std::vector<HeadReport>> measure_roles(const engine::Model<float>& model,
                                                      std::span<const data::Sentence> sentences) {
    if (sentences.empty())
        return std::unexpected(engine::Error{engine::ErrorCode::empty, "sentences", "empty", "at least one"});
    const std::size_t heads = model.config.heads;
    std::vector<HeadTally> tallies(model.config.layers * heads);
    for (HeadTally& tally : tallies) tally.kinds.resize(role_kinds().size());
    Offsets pair_count{};
    for (const data::Sentence& sentence : sentences) {
        const auto trace = engine::forward(model, sentence.tokens);
        if (!trace) return std::unexpected(trace.error());
        std::vector<Pairs> pairs;
        for (const RoleKind& kind : role_kinds()) pairs.push_back(pairs_of(kind, sentence));
        Offsets counted{};
        for (std::size_t i = 0; i < tallies.size(); ++i) {
            counted = pair_count;  // the same pairs for every head
            tally_sentence(tallies[i], engine::head_view(trace->blocks[i / heads].attention.weights, i % heads),
                           pairs, counted);
        }
        pair_count = counted;
    }
    std::vector<HeadReport> reports;
    for (std::size_t i = 0; i < tallies.size(); ++i)
        reports.push_back(report_of(tallies[i], pair_count, i / heads, i % heads));
    return reports;
}

}  // namespace mha::analysis
