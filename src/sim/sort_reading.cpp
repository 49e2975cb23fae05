// SPDX-License-Identifier: MIT
#include "sim/sort_reading.hpp"

#include <algorithm>
#include <cctype>
#include <utility>

#include "analysis/letter_roles.hpp"
#include "analysis/report.hpp"
#include "analysis/sort_study.hpp"
#include "data/sorting.hpp"
#include "sim/measured_head.hpp"
#include "sim/numerals.hpp"
#include "sim/switched.hpp"

namespace mha::sim {
namespace {

constexpr std::array<int, kSortLetters> kDefaultInput{2, 1, 0, 1, 1, 2};  // CBABBC

std::uint32_t parts_of(const engine::ModelConfig& config) {
    std::uint32_t all = 0;
    for (int layer = 1; layer <= static_cast<int>(config.layers); ++layer) {
        all |= mlp_off_bit(layer);
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

/// The model as it runs: with the MLPs that are off adding nothing.
std::shared_ptr<const StoredModel> running(const std::shared_ptr<const StoredModel>& stored, std::uint32_t off) {
    std::uint32_t mlps = 0;
    for (int layer = 1; layer <= kMaxLayers; ++layer)
        mlps |= (off & mlp_off_bit(layer)) != 0 ? 1U << static_cast<unsigned>(layer - 1) : 0U;
    if (mlps == 0) return stored;
    auto model = std::make_shared<StoredModel>(*stored);
    model->model = analysis::without_halves(stored->model, 0, mlps);
    return model;
}

/// Writes letters until the line is as long as asked, and leaves the trace of the last reading.
bool write_line(SortReading& reading, const engine::Model<float>& model, int length,
                const engine::ForwardOptions& options) {
    reading.letters.assign(reading.input.begin(), reading.input.end());
    while (true) {
        reading.read = std::min(static_cast<int>(reading.letters.size()), kSortContext);
        engine::Result<engine::Trace<float>> trace = engine::forward(
            model, std::span<const int>(reading.letters).first(static_cast<std::size_t>(reading.read)), options);
        if (!trace) return false;
        reading.trace = std::move(*trace);
        if (static_cast<int>(reading.letters.size()) >= length) return true;
        reading.letters.push_back(likeliest(reading.trace.logits, static_cast<std::size_t>(reading.read) - 1));
        if (static_cast<int>(reading.letters.size()) > kSortContext) return true;
    }
}

SortHead head_of(const analysis::HeadReport& report) {
    HeadReading head = letter_head(report, analysis::sort_roles());
    SortHead out;
    out.measured = true;
    if (head.role.slug == analysis::kDiffuse && !head.others.empty()) out.nearest = head.others.front().label;
    out.role = std::move(head.role);
    return out;
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
    auto rows = analysis::parse_knockouts(entry->second);
    if (rows) reading.knockouts = std::move(*rows);
}

/// What is stored is not counted again.
std::shared_ptr<SortCount> count_of_shown(const SortReading& reading, std::shared_ptr<const StoredModel> model,
                                          const engine::ForwardOptions& options) {
    const int stored = reading.measured_right(reading.off);
    return stored >= 0 ? std::make_shared<SortCount>(stored) : std::make_shared<SortCount>(std::move(model), options);
}

/// The stored table's name of these parts; empty where it has none.
std::string table_name(std::uint32_t parts) {
    if (parts == 0) return "none";
    for (int layer = 1; layer <= kMaxLayers; ++layer) {
        const std::string name = "layer" + std::to_string(layer);
        if (parts == mlp_off_bit(layer)) return name + ".mlp";
        for (int head = 1; head <= kMaxHeads; ++head) {
            if (parts == off_bit(layer, head)) return name + ".head" + std::to_string(head);
        }
    }
    return {};
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

int SortReading::measured_right(std::uint32_t parts) const {
    const std::string name = table_name(parts);
    for (const analysis::KnockoutRow& row : knockouts) {
        if (row.off == name) return row.right;
    }
    return -1;
}

void read_sorting(const State& state, const std::shared_ptr<const StoredModel>& model, const Readings& before,
                  Readings& now) {
    const SortInput typed = read_sort_text(state.text);
    now.text_notice = typed.notice;
    if (!fits(model->model.config)) {
        now.problem = "This model file does not hold a model that sorts letters.";
        return;
    }
    const std::uint32_t off = state.off & parts_of(model->model.config);
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
    reading->input = typed.letters;
    reading->answer = data::sorted(typed.letters);
    reading->off = off;
    const engine::ForwardOptions options = without_heads(model->model.config, off);
    const std::shared_ptr<const StoredModel> run = running(model, off);
    if (!write_line(*reading, run->model, length, options)) {
        now.problem = "This model cannot be run.";
        return;
    }
    list_network(*reading);
    if (same_model)
        reading->heads = last->heads, reading->knockouts = last->knockouts;
    else
        read_measured(*reading);
    reading->count = same_model && last->off == off ? last->count : count_of_shown(*reading, run, options);
    now.sort = reading;
    show(*reading, now);
}

}  // namespace mha::sim
