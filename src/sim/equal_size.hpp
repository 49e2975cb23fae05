// SPDX-License-Identifier: MIT
// Models of names with the same number of parameters and 1, 2, 4, 8 or 16 heads, several seeds each: the losses that
// the record of their trainings holds (web/models/record-names.json, read when the program is built).
#pragma once

#include <span>
#include <vector>

namespace mha::sim {

struct EqualSizeRun {
    int heads = 0, seed = 0, parameters = 0;
    double loss = 0;  // on held-out names, nats per letter
};
/// All runs, by heads and then seed; empty when the program was built without the record.
[[nodiscard]] std::span<const EqualSizeRun> equal_size_runs();

struct EqualSizeRow {
    int heads = 0, head_width = 0, parameters = 0;
    std::vector<double> losses;      // one per seed
    double mean = 0, deviation = 0;  // of the sample (n - 1); 0 for a single seed
    double lowest = 0, highest = 0;
};
/// One row per number of heads, fewest first.
[[nodiscard]] std::vector<EqualSizeRow> equal_size_rows(std::span<const EqualSizeRun> runs = equal_size_runs());

/// What the rows say: which mean is lowest, how far apart the means are, and how far apart seeds are.
struct EqualSizeVerdict {
    int best_heads = 0, worst_heads = 0;
    double between = 0;                   // highest mean - lowest mean
    double within = 0;                    // root of the mean variance over seeds
    double one_head = 0, most_heads = 0;  // means of the first and the last row
};
[[nodiscard]] EqualSizeVerdict equal_size_verdict(std::span<const EqualSizeRow> rows);

}  // namespace mha::sim
