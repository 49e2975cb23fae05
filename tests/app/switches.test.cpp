// SPDX-License-Identifier: MIT
// Every check box does what it says, in every lesson, also when a link asks for a number of heads the lesson has not.
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>
#include <vector>

#include "support/random_hand.hpp"

using namespace mha;

namespace {

std::vector<std::string> check_boxes(const app::App& app) {
    std::vector<std::string> ids;
    for (const sim::Control& control : app.registry().controls()) {
        if (control.role == sim::ControlRole::checkbox && control.enabled) ids.push_back(control.id);
    }
    return ids;
}

bool is_checked(test::HeadlessUi& ui, const std::string& id) {
    REQUIRE(ui.rest());
    const sim::Control* control = ui.app.registry().find(id);
    REQUIRE(control != nullptr);
    return control->checked;
}

}  // namespace

TEST_CASE("every check box changes by a press and back by another") {
    test::HeadlessUi ui(1200);
    test::bring_models(ui, true);
    std::set<std::string> pressed;
    for (const std::string lesson : {"heads", "words", "steps", "committee", "nano-gpt"}) {
        for (const std::string view :
             {"heads=1", "heads=2", "heads=3", "heads=8", "heads=1&panel=2", "heads=1&panel=3"}) {
            const std::string link = "lesson=" + lesson + "&" + view;
            ui.app.open_link(link, "");
            REQUIRE(ui.rest());
            for (const std::string& id : check_boxes(ui.app)) {
                ui.app.open_link(link, "");
                INFO(link << ", " << id);
                const bool before = is_checked(ui, id);
                REQUIRE(ui.app.activate(id));
                CHECK(is_checked(ui, id) != before);
                REQUIRE(ui.app.activate(id));
                CHECK(is_checked(ui, id) == before);
                pressed.insert(lesson + " " + id);
            }
        }
    }
    for (const char* id : {"heads concat", "nano-gpt switch-3", "nano-gpt switch-mlp"}) {
        INFO(id);
        CHECK(pressed.contains(id));
    }
}
