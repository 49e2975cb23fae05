// SPDX-License-Identifier: MIT
// Counts where the heads of a model look: attention mass on named places, with the lines chance would give. What the
// places are (words of a sentence, letters of a name) the caller says.
#pragma once

#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/report.hpp"
#include "engine/transformer.hpp"

namespace mha::analysis {

/// One query and the keys that count for it; the mass on them is added up.
struct RoleCase {
    int query = 0;
    std::vector<int> keys;  // in a causal model none after the query
};
using RoleCases = std::vector<RoleCase>;

class RoleTally {
  public:
    struct Kind {
        std::string_view slug;
        bool is_link = false;  // has a same-distance line: keys found by what they are, not by where they are
    };
    RoleTally(const engine::ModelConfig& config, std::vector<Kind> kinds);

    /// One sequence with its cases, one entry per kind. Sequences are the independent units of the intervals.
    void add(const engine::Trace<float>& trace, std::span<const RoleCases> cases);

    /// One report per head, layer by layer: scores, label and entropy; everything else is left 0.
    /// Mass: mean over the cases. Interval: 1.96 standard errors of that ratio. Uniform line: the cases' keys over
    /// all the query sees. Distance line (links): the mean weight of the same head at the same offsets where the
    /// pair is not linked in this way, weighted as the cases are.
    [[nodiscard]] std::vector<HeadReport> reports() const;

  private:
    static constexpr int kReach = 32;  // offsets -kReach..kReach; longer than any sequence of ours
    using Offsets = std::array<double, 2 * kReach + 1>;

    // Ratio estimate sum(x)/sum(n) with sequences as units; the sums needed for its standard error.
    struct Ratio {
        double x = 0, n = 0, xx = 0, xn = 0, nn = 0;
        void add(double more_x, double more_n);
        [[nodiscard]] double mean() const { return n > 0 ? x / n : 0; }
        [[nodiscard]] double standard_error() const;
    };
    struct KindTally {
        Ratio mass;
        double uniform = 0;  // sum over the cases
        double keys = 0;     // sum over the cases
        Offsets linked{};    // weight on linked pairs, by offset
        Offsets linked_count{};
    };
    struct HeadTally {
        std::vector<KindTally> kinds;
        Offsets all{};  // weight on any pair, by offset
        double entropy = 0, rows = 0;
    };

    void add_rows(HeadTally& tally, const engine::MatrixView& weights) const;
    void add_cases(HeadTally& tally, const engine::MatrixView& weights, std::span<const RoleCases> cases) const;
    [[nodiscard]] double distance_line(const HeadTally& head, const KindTally& kind) const;
    [[nodiscard]] HeadReport report_of(const HeadTally& tally, std::size_t index) const;
    /// Keys this query sees.
    [[nodiscard]] int seen(int query, int length) const { return causal_ ? query + 1 : length; }

    std::size_t heads_;
    bool causal_;
    std::vector<Kind> kinds_;
    std::vector<HeadTally> tallies_;
    Offsets pair_count_{};  // the same pairs for every head
};

}  // namespace mha::analysis
