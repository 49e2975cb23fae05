// SPDX-License-Identifier: MIT
// Every view at every width, head count and length of sentence: no text on another, none cut by a figure or a control.
#include "support/overlap.hpp"

#include <catch2/catch_test_macros.hpp>
#include <functional>
#include <string>
#include <vector>

#include "lessons/nano.hpp"
#include "lessons/steps.hpp"
#include "lessons/words.hpp"
#include "support/fake_readings.hpp"
#include "support/screen.hpp"
#include "support/sort_model.hpp"
#include "support/steps_model.hpp"

using namespace mha;

namespace {

const std::vector<std::string> kSentences = {
    "cat",
    "The black cat sat down",
    "I like machine learning",
    "The transformer model processes all tokens in parallel using multi-head attention .",
    "the small dogs near the old teacher that the student saw chase a cat in the",
    "incomprehensibilities counterrevolutionaries ‘quoted’ über → ☃ x",
};

/// The longest things a shipped model may say.
void use_long_roles(sim::Readings& readings) {
    for (std::size_t i = 0; i < readings.heads.size(); ++i) {
        sim::RoleReading& role = readings.heads[i].role;
        if (i % 2 == 0)
            role.label = "possessive → owner", role.short_label = "owner";
        else
            role.label = "determiner → noun", role.short_label = "noun";
        role.meaning = i % 3 == 0 ? "joins ‘either’ with ‘or’, ‘both’ with ‘and’, ‘if’ with ‘then’"
                                  : "spreads its attention; no measured role stands clearly above chance";
    }
}

struct View {
    std::string name;
    std::function<void(sim::State&)> set;
    bool for_one_head = true;
};

std::vector<View> views(int heads) {
    return {{"grid", [](sim::State&) {}},
            {"masked grid", [](sim::State& s) { s.mask = true; }},
            {"open", [heads](sim::State& s) { s.open = heads; }},
            {"concatenation", [](sim::State& s) { s.concat = true; }},
            {"compare", [heads](sim::State& s) { s.compare = true, s.right = heads; }, false}};
}

void check(tests::Screen& screen, const sim::State& state, const sim::Readings& readings, float width,
           const std::string& what) {
    screen.draw(state, readings);
    std::string faults;
    for (const std::string& fault : tests::layout_faults(screen.marks, screen.registry, width, 520))
        faults += fault + "\n";
    INFO(what << " at " << width << ", " << state.heads << " heads, " << state.text);
    CHECK(faults == "");
}

/// What is pointed at changes labels, cards and the strip.
void check_pointed(tests::Screen& screen, const sim::State& state, const sim::Readings& readings, float width,
                   const View& view) {
    std::vector<sim::Rect> places;
    for (const sim::Control& control : screen.registry.controls()) {
        if (control.id.starts_with("head-") || control.id.starts_with("cell-open-0-")) places.push_back(control.rect);
    }
    for (std::size_t i = 0; i<places.size(); i += places.size()> 6 ? 3 : 1) {
        const sim::Rect& r = places[i];
        screen.point(r.x + r.w * 0.45F, r.y + r.h * 0.55F);
        screen.draw(state, readings);
        check(screen, state, readings, width, view.name + " pointed at");
    }
    screen.point(-1, -1);
}

}  // namespace

TEST_CASE("no text stands on another in any view") {
    for (const float width : {320.0F, 358.0F, 480.0F, 560.0F, 700.0F, 768.0F, 1200.0F}) {
        tests::Screen screen(width, width < 500 ? 2.0F : 1.0F);
        for (int heads = 1; heads <= 8; ++heads) {
            for (const std::string& text : kSentences) {
                for (const bool long_roles : {false, true}) {
                    sim::Readings readings = tests::fake_readings(text, heads, 2);
                    if (long_roles) use_long_roles(readings);
                    for (const View& view : views(heads)) {
                        if (heads == 1 && !view.for_one_head) continue;
                        sim::State state;
                        state.heads = heads, state.text = text, state.word = 1, state.dimension = 48;
                        view.set(state);
                        check(screen, state, readings, width, view.name);
                        check_pointed(screen, state, readings, width, view);
                    }
                }
            }
        }
    }
}

TEST_CASE("no text stands on another in the lesson words") {
    for (const float width : {320.0F, 358.0F, 480.0F, 560.0F, 640.0F, 700.0F, 768.0F, 1200.0F}) {
        tests::Screen screen(width, width < 500 ? 2.0F : 1.0F);
        for (const int heads : {1, 2, 4, 5, 8}) {
            for (const std::string& text : kSentences) {
                sim::Readings readings = tests::fake_readings(text, heads, 2);
                use_long_roles(readings);
                readings.in_grammar = true;
                if (readings.word_count() > 2) readings.gold = {{"verb → subject", 3, 1}, {"determiner → noun", 1, 2}};
                for (int kind = 0; kind < 12; ++kind) {
                    sim::State state = lessons::words_start();
                    state.heads = heads, state.text = text, state.word = 1, state.open = heads;
                    state.panel = 1 + kind % 3, state.gold = kind % 2 == 1, state.strongest = kind > 5,
                    state.looked_at = kind > 8;
                    if (kind % 4 == 2 && readings.word_count() > 2)
                        state.several = true, state.also = sim::word_bit(2) | sim::word_bit(3);
                    check(screen, state, readings, width, "words " + std::to_string(kind));
                }
            }
        }
    }
}

namespace {

/// The steps with the parts of the third, then its second part under each concept.
sim::State in_steps(const std::string& text, int at, bool mask) {
    sim::State state = lessons::steps_start();
    state.text = text, state.word = 2, state.open = 1 + at % 2, state.mask = mask;
    state.step = at <= 2 ? at : at <= 7 ? 3 : at <= 10 ? at - 4 : 3;
    state.part = state.step < 3 || at > 10 ? 2 : at <= 7 ? at - 2 : 1;
    state.panel = at > 10 ? at - 9 : 1;
    return state;
}

/// Numbers here and there on the sheet, whose arithmetic stands below when they are pointed at.
std::vector<sim::Rect> some_numbers(const tests::Screen& screen) {
    std::vector<sim::Rect> cells, some;
    for (const sim::Control& control : screen.registry.controls()) {
        if (control.id.starts_with("cell-n-")) cells.push_back(control.rect);
    }
    for (std::size_t i = 0; i < 3 && !cells.empty(); ++i) some.push_back(cells[(cells.size() - 1) * i / 2]);
    return some;
}

}  // namespace

TEST_CASE("no text stands on another in the lesson steps") {
    test::StepsReader reader;
    for (const float width : {320.0F, 358.0F, 480.0F, 640.0F, 700.0F, 768.0F, 1000.0F, 1200.0F}) {
        tests::Screen screen(width, width < 500 ? 2.0F : 1.0F);
        for (const std::string& text : kSentences) {
            for (int at = 1; at <= 26; ++at) {
                const sim::State state = in_steps(text, (at + 1) / 2, at % 2 == 0);
                const sim::Readings& readings = reader.read(state);
                const std::string what = "step " + std::to_string(state.step) + " part " + std::to_string(state.part) +
                                         " panel " + std::to_string(state.panel);
                check(screen, state, readings, width, what);
                for (const sim::Rect& r : some_numbers(screen)) {
                    screen.point(r.x + r.w / 2, r.y + r.h / 2);
                    screen.draw(state, readings);
                    check(screen, state, readings, width, what + " pointed at");
                }
                screen.point(-1, -1);
            }
        }
    }
}

TEST_CASE("no text stands on another in the lesson nano-gpt") {
    const auto model = test::random_sort_model();
    for (const float width : {320.0F, 358.0F, 480.0F, 640.0F, 700.0F, 768.0F, 1000.0F, 1200.0F, 1920.0F}) {
        tests::Screen screen(width, width < 500 ? 2.0F : 1.0F);
        for (int step = 1; step <= 18; ++step) {
            for (int kind = 0; kind < 8; ++kind) {
                sim::State state = lessons::nano_start();
                state.step = step, state.word = 6 + (step * 5 + kind) % 7, state.panel = 1 + kind % 3,
                state.zoom = kind == 7 ? 0 : kind;
                state.map_x = static_cast<float>(step * 50);
                state.map_y = static_cast<float>(100 + (step * 370 + kind * 130) % 800);
                state.layer = 1 + step % 3, state.open = step % 4, state.pick = kind == 4 ? step * 4000 : 0;
                check(screen, state, test::sort_readings(state, model), width,
                      "nano-gpt " + std::to_string(step) + " kind " + std::to_string(kind));
            }
        }
    }
}
