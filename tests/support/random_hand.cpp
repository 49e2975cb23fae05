// SPDX-License-Identifier: MIT
#include "support/random_hand.hpp"

#include <array>
#include <cstddef>
#include <fstream>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

#include "engine/random.hpp"
#include "support/small_model.hpp"
#include "support/steps_model.hpp"

namespace mha::test {
namespace {

std::string random_fields(engine::Random& random) {
    constexpr std::array kKeys{"heads",    "concat", "mask", "layer", "open",  "compare", "left",
                               "right",    "word",   "dim",  "off",   "theme", "also",    "several",
                               "lookedat", "gold",   "page", "panel", "step",  "part",    "pick",
                               "mean",     "early",  "seed", "zoom",  "x",     "y",       "nonsense"};
    std::string out;
    for (std::uint32_t left = 1 + random.below(3); left > 0; --left)
        out += std::string(kKeys[random.below(kKeys.size())]) + "=" +
               std::to_string(static_cast<int>(random.below(12)) - 1) + "&";
    constexpr std::array kLessons{"lesson=words", "lesson=heads", "lesson=steps", "lesson=committee",
                                  "lesson=nano-gpt"};
    if (random.below(6) == 0) out += kLessons[random.below(kLessons.size())];
    return out;
}

const char* random_text(engine::Random& random) {
    constexpr std::array kTexts{"",
                                "a",
                                "The cat sat down",
                                "zog \xFF\xFE qux",
                                "the the the the the the the the the the the the the the the the the",
                                "Which word does the model see ?",
                                "I like machine learning",
                                "\t\n",
                                "supercalifragilisticexpialidocious words everywhere"};
    return kTexts[random.below(kTexts.size())];
}

// One thing somebody does. Returns its name for the report of a failure.
std::string act(HeadlessUi& ui, engine::Random& random) {
    const std::vector<sim::Control>& controls = ui.app.registry().controls();
    const std::string id =
        controls.empty() ? "" : controls[random.below(static_cast<std::uint32_t>(controls.size()))].id;
    switch (random.below(11)) {
        case 0:
            ui.app.activate(id);
            return "activate " + id;
        case 1:
            ui.app.set_value(id, static_cast<double>(random.below(20)) - 5);
            return "set_value " + id;
        case 2:
            ui.app.set_text(id, random_text(random));
            return "set_text " + id;
        case 3:
            ui.click(id, random.below(2) == 0);
            return "click " + id;
        case 4:
            ui.app.pointer(random.uniform() * 720 - 10, random.uniform() * 540 - 10, random.below(2) == 0,
                           random.below(2) == 0);
            return "pointer";
        case 5:
            ui.app.pointer_left();
            return "pointer_left";
        case 6:
            ui.app.focus(id, random.below(2) == 0);
            return "focus " + id;
        case 7:
            ui.app.key("Escape");
            return "Escape";
        case 8: {
            constexpr std::array kKeys{"ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "+", "-", "0", " ", "q"};
            const std::string key = kKeys[random.below(kKeys.size())];
            ui.app.key(key);
            return "key " + key;
        }
        case 9:
            static_cast<void>(ui.app.two_fingers(random.uniform() * 700, random.uniform() * 520, random.uniform() * 700,
                                                 random.uniform() * 520, random.uniform() * 4, random.below(2) == 0));
            return "two fingers";
        default: {
            const std::string fields = random_fields(random);
            ui.app.set_state(fields);
            return "set_state " + fields;
        }
    }
}

// What must hold of the texts the page is given, and of the state as a link.
std::string text_violation(HeadlessUi& ui) {
    const std::string registry = ui.app.registry_json();
    for (const std::string_view none : {"NaN", "Infinity", ":null"}) {
        if (registry.find(none) != std::string::npos) return "a text holds a number that is none";
    }
    const std::string state = ui.app.state_fields();
    const std::string notice = ui.app.set_state(state);
    if (ui.app.state_fields() != state) return "the state is not one that a link can give";
    return notice.empty() ? "" : "the state's own link is refused: " + notice;
}

}  // namespace

void bring_models(HeadlessUi& ui, bool shipped) {
    if (!shipped) {
        for (std::size_t heads = 1; heads <= 7; ++heads)  // the eighth never arrives
            ui.app.model_arrived("heads-" + std::to_string(heads), small_model_file({heads, 1 + heads % 2, 48, heads}));
        ui.app.model_arrived("steps", steps_model_file());
    }
    for (const std::string name : {"heads-2", "heads-3", "heads-8", "steps", "names-5000", "names-1000", "sort"}) {
        if (!shipped && (name.starts_with("heads") || name == "steps")) continue;
        std::ifstream file(MHA_PROJECT_DIR "/web/models/" + name + ".safetensors", std::ios::binary);
        const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
        ui.app.model_arrived(name, std::as_bytes(std::span(bytes)));
    }
}

std::string run_hand(HeadlessUi& ui, std::uint64_t seed, int steps) {
    engine::Random random(seed);
    constexpr std::array kWidths{320.0F, 358.0F, 480.0F, 640.0F, 700.0F, 1000.0F, 1200.0F};
    for (int step = 0; step < steps; ++step) {
        if (random.below(100) == 0) ui.size.width = kWidths[random.below(kWidths.size())];
        const std::string name = act(ui, random);
        ui.frame();
        std::string violation = ui.violation();
        if (violation.empty() && step % 10 == 0) violation = text_violation(ui);
        if (violation.empty()) continue;
        return violation + " (seed " + std::to_string(seed) + ", step " + std::to_string(step) + ", " + name +
               ", width " + std::to_string(ui.size.width) + ", state " + ui.app.state_fields() + ")";
    }
    return ui.rest() ? "" : "it never rests (seed " + std::to_string(seed) + ")";
}

}  // namespace mha::test
