// SPDX-License-Identifier: MIT
// What models of names and of sorting lose without some of their parts, as plain data and as the text stored with the
// checkpoint (metadata key "knockouts").
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/error.hpp"

namespace mha::analysis {

inline constexpr std::string_view kKnockoutKey = "knockouts";

/// Names fill the losses, sorting fills loss and right.
struct KnockoutRow {
    std::string off;       // "none"; heads of the only layer "1", "1+3"; "layer1.head2", "layer1.attention",
                           // "layer1.mlp", "layer1"
    double loss = 0;       // nats per letter, the part's output set to zero
    double loss_mean = 0;  // the same with the mean output over training names in place of zero; names only
    int right = 0;         // inputs sorted right; sorting only
    int cases = 0;         // letters asked, or inputs
    friend bool operator==(const KnockoutRow&, const KnockoutRow&) = default;
};

/// One line a row, "off part=... loss=..."; numbers with six decimals.
[[nodiscard]] std::string write_knockouts(const std::vector<KnockoutRow>& rows);
/// Errors: bad_format naming the line.
[[nodiscard]] engine::Result<std::vector<KnockoutRow>> parse_knockouts(std::string_view text);

}  // namespace mha::analysis
