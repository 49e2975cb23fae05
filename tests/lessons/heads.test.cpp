// SPDX-License-Identifier: MIT
// The lesson `heads` without a window: nothing outside the frame, every control usable, presses do what they say.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>
#include <vector>

#include "data/vocabulary.hpp"
#include "lessons/lesson.hpp"
#include "lessons/shell.hpp"
#include "sim/fields.hpp"
#include "sim/numerals.hpp"
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
    for (const auto theme :
         {view::ThemeKind::light, view::ThemeKind::dark, view::ThemeKind::contrast, view::ThemeKind::contrast_light}) {
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
    screen.press();
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
    screen.press();
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

TEST_CASE("hide= reaches every control, by a documented name") {
    const std::string text = kLong;
    const sim::Readings readings = tests::fake_readings(text, 4, 2);
    std::vector<std::string_view> names(sim::more_hide_names().begin(), sim::more_hide_names().end());
    for (const sim::Field& field : sim::fields()) names.push_back(field.key);
    std::set<std::string_view> used;
    for (const float width : {320.0F, 700.0F}) {
        tests::Screen screen(width);
        for (const char* menu : {"", "menu", "more", "examples", "word", "compare-left", "compare-right"}) {
            for (int view = 0; view < 4; ++view) {
                sim::State state = state_of(4, text);
                if (view == 1) state.open = 2;
                if (view == 2) state.concat = true;
                if (view == 3) state.compare = true;
                const auto shown = [&](std::uint64_t hidden) {
                    state.hidden = hidden;
                    screen.glance.menu = menu;
                    screen.draw(state, readings);
                    std::vector<std::string> ids;
                    for (const sim::Control& control : screen.registry.controls()) ids.push_back(control.id);
                    return ids;
                };
                for (const std::string& id : shown(0)) {
                    INFO(id);
                    CHECK_FALSE(sim::hide_name(id).empty());
                    used.insert(sim::hide_name(id));
                }
                for (const std::string_view name : names) {
                    for (const std::string& id : shown(sim::hide_bit(name))) {
                        INFO(id << " in view " << view << " with hide=" << name);
                        CHECK(sim::hide_name(id) != name);
                    }
                }
                CHECK(shown(sim::all_hide_bits()).empty());
            }
        }
    }
    // Every key this lesson's links use, but for hide itself, has a control.
    for (const char* key : {"lesson", "text", "heads", "concat", "mask", "layer", "open", "compare", "left", "right",
                            "word", "dim", "off", "theme", "links"}) {
        INFO(key);
        CHECK(used.contains(key));
    }
}

TEST_CASE("narrow screens offer the open head as a matrix or as links, with the same numbers") {
    for (const float width : {320.0F, 358.0F, 480.0F}) {
        tests::Screen screen(width, 2);
        sim::State state = state_of(4, "The black cat sat down");
        state.open = 2;
        const sim::Readings readings = tests::fake_readings(state.text, 4);
        screen.draw(state, readings);
        REQUIRE(screen.registry.find("view-links") != nullptr);
        CHECK(screen.registry.find("cell-open-0-0") != nullptr);
        const sim::Rect links = screen.registry.find("view-links")->rect;
        screen.click(state, readings, links.x + 10, links.y + 10);
        REQUIRE(screen.actions.size() == 1);
        CHECK(std::get<sim::SetLinks>(screen.actions[0]).on);
        state.links = true;
        screen.point(-1, -1);
        screen.draw(state, readings);
        CHECK(screen.registry.find("cell-open-0-0") == nullptr);
        CHECK(screen.registry.find("word-5") != nullptr);
        CHECK(screen.registry.tables().size() == 1);
        const auto painted = [&](const std::string& text) {
            return std::any_of(screen.marks.begin(), screen.marks.end(),
                               [&](const view::Mark& mark) { return mark.text == text; });
        };
        for (const float w : readings.heads[1].weights.row(0)) CHECK(painted(sim::places(static_cast<double>(w))));
    }
    tests::Screen wide(700);
    sim::State state = state_of(4, "The black cat sat down");
    state.open = 2, state.links = true;
    wide.draw(state, tests::fake_readings(state.text, 4));
    CHECK(wide.registry.find("view-links") == nullptr);
    CHECK(wide.registry.find("cell-open-0-0") != nullptr);
}

TEST_CASE("a model that could not be had can be asked for again") {
    tests::Screen screen(320);
    sim::Readings readings;
    readings.problem = "The model heads-4 is not here: its file could not be loaded.";
    const sim::State state = state_of(4, "cat");
    screen.draw(state, readings);
    REQUIRE(screen.registry.find("retry") != nullptr);
    const sim::Rect again = screen.registry.find("retry")->rect;
    screen.click(state, readings, again.x + 10, again.y + 10);
    REQUIRE(screen.actions.size() == 1);
    CHECK(std::holds_alternative<sim::Retry>(screen.actions[0]));
}

TEST_CASE("the checkbox keeps its whole name, and its whole label where there is room") {
    for (const float width : {320.0F, 358.0F, 390.0F, 480.0F, 700.0F}) {
        tests::Screen screen(width);
        const sim::State state = state_of(4, "The black cat sat down");
        screen.draw(state, tests::fake_readings(state.text, 4, 2));
        CHECK(screen.registry.find("concat")->label == "Show Concatenation");
        const bool whole = std::any_of(screen.marks.begin(), screen.marks.end(),
                                       [](const view::Mark& mark) { return mark.text == "Show Concatenation"; });
        CHECK(whole == (width > 320));
    }
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
        const sim::State state = lesson.start();
        if (!lesson.task(state).model.starts_with("heads")) continue;  // the others have readings of their own
        CHECK_FALSE(lesson.describe(state, tests::fake_readings(state.text, state.heads)).empty());
    }
}
