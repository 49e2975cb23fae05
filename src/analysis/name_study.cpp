// SPDX-License-Identifier: MIT
#include "analysis/name_study.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "analysis/knockout.hpp"
#include "analysis/letter_roles.hpp"
#include "engine/batch.hpp"
#include "engine/kernels.hpp"
#include "engine/order.hpp"

namespace mha::analysis {
namespace {

using engine::HeadSet;
using engine::Model;
using engine::Result;

/// Sets of heads to switch off, by how many they are, then by their numbers.
std::vector<HeadSet> sets_off(std::size_t heads) {
    const HeadSet all = (HeadSet{1} << heads) - 1;
    std::vector<HeadSet> sets;
    for (HeadSet set = 0; set <= all; ++set) {
        const int size = std::popcount(set);
        if (heads <= 4 || size <= 2 || set == all) sets.push_back(set);
    }
    const auto first_heads = [](HeadSet set) {  // lowest head first, so that 1+2 comes before 1+3
        HeadSet turned = 0;
        for (unsigned bit = 0; bit < 64U; ++bit) turned |= ((set >> bit) & 1U) << (63U - bit);
        return turned;
    };
    engine::sort_by(sets, [&](HeadSet a, HeadSet b) {
        const int size_a = std::popcount(a);
        const int size_b = std::popcount(b);
        return size_a != size_b ? size_a < size_b : first_heads(a) > first_heads(b);
    });
    return sets;
}

std::string name_of(HeadSet off) {
    std::string text;
    for (unsigned head = 0; head < 64U; ++head)
        if (((off >> head) & 1U) != 0U) text += (text.empty() ? "" : "+") + std::to_string(head + 1);
    return text.empty() ? "none" : text;
}

Result<void> check_names_model(const Model<float>& model) {
    const engine::ModelConfig& c = model.config;
    if (c.vocabulary == static_cast<std::size_t>(data::kNameVocabulary) && c.context >= data::kNameContext &&
        c.heads <= 16 && c.causal)
        return {};
    return std::unexpected(engine::Error{engine::ErrorCode::unsupported, "model",
                                         "one of " + std::to_string(c.vocabulary) + " tokens, context " +
                                             std::to_string(c.context) + " and " + std::to_string(c.heads) + " heads",
                                         "a causal model of names: 27 tokens, context at least 16, at most 16 heads"});
}

int drawn(std::span<const float> probabilities, engine::Random& random) {
    const float at = random.uniform();
    float sum = 0.0F;
    for (std::size_t token = 0; token < probabilities.size(); ++token) {
        sum += probabilities[token];
        if (at < sum) return static_cast<int>(token);
    }
    return static_cast<int>(std::max_element(probabilities.begin(), probabilities.end()) - probabilities.begin());
}

}  // namespace

Result<HeadMeans> mean_head_outputs(const Model<float>& model, std::span<const std::string> names) {
    if (Result<void> fits = check_names_model(model); !fits) return std::unexpected(fits.error());
    if (Result<void> shapes = engine::check_shapes(model); !shapes) return std::unexpected(shapes.error());
    const engine::Batch batch = data::name_batch(names);
    if (Result<void> asked = engine::check(model.config, batch); !asked) return std::unexpected(asked.error());
    engine::BatchBuffers<float> buffers;
    engine::batch_forward(model, batch, {}, buffers);
    const std::size_t width = model.config.concat_width();
    HeadMeans means;
    for (const engine::BlockBuffers<float>& block : buffers.blocks) {
        std::vector<double> sums(width, 0.0);
        for (std::size_t row = 0; row < buffers.rows; ++row)
            for (std::size_t i = 0; i < width; ++i) sums[i] += static_cast<double>(block.concat[row * width + i]);
        std::vector<float>& mean = means.emplace_back(width);
        for (std::size_t i = 0; i < width; ++i)
            mean[i] = static_cast<float>(sums[i] / static_cast<double>(buffers.rows));
    }
    return means;
}

engine::ForwardOptions with_heads(HeadSet heads_on, const HeadMeans* means) {
    engine::ForwardOptions options;
    options.knockout.heads_on.push_back(heads_on);
    if (means != nullptr) options.knockout.head_mean = *means;
    return options;
}

Result<std::vector<KnockoutRow>> name_knockouts(const Model<float>& model, const data::NameSplit& split) {
    const auto means = mean_head_outputs(model, split.training);
    if (!means) return std::unexpected(means.error());
    const engine::Batch batch = data::name_batch(split.held_out);
    std::vector<KnockoutRow> rows;
    for (const HeadSet off : sets_off(model.config.heads)) {
        const auto zero = engine::loss(model, batch, with_heads(~off));
        if (!zero) return std::unexpected(zero.error());
        const auto mean = engine::loss(model, batch, with_heads(~off, &*means));
        if (!mean) return std::unexpected(mean.error());
        rows.push_back({name_of(off), *zero, *mean, 0, static_cast<int>(batch.targets.size())});
    }
    return rows;
}

Result<ModelReport> measure_names(const Model<float>& model, const data::NameSplit& split) {
    if (Result<void> fits = check_names_model(model); !fits) return std::unexpected(fits.error());
    const engine::Batch batch = data::name_batch(split.held_out);
    ModelReport report;
    report.sentences = static_cast<int>(split.held_out.size());
    report.masked_words = static_cast<int>(batch.targets.size());
    const auto whole = engine::loss(model, batch);
    if (!whole) return std::unexpected(whole.error());
    report.loss = *whole;
    auto heads = measure_name_roles(model, split.held_out);
    if (!heads) return std::unexpected(heads.error());
    report.heads = std::move(*heads);
    for (HeadReport& head : report.heads) {
        const auto loss = engine::loss(
            model, batch,
            without_head(static_cast<std::size_t>(head.layer) - 1, static_cast<std::size_t>(head.head) - 1));
        if (!loss) return std::unexpected(loss.error());
        head.loss_without = *loss;
    }
    return report;
}

Result<NextLetter> next_letter(const Model<float>& model, std::span<const int> tokens,
                               const engine::ForwardOptions& options) {
    const auto trace = engine::forward(model, tokens, options);
    if (!trace) return std::unexpected(trace.error());
    const auto last = engine::view_of(trace->probabilities).row(tokens.size() - 1);
    const auto logits = engine::view_of(trace->logits).row(tokens.size() - 1);
    NextLetter next{{last.begin(), last.end()}, {logits.begin(), logits.end()}, 0};
    next.best = static_cast<int>(std::max_element(last.begin(), last.end()) - last.begin());
    return next;
}

Result<SampledName> sample_name(const Model<float>& model, std::string_view beginning, engine::Random& random,
                                float temperature, const engine::ForwardOptions& options) {
    if (Result<void> fits = check_names_model(model); !fits) return std::unexpected(fits.error());
    if (!(temperature > 0.0F) || !std::isfinite(temperature))
        return std::unexpected(engine::Error{engine::ErrorCode::bad_value, "temperature", std::to_string(temperature),
                                             "a finite number above 0"});
    auto tokens = data::name_tokens(beginning);
    if (!tokens) return std::unexpected(tokens.error());
    SampledName result;
    for (std::size_t i = 1; i < tokens->size(); ++i) result.name += data::letter_text((*tokens)[i]);
    while (result.name.size() < data::kLongestName) {
        auto next = next_letter(model, *tokens, options);
        if (!next) return std::unexpected(next.error());
        for (float& logit : next->logits) logit /= temperature;
        engine::kernels::softmax_rows(next->logits.data(), next->probabilities.data(), 1, next->logits.size());
        const int token = drawn(next->probabilities, random);
        result.ended = token == data::kNameMark;
        if (result.ended) break;
        result.name += data::letter_text(token);
        tokens->push_back(token);
    }
    return result;
}

}  // namespace mha::analysis
