// SPDX-License-Identifier: MIT
#include "sim/measured_head.hpp"

#include "engine/order.hpp"

namespace mha::sim {
namespace {

RoleReading role_reading(const analysis::RoleScore& score, const NameRole& name) {
    RoleReading role;
    name(role, score.role);
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

HeadReading measured_head(const analysis::HeadReport& report, const NameRole& name) {
    HeadReading head;
    bool labelled = false;
    for (const analysis::RoleScore& score : report.scores) {
        if (score.cases == 0) continue;
        RoleReading role = role_reading(score, name);
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
        name(head.role, report.role);
        head.role.is_link = false;
    }
    head.entropy = static_cast<float>(report.entropy);
    head.knockout.heldout_loss = static_cast<float>(report.loss_without);
    head.knockout.heldout_agreement = static_cast<float>(report.agreement_without);
    return head;
}

HeadReading letter_head(const analysis::HeadReport& report, std::span<const analysis::LetterRole> roles) {
    return measured_head(report, [roles](RoleReading& role, std::string_view slug) {
        const analysis::LetterRole& kind = analysis::find_letter_role(roles, slug);
        role.slug = kind.slug;
        role.label = kind.label;
        role.short_label = kind.short_label;
        role.meaning = kind.meaning;
    });
}

}  // namespace mha::sim
