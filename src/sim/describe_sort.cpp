// SPDX-License-Identifier: MIT
// Sentences of the lesson `nano-gpt`.
#include <algorithm>

#include "sim/describe.hpp"
#include "sim/network_arithmetic.hpp"
#include "sim/network_tour.hpp"
#include "sim/numerals.hpp"
#include "sim/sort_reading.hpp"

namespace mha::sim {
namespace {

std::string line_sentence(const SortReading& reading) {
    std::string given, written;
    for (std::size_t i = 0; i < reading.letters.size(); ++i)
        (i < static_cast<std::size_t>(kSortLetters) ? given : written) += letter_name(reading.letters[i]);
    if (written.empty()) return "Letters " + given + "; nothing is written yet.";
    const bool right =
        std::equal(reading.letters.begin() + kSortLetters, reading.letters.end(), reading.answer.begin());
    return "Letters " + given + "; the model has written " + written +
           (right ? ", right so far." : ", which is not in order.");
}

std::string off_sentence(const SortReading& reading) {
    std::string out;
    for (int layer = 1; layer <= reading.layers(); ++layer) {
        for (int head = 1; head <= reading.heads_per_layer(); ++head) {
            if (reading.is_off(layer, head))
                out += (out.empty() ? "" : ", ") + std::string("block ") + std::to_string(layer) + " head " +
                       std::to_string(head);
        }
        if (reading.mlp_is_off(layer))
            out += (out.empty() ? "" : ", ") + std::string("block ") + std::to_string(layer) + " MLP";
    }
    if (out.empty()) return "All heads and MLPs are on.";
    out = "Switched off: " + out + ".";
    if (reading.count->done())
        out += " " + std::to_string(reading.count->right()) + " of " + std::to_string(kSortInputs) +
               " inputs come out right.";
    return out;
}

std::string stop_sentence(const SortReading& reading, const State& state) {
    const TourStop stop = tour_stop(reading, state, state.step);
    return "Stop " + std::to_string(std::clamp(state.step, 1, kTourStops)) + " of " + std::to_string(kTourStops) +
           ", " + stop.title + ": " + stop.sentence;
}

void say(std::string& out, const std::string& sentence) {
    out += (out.empty() || sentence.empty() ? "" : " ") + sentence;
}

}  // namespace

std::string describe_sorting(const State& state, const Readings& readings) {
    if (readings.sort == nullptr) return {};
    const SortReading& reading = *readings.sort;
    const ModelReading& m = readings.model;
    std::string out = "A GPT of " + count_of(m.layers, "block") + " with " + count_of(m.heads, "head") + " each, " +
                      std::to_string(m.d_model) + " dimensions and " + std::to_string(m.parameters) +
                      " parameters, trained to sort six letters.";
    say(out, readings.text_notice);
    say(out, line_sentence(reading));
    if (reading.off != 0) say(out, off_sentence(reading));
    say(out, stop_sentence(reading, state));
    return out;
}

std::string describe_sort_change(const State& was, const State& now, const Readings& after) {
    if (after.sort == nullptr) return {};
    const SortReading& reading = *after.sort;
    std::string out;
    if (was.lesson != now.lesson) say(out, "Lesson " + in_quotes(now.lesson) + ".");
    if (was.text != now.text || was.word != now.word) say(out, line_sentence(reading));
    if (was.text != now.text) say(out, after.text_notice);
    if (was.off != now.off) say(out, off_sentence(reading));
    if (was.step != now.step)
        say(out, stop_sentence(reading, now));
    else if (was.layer != now.layer)
        say(out, "Block " + std::to_string(now.layer) + ".");
    if (was.open != now.open && now.open > 0) say(out, "Head " + std::to_string(now.open) + ".");
    const NetPlace picked = picked_place(reading, now.pick);
    if (was.pick != now.pick && picked.any()) say(out, arithmetic_text(arithmetic_of(reading, picked)));
    if (was.step == now.step && was.zoom != now.zoom)
        say(out, now.zoom == 0 ? "The whole map."
                               : "Zoom " + std::to_string(now.zoom) + " of " + std::to_string(kMaxZoom) + ".");
    if (was.panel != now.panel)
        say(out, now.panel <= 1   ? "Tour."
                 : now.panel == 2 ? "Heads of block " + std::to_string(shown_block(reading, now)) + "."
                                  : "Cost in multiply-adds.");
    return out;
}

}  // namespace mha::sim
