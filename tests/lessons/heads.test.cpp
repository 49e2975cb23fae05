// SPDX-License-Identifier: MIT
// The lesson `heads` without a window: nothing outside the frame, every control usable, presses do what they say.
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

#include "data/vocabulary.hpp"
#include "lessons/lesson.hpp"
#include "lessons/shell.hpp"
#include "support/fake_readings.hpp"
#include "support/screen.hpp"

using namespace mha;

namespace {

constexpr const char* kShort = "cat";
constexpr const char* kLong = "the small dogs near the old teacher that the student saw chase a cat in the garden";
constexpr const char* kWide = "incomprehensibilities counterrevolutionaries ‘quoted’ über → ☃ x";

/// Everything that must hold of any frame.
void check_frame(const tests::Screen& screen, float width, const std::string& what) {
    INFO(what << " at " << width);
    std::string why;
    CHECK(screen.sound(why));
    INFO(why);
    std::set<std::string> ids;
    for (const sim::Control& control : screen.registry.controls()) {
        INFO(control.id);
        CHECK(ids.insert(control.id).second);
        CHECK_FALSE(control.label.empty());
        CHECK((control.activate || control.set_value || control.set_text));
        CHECK(control.rect.x >= -0.5F);
        CHECK(control.rect.y >= -0.5F);
        CHECK(control.rect.x + control.rect.w <= width + 0.5F);
        CHECK(control.rect.y + control.rect.h <= 520.5F);
        if (control.role != sim::ControlRole::cell) CHECK(control.rect.w >= 20);
    }
    for (const sim::TextNode& text : screen.registry.texts()) {
        INFO(text.id);
        CHECK(ids.insert(text.id).second);
        CHECK_FALSE(text.text.empty());
    }
    for (const sim::TableNode& table : screen.registry.tables()) {
        CHECK(ids.insert(table.id).second);
        for (const auto& row : table.cells) CHECK(row.size() == table.columns.size());
        CHECK(table.cells.size() == table.row_headers.size());
    }
}

sim::State state_of(int heads, const std::string& text) {
    sim::State state;
    state.heads = heads;
    state.text = text;
    state.word = 1;
    return state;
}

}  // namespace

TEST_CASE("every view stands inside the frame at every width") {
    for (const float width : {320.0F, 358.0F, 480.0F, 700.0F, 768.0F, 1200.0F, 1920.0F}) {
        tests::Screen screen(width, width < 400 ? 2.0F : 1.25F);
        for (const int heads : {1, 2, 3, 5, 8}) {
            for (const std::string text : {kShort, "The black cat sat down", kLong, kWide}) {
                const sim::Readings readings = tests::fake_readings(text, heads, 2);
                sim::State state = state_of(heads, text);
                screen.draw(state, readings);
                check_frame(screen, width, "grid of " + std::to_string(heads) + ", " + text);
                state.open = heads;
                screen.draw(state, readings);
                check_frame(screen, width, "open head " + std::to_string(heads) + ", " + text);
                state.open = 0, state.concat = true;
                screen.draw(state, readings);
                check_frame(screen, width, "concatenation of " + std::to_string(heads) + ", " + text);
                if (heads < 2) continue;
                state.concat = false, state.compare = true, state.right = heads;
                screen.draw(state, readings);
                check_frame(screen, width, "compare of " + std::to_string(heads) + ", " + text);
            }
        }
    }
}

TEST_CASE("menus, notices and waiting stand inside the frame in every theme") {
    for (const auto theme : {view::ThemeKind::light, view::ThemeKind::dark, view::ThemeKind::contrast, view::ThemeKind::contrast_light}) {
        for (const float width : {320.0F, 700.0F, 1200.0F}) {
            tests::Screen screen(width, 1, theme);
            sim::Readings readings = tests::fake_readings(kLong, 8);
            readings.link_notice = "The link asked for 12 heads; showing 8.";
            readings.text_notice = "‘qat’ is not among the words this model knows. Try ‘cat’.";
            sim::State state = state_of(8, kLong);
            for (const char* menu : {"menu", "more", "examples", "word", "compare-left"}) {
                state.concat = std::string(menu) == "word", state.compare = std::string(menu) == "compare-left";
                screen.glance.menu = menu;
                screen.draw(state, readings);
                std::string why;
                CHECK(screen.sound(why));
            }
            readings = {};
            screen.draw(state, readings);
            CHECK_FALSE(screen.registry.texts().empty());
            readings.problem = "The model could not be read.";
            screen.draw(state, readings);
            check_frame(screen, width, "problem");
        }
    }
}

TEST_CASE("a press acts on release inside, and nowhere else") {
    tests::Screen screen;
    const sim::State state = state_of(4, "The black cat sat down");
    const sim::Readings readings = tests::fake_readings(state.text, 4);
    screen.draw(state, readings);
    const sim::Rect head = screen.registry.find("head-2")->rect;
    screen.click(state, readings, head.x + head.w / 2, head.y + head.h / 2);
    REQUIRE(screen.actions.size() == 1);
    CHECK(std::get<sim::OpenHead>(screen.actions[0]).head == 2);
    screen.actions.clear();
    // Pressed on the checkbox, released beside it.
    const sim::Rect box = screen.registry.find("concat")->rect;
    screen.point(box.x + 5, box.y + 5);
    screen.draw(state, readings);
    screen.glance.pressed = screen.glance.clicked = true;
    screen.draw(state, readings);
    screen.point(box.x + 5, 300);
    screen.glance.pressed = false, screen.glance.released = true;
    screen.draw(state, readings);
    CHECK(screen.actions.empty());
}

TEST_CASE("the slider jumps to where it is pressed and follows") {
    tests::Screen screen;
    const sim::State state = state_of(4, "The black cat sat down");
    const sim::Readings readings = tests::fake_readings(state.text, 4);
    screen.draw(state, readings);
    const sim::Rect row = screen.registry.find("heads")->rect;
    screen.point(row.x + row.w - 3, row.y + 10);
    screen.draw(state, readings);
    screen.glance.pressed = screen.glance.clicked = true;
    screen.draw(state, readings);
    REQUIRE_FALSE(screen.actions.empty());
    CHECK(std::get<sim::SetHeads>(screen.actions.back()).heads == 8);
    screen.point(-40, 900);  // dragged off the canvas: still held
    screen.draw(state, readings);
    CHECK(std::get<sim::SetHeads>(screen.actions.back()).heads == 1);
}

TEST_CASE("pointing at a head says what it does and changes nothing") {
    tests::Screen screen;
    const sim::State state = state_of(4, "The black cat sat down");
    const sim::Readings readings = tests::fake_readings(state.text, 4);
    screen.draw(state, readings);
    const sim::Rect head = screen.registry.find("head-1")->rect;
    screen.point(head.x + 40, head.y + 90);
    screen.draw(state, readings);
    screen.draw(state, readings);
    CHECK(screen.actions.empty());
    bool read = false;
    for (const sim::TextNode& text : screen.registry.texts()) read = read || text.id == "readout";
    CHECK(read);
}

TEST_CASE("an open menu covers what lies under it") {
    tests::Screen screen;
    const sim::State state = state_of(4, "The black cat sat down");
    const sim::Readings readings = tests::fake_readings(state.text, 4);
    screen.glance.menu = "examples";
    screen.draw(state, readings);
    const sim::Rect head = screen.registry.find("head-4")->rect;
    screen.click(state, readings, head.x + head.w - 8, head.y + head.h - 8);
    CHECK(screen.actions.empty());
    CHECK(screen.glance.menu.empty());
}

TEST_CASE("small sentences have every weight in tables, long ones the pointed-at head's") {
    tests::Screen screen;
    screen.draw(state_of(4, "The black cat sat down"), tests::fake_readings("The black cat sat down", 4));
    CHECK(screen.registry.tables().size() == 4);
    screen.draw(state_of(8, kLong), tests::fake_readings(kLong, 8));
    CHECK(screen.registry.tables().size() == 1);
}

TEST_CASE("the examples are sentences of the models' vocabulary") {
    for (const std::string& text : lessons::example_sentences()) {
        INFO(text);
        const data::Tokenised tokens = data::tokenise(text);
        CHECK(tokens.all_known());
        CHECK(tokens.pieces.size() <= static_cast<std::size_t>(sim::kMaxWords));
    }
}

TEST_CASE("the catalog finds lessons and falls back to the first") {
    CHECK(lessons::find_lesson("heads").slug == "heads");
    CHECK(lessons::find_lesson("no such").slug == lessons::catalog().front().slug);
    for (const lessons::Lesson& lesson : lessons::catalog()) {
        sim::State state;
        CHECK_FALSE(lesson.describe(state, tests::fake_readings(state.text, state.heads)).empty());
    }
}
