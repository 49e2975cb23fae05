// SPDX-License-Identifier: MIT
// The lesson `steps` without a browser: the sums on the screen come out, and every number can be reached at every
// width.
#include "lessons/steps.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>
#include <string>

#include "lessons/lesson.hpp"
#include "sim/fields.hpp"
#include "sim/steps_reading.hpp"
#include "support/printed_sums.hpp"
#include "support/screen.hpp"
#include "support/steps_model.hpp"

using namespace mha;

namespace {

constexpr const char* kSentences[] = {"I like machine learning", "What does she read?", "Which dog do the girls like?",
                                      "The old teacher that the students saw reads"};

const sim::TableNode& numbers_table(const tests::Screen& screen) {
    for (const sim::TableNode& table : screen.registry.tables()) {
        if (table.id == "numbers") return table;
    }
    FAIL("no table of numbers");
    return screen.registry.tables().front();
}

std::string text_of(const tests::Screen& screen, std::string_view id) {
    for (const sim::TextNode& text : screen.registry.texts()) {
        if (text.id == id) return text.text;
    }
    return {};
}

/// Every equation of a printed line comes out; returns how many there were.
int check_line(const std::string& line) {
    INFO(line);
    int sums = 0;
    for (const std::string& equation : test::split(line, "; ")) {
        const std::vector<std::string> sides = test::split(equation, " = ");
        if (sides.size() < 3) continue;
        REQUIRE(sides.size() == 3);
        test::Interval made, shown;
        REQUIRE(test::PrintedSum(sides[1]).evaluate(made));
        REQUIRE(test::PrintedSum(sides[2]).evaluate(shown));
        CHECK(made.meets(shown));
        ++sums;
    }
    return sums;
}

/// The last result of the first equation, or what a learned number is.
std::string result_of(const std::string& line) { return test::split(test::split(line, "; ").front(), " = ").back(); }

/// All cells of one screen: their arithmetic comes out, and they read as in the table.
int check_screen(const tests::Screen& screen) {
    int sums = 0;
    const sim::TableNode& table = numbers_table(screen);
    for (const sim::Control& control : screen.registry.controls()) {
        if (!control.id.starts_with("cell-n-")) continue;
        INFO(control.id << " " << control.label);
        sums += check_line(control.help);
        const std::vector<std::string> at = test::split(control.id, "-");
        std::string shown =
            table.cells.at(static_cast<std::size_t>(std::stoi(at[2]))).at(static_cast<std::size_t>(std::stoi(at[3])));
        for (const char* tag : {"max ", "sum "}) {
            if (shown.starts_with(tag)) shown = shown.substr(4);
        }
        CHECK(result_of(control.help) == shown);
        CHECK(control.label.ends_with(shown));
    }
    const std::string box = text_of(screen, "arithmetic");
    CHECK_FALSE(box.empty());
    sums += check_line(box);
    return sums;
}

sim::State place(const char* text, int step, int part, int head, int word, bool mask = false) {
    sim::State state = lessons::steps_start();
    state.text = text;
    state.step = step, state.part = part, state.open = head, state.word = word, state.mask = mask;
    return state;
}

}  // namespace

TEST_CASE("the sums on the screen come out: every step, part, head, query, several sentences, with and without mask") {
    tests::Screen screen(1200);
    test::StepsReader reader;
    int sums = 0;
    for (const char* text : kSentences) {
        for (const bool mask : {false, true}) {
            const int words = reader.read(place(text, 1, 1, 1, 1, mask)).word_count();
            for (int word = 1; word <= words; ++word) {
                for (int step = 1; step <= sim::kSheetSteps; ++step) {
                    for (int head = 1; head <= (step == 3 ? 2 : 1); ++head) {
                        for (int part = 1; part <= (step == 3 ? sim::kAttentionParts : 1); ++part) {
                            CAPTURE(text, mask, word, step, head, part);
                            const sim::State state = place(text, step, part, head, word, mask);
                            screen.draw(state, reader.read(state));
                            sums += check_screen(screen);
                        }
                    }
                }
            }
        }
    }
    CHECK(sums > 5000);
}

TEST_CASE("the sums of the shipped model come out too") {
    tests::Screen screen(1200);
    test::StepsReader reader(MHA_PROJECT_DIR "/web/models/steps.safetensors");
    for (const char* text : {kSentences[0], kSentences[1]}) {
        for (int word = 1; word <= 4; ++word) {
            for (int at = 1; at <= 15; ++at) {
                const int step = at <= 2    ? at
                                 : at <= 12 ? 3
                                            : at - 9,
                          part = step == 3 ? (at - 3) % 5 + 1 : 1, head = at <= 7 ? 1 : 2;
                CAPTURE(text, word, step, part, head);
                const sim::State state = place(text, step, part, head, word);
                REQUIRE(reader.read(state).ready);
                screen.draw(state, reader.read(state));
                CHECK(check_screen(screen) > 0);
            }
        }
    }
}

TEST_CASE("every column of W_Q, W_K, W_V and W_O can be picked, with its products") {
    tests::Screen screen(1200);
    test::StepsReader reader;
    for (const int step : {2, 5}) {
        sim::State state = place(kSentences[0], step, 1, 1, 2);
        const sim::Sheet sheet = sim::steps_sheet(state, reader.read(state));
        std::set<std::string> columns;
        for (const sim::SheetNumber& number : sheet.numbers) {
            state.pick = number.pick;
            screen.draw(state, reader.read(state));
            check_screen(screen);
            for (const std::string& row : numbers_table(screen).row_headers) {
                if (row.starts_with("W_")) columns.insert(row);
            }
            // What is made from a column shows that column.
            CHECK(text_of(screen, "arithmetic").starts_with(number.name));
        }
        CHECK(columns.size() == (step == 2 ? 24 : 8));
    }
}

TEST_CASE("the running example fits on one page at 320 px where a step has four columns") {
    tests::Screen screen(320);
    test::StepsReader reader;
    for (int part = 1; part <= sim::kAttentionParts; ++part) {
        const sim::State state = place(kSentences[0], 3, part, 1, 1);
        screen.draw(state, reader.read(state));
        CAPTURE(part);
        CHECK(screen.registry.find("page-after") == nullptr);
    }
}

TEST_CASE("every number can be reached at every width, and nothing stands outside the frame or on something else") {
    test::StepsReader reader;
    const std::string sixteen = "the small dogs near the old teacher that the student saw chase a cat in gardens";
    for (const float width : {320.0F, 358.0F, 480.0F, 640.0F, 700.0F, 1200.0F}) {
        tests::Screen screen(width);
        for (const std::string& text :
             {std::string(kSentences[0]), std::string(kSentences[1]), sixteen, std::string("cat")}) {
            for (int at = 1; at <= 10; ++at) {
                const int step = at <= 2 ? at : at <= 7 ? 3 : at - 4, part = step == 3 ? at - 2 : 1;
                sim::State state = place(text.c_str(), step, part, 2, 1);
                const sim::Readings& readings = reader.read(state);
                const sim::Sheet sheet = sim::steps_sheet(state, readings);
                std::set<std::string> seen;
                for (state.page = 1; state.page <= sim::kMaxPages; ++state.page) {
                    CAPTURE(width, text, step, part, state.page);
                    screen.draw(state, readings);
                    std::string why;
                    CHECK(screen.sound(why));
                    INFO(why);
                    const std::vector<sim::Control>& controls = screen.registry.controls();
                    for (std::size_t a = 0; a < controls.size(); ++a) {
                        for (std::size_t b = a + 1; b < controls.size(); ++b) {
                            const sim::Rect &p = controls[a].rect, &q = controls[b].rect;
                            const float across = std::min(p.x + p.w, q.x + q.w) - std::max(p.x, q.x),
                                        down = std::min(p.y + p.h, q.y + q.h) - std::max(p.y, q.y);
                            INFO(controls[a].id << " and " << controls[b].id);
                            CHECK((across <= 1.5F || down <= 1.5F));
                        }
                    }
                    float lowest = 0;
                    for (const sim::Control& control : screen.registry.controls()) {
                        CHECK(control.rect.x >= -0.5F);
                        CHECK(control.rect.x + control.rect.w <= width + 0.5F);
                        CHECK(control.rect.w >= 24);
                        CHECK(control.rect.h >= 24);
                        if (!control.id.starts_with("cell-n-")) continue;
                        seen.insert(control.id);
                        lowest = std::max(lowest, control.rect.y + control.rect.h);
                    }
                    for (const sim::TextNode& node : screen.registry.texts()) {
                        if (node.id == "arithmetic") CHECK(node.rect.y >= lowest);
                    }
                    const sim::Control* more = screen.registry.find("page-after");
                    if (more == nullptr || !more->enabled) break;
                }
                CAPTURE(width, text, step, part);
                CHECK(seen.size() == sheet.numbers.size());
            }
        }
    }
}

TEST_CASE("pointing at a number explains it and changes nothing; a press keeps it") {
    tests::Screen screen(700);
    test::StepsReader reader;
    sim::State state = place(kSentences[0], 3, 3, 1, 1);
    const sim::Readings& readings = reader.read(state);
    screen.draw(state, readings);
    const sim::Control cell = *screen.registry.find("cell-n-2-1");
    const sim::Rect rect = cell.rect;
    screen.point(rect.x + rect.w / 2, rect.y + rect.h / 2);
    screen.draw(state, readings);
    screen.draw(state, readings);
    CHECK(screen.actions.empty());
    CHECK(text_of(screen, "arithmetic") == cell.help);
    screen.click(state, readings, rect.x + rect.w / 2, rect.y + rect.h / 2);
    REQUIRE(screen.actions.size() == 1);
    state = sim::update(state, screen.actions.back());
    CHECK(state.pick > 0);
    screen.point(-1, -1);
    screen.draw(state, readings);
    CHECK(text_of(screen, "arithmetic") == cell.help);
}

TEST_CASE("keyboard focus on a number explains it") {
    tests::Screen screen(700);
    test::StepsReader reader;
    const sim::State state = place(kSentences[0], 3, 5, 2, 3);
    const sim::Readings& readings = reader.read(state);
    screen.glance.focus = "cell-n-1-4", screen.glance.focus_visible = true;
    screen.draw(state, readings);
    CHECK(text_of(screen, "arithmetic") == screen.registry.find("cell-n-1-4")->help);
}

TEST_CASE("Next goes through every part, Previous back, and the indicator is one control for arrow keys") {
    tests::Screen screen(700);
    test::StepsReader reader;
    sim::State state = lessons::steps_start();
    const auto press = [&](const char* id) {
        sim::Actions actions;
        const sim::Control* control = screen.registry.find(id);
        REQUIRE(control != nullptr);
        control->activate(actions);
        for (const sim::Action& action : actions) state = sim::update(state, action);
        screen.draw(state, reader.read(state));
    };
    screen.draw(state, reader.read(state));
    CHECK_FALSE(screen.registry.find("previous")->enabled);
    for (int i = 0; i < 9; ++i) press("next");
    CHECK(state.step == 6);
    CHECK(screen.registry.find("next") == nullptr);
    CHECK(screen.registry.find("next-lesson") != nullptr);
    press("previous"), press("previous"), press("previous");
    CHECK((state.step == 3 && state.part == 5));
    const sim::Control* step = screen.registry.find("step");
    REQUIRE(step != nullptr);
    CHECK(step->role == sim::ControlRole::slider);
    sim::Actions actions;
    step->set_value(actions, 4);
    for (const sim::Action& action : actions) state = sim::update(state, action);
    CHECK(state.step == 4);
}

TEST_CASE("a word of step 1 becomes the query") {
    tests::Screen screen(700);
    test::StepsReader reader;
    sim::State state = lessons::steps_start();
    screen.draw(state, reader.read(state));
    sim::Actions actions;
    const sim::Control* row = screen.registry.find("row-word-3");
    REQUIRE(row != nullptr);
    row->activate(actions);
    for (const sim::Action& action : actions) state = sim::update(state, action);
    CHECK(state.word == 3);
}

TEST_CASE("the concepts tell the running numbers, with and without scaling") {
    test::StepsReader reader;
    for (const float width : {320.0F, 700.0F, 1200.0F}) {
        tests::Screen screen(width);
        for (int panel = 2; panel <= 4; ++panel) {
            CAPTURE(width, panel);
            sim::State state = place(kSentences[0], 3, 2, 1, 2);
            state.panel = panel;
            screen.draw(state, reader.read(state));
            std::string why;
            CHECK(screen.sound(why));
            INFO(why);
            CHECK_FALSE(text_of(screen, "concept").empty());
            const sim::TextNode* last = nullptr;
            for (const sim::TextNode& node : screen.registry.texts()) {
                if (node.id == "concept-reading") last = &node;
            }
            REQUIRE(last != nullptr);
            CHECK(last->rect.y + last->rect.h <= 450);
            const sim::TableNode& table = screen.registry.tables().front();
            CHECK(table.cells.size() == 4);
            if (panel != 4) continue;
            for (std::size_t column : {1U, 2U}) {
                double sum = 0;
                for (const auto& row : table.cells) sum += std::stod(row[column]);
                CHECK(std::abs(sum - 1) <= 0.0005 * 4 + 1e-9);
            }
        }
    }
}

TEST_CASE("a head that is switched off, unknown words and no words at all are shown as what they are") {
    tests::Screen screen(700);
    test::StepsReader reader;
    sim::State state = place("zog likes 猫 machine", 4, 1, 1, 1);
    state.off = 1;
    screen.draw(state, reader.read(state));
    CHECK(text_of(screen, "arithmetic").find("switched off") != std::string::npos);
    check_screen(screen);
    state.step = 1, state.off = 0;
    screen.draw(state, reader.read(state));
    state.text = "";
    screen.draw(state, reader.read(state));
    CHECK_FALSE(text_of(screen, "text-notice").empty());
}

TEST_CASE("an author's link can hide the indicator, the heads, the parts and the mask") {
    tests::Screen screen(700);
    test::StepsReader reader;
    sim::State state = place(kSentences[0], 3, 1, 1, 1);
    REQUIRE(sim::find_field("hide")->set(state, "step,open,part,mask,text"));
    screen.draw(state, reader.read(state));
    for (const char* id : {"step", "next", "previous", "head-1", "part-1", "mask", "sentence"})
        CHECK(screen.registry.find(id) == nullptr);
    CHECK(screen.registry.find("cell-n-0-0") != nullptr);
}

TEST_CASE("the checker of sums refuses sums that do not come out") {
    const auto meets = [](const char* made, const char* shown) {
        test::Interval a, b;
        REQUIRE(test::PrintedSum(made).evaluate(a));
        REQUIRE(test::PrintedSum(shown).evaluate(b));
        return a.meets(b);
    };
    CHECK(meets("0.310 · 0.520 + (−0.840) · 0.100", "0.077"));
    CHECK_FALSE(meets("0.310 · 0.520 + (−0.840) · 0.100", "0.080"));
    CHECK(meets("exp(−0.470)", "0.625"));
    CHECK_FALSE(meets("exp(−0.470)", "0.627"));
    CHECK(meets("max(−0.330, 0.910)", "0.910"));
    CHECK(meets("3.000 ÷ √4", "1.500"));
    CHECK_FALSE(meets("0.910 − (−0.910)", "0.000"));
    test::Interval none;
    CHECK_FALSE(test::PrintedSum("0.1 +").evaluate(none));
    CHECK_FALSE(test::PrintedSum("machine").evaluate(none));
}
