// SPDX-License-Identifier: MIT
#include "sim/names_losses.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <set>

#include "analysis/name_study.hpp"
#include "data/names.hpp"
#include "sim/fields.hpp"
#include "sim/plain_text.hpp"

namespace mha::sim {
namespace {

/// "none" or "1+3" as bits from 0; false when it does not read.
bool read_set(std::string_view part, std::size_t heads, std::uint32_t& off) {
    off = 0;
    if (part == "none") return true;
    while (!part.empty()) {
        const std::size_t end = std::min(part.find('+'), part.size());
        int head = 0;
        if (!parse_whole(part.substr(0, end), head) || head < 1 || head > static_cast<int>(heads)) return false;
        off |= std::uint32_t{1} << static_cast<unsigned>(head - 1);
        part.remove_prefix(std::min(end + 1, part.size()));
    }
    return off != 0;
}

/// None off, each head, each pair, all.
std::vector<std::uint32_t> measured_sets(std::size_t heads) {
    std::vector<std::uint32_t> sets{0};
    for (std::size_t a = 0; a < heads; ++a) sets.push_back(std::uint32_t{1} << a);
    for (std::size_t a = 0; a < heads; ++a)
        for (std::size_t b = a + 1; b < heads; ++b) sets.push_back((std::uint32_t{1} << a) | (std::uint32_t{1} << b));
    if (heads > 2) sets.push_back((std::uint32_t{1} << heads) - 1);
    return sets;
}

std::vector<std::string> evenly_spaced(const std::vector<std::string>& names, std::size_t most) {
    if (names.size() <= most) return names;
    std::vector<std::string> out;
    for (std::size_t i = 0; i < most; ++i) out.push_back(names[i * names.size() / most]);
    return out;
}

}  // namespace

double NameLosses::without(std::uint32_t off) const {
    for (const NameLoss& row : rows) {
        if (row.off == off) return row.loss;
    }
    return std::numeric_limits<double>::quiet_NaN();
}

NameLosses stored_losses(const NamesModel& model, bool mean) {
    NameLosses out;
    out.names = model.report.sentences;
    for (const analysis::KnockoutRow& row : model.knockouts) {
        std::uint32_t off = 0;
        if (!read_set(row.off, model.stored->model.config.heads, off)) continue;
        out.rows.push_back({off, mean ? row.loss_mean : row.loss});
        out.letters = row.cases;
    }
    return out;
}

engine::ForwardOptions without_heads(const NamesModel& model, std::uint32_t off, bool mean) {
    return analysis::with_heads(~static_cast<engine::HeadSet>(off), mean ? &model.means : nullptr);
}

OwnNames measure_own_names(const NamesModel& model, std::string_view text, bool mean) {
    OwnNames out;
    const auto list = data::read_names(text);
    if (!list) {
        out.problem = one_line("The list was not taken: " + engine::message(list.error()), 300);
        return out;
    }
    out.different = static_cast<int>(list->names.size());
    out.repeated = static_cast<int>(list->repeated);
    const std::vector<std::string> names = evenly_spaced(list->names, static_cast<std::size_t>(kMostMeasuredNames));
    const std::vector<std::string> trained = data::split_names(data::shipped_names()).training;
    const std::set<std::string_view> known(trained.begin(), trained.end());
    out.trained_on = static_cast<int>(
        std::count_if(names.begin(), names.end(), [&](const std::string& name) { return known.contains(name); }));
    const engine::Batch batch = data::name_batch(names);
    out.losses.names = static_cast<int>(names.size());
    out.losses.letters = static_cast<int>(batch.targets.size());
    for (const std::uint32_t off : measured_sets(model.stored->model.config.heads)) {
        const auto loss = engine::loss(model.stored->model, batch, without_heads(model, off, mean));
        if (!loss) {
            out.problem = engine::message(loss.error());
            return out;
        }
        out.losses.rows.push_back({off, *loss});
    }
    return out;
}

}  // namespace mha::sim
