// SPDX-License-Identifier: MIT
#include "sim/describe_names.hpp"

#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/equal_size.hpp"
#include "sim/numerals.hpp"

namespace mha::sim {
namespace {

double at(const std::vector<float>& values, int token) {
    return static_cast<double>(values[static_cast<std::size_t>(token)]);
}

std::string letter(int token) { return token == kNameEnd ? "the end of the name" : in_quotes(next_letter_text(token)); }

std::string word(const Readings& readings, std::size_t index) {
    return index == 0 ? "the start" : in_quotes(readings.words[index].text);
}

void say(std::string& out, const std::string& sentence) {
    if (sentence.empty()) return;
    if (!out.empty()) out += ' ';
    out += sentence;
}

std::string capital(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

/// 32033 -> "32,033".
std::string thousands(int number) {
    std::string digits = std::to_string(number);
    for (std::ptrdiff_t place = static_cast<std::ptrdiff_t>(digits.size()) - 3; place > 0; place -= 3)
        digits.insert(static_cast<std::size_t>(place), ",");
    return digits;
}

std::string all_heads(const Readings& readings, std::uint32_t off) {
    return std::popcount(off) == static_cast<int>(readings.heads.size()) ? "all heads" : heads_text(off);
}

std::string next_letter_sentence(const Readings& readings) {
    const NamesReading& names = *readings.names;
    std::string out = names.beginning.empty() ? "A name begins" : "After " + in_quotes(names.beginning) + " comes";
    out += " most likely " + std::string(names.beginning.empty() ? "with " : "") + letter(names.best_all) + " (" +
           percent_tenths(at(names.all, names.best_all)) + ")";
    if (names.off == 0) return out + ".";
    return out + "; without " + all_heads(readings, names.off) + " " + letter(names.best) + " (" +
           percent_tenths(at(names.chosen, names.best)) + ").";
}

std::string loss_sentence(const Readings& readings) {
    const NamesReading& names = *readings.names;
    std::string out = "Loss on " + std::to_string(names.losses.names) +
                      " held-out names: " + places(names.losses.without(0), 3) + " with all heads";
    const double now = names.losses.without(names.off);
    if (names.off != 0 && std::isfinite(now))
        out += ", " + places(now, 3) + " without " + all_heads(readings, names.off);
    return out + ".";
}

}  // namespace

std::string describe_letter_head(const Readings& readings, int head) {
    if (readings.names == nullptr || head < 1 || head > static_cast<int>(readings.heads.size())) return {};
    const HeadReading& reading = readings.heads[static_cast<std::size_t>(head) - 1];
    const RoleReading& role = reading.role;
    std::string out = "Head " + std::to_string(head) + ", " + role.label;
    if (!reading.on) out += ", off";
    if (role.slug != "diffuse") {
        out += ": score " + places(static_cast<double>(role.score)) + ", chance " +
               places(static_cast<double>(role.chance));
    } else if (!reading.others.empty()) {
        const RoleReading& nearest = reading.others.front();
        out += "; nearest is " + nearest.label + ", " + places(static_cast<double>(nearest.score)) + " against " +
               places(static_cast<double>(nearest.chance)) + " by chance";
    }
    const auto weights = reading.weights.row(reading.weights.rows - 1);
    const auto most = static_cast<std::size_t>(std::max_element(weights.begin(), weights.end()) - weights.begin());
    return out + ". Here " + word(readings, weights.size() - 1) + " puts " +
           places(static_cast<double>(weights[most])) + " of its attention on " + word(readings, most) + ".";
}

std::string describe_logit(const Readings& readings) {
    if (readings.names == nullptr) return {};
    const LogitShares& shares = readings.names->shares;
    std::string out = "Logit of " + letter(shares.letter) + " " + places(shares.logit) + " = embedding " +
                      signed_places(shares.embedding);
    for (std::size_t h = 0; h < shares.heads.size(); ++h)
        out += ", head " + std::to_string(h + 1) + " " + signed_places(shares.heads[h]);
    out += " (heads together " + signed_places(shares.heads_together()) + "), MLP " + signed_places(shares.mlp) + ". ";
    return out +
           "No norm stands between these parts and the logit; the MLP’s part was computed with the heads as they are "
           "now.";
}

std::string describe_loss_row(const Readings& readings, std::uint32_t off) {
    if (readings.names == nullptr) return {};
    const NameLosses& losses = readings.names->losses;
    if (off == 0) return "none off: loss " + places(losses.without(0), 3) + ".";
    std::string out = capital(all_heads(readings, off)) + " off: loss " + places(losses.without(off), 3) + ", ";
    const double more = losses.without(off) - losses.without(0);
    out += places(std::fabs(more), 3) + (more < 0 ? " less" : " more") + " than with all heads";
    const OwnNames* own = readings.names->own.get();
    if (own != nullptr && own->problem.empty())
        out += "; on your list " + signed_places(own->losses.without(off) - own->losses.without(0), 3);
    return out + ".";
}

std::string describe_own_names(const OwnNames& own) {
    if (!own.problem.empty()) return own.problem;
    const bool part = own.losses.names < own.different;
    std::string out = "Your list: " + thousands(own.different) + " different names";
    if (part) out += ", measured on " + thousands(own.losses.names) + " of them, evenly spaced";
    if (own.repeated > 0)
        out += "; " + thousands(own.repeated) + " came again and " + (own.repeated == 1 ? "counts" : "count") + " once";
    out += ". The model was trained on " + thousands(own.trained_on) + " of " + (part ? "the measured ones" : "them") +
           ".";
    return out + " Loss with all heads " + places(own.losses.without(0), 3) + ".";
}

std::string describe_equal_size() {
    const std::vector<EqualSizeRow> rows = equal_size_rows();
    if (rows.size() < 2) return "This program was built without the record of the comparison.";
    const EqualSizeVerdict v = equal_size_verdict(rows);
    const EqualSizeRow &one = rows.front(), &most = rows.back();
    const bool alike = std::all_of(rows.begin(), rows.end(),
                                   [&](const EqualSizeRow& row) { return row.parameters == one.parameters; });
    std::string out = alike ? "All have " + thousands(one.parameters) + " parameters. " : "";
    double lowest = rows[1].mean, highest = rows[1].mean;
    for (std::size_t i = 1; i < rows.size(); ++i)
        lowest = std::min(lowest, rows[i].mean), highest = std::max(highest, rows[i].mean);
    out += "Means: " + std::to_string(one.heads) + " head " + places(one.mean, 3) + ", " +
           std::to_string(rows[1].heads) + " to " + std::to_string(most.heads) + " heads " + places(lowest, 3) +
           " to " + places(highest, 3) + "; seeds deviate by " + places(v.within, 3) + ". ";
    out += highest - lowest <= v.within
               ? "From " + std::to_string(rows[1].heads) + " heads on the means differ by no more than seeds do. "
               : "The largest gap from " + std::to_string(rows[1].heads) + " heads on is " +
                     places(highest - lowest, 3) + ". ";
    return out + "A head is not one more member: the same numbers are cut into more, narrower slices.";
}

std::string describe_names(const State& state, const Readings& readings) {
    if (readings.names == nullptr || !readings.ready) return {};
    const ModelReading& model = readings.model;
    std::string out = "A character model of names with " + count_of(model.heads, "head") + ", " +
                      std::to_string(model.d_model) + " = " + std::to_string(model.heads) + " × " +
                      std::to_string(model.head_width) + " numbers a letter and " + thousands(model.parameters) +
                      " parameters, trained " + thousands(model.steps) + " steps.";
    say(out, next_letter_sentence(readings));
    for (int head = 1; head <= model.heads; ++head) say(out, describe_letter_head(readings, head));
    say(out, describe_logit(readings));
    say(out, loss_sentence(readings));
    if (readings.names->off != 0)
        say(out, state.mean ? "A head that is off sends its mean output over the training names to W_O."
                            : "A head that is off sends zero to W_O.");
    return out;
}

std::string describe_names_change(const State& was, const State& now, const Readings& after) {
    if (after.names == nullptr) return {};
    std::string out;
    const NamesReading& names = *after.names;
    if (was.lesson != now.lesson) return describe_names(now, after);
    for (int head = 1; head <= after.model.heads; ++head) {
        if ((was.off & off_bit(1, head)) != (now.off & off_bit(1, head)))
            say(out, "Head " + std::to_string(head) + ((now.off & off_bit(1, head)) != 0 ? " off." : " on."));
    }
    if (was.early != now.early) say(out, "The model after " + thousands(after.model.steps) + " steps.");
    if (was.mean != now.mean) say(out, now.mean ? "Off means the head’s mean output." : "Off means zero.");
    if (was.text != now.text) say(out, after.text_notice);
    if (was.text != now.text || was.off != now.off || was.early != now.early || was.mean != now.mean) {
        say(out, next_letter_sentence(after));
        if (was.text == now.text) say(out, loss_sentence(after));
    }
    if (was.own_names != now.own_names)
        say(out, names.own == nullptr ? "Without your list." : describe_own_names(*names.own));
    if (was.panel != now.panel) {
        constexpr const char* kPanels[] = {
            "Heads.",           "Next letter.", "Slices, step by step.",
            "Knock-out table.", "Drawn names.", "Models of equal size with 1 to 16 heads."};
        say(out, kPanels[static_cast<std::size_t>(std::clamp(now.panel, 1, 6)) - 1]);
    }
    if (was.step != now.step) {
        const int heads = after.model.heads, step = std::clamp(now.step, 1, heads + 2);
        say(out, step == 1           ? "q, k and v are cut into slices."
                 : step == heads + 2 ? "The shares of the heads through W_O, and their sum."
                                     : describe_letter_head(after, step - 1) + " The concatenation holds " +
                                           std::to_string((step - 1) * after.model.head_width) + " of " +
                                           std::to_string(after.model.concat_width) + " numbers.");
    }
    if (was.seed != now.seed || was.part != now.part || (was.panel != now.panel && !names.drawn.empty())) {
        say(out, "Seed " + std::to_string(now.seed) + ".");
        for (const DrawnName& name : names.drawn)
            say(out,
                name.all == name.chosen ? name.all + "." : name.all + ", with the chosen heads " + name.chosen + ".");
    }
    return out;
}

}  // namespace mha::sim
