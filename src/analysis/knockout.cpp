// SPDX-License-Identifier: MIT
#include "analysis/knockout.hpp"

#include "analysis/roles.hpp"
#include "data/corpus.hpp"
#include "data/vocabulary.hpp"

namespace mha::analysis {
namespace {

using engine::ForwardOptions;
using engine::Model;
using engine::Result;

// One sentence per masked word: all questions of one kind go through the model as one batch.
void append_masked(engine::Batch& batch, std::span<const int> tokens, std::size_t asked, int mask_token) {
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        batch.tokens.push_back(i == asked ? mask_token : tokens[i]);
        batch.targets.push_back(i == asked ? tokens[i] : -1);
    }
    batch.lengths.push_back(tokens.size());
}

// -ln p of the asked words, or of another form in their place.
Result<std::vector<double>> surprise(const Model<float>& model, const engine::Batch& batch,
                                     const ForwardOptions& options) {
    std::vector<double> per_row;
    const auto mean = engine::loss(model, batch, options, &per_row);
    if (!mean) return std::unexpected(mean.error());
    return per_row;
}

constexpr std::uint64_t kMaskStream = 77;  // apart from the streams sentences are made from

}  // namespace

HeldOut held_out_set(std::size_t sentences, std::uint64_t seed) {
    HeldOut set;
    set.sentences = data::held_out_sentences(sentences, seed);
    engine::Random random(seed, kMaskStream);
    set.masked = data::masked_batch(set.sentences, random, data::kMeasuring);
    return set;
}

Result<AgreementScore> agreement(const Model<float>& model, std::span<const data::Sentence> sentences,
                                 bool with_attractor, const ForwardOptions& options) {
    engine::Batch right;
    engine::Batch wrong;
    for (const data::Sentence& sentence : sentences) {
        for (const data::Agreement& probe : sentence.agreements) {
            if (probe.attractor != with_attractor) continue;
            append_masked(right, sentence.tokens, static_cast<std::size_t>(probe.verb), data::kMask);
            append_masked(wrong, sentence.tokens, static_cast<std::size_t>(probe.verb), data::kMask);
            const std::size_t row = wrong.targets.size() - sentence.tokens.size();
            wrong.targets[row + static_cast<std::size_t>(probe.verb)] = probe.other_form_token;
        }
    }
    if (right.lengths.empty()) return AgreementScore{};
    const auto right_form = surprise(model, right, options);
    if (!right_form) return std::unexpected(right_form.error());
    const auto wrong_form = surprise(model, wrong, options);
    if (!wrong_form) return std::unexpected(wrong_form.error());
    int good = 0;
    for (std::size_t i = 0; i < right_form->size(); ++i) good += (*right_form)[i] < (*wrong_form)[i] ? 1 : 0;
    const int cases = static_cast<int>(right_form->size());
    return AgreementScore{static_cast<double>(good) / cases, cases};
}

ForwardOptions without_head(std::size_t layer, std::size_t head) {
    ForwardOptions options;
    options.knockout.heads_on.assign(layer + 1, engine::kAllHeads);
    options.knockout.heads_on[layer] &= ~(engine::HeadSet{1} << head);
    return options;
}

Result<double> sentence_loss(const Model<float>& model, std::span<const int> tokens, int mask_token,
                             const ForwardOptions& options) {
    engine::Batch batch;
    for (std::size_t i = 0; i < tokens.size(); ++i)
        if (tokens[i] != mask_token) append_masked(batch, tokens, i, mask_token);
    if (batch.lengths.empty()) return 0.0;
    return engine::loss(model, batch, options);
}

Result<ModelReport> measure(const Model<float>& model, const HeldOut& held_out) {
    ModelReport report;
    report.sentences = static_cast<int>(held_out.sentences.size());
    for (const int target : held_out.masked.targets) report.masked_words += target >= 0 ? 1 : 0;
    const auto whole = engine::loss(model, held_out.masked);
    if (!whole) return std::unexpected(whole.error());
    report.loss = *whole;
    for (const bool attractor : {true, false}) {
        const auto score = agreement(model, held_out.sentences, attractor);
        if (!score) return std::unexpected(score.error());
        (attractor ? report.agreement : report.agreement_easy) = score->share;
        (attractor ? report.agreement_cases : report.agreement_easy_cases) = score->cases;
    }
    auto heads = measure_roles(model, held_out.sentences);
    if (!heads) return std::unexpected(heads.error());
    report.heads = std::move(*heads);
    for (HeadReport& head : report.heads) {
        const auto options =
            without_head(static_cast<std::size_t>(head.layer) - 1, static_cast<std::size_t>(head.head) - 1);
        const auto loss = engine::loss(model, held_out.masked, options);
        if (!loss) return std::unexpected(loss.error());
        const auto score = agreement(model, held_out.sentences, true, options);
        if (!score) return std::unexpected(score.error());
        head.loss_without = *loss;
        head.agreement_without = score->share;
    }
    return report;
}

}  // namespace mha::analysis
