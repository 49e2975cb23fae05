// SPDX-License-Identifier: MIT
// `attention ablate`: what a model loses without each of its heads.
#include "analysis/knockout.hpp"
#include "checkpoint/json_text.hpp"
#include "cli/commands.hpp"
#include "cli/files.hpp"
#include "cli/measured.hpp"

namespace mha::cli {

engine::Result<void> ablate(const ModelOptions& options, std::size_t sentences) {
    const auto measured = measure_file(options, sentences);
    if (!measured) {
        return std::unexpected(measured.error());
    }
    const analysis::ModelReport& report = measured->report;
    checkpoint::JsonText json;
    json.begin_object();
    write_whole(json, report);
    json.key("heads").begin_array();
    for (const analysis::HeadReport& head : report.heads) {
        json.begin_object();
        json.key("layer").signed_integer(head.layer).key("head").signed_integer(head.head);
        json.key("role").text(head.role);
        json.key("loss_without").number(head.loss_without);
        json.key("loss_change").number(head.loss_without - report.loss);
        json.key("agreement_without").number(head.agreement_without);
        json.key("agreement_change").number(head.agreement_without - report.agreement);
        json.end_object();
    }
    json.end_array().end_object();
    return write_text(options.out, json.str());
}

}  // namespace mha::cli
