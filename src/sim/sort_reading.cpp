// SPDX-License-Identifier: MIT
#include "sim/sort_reading.hpp"

#include <algorithm>
#include <bit>
#include <cctype>
#include <utility>

#include "analysis/knockout_table.hpp"
#include "analysis/letter_roles.hpp"
#include "analysis/report.hpp"
#include "data/sorting.hpp"
#include "sim/numerals.hpp"

namespace mha::sim {
namespace {

constexpr std::array<int, kSortLetters> kDefaultInput{2, 1, 0, 1, 1, 2};  // CBABBC

engine::ForwardOptions options_of(const engine::ModelConfig& config, std::uint32_t off) {
    engine::ForwardOptions options;
    for (std::size_t layer = 0; layer < config.layers; ++layer) {
        engine::HeadSet on = engine::kAllHeads;
        for (std::size_t head = 0; head < config.heads; ++head) {
            if ((off & off_bit(static_cast<int>(layer) + 1, static_cast<int>(head) + 1)) != 0)
                on &= ~(engine::HeadSet{1} << head);
        }
        options.knockout.heads_on.push_back(on);
    }
    return options;
}

std::uint32_t heads_of(const engine::ModelConfig& config) {
    std::uint32_t all = 0;
    for (int layer = 1; layer <= static_cast<int>(config.layers); ++layer) {
        for (int head = 1; head <= static_cast<int>(config.heads); ++head) all |= off_bit(layer, head);
    }
    return all;
}

bool fits(const engine::ModelConfig& c) {
    return c.vocabulary == 3 && c.context >= static_cast<std::size_t>(kSortContext) && c.causal &&
           c.layers <= static_cast<std::size_t>(kMaxLayers) && c.heads <= static_cast<std::size_t>(kMaxHeads) &&
           c.d_mlp > 0 && c.norm == engine::NormKind::layer_norm && c.final_norm && !c.embedding_norm;
}

int likeliest(const engine::Matrix<float>& rows, std::size_t row) {
    const float* first = rows.data() + row * rows.shape(1);
    return static_cast<int>(std::max_element(first, first + rows.shape(1)) - first);
}

/// Writes letters until the line is as long as asked, and leaves the trace of the last reading.
bool write_line(SortReading& reading, int length, const engine::ForwardOptions& options) {
    reading.letters.assign(reading.input.begin(), reading.input.end());
    while (true) {
        reading.read = std::min(static_cast<int>(reading.letters.size()), kSortContext);
        engine::Result<engine::Trace<float>> trace = engine::forward(
            reading.stored->model, std::span<const int>(reading.letters).first(static_cast<std::size_t>(reading.read)),
            options);
        if (!trace) return false;
        reading.trace = std::move(*trace);
        if (static_cast<int>(reading.letters.size()) >= length) return true;
        reading.letters.push_back(likeliest(reading.trace.logits, static_cast<std::size_t>(reading.read) - 1));
        if (static_cast<int>(reading.letters.size()) > kSortContext) return true;
    }
}

RoleReading role_of(const analysis::RoleScore& score) {
    const analysis::LetterRole& kind = analysis::find_letter_role(analysis::sort_roles(), score.role);
    RoleReading role;
    role.slug = score.role;
    role.label = kind.label;
    role.short_label = kind.short_label;
    role.meaning = kind.meaning;
    role.score = static_cast<float>(score.mass);
    role.chance = static_cast<float>(score.chance());
    role.uniform_chance = static_cast<float>(score.uniform);
    role.distance_chance = static_cast<float>(std::max(score.distance, 0.0));
    role.low = static_cast<float>(score.low);
    role.high = static_cast<float>(score.high);
    role.is_link = score.is_link();
    return role;
}

SortHead head_of(const analysis::HeadReport& report) {
    SortHead head;
    head.measured = true;
    bool found = false;
    for (const analysis::RoleScore& score : report.scores) {
        if (score.cases == 0) continue;
        const RoleReading role = role_of(score);
        const bool label = score.role == report.role;
        if (label ||
            (!found && (head.role.label.empty() || role.score - role.chance > head.role.score - head.role.chance)))
            head.role = role;
        found = found || label;
    }
    if (!found) {
        head.nearest = head.role.label;
        const analysis::LetterRole& none = analysis::find_letter_role(analysis::sort_roles(), analysis::kDiffuse);
        head.role.slug = none.slug, head.role.label = none.label, head.role.short_label = none.short_label,
        head.role.meaning = none.meaning;
    }
    return head;
}

void read_measured(SortReading& reading) {
    reading.heads.resize(static_cast<std::size_t>(reading.layers() * reading.heads_per_layer()));
    const auto& metadata = reading.stored->metadata;
    if (const auto entry = metadata.find(std::string(analysis::kReportKey)); entry != metadata.end()) {
        if (const auto report = analysis::parse_report(entry->second);
            report && report->heads.size() == reading.heads.size()) {
            for (std::size_t i = 0; i < reading.heads.size(); ++i) reading.heads[i] = head_of(report->heads[i]);
        }
    }
    const auto entry = metadata.find(std::string(analysis::kKnockoutKey));
    if (entry == metadata.end()) return;
    const auto rows = analysis::parse_knockouts(entry->second);
    if (!rows) return;
    for (const analysis::KnockoutRow& row : *rows) {
        if (row.off == "none") reading.right_whole = row.right;
        for (std::size_t i = 0; i < reading.heads.size(); ++i) {
            const auto per = static_cast<std::size_t>(reading.heads_per_layer());
            if (row.off == "layer" + std::to_string(i / per + 1) + ".head" + std::to_string(i % per + 1))
                reading.heads[i].right_without = row.right;
        }
    }
}

/// What is stored is not counted again.
std::shared_ptr<SortCount> count_of_shown(const SortReading& reading, const engine::ForwardOptions& options) {
    if (reading.off == 0 && reading.right_whole >= 0) return std::make_shared<SortCount>(reading.right_whole);
    if (std::has_single_bit(reading.off)) {
        for (int layer = 1; layer <= reading.layers(); ++layer) {
            for (int head = 1; head <= reading.heads_per_layer(); ++head) {
                const int stored = reading.head(layer, head).right_without;
                if (reading.off == off_bit(layer, head) && stored >= 0) return std::make_shared<SortCount>(stored);
            }
        }
    }
    return std::make_shared<SortCount>(reading.stored, options);
}

void show(const SortReading& reading, Readings& now) {
    const engine::ModelConfig& config = reading.stored->model.config;
    now.model.heads = static_cast<int>(config.heads);
    now.model.layers = static_cast<int>(config.layers);
    now.model.d_model = static_cast<int>(config.d_model);
    now.model.head_width = static_cast<int>(config.head_width());
    now.model.concat_width = static_cast<int>(config.concat_width());
    now.model.vocabulary = static_cast<int>(config.vocabulary);
    now.model.parameters = static_cast<int>(engine::parameter_count(reading.stored->model));
    now.tokens.assign(reading.letters.begin(), reading.letters.begin() + reading.read);
    now.network = &reading.stored->model;
    now.trace = &reading.trace;
    now.ready = true;
}

}  // namespace

char letter_name(int letter) { return letter >= 0 && letter < 3 ? static_cast<char>('A' + letter) : '?'; }

SortInput read_sort_text(std::string_view text) {
    SortInput out{kDefaultInput, {}};
    std::string wrong;
    int count = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (c == ' ' || c == ',') continue;
        const char big = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (big >= 'A' && big <= 'C') {
            if (count < kSortLetters) out.letters[static_cast<std::size_t>(count)] = big - 'A';
            ++count;
            continue;
        }
        std::size_t end = at + 1;  // the whole character, however many bytes
        while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
        const std::string shown = in_quotes(text.substr(at, end - at));
        if (wrong.find(shown) == std::string::npos && wrong.size() < 40) wrong += (wrong.empty() ? "" : ", ") + shown;
        at = end - 1;
    }
    if (!wrong.empty()) out.notice = "This model knows only the letters A, B and C; " + wrong + " was left out. ";
    if (count > kSortLetters) out.notice += "It sorts six letters; the first six are read.";
    if (count < kSortLetters) {
        out.notice += "It sorts six letters and " +
                      (count == 0 ? std::string("none was") : count_of(count, "was", "were")) + " typed; read as ";
        for (const int letter : out.letters) out.notice += letter_name(letter);
        out.notice += ".";
    }
    if (!out.notice.empty() && out.notice.back() == ' ') out.notice.pop_back();
    return out;
}

int line_length(const State& state) { return std::clamp(state.word, kSortLetters, 2 * kSortLetters); }

void read_sorting(const State& state, const std::shared_ptr<const StoredModel>& model, const Readings& before,
                  Readings& now) {
    const SortInput typed = read_sort_text(state.text);
    now.text_notice = typed.notice;
    if (!fits(model->model.config)) {
        now.problem = "This model file does not hold a model that sorts letters.";
        return;
    }
    const std::uint32_t off = state.off & heads_of(model->model.config);
    const int length = line_length(state);
    const auto& last = before.sort;
    const bool same_model = last != nullptr && last->stored == model;
    if (same_model && last->input == typed.letters && last->off == off &&
        static_cast<int>(last->letters.size()) == length) {
        now.sort = last;
        show(*last, now);
        return;
    }
    const auto reading = std::make_shared<SortReading>();
    reading->stored = model;
    reading->input = reading->answer = typed.letters;
    std::sort(reading->answer.begin(), reading->answer.end());
    reading->off = off;
    const engine::ForwardOptions options = options_of(model->model.config, off);
    if (!write_line(*reading, length, options)) {
        now.problem = "This model cannot be run.";
        return;
    }
    list_network(*reading);
    if (same_model)
        reading->heads = last->heads, reading->right_whole = last->right_whole;
    else
        read_measured(*reading);
    reading->count = same_model && last->off == off ? last->count : count_of_shown(*reading, options);
    now.sort = reading;
    show(*reading, now);
}

}  // namespace mha::sim
