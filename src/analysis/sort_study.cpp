// SPDX-License-Identifier: MIT
#include "analysis/sort_study.hpp"

#include <algorithm>

#include "analysis/knockout.hpp"
#include "analysis/letter_roles.hpp"
#include "engine/batch.hpp"

namespace mha::analysis {
namespace {

using engine::Model;
using engine::Result;

constexpr std::size_t kChunk = 81;  // inputs at a time: buffers of a few hundred kilobytes

Result<void> check_sort_model(const Model<float>& model) {
    const engine::ModelConfig& c = model.config;
    if (c.vocabulary != static_cast<std::size_t>(data::kSortVocabulary) || c.context < data::kSortContext || !c.causal)
        return std::unexpected(
            engine::Error{engine::ErrorCode::unsupported, "model",
                          "one of " + std::to_string(c.vocabulary) + " tokens and context " + std::to_string(c.context),
                          "a causal model of 3 tokens and context at least 11"});
    return engine::check_shapes(model);
}

int likeliest(const float* values) {
    return static_cast<int>(std::max_element(values, values + data::kSortVocabulary) - values);
}

/// Counts of inputs first .. last - 1; loss is their sum over letters.
void count_chunk(const Model<float>& model, const engine::ForwardOptions& options, std::size_t first, std::size_t last,
                 engine::BatchBuffers<float>& buffers, SortAccuracy& total) {
    engine::Batch batch;
    for (std::size_t i = first; i < last; ++i) data::append_sort(batch, data::sort_input(i));
    engine::batch_forward(model, batch, options, buffers);
    std::size_t row = 0;
    for (std::size_t i = first; i < last; ++i) {
        const data::SortInput input = data::sort_input(i);
        const data::SortInput answer = data::sorted(input);
        int letters = 0;
        for (const int wanted : answer) {
            letters += likeliest(buffers.logits.data() + row * data::kSortVocabulary) == wanted ? 1 : 0;
            ++row;
        }
        const bool whole = letters == static_cast<int>(data::kSortLength);
        const bool unseen = data::is_sort_held_out(input);
        total.right += whole ? 1 : 0;
        total.held_out += unseen ? 1 : 0;
        total.held_out_right += whole && unseen ? 1 : 0;
        total.letters_right += letters;
        ++total.inputs;
    }
    total.loss += engine::batch_loss<float>(model, batch, buffers, nullptr) * static_cast<double>(row);
}

Result<KnockoutRow> row_of(const Model<float>& model, std::string off, const SortChoice& choice) {
    const auto found = sort_accuracy(model, choice);
    if (!found) return std::unexpected(found.error());
    return KnockoutRow{std::move(off), found->loss, 0, found->right, found->inputs};
}

SortChoice without_head_choice(std::size_t layer, std::size_t head) {
    return {without_head(layer, head).knockout.heads_on, 0, 0};
}

}  // namespace

Model<float> without_halves(const Model<float>& model, std::uint32_t attention_off, std::uint32_t mlp_off) {
    Model<float> copy = model;
    for (std::size_t layer = 0; layer < copy.blocks.size() && layer < 32; ++layer) {
        engine::BlockParameters<float>& block = copy.blocks[layer];
        if (((attention_off >> layer) & 1U) != 0U) {
            std::ranges::fill(block.attention.wo, 0.0F);
            std::ranges::fill(block.attention.bo, 0.0F);
        }
        if (((mlp_off >> layer) & 1U) != 0U) {
            std::ranges::fill(block.w_proj, 0.0F);
            std::ranges::fill(block.b_proj, 0.0F);
        }
    }
    return copy;
}

Result<SortAccuracy> sort_accuracy(const Model<float>& whole, const SortChoice& choice) {
    if (Result<void> fits = check_sort_model(whole); !fits) return std::unexpected(fits.error());
    const Model<float> model = without_halves(whole, choice.attention_off, choice.mlp_off);
    engine::ForwardOptions options;
    options.knockout.heads_on = choice.heads_on;
    engine::BatchBuffers<float> buffers;
    SortAccuracy total;
    for (std::size_t first = 0; first < data::kSortInputs; first += kChunk)
        count_chunk(model, options, first, std::min(first + kChunk, data::kSortInputs), buffers, total);
    total.loss /= static_cast<double>(data::kSortInputs * data::kSortLength);
    return total;
}

Result<data::SortInput> generate_sorted(const Model<float>& whole, const data::SortInput& input,
                                        const SortChoice& choice) {
    if (Result<void> fits = check_sort_model(whole); !fits) return std::unexpected(fits.error());
    const Model<float> model = without_halves(whole, choice.attention_off, choice.mlp_off);
    engine::ForwardOptions options;
    options.knockout.heads_on = choice.heads_on;
    std::vector<int> tokens(input.begin(), input.end());
    data::SortInput written{};
    for (int& letter : written) {
        const auto trace = engine::forward(model, tokens, options);
        if (!trace) return std::unexpected(trace.error());
        letter = likeliest(trace->logits.data() + (tokens.size() - 1) * data::kSortVocabulary);
        tokens.push_back(letter);
    }
    return written;
}

Result<std::vector<KnockoutRow>> sort_knockouts(const Model<float>& model) {
    std::vector<std::pair<std::string, SortChoice>> choices{{"none", {}}};
    for (std::size_t layer = 0; layer < model.config.layers; ++layer) {
        const std::string name = "layer" + std::to_string(layer + 1);
        const std::uint32_t bit = 1U << layer;
        for (std::size_t head = 0; head < model.config.heads; ++head)
            choices.emplace_back(name + ".head" + std::to_string(head + 1), without_head_choice(layer, head));
        choices.emplace_back(name + ".attention", SortChoice{{}, bit, 0});
        choices.emplace_back(name + ".mlp", SortChoice{{}, 0, bit});
        choices.emplace_back(name, SortChoice{{}, bit, bit});
    }
    std::vector<KnockoutRow> rows;
    for (auto& [name, choice] : choices) {
        auto row = row_of(model, std::move(name), choice);
        if (!row) return std::unexpected(row.error());
        rows.push_back(std::move(*row));
    }
    return rows;
}

Result<ModelReport> measure_sort(const Model<float>& model) {
    const auto whole = sort_accuracy(model);
    if (!whole) return std::unexpected(whole.error());
    ModelReport report;
    report.sentences = whole->inputs;
    report.masked_words = whole->inputs * static_cast<int>(data::kSortLength);
    report.loss = whole->loss;
    auto heads = measure_sort_roles(model);
    if (!heads) return std::unexpected(heads.error());
    report.heads = std::move(*heads);
    for (HeadReport& head : report.heads) {
        const auto without = sort_accuracy(model, without_head_choice(static_cast<std::size_t>(head.layer) - 1,
                                                                      static_cast<std::size_t>(head.head) - 1));
        if (!without) return std::unexpected(without.error());
        head.loss_without = without->loss;
    }
    return report;
}

AttentionCost attention_cost(std::size_t tokens, std::size_t d_model, std::size_t heads) {
    const std::uint64_t t = tokens;
    const std::uint64_t width = heads == 0 ? 0 : d_model / heads;
    const std::uint64_t wide = heads * width;
    return {3 * t * d_model * wide, heads * t * t * width, heads * t * t * width, t * wide * d_model, heads * t * t};
}

}  // namespace mha::analysis
