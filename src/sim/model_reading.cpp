// SPDX-License-Identifier: MIT
#include "sim/model_reading.hpp"

#include "analysis/role_kind.hpp"
#include "sim/measured_head.hpp"

namespace mha::sim {
namespace {

void name_role(RoleReading& role, std::string_view slug) {
    const analysis::RoleKind& kind = analysis::find_role(slug);
    role.slug = kind.slug;
    role.label = kind.label;
    role.short_label = kind.short_label;
    role.meaning = kind.meaning;
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
        readings.heads.push_back(measured_head(report.heads[layer * config.heads + h], name_role));
}

}  // namespace mha::sim
