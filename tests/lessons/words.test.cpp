// SPDX-License-Identifier: MIT
// The lesson `words` without a browser: what it shows and offers at every width.
#include "lessons/words.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <string>

#include "lessons/lesson.hpp"
#include "sim/strengths.hpp"
#include "support/fake_readings.hpp"
#include "support/screen.hpp"

using namespace mha;

namespace {

sim::Readings readings_for(const sim::State& state) { return tests::fake_readings(state.text, state.heads, 2); }

const sim::TableNode& strengths_table(const tests::Screen& screen) {
    for (const sim::TableNode& table : screen.registry.tables()) {
        if (table.id == "strengths") return table;
    }
    FAIL("no table of strengths");
    return screen.registry.tables().front();
}

}  // namespace

TEST_CASE("every word is a toggle and the table has a row for each, at every width") {
    for (const float width : {320.0F, 358.0F, 480.0F, 640.0F, 700.0F, 1200.0F}) {
        for (int panel = 1; panel <= 3; ++panel) {
            INFO(width << " panel " << panel);
            sim::State state = lessons::words_start();
            state.panel = panel;
            tests::Screen screen(width);
            const sim::Readings readings = readings_for(state);
            screen.draw(state, readings);
            if (width >= 640 || panel == 1) {
                for (int word = 1; word <= readings.word_count(); ++word) {
                    const sim::Control* control = screen.registry.find("word-" + std::to_string(word));
                    REQUIRE(control != nullptr);
                    CHECK(control->checked == (word == state.word));
                    CHECK(control->rect.x >= 0);
                    CHECK(control->rect.x + control->rect.w <= width);
                }
            }
            CHECK(strengths_table(screen).cells.size() == readings.words.size());
        }
    }
}

TEST_CASE("the table's percentages add up to 100 within their rounding") {
    const sim::State state = lessons::words_start();
    tests::Screen screen(700);
    const sim::Readings readings = readings_for(state);
    screen.draw(state, readings);
    double sum = 0;
    for (const auto& row : strengths_table(screen).cells) sum += std::stod(row[2]);
    CHECK(std::abs(sum - 100) <= 0.05 * static_cast<double>(readings.words.size()) + 1e-9);
}

TEST_CASE("pressing words chooses one, or several together") {
    sim::State state = lessons::words_start();
    tests::Screen screen(700);
    const sim::Readings readings = readings_for(state);
    screen.draw(state, readings);
    sim::Actions actions;
    screen.registry.find("word-2")->activate(actions);
    state = sim::update(state, actions.back());
    CHECK(sim::chosen_words(state) == std::vector<int>{2});
    state.several = true;
    screen.draw(state, readings);
    screen.registry.find("word-6")->activate(actions);
    CHECK(sim::chosen_words(sim::update(state, actions.back())) == std::vector<int>{2, 6});
}

TEST_CASE("the menu's lessons open with their own start and bring a sentence of one's own along") {
    sim::State now = lessons::begin_lesson("heads");
    CHECK(lessons::change_lesson("words", now).text == lessons::words_start().text);
    now.text = "Tom sees Anna";
    now.theme = sim::ThemeChoice::dark;
    const sim::State next = lessons::change_lesson("words", now);
    CHECK(next.text == "Tom sees Anna");
    CHECK(next.lesson == "words");
    CHECK(next.theme == sim::ThemeChoice::dark);
}

TEST_CASE("every lesson starts in a state that nothing has to mend") {
    for (const lessons::Lesson& lesson : lessons::catalog()) {
        const sim::State start = lesson.start();
        CHECK(sim::clamp(start) == start);
        CHECK(start.lesson == lesson.slug);
        CHECK_FALSE(lesson.task(start).model.empty());
    }
}

TEST_CASE("gold links are those of the grammar, and a head finds one when it looks most at its end") {
    sim::State state = lessons::words_start();
    state.gold = true;
    sim::Readings readings = readings_for(state);
    readings.in_grammar = true;
    readings.gold = {{"verb → subject", 4, 3}, {"verb → object", 4, 6}};
    tests::Screen screen(700);
    screen.draw(state, readings);
    for (const sim::TableNode& table : screen.registry.tables()) {
        if (table.id != "gold-links") continue;
        REQUIRE(table.cells.size() == 2);
        const auto row = readings.heads[static_cast<std::size_t>(state.open) - 1].weights.row(3);
        const auto most = std::max_element(row.begin(), row.end()) - row.begin();
        CHECK(table.cells[0][3] == (most == 2 ? "yes" : "no"));
        CHECK(table.cells[1][3] == (most == 5 ? "yes" : "no"));
        return;
    }
    FAIL("no table of gold links");
}
