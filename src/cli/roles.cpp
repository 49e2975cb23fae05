// SPDX-License-Identifier: MIT
// `attention roles`: what each head looks at, with its chance lines; can store the result in the
// model.
#include "checkpoint/json_text.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/measured.hpp"

namespace mha::cli {

namespace {

void write_score(checkpoint::JsonText& json, const analysis::RoleScore& score) {
    json.begin_object();
    json.key("role").text(score.role).key("mass").number(score.mass);
    json.key("low").number(score.low).key("high").number(score.high);
    json.key("uniform").number(score.uniform);
    if (score.is_link()) {
        json.key("distance").number(score.distance);
    }
    json.key("cases").signed_integer(score.cases).end_object();
}

void write_head(checkpoint::JsonText& json, const analysis::HeadReport& head) {
    json.begin_object();
    json.key("layer").signed_integer(head.layer).key("head").signed_integer(head.head);
    json.key("role").text(head.role).key("entropy").number(head.entropy);
    json.key("loss_without").number(head.loss_without);
    json.key("agreement_without").number(head.agreement_without);
    json.key("scores").begin_array();
    for (const analysis::RoleScore& score : head.scores) {
        write_score(json, score);
    }
    json.end_array().end_object();
}

/// The model that was measured, with the report among its metadata.
engine::Result<void> store(const Measured& measured, const RolesOptions& options) {
    checkpoint::Metadata metadata = measured.loaded.metadata;
    metadata[std::string(analysis::kReportKey)] = analysis::write_report(measured.report);
    const auto file = file_of(measured.loaded.model, metadata, options.stored);
    return file ? checkpoint::write_file(options.store, *file) : std::unexpected(file.error());
}

}  // namespace

engine::Result<void> roles(const RolesOptions& options) {
    const auto measured = measure_file(options.from, options.sentences, options.stored);
    if (!measured) {
        return std::unexpected(measured.error());
    }
    if (!options.store.empty()) {
        if (auto stored = store(*measured, options); !stored) {
            return stored;
        }
    }
    checkpoint::JsonText json;
    json.begin_object();
    write_whole(json, measured->report);
    json.key("heads").begin_array();
    for (const analysis::HeadReport& head : measured->report.heads) {
        write_head(json, head);
    }
    json.end_array().end_object();
    return write_text(options.from.out, json.str());
}

}  // namespace mha::cli
