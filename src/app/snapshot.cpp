// SPDX-License-Identifier: MIT
// The program as JSON, so that a browser test can compare what it sees with what the engine computed:
//   {"state":{KEY:TEXT for every field}, "ready":bool, "problem":..., "generation":n,
//    "words":[{"text","known"}], "text_notice", "link_notice", "model":{...},
//    "heads":[{"head":1,"on":true,"role":SLUG,"score","chance","entropy","weights":[[...]],"sentence_loss_without"}],
//    "pointed":ID, "focus":ID, "menu":ID, "controls":n}
// Weights carry nine significant digits: every float reads back bit by bit.
#include <algorithm>

#include "app/program.hpp"
#include "sim/fields.hpp"
#include "sim/plain_text.hpp"

namespace mha::app {
namespace {

using sim::append_json;

void key(std::string& out, std::string_view name) {
    if (out.back() != '{' && out.back() != '[') out += ',';
    append_json(out, name);
    out += ':';
}
void text(std::string& out, std::string_view name, std::string_view value) {
    key(out, name);
    append_json(out, value);
}
void number(std::string& out, std::string_view name, double value) {
    key(out, name);
    append_json(out, value);
}
void flag(std::string& out, std::string_view name, bool value) {
    key(out, name);
    out += value ? "true" : "false";
}

void matrix(std::string& out, std::string_view name, const engine::MatrixView& view) {
    key(out, name);
    out += '[';
    for (std::size_t row = 0; row < view.rows; ++row) {
        out += row == 0 ? "[" : ",[";
        for (std::size_t column = 0; column < view.columns; ++column) {
            if (column > 0) out += ',';
            append_json(out, static_cast<double>(view.at(row, column)));
        }
        out += ']';
    }
    out += ']';
}

void model(std::string& out, const sim::ModelReading& reading, const sim::LossReading& loss) {
    key(out, "model");
    out += '{';
    number(out, "heads", reading.heads);
    number(out, "layers", reading.layers);
    number(out, "d_model", reading.d_model);
    number(out, "head_width", reading.head_width);
    number(out, "concat_width", reading.concat_width);
    number(out, "heldout_loss", static_cast<double>(reading.heldout_loss));
    number(out, "asked_words", loss.asked);
    number(out, "sentence_loss", static_cast<double>(loss.whole()));
    number(out, "sentence_loss_now", static_cast<double>(loss.now()));
    out += '}';
}

void head(std::string& out, int index, const sim::HeadReading& reading, const sim::LossReading& loss) {
    out += out.back() == '[' ? "{" : ",{";
    number(out, "head", index);
    flag(out, "on", reading.on);
    text(out, "role", reading.role.slug);
    number(out, "score", static_cast<double>(reading.role.score));
    number(out, "chance", static_cast<double>(reading.role.chance));
    number(out, "entropy", static_cast<double>(reading.entropy));
    matrix(out, "weights", reading.weights);
    number(out, "sentence_loss_without", static_cast<double>(loss.without(index)));
    out += '}';
}

}  // namespace

std::string snapshot(const sim::State& state, const sim::Readings& readings, const sim::Registry& registry,
                     const view::Glance& glance) {
    std::string out = "{";
    key(out, "state");
    out += '{';
    for (const sim::Field& field : sim::fields()) text(out, field.key, field.get(state));
    out += '}';
    flag(out, "ready", readings.ready);
    text(out, "problem", readings.problem);
    number(out, "generation", static_cast<double>(readings.generation));
    key(out, "words");
    out += '[';
    for (const sim::Word& word : readings.words) {
        out += out.back() == '[' ? "{" : ",{";
        text(out, "text", word.text);
        flag(out, "known", word.known);
        out += '}';
    }
    out += ']';
    text(out, "text_notice", readings.text_notice);
    text(out, "link_notice", readings.link_notice);
    model(out, readings.model, readings.loss);
    key(out, "heads");
    out += '[';
    for (std::size_t h = 0; h < readings.heads.size(); ++h)
        head(out, static_cast<int>(h) + 1, readings.heads[h], readings.loss);
    out += ']';
    const auto elements = std::count_if(registry.controls().begin(), registry.controls().end(),
                                        [](const sim::Control& control) { return !control.pointer_only; });
    text(out, "pointed", glance.hot);
    text(out, "focus", glance.focus);
    text(out, "menu", glance.menu);
    number(out, "controls", static_cast<double>(elements));
    return out + "}";
}

}  // namespace mha::app
