// SPDX-License-Identifier: MIT
// Which sheet, its names, and the way from one step to the next.
#include "sim/steps_reading.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/elementary.hpp"
#include "engine/transformer.hpp"
#include "sim/numerals.hpp"
#include "sim/steps_builder.hpp"

namespace mha::sim {
namespace {

constexpr std::array kStepNames = {"Embed", "Q K V", "Attention", "Concat", "W_O", "Output"};
constexpr std::array kPartNames = {"q · k", "÷ √d_k", "softmax", "× values", "sum"};

std::vector<double> softmax(const std::vector<double>& scores, std::size_t seen) {
    std::vector<double> out(scores.size(), 0.0);
    const auto end = scores.begin() + static_cast<std::ptrdiff_t>(seen);
    const double most = *std::max_element(scores.begin(), end);
    double sum = 0;
    for (std::size_t i = 0; i < seen; ++i) sum += out[i] = engine::math::exp(scores[i] - most);
    for (double& weight : out) weight /= sum;
    return out;
}

int shown_head(const State& state, const Readings& readings) {
    return std::clamp(state.open, 1, std::max(static_cast<int>(readings.heads.size()), 1));
}

}  // namespace

const SheetNumber* Sheet::find(int pick) const {
    const auto found =
        std::find_if(numbers.begin(), numbers.end(), [pick](const SheetNumber& n) { return n.pick == pick; });
    return found == numbers.end() ? nullptr : &*found;
}

const SheetNumber* Sheet::at(int row, int column) const {
    const auto found = std::find_if(numbers.begin(), numbers.end(),
                                    [=](const SheetNumber& n) { return n.row == row && n.column == column; });
    return found == numbers.end() ? nullptr : &*found;
}

const SheetNumber* Sheet::shown(int pick) const {
    const SheetNumber* number = find(pick);
    if (number == nullptr) number = find(first_pick);
    return number == nullptr && !numbers.empty() ? &numbers.front() : number;
}

std::string sheet_problem(const Readings& readings) {
    if (!readings.ready || readings.network == nullptr || readings.trace == nullptr)
        return "The model is not here yet.";
    const engine::ModelConfig& config = readings.network->config;
    if (config.norm != engine::NormKind::none || config.embedding_norm)
        return "This model has a norm before its heads, which the six steps do not show.";
    if (config.d_model > static_cast<std::size_t>(kSheetWidth))
        return "This model is too wide for every number to be shown.";
    return {};
}

StepPlace step_place(const State& state) {
    const int step = std::clamp(state.step, 1, kSheetSteps);
    return {step, step == 3 ? std::clamp(state.part, 1, kAttentionParts) : 1};
}

StepPlace step_after(StepPlace place) {
    if (place.step == 3 && place.part < kAttentionParts) return {3, place.part + 1};
    return place.step < kSheetSteps ? StepPlace{place.step + 1, 1} : place;
}

StepPlace step_before(StepPlace place) {
    if (place.step == 3 && place.part > 1) return {3, place.part - 1};
    if (place.step == 4) return {3, kAttentionParts};
    return place.step > 1 ? StepPlace{place.step - 1, 1} : place;
}

std::string step_name(int step) { return kStepNames[static_cast<std::size_t>(std::clamp(step, 1, kSheetSteps)) - 1]; }
std::string part_name(int part) {
    return kPartNames[static_cast<std::size_t>(std::clamp(part, 1, kAttentionParts)) - 1];
}

Sheet steps_sheet(const State& state, const Readings& readings) {
    Sheet sheet;
    if (!sheet_problem(readings).empty()) return sheet;
    const engine::ModelConfig& config = readings.network->config;
    const int words = std::max(readings.word_count(), 1);
    const steps::Source source{state,
                               readings,
                               *readings.network,
                               *readings.trace,
                               shown_head(state, readings),
                               std::clamp(state.word, 1, words),
                               static_cast<std::size_t>(words),
                               config.d_model,
                               config.heads,
                               config.head_width()};
    const StepPlace place = step_place(state);
    sheet.step = place.step, sheet.part = place.part, sheet.head = source.head, sheet.word = source.word;
    switch (place.step) {
        case 1:
            steps::embed_sheet(source, sheet);
            break;
        case 2:
            steps::project_sheet(source, sheet);
            break;
        case 3:
            steps::attention_sheet(source, sheet, place.part);
            break;
        case 4:
            steps::concat_sheet(source, sheet);
            break;
        case 5:
            steps::mix_sheet(source, sheet);
            break;
        default:
            steps::output_sheet(source, sheet);
            break;
    }
    return sheet;
}

std::string printed(const Equation& equation) {
    std::string out = equation.name + " =";
    bool tight = false;
    for (const Piece& piece : equation.pieces) {
        if (!tight && !piece.text.starts_with(')') && !piece.text.starts_with(',')) out += ' ';
        out += piece.text;
        tight = piece.text.ends_with('(') || piece.text == "√";
    }
    return out + " = " + equation.result;
}

std::string arithmetic(const SheetNumber& number) {
    if (number.made.empty()) return number.name + " = " + number.text + (number.note.empty() ? "" : "; " + number.note);
    std::string out;
    for (const Equation& equation : number.made) out += (out.empty() ? "" : "; ") + printed(equation);
    return number.note.empty() ? out : out + "; " + number.note;
}

ScalingReading scaling(const State& state, const Readings& readings, int head) {
    ScalingReading out;
    if (!sheet_problem(readings).empty() || head < 1 || head > static_cast<int>(readings.heads.size())) return out;
    const auto& raw = readings.trace->blocks[0].attention.raw;
    const std::size_t words = raw.shape(1), h = static_cast<std::size_t>(head) - 1;
    const std::size_t q = static_cast<std::size_t>(std::clamp(state.word, 1, static_cast<int>(words))) - 1;
    const double root = std::sqrt(static_cast<double>(readings.network->config.head_width()));
    std::vector<double> scaled;
    for (std::size_t key = 0; key < words; ++key) {
        out.raw.push_back(static_cast<double>(raw(h, q, key)));
        scaled.push_back(out.raw.back() / root);
    }
    const std::size_t seen = state.mask ? q + 1 : words;
    out.scaled = softmax(scaled, seen);
    out.unscaled = softmax(out.raw, seen);
    out.top_scaled = *std::max_element(out.scaled.begin(), out.scaled.end());
    out.top_unscaled = *std::max_element(out.unscaled.begin(), out.unscaled.end());
    out.give_scaled = out.top_scaled * (1 - out.top_scaled);
    out.give_unscaled = out.top_unscaled * (1 - out.top_unscaled);
    return out;
}

std::string describe_step(const State& state, const Readings& readings) {
    const Sheet sheet = steps_sheet(state, readings);
    const SheetNumber* number = sheet.shown(state.pick);
    if (number == nullptr) return {};
    std::string out = "Step " + std::to_string(sheet.step) + " of " + std::to_string(kSheetSteps);
    if (sheet.step == 3) out += ", part " + std::to_string(sheet.part) + " of " + std::to_string(kAttentionParts);
    return out + ": " + sheet.title + ". " + sheet.saying + " " + arithmetic(*number) + ".";
}

}  // namespace mha::sim
