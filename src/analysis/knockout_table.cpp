// SPDX-License-Identifier: MIT
#include "analysis/knockout_table.hpp"

#include <cstdio>

#include "analysis/report_line.hpp"

namespace mha::analysis {

std::string write_knockouts(const std::vector<KnockoutRow>& rows) {
    std::string out;
    for (const KnockoutRow& row : rows) {
        char numbers[160];
        std::snprintf(numbers, sizeof numbers, " loss=%.6f loss_mean=%.6f right=%d cases=%d\n", row.loss, row.loss_mean,
                      row.right, row.cases);
        out += "off part=" + row.off + numbers;
    }
    return out;
}

engine::Result<std::vector<KnockoutRow>> parse_knockouts(std::string_view text) {
    std::vector<KnockoutRow> rows;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        ReportLine line(text.substr(0, end));
        text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
        KnockoutRow row;
        row.off = line.word("part");
        row.loss = line.real("loss");
        row.loss_mean = line.real("loss_mean");
        row.right = line.integer("right");
        row.cases = line.integer("cases");
        if (line.kind() != "off" || !line.ok())
            return std::unexpected(engine::Error{engine::ErrorCode::bad_format,
                                                 "line " + std::to_string(rows.size() + 1) + " of the knock-outs",
                                                 std::string(line.kind()), "an off line with all its numbers"});
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace mha::analysis
