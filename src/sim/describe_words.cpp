// SPDX-License-Identifier: MIT
// Sentences of the lesson `words`.
#include <algorithm>
#include <vector>

#include "sim/describe.hpp"
#include "sim/numerals.hpp"
#include "sim/strengths.hpp"

namespace mha::sim {
namespace {

bool valid(const Readings& readings, int head) {
    return readings.ready && head >= 1 && head <= static_cast<int>(readings.heads.size());
}

std::string word_text(const Readings& readings, int word) {
    const auto index = static_cast<std::size_t>(word) - 1;
    return index < readings.words.size() ? in_quotes(readings.words[index].text) : std::string{};
}

}  // namespace

std::string describe_strengths(const State& state, const Readings& readings, int head) {
    if (!valid(readings, head)) return {};
    State plain = state;
    plain.strongest = false;
    const std::vector<Strength> rows = strength_rows(plain, readings.heads[static_cast<std::size_t>(head) - 1].weights);
    if (rows.empty()) return {};
    const std::string chosen = chosen_in_quotes(state, readings);
    const auto share = [&](std::size_t i) { return "(" + percent_tenths(static_cast<double>(rows[i].share)) + ")"; };
    const auto other = [&](std::size_t i) { return word_text(readings, state.looked_at ? rows[i].from : rows[i].to); };
    std::string out = "Head " + std::to_string(head) + ": ";
    if (state.looked_at)
        out += chosen + " is looked at most by " + other(0) + " " + share(0);
    else
        out += chosen + (chosen_words(state).size() == 2 ? " together look most at " : " looks most at ") + other(0) +
               " " + share(0);
    if (rows.size() > 1) out += ", then " + std::string(state.looked_at ? "by " : "at ") + other(1) + " " + share(1);
    return out + ".";
}

std::string describe_strength(const State& state, const Readings& readings, int head, int word) {
    if (!valid(readings, head) || word < 1 || word > readings.word_count()) return {};
    const std::vector<float> shares = strengths(state, readings.heads[static_cast<std::size_t>(head) - 1].weights);
    const std::string share = percent_tenths(static_cast<double>(shares[static_cast<std::size_t>(word) - 1]));
    const std::string chosen = chosen_in_quotes(state, readings), other = word_text(readings, word);
    const std::string from = state.looked_at ? other : chosen, to = state.looked_at ? chosen : other;
    return "Head " + std::to_string(head) + ": " + from + " gives " + share + " of " +
           (!state.looked_at && chosen_words(state).size() > 1 ? "their" : "its") + " attention to " + to + ".";
}

}  // namespace mha::sim
