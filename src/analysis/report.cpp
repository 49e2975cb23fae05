// SPDX-License-Identifier: MIT
#include "analysis/report.hpp"

#include <cstdio>

#include "analysis/report_line.hpp"

namespace mha::analysis {
namespace {

void append(std::string& out, const char* key, double value) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, " %s=%.6f", key, value);
    out += buffer;
}

void append(std::string& out, const char* key, int value) {
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, " %s=%d", key, value);
    out += buffer;
}

void append_score(std::string& out, const HeadReport& head, const RoleScore& score) {
    out += "score";
    append(out, "layer", head.layer);
    append(out, "head", head.head);
    out += " role=" + score.role;
    append(out, "mass", score.mass);
    append(out, "low", score.low);
    append(out, "high", score.high);
    append(out, "uniform", score.uniform);
    append(out, "distance", score.distance);
    append(out, "cases", score.cases);
    out += '\n';
}

void append_head(std::string& out, const HeadReport& head) {
    out += "head";
    append(out, "layer", head.layer);
    append(out, "head", head.head);
    out += " role=" + head.role;
    append(out, "entropy", head.entropy);
    append(out, "loss_without", head.loss_without);
    append(out, "agreement_without", head.agreement_without);
    out += '\n';
    for (const RoleScore& score : head.scores) append_score(out, head, score);
}

void read_model(ReportLine& line, ModelReport& report) {
    report.seed = line.integer("seed");
    report.steps = line.integer("steps");
    report.sentences = line.integer("sentences");
    report.masked_words = line.integer("masked_words");
    report.loss = line.real("loss");
    report.agreement = line.real("agreement");
    report.agreement_cases = line.integer("agreement_cases");
    report.agreement_easy = line.real("agreement_easy");
    report.agreement_easy_cases = line.integer("agreement_easy_cases");
}

void read_head(ReportLine& line, ModelReport& report) {
    HeadReport head;
    head.layer = line.integer("layer");
    head.head = line.integer("head");
    head.role = line.word("role");
    head.entropy = line.real("entropy");
    head.loss_without = line.real("loss_without");
    head.agreement_without = line.real("agreement_without");
    report.heads.push_back(std::move(head));
}

bool read_score(ReportLine& line, ModelReport& report) {
    RoleScore score;
    score.role = line.word("role");
    score.mass = line.real("mass");
    score.low = line.real("low");
    score.high = line.real("high");
    score.uniform = line.real("uniform");
    score.distance = line.real("distance");
    score.cases = line.integer("cases");
    const int layer = line.integer("layer");
    const int head = line.integer("head");
    if (report.heads.empty() || report.heads.back().layer != layer || report.heads.back().head != head) return false;
    report.heads.back().scores.push_back(std::move(score));
    return true;
}

}  // namespace

std::string write_report(const ModelReport& report) {
    std::string out = "model";
    append(out, "seed", report.seed);
    append(out, "steps", report.steps);
    append(out, "sentences", report.sentences);
    append(out, "masked_words", report.masked_words);
    append(out, "loss", report.loss);
    append(out, "agreement", report.agreement);
    append(out, "agreement_cases", report.agreement_cases);
    append(out, "agreement_easy", report.agreement_easy);
    append(out, "agreement_easy_cases", report.agreement_easy_cases);
    out += '\n';
    for (const HeadReport& head : report.heads) append_head(out, head);
    return out;
}

engine::Result<ModelReport> parse_report(std::string_view text) {
    ModelReport report;
    int number = 0;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        ReportLine line(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        ++number;
        bool good = true;
        if (line.kind() == "model") {
            read_model(line, report);
        } else if (line.kind() == "head") {
            read_head(line, report);
        } else if (line.kind() == "score") {
            good = read_score(line, report);
        } else {
            good = false;
        }
        if (!good || !line.ok()) {
            return std::unexpected(
                engine::Error{engine::ErrorCode::bad_format, "line " + std::to_string(number) + " of the report",
                              std::string(line.kind()), "a model, head or score line with all its numbers"});
        }
    }
    return report;
}

}  // namespace mha::analysis
