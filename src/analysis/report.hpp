// SPDX-License-Identifier: MIT
// What was measured of a trained model, as plain data and as the text stored with its checkpoint
// (metadata key "report"). Measured by `attention roles`; a test measures it again.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/error.hpp"

namespace mha::analysis {

inline constexpr std::string_view kDiffuse = "diffuse";
inline constexpr std::string_view kReportKey = "report";

/// One score of one head: mean attention mass on one kind of place, with its chance lines.
struct RoleScore {
    std::string role;  // slug of a RoleKind
    double mass = 0;   // mean over all cases, 0..1
    double low = 0;    // 95 % confidence interval, sentences as the independent units
    double high = 0;
    double uniform = 0;    // what uniform attention would give on the same cases
    double distance = -1;  // links: what this head gives at the same distance elsewhere; -1 = not a link
    int cases = 0;

    [[nodiscard]] bool is_link() const { return distance >= 0; }
    [[nodiscard]] double chance() const { return distance > uniform ? distance : uniform; }
    friend bool operator==(const RoleScore&, const RoleScore&) = default;
};

struct HeadReport {
    int layer = 1;                  // from 1
    int head = 1;                   // from 1
    std::string role{kDiffuse};     // the score shown as label, or "diffuse"
    double entropy = 0;             // mean row entropy as a share of a uniform row's, 0..1
    double loss_without = 0;        // held-out loss with this head's output set to zero, nats per masked word
    double agreement_without = 0;   // share of right verb forms behind an attractor, without this head
    std::vector<RoleScore> scores;  // every kind measured, in the order of role_kinds()
    friend bool operator==(const HeadReport&, const HeadReport&) = default;
};

struct ModelReport {
    int seed = 0;
    int steps = 0;
    int sentences = 0;     // held-out sentences measured
    int masked_words = 0;  // words asked for in the loss
    double loss = 0;       // nats per masked word, all heads on
    double agreement = 0;  // share of right verb forms with an attractor between subject and verb
    int agreement_cases = 0;
    double agreement_easy = 0;  // the same without an attractor
    int agreement_easy_cases = 0;
    std::vector<HeadReport> heads;  // layer by layer
    friend bool operator==(const ModelReport&, const ModelReport&) = default;
};

/// Lines of "kind key=value ..."; numbers with six decimals, so that writing and reading is a fixed point.
[[nodiscard]] std::string write_report(const ModelReport& report);

/// Errors: bad_format naming the line.
[[nodiscard]] engine::Result<ModelReport> parse_report(std::string_view text);

}  // namespace mha::analysis
