// SPDX-License-Identifier: MIT
// The report stored with a checkpoint: writing and reading is a fixed point, and damage is named.
#include "analysis/report.hpp"

#include <catch2/catch_test_macros.hpp>

using namespace mha;
using analysis::HeadReport;
using analysis::ModelReport;
using analysis::RoleScore;

namespace {

ModelReport sample() {
    ModelReport report{.seed = 3,
                       .steps = 8000,
                       .sentences = 100,
                       .masked_words = 250,
                       .loss = 1.25,
                       .agreement = 0.875,
                       .agreement_cases = 40,
                       .agreement_easy = 1.0,
                       .agreement_easy_cases = 60,
                       .heads = {}};
    HeadReport head;
    head.layer = 1;
    head.head = 2;
    head.role = "verb-subject";
    head.entropy = 0.5;
    head.loss_without = 1.5;
    head.agreement_without = 0.5;
    head.scores = {RoleScore{"previous-word", 0.25, 0.125, 0.5, 0.125, -1, 99},
                   RoleScore{"verb-subject", 0.75, 0.5, 0.875, 0.125, 0.25, 12}};
    report.heads = {head};
    return report;
}

}  // namespace

TEST_CASE("a report reads back as it was written") {
    const auto read = analysis::parse_report(analysis::write_report(sample()));
    REQUIRE(read.has_value());
    CHECK(*read == sample());
    CHECK(analysis::write_report(*read) == analysis::write_report(sample()));
}

TEST_CASE("a damaged report is refused with its line") {
    const std::string good = analysis::write_report(sample());
    for (const std::string& bad : {std::string("nonsense\n"), "model seed=x" + good.substr(12),
                                   good + "score layer=9 head=9 role=itself mass=0 low=0 high=0 uniform=0 "
                                          "distance=-1 cases=0\n"}) {
        const auto read = analysis::parse_report(bad);
        REQUIRE_FALSE(read.has_value());
        CHECK(read.error().argument.starts_with("line "));
    }
}

TEST_CASE("the chance of a link is the higher of its two lines") {
    const RoleScore link{"verb-object", 0.6, 0.55, 0.65, 0.1, 0.4, 50};
    CHECK(link.is_link());
    CHECK(link.chance() == 0.4);
    const RoleScore place{"itself", 0.6, 0.55, 0.65, 0.1, -1, 50};
    CHECK_FALSE(place.is_link());
    CHECK(place.chance() == 0.1);
}
