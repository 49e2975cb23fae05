// SPDX-License-Identifier: MIT
#include "sim/names_reading.hpp"

#include <algorithm>
#include <numeric>

#include "analysis/letter_roles.hpp"
#include "analysis/logit_parts.hpp"
#include "analysis/name_study.hpp"
#include "data/names.hpp"
#include "engine/order.hpp"
#include "sim/measured_head.hpp"
#include "sim/names_beginning.hpp"
#include "sim/names_losses.hpp"
#include "sim/numerals.hpp"

namespace mha::sim {
namespace {

constexpr float kTemperature = 1;  // the model as it was trained

// What the views in Readings look at.
struct Kept {
    std::shared_ptr<const NamesModel> model;
    engine::Trace<float> trace;
};

std::string wrong_model(const engine::ModelConfig& c) {
    const bool fits = c.vocabulary == static_cast<std::size_t>(data::kNameVocabulary) && c.causal && c.layers == 1 &&
                      c.context >= data::kNameContext && c.heads <= static_cast<std::size_t>(kMaxHeads) &&
                      c.d_model <= static_cast<std::size_t>(kMaxDimensions);
    return fits ? std::string{} : "This model file does not hold a model of names with one layer.";
}

/// Reads what is stored with the model; the means are made anew, from the names it was trained on.
std::shared_ptr<const NamesModel> open_model(const std::shared_ptr<const StoredModel>& stored, std::string& problem) {
    problem = wrong_model(stored->model.config);
    if (!problem.empty()) return nullptr;
    const auto stored_text = [&](std::string_view key) {
        const auto found = stored->metadata.find(std::string(key));
        return found == stored->metadata.end() ? std::string{} : found->second;
    };
    auto report = analysis::parse_report(stored_text(analysis::kReportKey));
    auto knockouts = analysis::parse_knockouts(stored_text(analysis::kKnockoutKey));
    const std::size_t heads = stored->model.config.heads;
    if (!report || !knockouts || report->heads.size() != heads) {
        problem = "This model file does not say what was measured of its heads.";
        return nullptr;
    }
    auto means = analysis::mean_head_outputs(stored->model, data::split_names(data::shipped_names()).training);
    if (!means) {
        problem = engine::message(means.error());
        return nullptr;
    }
    return std::make_shared<const NamesModel>(
        NamesModel{stored, std::move(*report), std::move(*knockouts), std::move(*means)});
}

void read_model(Readings& now, const NamesModel& model) {
    const engine::ModelConfig& config = model.stored->model.config;
    ModelReading& out = now.model;
    out.heads = static_cast<int>(config.heads);
    out.layers = static_cast<int>(config.layers);
    out.d_model = static_cast<int>(config.d_model);
    out.head_width = static_cast<int>(config.head_width());
    out.concat_width = static_cast<int>(config.concat_width());
    out.vocabulary = static_cast<int>(config.vocabulary);
    out.parameters = static_cast<int>(engine::parameter_count(model.stored->model));
    out.seed = model.report.seed;
    out.steps = model.report.steps;
    out.heldout_loss = static_cast<float>(model.report.loss);
    out.heldout_sentences = model.report.sentences;
    for (const analysis::HeadReport& head : model.report.heads)
        now.heads.push_back(letter_head(head, analysis::name_roles()));
}

void view_heads(Readings& now, const Kept& kept, std::uint32_t off) {
    const engine::AttentionTrace<float>& attention = kept.trace.blocks.front().attention;
    for (std::size_t h = 0; h < now.heads.size(); ++h) {
        HeadReading& head = now.heads[h];
        head.on = (off >> h & 1U) == 0;
        head.weights = engine::head_view(attention.weights, h);
        head.scores = engine::head_view(attention.scores, h);
        head.output = engine::head_view(attention.head_out, h);
        head.share = engine::head_view(attention.share, h);
    }
    now.before = engine::view_of(kept.trace.x);
    now.projected = engine::view_of(attention.projected);
    now.concat = engine::view_of(attention.concat);
    now.w_o = engine::view_of(kept.model->stored->model.blocks.front().attention.wo);
}

void view_slices(NamesReading& names, const Kept& kept) {
    const engine::AttentionTrace<float>& attention = kept.trace.blocks.front().attention;
    for (std::size_t h = 0; h < kept.model->stored->model.config.heads; ++h) {
        names.q.push_back(engine::head_view(attention.q, h));
        names.k.push_back(engine::head_view(attention.k, h));
        names.v.push_back(engine::head_view(attention.v, h));
    }
}

std::vector<float> last_row(const engine::Matrix<float>& matrix) {
    const auto row = engine::view_of(matrix).row(matrix.shape(0) - 1);
    return {row.begin(), row.end()};
}

int likeliest(const std::vector<float>& probabilities) {
    return static_cast<int>(std::max_element(probabilities.begin(), probabilities.end()) - probabilities.begin());
}

LogitShares logit_shares(const Kept& kept, int letter) {
    LogitShares out;
    out.letter = letter;
    const std::size_t row = kept.trace.x.shape(0) - 1;
    out.logit = static_cast<double>(kept.trace.logits(row, static_cast<std::size_t>(letter)));
    const auto parts = analysis::logit_parts(kept.model->stored->model, kept.trace, row, letter);
    for (const analysis::LogitPart& part : parts.value_or(std::vector<analysis::LogitPart>{})) {
        if (part.source == analysis::LogitSource::head)
            out.heads.push_back(part.value);
        else if (part.source == analysis::LogitSource::mlp)
            out.mlp += part.value;
        else
            out.embedding += part.value;
    }
    return out;
}

/// Both columns get the same random numbers, a stream for every row.
std::vector<DrawnName> draw_names(const NamesModel& model, const State& state, const std::string& beginning,
                                  std::uint32_t off) {
    std::vector<DrawnName> out;
    const std::string from = state.part == static_cast<int>(DrawnFrom::beginning) ? beginning : std::string{};
    const auto draw = [&](int row, std::uint32_t without) {
        engine::Random random(static_cast<std::uint64_t>(state.seed), static_cast<std::uint64_t>(row));
        const auto name = analysis::sample_name(model.stored->model, from, random, kTemperature,
                                                without_heads(model, without, state.mean));
        return name ? name->name + (name->ended ? "" : "…") : std::string{};
    };
    for (int row = 0; row < kDrawnNames; ++row) {
        DrawnName pair{draw(row, 0), {}};
        pair.chosen = off == 0 ? pair.all : draw(row, off);
        out.push_back(std::move(pair));
    }
    return out;
}

// What the list gave before holds as long as list, model and the meaning of "off" are the same.
std::shared_ptr<const OwnNames> read_own(const State& state, const std::shared_ptr<const NamesModel>& model,
                                         const std::shared_ptr<const OwnNames>& before) {
    if (state.own_names == nullptr) return nullptr;
    if (before != nullptr && before->list == state.own_names && before->model == model && before->mean == state.mean)
        return before;
    if (state.panel != static_cast<int>(NamesPanel::knockouts)) return nullptr;
    auto own = std::make_shared<OwnNames>(measure_own_names(*model, *state.own_names, state.mean));
    own->list = state.own_names;
    own->model = model;
    own->mean = state.mean;
    return own;
}

void read_words(Readings& now, const Beginning& beginning) {
    now.words.push_back({"start", true, {}});
    for (const char letter : beginning.letters) now.words.push_back({std::string(1, letter), true, {}});
    now.text_notice = beginning.notice;
    now.tokens = beginning.tokens;
}

}  // namespace

double LogitShares::heads_together() const { return std::accumulate(heads.begin(), heads.end(), 0.0); }

void read_names_lesson(const State& state, const std::shared_ptr<const StoredModel>& stored, const Readings& before,
                       Readings& now) {
    const std::shared_ptr<const NamesReading> old = before.names;
    auto names = std::make_shared<NamesReading>();
    names->model = old != nullptr && old->model->stored == stored ? old->model : open_model(stored, now.problem);
    if (names->model == nullptr) return;
    const NamesModel& model = *names->model;
    const Beginning beginning = read_beginning(state.text);
    names->beginning = beginning.letters;
    names->off = heads_off(state, static_cast<int>(stored->model.config.heads));
    auto chosen = engine::forward(stored->model, beginning.tokens, without_heads(model, names->off, state.mean));
    if (!chosen) {
        now.problem = engine::message(chosen.error());
        return;
    }
    auto kept = std::make_shared<Kept>(Kept{names->model, std::move(*chosen)});
    read_words(now, beginning);
    read_model(now, model);
    view_heads(now, *kept, names->off);
    view_slices(*names, *kept);
    names->chosen = names->all = last_row(kept->trace.probabilities);
    if (names->off != 0) {
        const auto whole = engine::forward(stored->model, beginning.tokens);
        if (whole) names->all = last_row(whole->probabilities);
    }
    names->best = likeliest(names->chosen);
    names->best_all = likeliest(names->all);
    names->shares = logit_shares(*kept, names->best);
    names->losses = stored_losses(model, state.mean);
    names->own = read_own(state, names->model, old == nullptr ? nullptr : old->own);
    if (state.panel == static_cast<int>(NamesPanel::samples))
        names->drawn = draw_names(model, state, beginning.letters, names->off);
    now.network = &stored->model;
    now.trace = &kept->trace;
    now.storage = kept;
    now.names = std::move(names);
    now.ready = true;
}

std::string next_letter_text(int token) { return token == kNameEnd ? "end" : std::string(data::letter_text(token)); }

std::vector<int> likeliest_letters(const NamesReading& names, int count) {
    const auto at = [](const std::vector<float>& values, int token) { return values[static_cast<std::size_t>(token)]; };
    std::vector<int> letters(static_cast<std::size_t>(kNameEnd));
    std::iota(letters.begin(), letters.end(), 0);
    const auto larger = [&](int token) { return std::max(at(names.all, token), at(names.chosen, token)); };
    engine::sort_by(letters, [&](int a, int b) { return larger(a) > larger(b); });
    letters.resize(std::min(letters.size(), static_cast<std::size_t>(std::max(count, 0))));
    engine::sort_by(letters, [&](int a, int b) { return at(names.all, a) > at(names.all, b); });
    letters.push_back(kNameEnd);
    return letters;
}

std::string heads_text(std::uint32_t heads) {
    std::vector<std::string> numbers;
    for (int head = 1; head <= kMaxHeads; ++head) {
        if ((heads >> static_cast<unsigned>(head - 1) & 1U) != 0) numbers.push_back(std::to_string(head));
    }
    if (numbers.empty()) return "none";
    std::string out = numbers.size() == 1 ? "head " : "heads ";
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (i > 0) out += i + 1 == numbers.size() ? " and " : ", ";
        out += numbers[i];
    }
    return out;
}

std::uint32_t heads_off(const State& state, int heads) {
    std::uint32_t off = 0;
    for (int head = 1; head <= std::min(heads, kMaxHeads); ++head) {
        if ((state.off & off_bit(1, head)) != 0) off |= std::uint32_t{1} << static_cast<unsigned>(head - 1);
    }
    return off;
}

}  // namespace mha::sim
