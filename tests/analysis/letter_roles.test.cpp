// SPDX-License-Identifier: MIT
// Roles of letter heads on models made by hand, where the right answer is known.
#include "analysis/letter_roles.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <set>

#include "data/names.hpp"
#include "data/sorting.hpp"

using namespace mha;

namespace {

/// One head that reads positions only: a token at place t looks at place t - back, or evenly when back is 0.
engine::Model<float> place_model(std::size_t vocabulary, std::size_t back) {
    auto model = engine::zero_model<float>({.vocabulary = vocabulary,
                                            .context = 16,
                                            .d_model = 16,
                                            .causal = true,
                                            .norm = engine::NormKind::none,
                                            .biases = false});
    for (std::size_t i = 0; i < 16; ++i) {
        model.position_table(i, i) = 1.0F;
        model.blocks[0].attention.wk(i, i) = 1.0F;
        if (back > 0 && i >= back) model.blocks[0].attention.wq(i, i - back) = 400.0F;
    }
    return model;
}

const analysis::RoleScore& score_of(const analysis::HeadReport& head, std::string_view role) {
    for (const auto& score : head.scores)
        if (score.role == role) return score;
    FAIL("no such score");
    return head.scores.front();
}

}  // namespace

TEST_CASE("a head that spreads evenly over what it sees scores its uniform line everywhere and is diffuse") {
    const auto split = data::split_names(data::shipped_names());
    const auto names = analysis::measure_name_roles(place_model(27, 0), split.held_out);
    const auto sort = analysis::measure_sort_roles(place_model(3, 0));
    REQUIRE((names.has_value() && sort.has_value()));
    for (const auto* heads : {&*names, &*sort}) {
        const analysis::HeadReport& head = heads->front();
        CHECK(head.role == analysis::kDiffuse);
        CHECK(std::abs(head.entropy - 1.0) < 1e-5);
        for (const auto& score : head.scores) {
            CHECK(score.cases > 0);
            CHECK(std::abs(score.mass - score.uniform) < 1e-5);
        }
    }
}

TEST_CASE("heads that look one or two letters back are called so, not followers of vowels or of equal letters") {
    const auto split = data::split_names(data::shipped_names());
    const auto one = analysis::measure_name_roles(place_model(27, 1), split.held_out);
    const auto two = analysis::measure_name_roles(place_model(27, 2), split.held_out);
    REQUIRE((one.has_value() && two.has_value()));
    CHECK(one->front().role == "previous-letter");
    CHECK(score_of(one->front(), "previous-letter").mass > 0.99);
    CHECK(two->front().role == "two-back");
    const auto& vowel = score_of(one->front(), "vowel");
    CHECK(vowel.low < 1.5 * vowel.distance);
    const auto sort = analysis::measure_sort_roles(place_model(3, 5));
    REQUIRE(sort.has_value());
    CHECK(sort->front().role == "same-place");  // five back from the letter read: the place that is being filled
}

TEST_CASE("every letter role has a slug of its own and all its words") {
    for (const auto roles : {analysis::name_roles(), analysis::sort_roles()}) {
        std::set<std::string_view> slugs;
        for (const analysis::LetterRole& role : roles) {
            CHECK(slugs.insert(role.slug).second);
            CHECK_FALSE((role.label.empty() || role.short_label.empty() || role.meaning.empty()));
            CHECK(&analysis::find_letter_role(roles, role.slug) == &role);
        }
        CHECK(analysis::find_letter_role(roles, "syntactic").slug == analysis::kDiffuse);
    }
    CHECK_FALSE(analysis::measure_name_roles(place_model(27, 0), {}).has_value());
}
