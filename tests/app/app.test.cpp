// SPDX-License-Identifier: MIT
// The program without a platform: links, models, the semantic page's events, what is said and what is shown.
#include <catch2/catch_test_macros.hpp>

#include "support/headless_ui.hpp"
#include "support/small_model.hpp"

using namespace mha;
using test::HeadlessUi;

namespace {

void give_models(app::App& app, std::size_t layers = 1) {
    for (std::size_t heads = 1; heads <= 8; ++heads)
        app.model_arrived("heads-" + std::to_string(heads), test::small_model_file({heads, layers, 48, 7}));
}

}  // namespace

TEST_CASE("the app asks for the model it needs, and says when it cannot be had") {
    HeadlessUi ui;
    CHECK(ui.app.wanted_model() == "heads-4");
    REQUIRE(ui.rest());
    CHECK(ui.violation() == "");
    ui.app.model_failed("heads-4", "The file is missing.");
    CHECK(ui.app.wanted_model().empty());
    CHECK(ui.app.readings().problem == "The file is missing.");
    REQUIRE(ui.rest());
    CHECK(ui.violation() == "");
    REQUIRE(ui.app.activate("retry"));
    CHECK(ui.app.wanted_model() == "heads-4");
    CHECK(ui.app.readings().problem.empty());
    REQUIRE(ui.rest());
    CHECK_FALSE(ui.app.activate("retry"));
    ui.app.model_failed("heads-4", "The file is missing.");
    ui.app.model_arrived("heads-4", test::small_model_file());
    CHECK(ui.app.readings().ready);
    ui.app.set_state("heads=8");
    CHECK(ui.app.wanted_model() == "heads-8");
    CHECK_FALSE(ui.app.readings().ready);
}

TEST_CASE("the fragment is what the learner changed on top of the query, and Reset goes back") {
    HeadlessUi ui;
    give_models(ui.app);
    ui.app.open_link("?heads=8&mask=1", "#open=2");
    CHECK(ui.app.state().heads == 8);
    CHECK(ui.app.state().open == 2);
    CHECK(ui.app.fragment() == "open=2");
    CHECK(ui.app.set_state("heads=4&word=2").empty());
    CHECK(ui.app.fragment() == "heads=4&open=2&word=2");
    CHECK(ui.app.state_fields() == "mask=1&open=2&word=2");
    HeadlessUi again;
    give_models(again.app);
    again.app.open_link("?heads=8&mask=1", ui.app.fragment());
    CHECK(again.app.state() == ui.app.state());
    ui.app.reset();
    CHECK(ui.app.fragment() == "open=2");
    CHECK(ui.app.state().heads == 8);
}

TEST_CASE("the untouched app has an empty fragment") {
    HeadlessUi ui;
    give_models(ui.app);
    ui.app.open_link({}, {});
    REQUIRE(ui.rest());
    CHECK(ui.app.fragment().empty());
    CHECK(ui.app.announcement().empty());
}

TEST_CASE("what a link cannot have is a notice among the readings") {
    HeadlessUi ui;
    give_models(ui.app);
    ui.app.open_link("heads=12&lesson=nothing&word=9", {});
    const std::string& notice = ui.app.readings().link_notice;
    CHECK(notice.find("The link asked for 12 heads; showing 8.") != std::string::npos);
    CHECK(notice.find("lesson ‘nothing’") != std::string::npos);
    CHECK(notice.find("The link asked for word 9; the sentence has 5 words.") != std::string::npos);
    CHECK(ui.app.set_state("text=The+cat").empty());  // no word was asked for
    CHECK(ui.app.state().lesson == "heads");
    ui.app.open_link({}, {});
    CHECK(ui.app.readings().link_notice.empty());
}

TEST_CASE("what the model cuts of a link is said when the model has come, once, instead of what its own range said") {
    HeadlessUi ui;
    ui.app.open_link("heads=4&layer=4&dim=65&off=mlp2", "");
    ui.frame();
    const std::string& notice = ui.app.readings().link_notice;
    CHECK(notice.find("The link asked for layer 4; showing 3.") != std::string::npos);
    ui.app.model_arrived("heads-4", test::small_model_file({4, 2, 48}));
    CHECK(notice ==
          "The link asked for layer 4; showing 2. The link asked for dimension 65; showing 48. "
          "The link asked for parts switched off mlp2; showing none.");
    ui.app.set_value("heads", 2);
    ui.app.model_arrived("heads-2", test::small_model_file({2, 1, 48}));
    CHECK(notice.find("showing 1") == std::string::npos);  // that was the learner's own doing
    CHECK(ui.app.set_state("heads=4&layer=3") == "The link asked for layer 3; showing 2.");
    CHECK(ui.app.set_state("layer=2").empty());
}

TEST_CASE("a notice of the link and one of the sentence are two things in every lesson") {
    for (const std::string lesson : {"heads", "words", "steps", "committee", "nano-gpt"}) {
        for (const float width : {320.0F, 700.0F, 1200.0F}) {
            HeadlessUi ui(width);
            give_models(ui.app);
            ui.app.open_link("lesson=" + lesson + "&heads=12&layer=9&text=zog+qux+zog", {});
            ui.frame();
            ui.frame();
            INFO(lesson << " at " << width);
            CHECK(ui.violation() == "");
        }
    }
}

TEST_CASE("the semantic page drives the same controls") {
    HeadlessUi ui;
    give_models(ui.app);
    REQUIRE(ui.rest());
    REQUIRE(ui.app.set_value("heads", 7));
    CHECK(ui.app.state().heads == 7);
    REQUIRE(ui.rest());
    REQUIRE(ui.app.set_value("heads", 400));
    CHECK(ui.app.state().heads == 8);
    CHECK_FALSE(ui.app.set_value("nothing", 1));
    CHECK_FALSE(ui.app.activate("nothing"));
    REQUIRE(ui.app.set_text("sentence", "the dog slept"));
    CHECK(ui.app.readings().word_count() == 3);
    CHECK(ui.app.state().word <= 3);
    REQUIRE(ui.rest());
    REQUIRE(ui.app.activate("concat"));
    CHECK(ui.app.state().concat);
    REQUIRE(ui.rest());
    CHECK(ui.app.key("Escape"));
    CHECK_FALSE(ui.app.state().concat);
    CHECK_FALSE(ui.app.key("Escape"));
    CHECK_FALSE(ui.app.key("a"));
}

TEST_CASE("a click and a tap do what the control does, and the app comes to rest") {
    HeadlessUi ui;
    give_models(ui.app);
    REQUIRE(ui.rest());
    REQUIRE(ui.click("mask"));
    CHECK(ui.app.state().mask);
    REQUIRE(ui.rest());
    REQUIRE(ui.click("mask", true));
    CHECK_FALSE(ui.app.state().mask);
    REQUIRE(ui.rest());
}

TEST_CASE("hovering draws but never runs the model") {
    HeadlessUi ui;
    give_models(ui.app);
    REQUIRE(ui.rest());
    const std::uint64_t generation = ui.app.readings().generation;
    for (int step = 0; step < 200; ++step) {
        ui.app.pointer(static_cast<float>(step) * 3.5F, 100 + static_cast<float>(step) * 1.5F, false, false);
        ui.frame();
    }
    CHECK(ui.app.readings().generation == generation);
}

TEST_CASE("frames nobody reads leave tables behind, whoever asks for them gets those of now") {
    HeadlessUi ui;
    give_models(ui.app);
    REQUIRE(ui.rest());
    const auto tables = [&] { return ui.app.registry().tables().size(); };
    REQUIRE(tables() > 0);
    const std::string before = ui.app.transcript();
    ui.size.read = false;
    ui.app.set_state("text=A+dog+sleeps");
    REQUIRE(ui.rest());
    CHECK(ui.app.registry().tables()[0].columns.size() != 3);
    const std::string json = ui.app.registry_json();
    CHECK(ui.app.registry().tables()[0].columns.size() == 3);
    CHECK(json.contains("\"columns\":[\"A\",\"dog\",\"sleeps\"]"));
    CHECK(ui.app.transcript() != before);
    ui.size.read = true;
    ui.app.set_state("text=The+big+dog+sleeps");
    REQUIRE(ui.rest());
    CHECK(ui.app.registry().tables()[0].columns.size() == 4);
}

TEST_CASE("in frames nobody reads a loss on the sentence is a dash until it is known") {
    HeadlessUi ui;
    give_models(ui.app);
    ui.size.read = false;
    ui.app.set_state("heads=1");
    REQUIRE(ui.rest());
    CHECK(std::isnan(ui.app.readings().loss.whole()));
    CHECK_FALSE(ui.app.svg().empty());
    CHECK(ui.app.readings().loss.whole() > 0);
    ui.app.set_state("heads=2");
    ui.app.set_state("heads=1");
    REQUIRE(ui.rest());
    CHECK(std::isnan(ui.app.readings().loss.whole()));
    ui.size.read = true;
    REQUIRE(ui.rest());
    const float loss = ui.app.readings().loss.whole();
    CHECK(loss > 0);
    ui.size.read = false;
    REQUIRE(ui.rest());
    CHECK(ui.app.readings().loss.whole() == loss);
}

TEST_CASE("what changed is said once, and said together until it has been said") {
    HeadlessUi ui;
    give_models(ui.app);
    REQUIRE(ui.rest());
    ui.app.set_state("heads=5");
    ui.app.set_state("heads=6");
    CHECK(ui.app.announcement().starts_with("6 heads."));
    ui.app.announced();
    CHECK(ui.app.announcement().empty());
    ui.app.set_state("mask=1");
    ui.app.set_state("mask=0");
    CHECK(ui.app.announcement().empty());
}

TEST_CASE("the snapshot carries the state and every weight as the engine has it") {
    HeadlessUi ui;
    give_models(ui.app);
    REQUIRE(ui.rest());
    const std::string json = ui.app.snapshot_json();
    CHECK(json.starts_with("{\"state\":{\"lesson\":\"heads\",\"text\":\"The black cat sat down\",\"heads\":\"4\""));
    CHECK(json.find("\"ready\":true") != std::string::npos);
    char number[40];
    std::snprintf(number, sizeof number, "\"weights\":[[%.9g,",
                  static_cast<double>(ui.app.readings().heads[2].weights.at(0, 0)));
    CHECK(json.find(number) != std::string::npos);
}

TEST_CASE("odd sizes and broken input draw without harm") {
    HeadlessUi ui;
    give_models(ui.app);
    for (const float width : {320.0F, 358.0F, 480.0F, 700.0F, 1200.0F, 1920.0F, 1.0F, 0.0F, -5.0F, NAN}) {
        for (const float ratio : {1.0F, 1.25F, 3.0F, 0.0F, NAN}) {
            ui.size.width = width;
            ui.size.ratio = ratio;
            ui.size.seconds = 1e9;
            ui.app.pointer(NAN, 3, true, false);
            ui.frame();
        }
    }
    ui.size = {700, 520, 1, 0.016};
    REQUIRE(ui.rest());
    CHECK(ui.violation() == "");
}

TEST_CASE("another lesson has its own start, its own link and its own Reset") {
    HeadlessUi ui;
    give_models(ui.app, 2);
    ui.app.open_link("?heads=8", {});
    CHECK(ui.app.set_state("lesson=words").empty());
    CHECK(ui.app.state().lesson == "words");
    CHECK(ui.app.state().heads == 4);  // the start of `words`, not what the query said of `heads`
    CHECK(ui.app.fragment() == "lesson=words");
    CHECK(ui.app.set_state("word=2").empty());
    CHECK(ui.app.fragment() == "lesson=words&word=2");
    CHECK(ui.app.state_fields() == "lesson=words&word=2");
    HeadlessUi again;
    give_models(again.app, 2);
    again.app.open_link("?heads=8", ui.app.fragment());
    CHECK(again.app.state() == ui.app.state());
    ui.app.reset();
    CHECK(ui.app.fragment() == "lesson=words");
    ui.app.open_link("?lesson=words&word=5", {});
    CHECK(ui.app.fragment().empty());
    CHECK(ui.app.state().word == 5);
    REQUIRE(ui.rest());
    CHECK(ui.violation() == "");
    ui.app.open_link("?lesson=nowhere", {});
    CHECK(ui.app.state().lesson == "heads");
    CHECK(ui.app.readings().link_notice.find("‘nowhere’") != std::string::npos);
}

TEST_CASE("the picture as SVG has the same texts, is whole, and changes nothing") {
    for (const char* link : {"", "open=2&word=2", "compare=1", "concat=1", "theme=dark&heads=8&mask=1"}) {
        HeadlessUi ui;
        CHECK(ui.app.svg().empty());
        give_models(ui.app);
        ui.app.open_link(link, "");
        REQUIRE(ui.rest());
        const std::string before = ui.app.transcript();
        const std::string svg = ui.app.svg();
        INFO(link);
        CHECK(ui.app.transcript() == before);
        CHECK(ui.app.svg() == svg);
        CHECK(svg.starts_with("<svg xmlns="));
        CHECK(svg.ends_with("</svg>\n"));
        const auto count = [&svg](std::string_view what) {
            std::size_t found = 0;
            for (std::size_t at = svg.find(what); at != std::string::npos; at = svg.find(what, at + 1)) ++found;
            return found;
        };
        CHECK(count("<g ") == count("</g>"));
        CHECK(count("<text ") == count("</text>"));
        CHECK(count("<rect ") > 50);
        CHECK(svg.find("nan") == std::string::npos);
        CHECK(svg.find("inf\"") == std::string::npos);
        for (const sim::TextNode& text : ui.app.registry().texts()) {
            if (text.kind == sim::TextNode::Kind::heading)
                CHECK(svg.find(">" + text.text + "</text>") != std::string::npos);
        }
    }
}

TEST_CASE("what is done outside an open menu closes it") {
    HeadlessUi ui(700);
    for (const char* lesson : {"lesson=heads", "lesson=steps"}) {
        ui.app.open_link(lesson, "");
        REQUIRE(ui.rest());
        const auto is_open = [&](const char* id) {
            REQUIRE(ui.rest());
            return ui.app.registry().find(id)->checked;
        };
        REQUIRE(ui.app.activate("menu"));
        CHECK(is_open("menu"));
        REQUIRE(ui.app.activate("share"));
        CHECK(!is_open("menu"));
        CHECK(is_open("share"));
        REQUIRE(ui.app.activate("menu"));
        CHECK(is_open("menu"));
        // An element of the page can be pressed without the pointer, which the menu's ground would have stopped.
        REQUIRE(ui.app.activate("reset"));
        CHECK(!is_open("menu"));
    }
}
