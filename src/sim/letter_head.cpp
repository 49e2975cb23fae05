// SPDX-License-Identifier: MIT
#include "sim/letter_head.hpp"

#include <algorithm>

#include "engine/order.hpp"

namespace mha::sim {
namespace {

void name_role(RoleReading& role, const analysis::LetterRole& kind) {
    role.slug = kind.slug;
    role.label = kind.label;
    role.short_label = kind.short_label;
    role.meaning = kind.meaning;
    role.is_link = kind.is_link;
}

RoleReading role_reading(const analysis::RoleScore& score, std::span<const analysis::LetterRole> roles) {
    RoleReading role;
    name_role(role, analysis::find_letter_role(roles, score.role));
    role.score = static_cast<float>(score.mass);
    role.chance = static_cast<float>(score.chance());
    role.uniform_chance = static_cast<float>(score.uniform);
    role.distance_chance = static_cast<float>(score.is_link() ? score.distance : 0.0);
    role.low = static_cast<float>(score.low);
    role.high = static_cast<float>(score.high);
    role.is_link = score.is_link();
    return role;
}

}  // namespace

HeadReading letter_head(const analysis::HeadReport& report, std::span<const analysis::LetterRole> roles) {
    HeadReading head;
    bool labelled = false;
    for (const analysis::RoleScore& score : report.scores) {
        if (score.cases == 0) continue;
        RoleReading role = role_reading(score, roles);
        if (score.role == report.role) {
            head.role = std::move(role);
            labelled = true;
        } else {
            head.others.push_back(std::move(role));
        }
    }
    engine::sort_by(head.others,
                    [](const RoleReading& a, const RoleReading& b) { return a.score - a.chance > b.score - b.chance; });
    if (!labelled) {
        if (!head.others.empty()) head.role = head.others.front();
        name_role(head.role, analysis::find_letter_role(roles, report.role));
    }
    head.entropy = static_cast<float>(report.entropy);
    head.knockout.heldout_loss = static_cast<float>(report.loss_without);
    return head;
}

}  // namespace mha::sim
