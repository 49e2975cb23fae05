// SPDX-License-Identifier: MIT
#include "sim/model_reading.hpp"

#include <algorithm>

#include "analysis/role_kind.hpp"
#include "engine/order.hpp"

namespace mha::sim {
namespace {

RoleReading role_reading(const analysis::RoleScore& score) {
    const analysis::RoleKind& kind = analysis::find_role(score.role);
    RoleReading role;
    role.slug = score.role;
    role.label = kind.label;
    role.short_label = kind.short_label;
    role.meaning = kind.meaning;
    role.score = static_cast<float>(score.mass);
    role.chance = static_cast<float>(score.chance());
    role.uniform_chance = static_cast<float>(score.uniform);
    role.distance_chance = static_cast<float>(score.is_link() ? score.distance : 0.0);
    role.low = static_cast<float>(score.low);
    role.high = static_cast<float>(score.high);
    role.is_link = score.is_link();
    return role;
}

// A diffuse head keeps its name and shows the numbers of the role it comes nearest to.
RoleReading label_reading(const std::string& slug, const std::vector<RoleReading>& others) {
    RoleReading role;
    if (!others.empty()) role = others.front();
    const analysis::RoleKind& kind = analysis::find_role(slug);
    role.slug = kind.slug;
    role.label = kind.label;
    role.short_label = kind.short_label;
    role.meaning = kind.meaning;
    role.is_link = false;
    return role;
}

HeadReading head_reading(const analysis::HeadReport& report) {
    HeadReading head;
    bool labelled = false;
    for (const analysis::RoleScore& score : report.scores) {
        if (score.cases == 0) continue;
        RoleReading role = role_reading(score);
        if (score.role == report.role) {
            head.role = std::move(role);
            labelled = true;
        } else {
            head.others.push_back(std::move(role));
        }
    }
    engine::sort_by(head.others,
                    [](const RoleReading& a, const RoleReading& b) { return a.score - a.chance > b.score - b.chance; });
    if (!labelled) head.role = label_reading(report.role, head.others);
    head.entropy = static_cast<float>(report.entropy);
    head.knockout.heldout_loss = static_cast<float>(report.loss_without);
    head.knockout.heldout_agreement = static_cast<float>(report.agreement_without);
    return head;
}

}  // namespace

void read_model(Readings& readings, const StoredModel& stored, std::size_t layer) {
    const engine::ModelConfig& config = stored.model.config;
    const analysis::ModelReport& report = stored.report;
    ModelReading& model = readings.model;
    model.heads = static_cast<int>(config.heads);
    model.layers = static_cast<int>(config.layers);
    model.d_model = static_cast<int>(config.d_model);
    model.head_width = static_cast<int>(config.head_width());
    model.concat_width = static_cast<int>(config.concat_width());
    model.vocabulary = static_cast<int>(config.vocabulary);
    model.parameters = static_cast<int>(engine::parameter_count(stored.model));
    model.seed = report.seed;
    model.steps = report.steps;
    model.heldout_loss = static_cast<float>(report.loss);
    model.heldout_agreement = static_cast<float>(report.agreement);
    model.heldout_sentences = report.sentences;
    model.agreement_cases = report.agreement_cases;
    readings.heads.clear();
    for (std::size_t h = 0; h < config.heads; ++h)
        readings.heads.push_back(head_reading(report.heads[layer * config.heads + h]));
}

}  // namespace mha::sim
