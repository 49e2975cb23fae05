// SPDX-License-Identifier: MIT
// Sentences about the whole model on this sentence: losses, comparison, dimensions, the concatenation.
#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/describe.hpp"
#include "sim/numerals.hpp"

namespace mha::sim {
namespace {

std::string number(float value, int count = 2) { return places(static_cast<double>(value), count); }

bool has_head(const Readings& readings, int head) {
    return readings.ready && head >= 1 && head <= static_cast<int>(readings.heads.size());
}

const HeadReading& head_of(const Readings& readings, int head) {
    return readings.heads[static_cast<std::size_t>(head - 1)];
}

std::string from_to(float from, float to) { return "from " + number(from, 3) + " to " + number(to, 3); }

}  // namespace

std::string describe_knockout(const Readings& readings, int head) {
    if (!has_head(readings, head)) return {};
    const KnockoutReading& without = head_of(readings, head).knockout;
    const ModelReading& model = readings.model;
    std::string out = "Without head " + std::to_string(head) + " the loss on " +
                      count_of(model.heldout_sentences, "held-out sentence") + " goes " +
                      from_to(model.heldout_loss, without.heldout_loss) + " nats per masked word";
    if (model.agreement_cases > 0)
        out += ", and " + percent(static_cast<double>(without.heldout_agreement)) + " of " +
               std::to_string(model.agreement_cases) + " verbs keep the right form behind an attractor, instead of " +
               percent(static_cast<double>(model.heldout_agreement));
    out += ".";
    if (readings.loss.asked > 0)
        out += " On this sentence the loss goes " + from_to(readings.loss.whole(), readings.loss.without(head)) +
               " nats per word.";
    return out;
}

std::string describe_switched(const State& state, const Readings& readings) {
    if (!readings.ready || (state.off == 0 && !state.mask)) return {};
    const int off = std::popcount(state.off);
    std::string what;
    if (off > 0) what = count_of(off, "head") + " switched off";
    if (state.mask) what += what.empty() ? "the causal mask on" : " and the causal mask on";
    if (readings.loss.asked == 0) return "With " + what + ".";
    return "With " + what + ", the loss on this sentence goes " + from_to(readings.loss.whole(), readings.loss.now()) +
           " nats per word.";
}

std::string describe_compare(const Readings& readings, int left, int right) {
    if (!has_head(readings, left) || !has_head(readings, right)) return {};
    const MatrixView& a = head_of(readings, left).weights;
    const MatrixView& b = head_of(readings, right).weights;
    std::size_t widest = 0;
    for (std::size_t index = 0; index < a.rows * a.columns; ++index) {
        if (std::abs(a.data[index] - b.data[index]) > std::abs(a.data[widest] - b.data[widest])) widest = index;
    }
    return "Heads " + std::to_string(left) + " and " + std::to_string(right) + " place " + number(similarity(a, b)) +
           " of their attention alike. The largest gap: " + in_quotes(readings.words[widest / a.columns].text) +
           " to " + in_quotes(readings.words[widest % a.columns].text) + ", " + number(a.data[widest]) + " against " +
           number(b.data[widest]) + ".";
}

std::string describe_dimensions(const ModelReading& model) {
    if (model.heads == 0) return {};
    const std::string heads = count_of(model.heads, "head");
    const std::string width = std::to_string(model.head_width);
    if (model.concat_width == model.d_model)
        return "d_model " + std::to_string(model.d_model) + " = " + heads + " × " + width;
    return heads + " × " + width + " = " + std::to_string(model.concat_width) + " of d_model " +
           std::to_string(model.d_model);
}

std::string describe_sum(const State& state, const Readings& readings) {
    if (!readings.ready || readings.projected.empty()) return {};
    const State fitted = fit(state, readings);
    const auto word = static_cast<std::size_t>(fitted.word - 1);
    const auto dimension = static_cast<std::size_t>(fitted.dimension - 1);
    std::string shares;
    for (const HeadReading& head : readings.heads)
        shares += (shares.empty() ? "" : ", ") + signed_places(static_cast<double>(head.share.at(word, dimension)));
    std::string out = "Dimension " + std::to_string(fitted.dimension) + " of " + in_quotes(readings.words[word].text) +
                      (readings.heads.size() == 1 ? ": the head’s share is " : ": the heads’ shares are ") + shares;
    if (!readings.b_o.empty())
        out += ", the bias is " + signed_places(static_cast<double>(readings.b_o.at(0, dimension)));
    return out + "; together " + signed_places(static_cast<double>(readings.projected.at(word, dimension))) +
           ". Before the layer it was " + signed_places(static_cast<double>(readings.before.at(word, dimension))) + ".";
}

std::string describe_heads(const State& state, const Readings& readings) {
    std::string sentence;
    for (const Word& word : readings.words) sentence += (sentence.empty() ? "" : " ") + word.text;
    std::string out = "The sentence is ‘" + sentence + "’, " + count_of(readings.word_count(), "word") + ".";
    if (!readings.text_notice.empty()) out += " " + readings.text_notice;
    if (!readings.ready) return out + " " + (readings.problem.empty() ? "The model is on its way." : readings.problem);
    out += " A model with " + count_of(readings.model.heads, "attention head") + ": " +
           describe_dimensions(readings.model) + ".";
    if (readings.model.layers > 1)
        out += " Layer " + std::to_string(fit(state, readings).layer) + " of " + std::to_string(readings.model.layers) +
               ".";
    for (std::size_t h = 0; h < readings.heads.size(); ++h)
        out += " " + describe_head(readings, static_cast<int>(h) + 1);
    const std::string switched = describe_switched(state, readings);
    return switched.empty() ? out : out + " " + switched;
}

}  // namespace mha::sim
