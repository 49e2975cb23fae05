// SPDX-License-Identifier: MIT
// The lesson `committee` on the shipped models, without a browser: what it shows and offers at every width.
#include "lessons/committee.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "lessons/lesson.hpp"
#include "sim/action.hpp"
#include "sim/describe_names.hpp"
#include "sim/names_reading.hpp"
#include "support/overlap.hpp"
#include "support/screen.hpp"

using namespace mha;

namespace {

constexpr float kWidths[] = {320.0F, 358.0F, 480.0F, 640.0F, 700.0F, 1200.0F};

sim::ModelStore& store() {
    static sim::ModelStore models = [] {
        sim::ModelStore made;
        for (const char* name : {"names-5000", "names-1000"}) {
            std::ifstream file(std::string(MHA_PROJECT_DIR) + "/web/models/" + name + ".safetensors", std::ios::binary);
            const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
            REQUIRE(made.add(name, std::as_bytes(std::span(bytes))));
        }
        return made;
    }();
    return models;
}

struct Sim {
    explicit Sim(float width = 700) : screen(width) {}
    void draw() {
        readings = deriver.derive(state, lessons::committee_task(state), store());
        screen.draw(state, readings);
    }
    void press(const std::string& id) {
        const sim::Control* control = screen.registry.find(id);
        INFO(id);
        REQUIRE(control != nullptr);
        REQUIRE(control->enabled);
        sim::Actions actions;
        control->activate(actions);
        for (const sim::Action& action : actions) state = sim::update(state, action);
        draw();
    }
    const sim::TableNode& table(const std::string& id) {
        for (const sim::TableNode& found : screen.registry.tables()) {
            if (found.id == id) return found;
        }
        FAIL("no table " + id);
        return screen.registry.tables().front();
    }
    tests::Screen screen;
    sim::Deriver deriver;
    sim::Readings readings;
    sim::State state = lessons::committee_start();
};

bool overlap(sim::Rect a, sim::Rect b) {
    return a.x + a.w > b.x + 0.5F && b.x + b.w > a.x + 0.5F && a.y + a.h > b.y + 0.5F && b.y + b.h > a.y + 0.5F;
}

/// What must hold of every frame: controls apart, large enough, inside; ids unique; drawing sound.
void check_frame(const Sim& sim, float width) {
    std::string why;
    CHECK(sim.screen.sound(why));
    CHECK(why.empty());
    std::string faults;
    for (const std::string& fault : tests::layout_faults(sim.screen.marks, sim.screen.registry, width, 520))
        faults += fault + "\n";
    CHECK(faults == "");
    std::set<std::string> ids;
    const std::vector<sim::Control>& controls = sim.screen.registry.controls();
    for (std::size_t i = 0; i < controls.size(); ++i) {
        const sim::Control& control = controls[i];
        INFO(control.id);
        CHECK(ids.insert(control.id).second);
        CHECK_FALSE(control.label.empty());
        CHECK(control.rect.w >= 20);
        CHECK(control.rect.h >= 20);
        CHECK((control.rect.x >= 0 && control.rect.x + control.rect.w <= width + 0.5F));
        CHECK((control.rect.y >= 0 && control.rect.y + control.rect.h <= 520.5F));
        for (std::size_t j = i + 1; j < controls.size(); ++j) {
            INFO(controls[j].id);
            if (control.id != "notice-close" && controls[j].id != "notice-close")
                CHECK_FALSE(overlap(control.rect, controls[j].rect));
        }
    }
}

}  // namespace

TEST_CASE("every panel and step of the committee is sound at every width") {
    for (const float width : kWidths) {
        for (int panel = 1; panel <= 6; ++panel) {
            for (int step = 1; step <= (panel == 3 ? 6 : 1); ++step) {
                for (const char* text : {"", "emma", "maximilianalexa"}) {
                    Sim sim(width);
                    sim.state.panel = panel, sim.state.step = step, sim.state.text = text;
                    sim.state.off = panel % 2 == 0 ? 0b0110U : 0U;
                    INFO(width << " panel " << panel << " step " << step << " text " << text);
                    sim.draw();
                    check_frame(sim, width);
                }
            }
        }
    }
}

TEST_CASE("switches, Solo and All on choose the heads, and the letters follow") {
    Sim sim;
    sim.draw();
    CHECK(sim.screen.registry.find("switch-3")->checked);
    CHECK_FALSE(sim.screen.registry.find("all-on")->enabled);
    sim.press("switch-3");
    CHECK(sim.readings.names->off == 0b0100);
    CHECK_FALSE(sim.screen.registry.find("switch-3")->checked);
    sim.press("solo-2");
    CHECK(sim.readings.names->off == 0b1101);
    CHECK(sim.screen.registry.find("solo-2")->checked);
    sim.press("solo-2");
    CHECK(sim.readings.names->off == 0);
    sim.press("solo-1");
    sim.press("all-on");
    CHECK(sim.readings.names->off == 0);
    sim.press("switch-1");
    const auto zero = sim.readings.names->chosen;
    sim.press("off-mean");
    CHECK(sim.readings.names->chosen != zero);
    sim.press("early");
    CHECK(sim.readings.model.steps == 1000);
}

TEST_CASE("a row of the knock-out table switches exactly its heads") {
    for (const float width : {320.0F, 700.0F}) {
        Sim sim(width);
        sim.state.panel = 4;
        sim.draw();
        sim.press("row-9");  // heads 1 and 4
        CHECK(sim.readings.names->off == 9);
        CHECK(sim.screen.registry.find("row-9")->checked);
        CHECK(sim.screen.registry.find("row-9")->label == sim::describe_loss_row(sim.readings, 9));
        sim.press("row-0");
        CHECK(sim.readings.names->off == 0);
    }
}

TEST_CASE("a list is taken by its control, said, and dropped") {
    Sim sim;
    sim.state.panel = 4;
    sim.draw();
    const sim::Control* file = sim.screen.registry.find("own-names");
    REQUIRE(file != nullptr);
    CHECK(file->role == sim::ControlRole::file);
    sim::Actions actions;
    file->set_text(actions, "anna\nbo3\n");
    sim.state = sim::update(sim.state, actions.back());
    sim.draw();
    CHECK(sim.readings.names->own->problem.find("line 2") != std::string::npos);
    bool alert = false;
    for (const sim::TextNode& text : sim.screen.registry.texts())
        alert = alert || (text.kind == sim::TextNode::Kind::alert && text.text == sim.readings.names->own->problem);
    CHECK(alert);
    sim.press("drop-names");
    CHECK(sim.readings.names->own == nullptr);
}

TEST_CASE("drawn names change with the seed and are a table") {
    Sim sim;
    sim.state.panel = 5;
    sim.draw();
    const auto before = sim.table("drawn").cells;
    CHECK(before.size() == static_cast<std::size_t>(sim::kDrawnNames));
    sim.press("draw-again");
    CHECK(sim.state.seed == 2);
    CHECK(sim.table("drawn").cells != before);
    sim.state.seed = sim::kMaxSeed;
    sim.draw();
    sim.press("draw-again");
    CHECK(sim.state.seed == 1);
}

TEST_CASE("what is printed of the logit adds up within its rounding, and letters to 100 %") {
    Sim sim;
    sim.state.off = 2;
    sim.draw();
    double sum = 0;
    for (const auto& row : sim.table("next-letters").cells) sum += std::stod(row[0]);
    CHECK(std::fabs(sum - 100) <= 0.05 * 27 + 1e-9);
    CHECK(sim.table("weights").row_headers[1] == "Head 2 (off)");
    for (const auto& row : sim.table("weights").cells) {
        double weights = 0;
        for (std::size_t i = 0; i + 1 < row.size(); ++i) weights += std::stod(row[i]);
        CHECK(std::fabs(weights - 1) <= 0.005 * static_cast<double>(row.size()));
    }
}

TEST_CASE("a beginning does not come along to lessons that read sentences") {
    sim::State now = lessons::committee_start();
    now.text = "anna";
    CHECK(lessons::change_lesson("heads", now).text == lessons::begin_lesson("heads").text);
    sim::State sentence = lessons::begin_lesson("heads");
    sentence.text = "Tom sees Anna";
    CHECK(lessons::change_lesson("committee", sentence).text == "emma");
}
