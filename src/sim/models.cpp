// SPDX-License-Identifier: MIT
#include "sim/models.hpp"

#include "checkpoint/model_io.hpp"
#include "data/vocabulary.hpp"
#include "sim/plain_text.hpp"
#include "sim/state.hpp"

namespace mha::sim {
namespace {

engine::Error wrong(std::string argument, std::string value, std::string expected) {
    return {engine::ErrorCode::unsupported, std::move(argument), std::move(value), std::move(expected)};
}

engine::Result<void> check_fits(const engine::ModelConfig& config, const analysis::ModelReport& report) {
    if (config.vocabulary != static_cast<std::size_t>(data::vocabulary_size()))
        return std::unexpected(wrong("the model's vocabulary", std::to_string(config.vocabulary) + " words",
                                     std::to_string(data::vocabulary_size())));
    if (config.context < static_cast<std::size_t>(kMaxWords))
        return std::unexpected(
            wrong("the model's context", std::to_string(config.context), "at least " + std::to_string(kMaxWords)));
    if (config.layers > static_cast<std::size_t>(kMaxLayers) || config.heads > static_cast<std::size_t>(kMaxHeads) ||
        config.d_model > static_cast<std::size_t>(kMaxDimensions))
        return std::unexpected(
            wrong("the model's size", "beyond what the lessons show", "at most 2 layers, 8 heads, width 64"));
    if (report.heads.size() != config.layers * config.heads)
        return std::unexpected(wrong("the model's report", std::to_string(report.heads.size()) + " heads",
                                     std::to_string(config.layers * config.heads)));
    return {};
}

bool reads_sentences(const StoredModel& stored) {
    const std::string recipe = recipe_of(stored);
    return recipe != "names" && recipe != "sort";
}

engine::Result<StoredModel> read(std::span<const std::byte> file) {
    engine::Result<checkpoint::LoadedModel> loaded = checkpoint::read_model(file);
    if (!loaded) return std::unexpected(loaded.error());
    StoredModel stored{std::move(loaded->model), {}, {loaded->metadata.begin(), loaded->metadata.end()}};
    if (!reads_sentences(stored)) return stored;  // its lesson's reader knows what it must be
    const auto entry = loaded->metadata.find(analysis::kReportKey);
    if (entry == loaded->metadata.end())
        return std::unexpected(wrong("the model's report", "missing", "in the file's metadata"));
    engine::Result<analysis::ModelReport> report = analysis::parse_report(entry->second);
    if (!report) return std::unexpected(report.error());
    stored.report = std::move(*report);
    if (const engine::Result<void> fits = check_fits(stored.model.config, stored.report); !fits)
        return std::unexpected(fits.error());
    return stored;
}

}  // namespace

std::string recipe_of(const StoredModel& stored) {
    const auto found = stored.metadata.find("recipe");
    return found == stored.metadata.end() ? std::string{} : found->second;
}

std::string model_name(int heads) { return "heads-" + std::to_string(heads); }

engine::Result<void> ModelStore::add(std::string_view name, std::span<const std::byte> file) {
    engine::Result<StoredModel> stored = read(file);
    if (!stored) {
        fail(name, engine::message(stored.error()));
        return std::unexpected(stored.error());
    }
    models_[std::string(name)] = std::make_shared<const StoredModel>(std::move(*stored));
    forget_problem(name);
    return {};
}

void ModelStore::fail(std::string_view name, std::string_view why) {
    if (find(name) == nullptr) problems_[std::string(name)] = one_line(why, 300);
}

void ModelStore::forget_problem(std::string_view name) {
    const auto found = problems_.find(name);
    if (found != problems_.end()) found->second.clear();
}

std::shared_ptr<const StoredModel> ModelStore::find(std::string_view name) const {
    const auto found = models_.find(name);
    return found == models_.end() ? nullptr : found->second;
}

std::string ModelStore::problem(std::string_view name) const {
    const auto found = problems_.find(name);
    return found == problems_.end() ? std::string{} : found->second;
}

}  // namespace mha::sim
