// SPDX-License-Identifier: MIT
#include "analysis/roles.hpp"

#include "analysis/role_kind.hpp"
#include "analysis/role_tally.hpp"
#include "engine/transformer.hpp"

namespace mha::analysis {
namespace {

RoleCases cases_of(const RoleKind& kind, const data::Sentence& sentence) {
    const int length = static_cast<int>(sentence.tokens.size());
    RoleCases cases;
    if (kind.is_link()) {
        for (const data::Link& link : sentence.links)
            if (link.kind == kind.link) cases.push_back({link.from, {link.to}});
        return cases;
    }
    for (int q = 0; q < length; ++q) {
        if (kind.place == Place::previous && q > 0) cases.push_back({q, {q - 1}});
        if (kind.place == Place::next && q + 1 < length) cases.push_back({q, {q + 1}});
        if (kind.place == Place::itself) cases.push_back({q, {q}});
        // Word 0 is left out: there "first" and "itself" are the same place; at word 1 first is "previous".
        if (kind.place == Place::first && q > 1) cases.push_back({q, {0}});
    }
    return cases;
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
    std::vector<RoleTally::Kind> kinds;
    for (const RoleKind& kind : role_kinds()) kinds.push_back({kind.slug, kind.is_link()});
    RoleTally tally(model.config, std::move(kinds));
    for (const data::Sentence& sentence : sentences) {
        const auto trace = engine::forward(model, sentence.tokens);
        if (!trace) return std::unexpected(trace.error());
        std::vector<RoleCases> cases;
        for (const RoleKind& kind : role_kinds()) cases.push_back(cases_of(kind, sentence));
        tally.add(*trace, cases);
    }
    return tally.reports();
}

}  // namespace mha::analysis
