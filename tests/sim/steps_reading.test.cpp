// SPDX-License-Identifier: MIT
// Sheets of the lesson `steps`: addresses, operands, agreement with the engine.
#include "sim/steps_reading.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <set>
#include <string>

#include "engine/transformer.hpp"
#include "sim/action.hpp"
#include "sim/describe.hpp"
#include "support/steps_model.hpp"

using namespace mha;
using namespace mha::sim;

namespace {

State place(int step, int part = 1, int head = 1, int word = 1) {
    State state;
    state.lesson = "steps";
    state.text = "I like machine learning";
    state.heads = 2, state.open = head, state.word = word, state.step = step, state.part = part;
    return state;
}

std::string bare(std::string text) {
    if (text.starts_with('(')) text = text.substr(1, text.size() - 2);
    return text;
}

}  // namespace

TEST_CASE("every number of a sheet has an address of its own, and every operand reads as the number it names") {
    for (const std::size_t heads : {1U, 2U, 3U, 4U, 8U}) {
        test::StepsReader reader(heads, heads != 4);
        for (int step = 1; step <= kSheetSteps; ++step) {
            for (int part = 1; part <= kAttentionParts; ++part) {
                CAPTURE(heads, step, part);
                const State state = place(step, part, static_cast<int>(heads), 2);
                const Sheet sheet = steps_sheet(state, reader.read(state));
                REQUIRE_FALSE(sheet.numbers.empty());
                std::set<int> picks;
                for (const SheetNumber& number : sheet.numbers) {
                    CHECK(picks.insert(number.pick).second);
                    CHECK((number.pick >= 1 && number.pick <= kMaxPicks));
                    CHECK_FALSE(number.name.empty());
                    CHECK((!number.made.empty() || !number.note.empty()));
                    for (const Equation& equation : number.made) {
                        for (const Piece& piece : equation.pieces) {
                            if (piece.pick == 0) continue;
                            const SheetNumber* operand = sheet.find(piece.pick);
                            CAPTURE(number.name, piece.text);
                            REQUIRE(operand != nullptr);
                            CHECK(bare(piece.text) == operand->text);
                        }
                    }
                }
                CHECK(sheet.find(sheet.first_pick) != nullptr);
            }
        }
    }
}

TEST_CASE("a picked number of any column is still there when its column is shown") {
    test::StepsReader reader;
    for (const int step : {2, 5}) {
        State state = place(step);
        const Sheet sheet = steps_sheet(state, reader.read(state));
        for (const SheetNumber& first : sheet.numbers) {
            state.pick = first.pick;
            const Sheet there = steps_sheet(state, reader.read(state));
            REQUIRE(there.find(first.pick) != nullptr);
            for (const SheetNumber& number : there.numbers) {
                state.pick = number.pick;
                const Sheet again = steps_sheet(state, reader.read(state));
                const SheetNumber* same = again.find(number.pick);
                REQUIRE(same != nullptr);
                CHECK(same->name == number.name);
                CHECK(same->text == number.text);
            }
        }
    }
    State state = place(2);
    state.pick = kMaxPicks;
    CHECK(steps_sheet(state, reader.read(state)).shown(state.pick) != nullptr);
}

TEST_CASE("the sheets hold the engine's numbers") {
    test::StepsReader reader;
    const State state = place(3, 3, 2, 3);
    const Readings& readings = reader.read(state);
    const Sheet sheet = steps_sheet(state, readings);
    for (int j = 0; j < 4; ++j)
        CHECK(std::abs(sheet.at(3, j)->value -
                       static_cast<double>(readings.heads[1].weights.at(2, static_cast<std::size_t>(j)))) < 1e-7);
    // exp over sum, made again here, is the engine's weight.
    for (int j = 0; j < 4; ++j)
        CHECK(std::abs(sheet.at(2, j)->value / sheet.at(2, kPinned)->value - sheet.at(3, j)->value) < 1e-6);
    const State output = place(6, 1, 1, 3);
    const Sheet last = steps_sheet(output, reader.read(output));
    for (int d = 0; d < 8; ++d)
        CHECK(std::abs(last.at(0, d)->value + last.at(1, d)->value - last.at(2, d)->value) < 1e-5);
    const State sum = place(3, 5, 2, 3), joined = place(4, 1, 2, 3);
    const Sheet z = steps_sheet(sum, reader.read(sum)), concat = steps_sheet(joined, reader.read(joined));
    for (int k = 0; k < 4; ++k) CHECK(z.at(k, kPinned)->text == concat.at(2, 4 + k)->text);
}

TEST_CASE("the mask hides later words: no score, weight 0") {
    test::StepsReader reader;
    State state = place(3, 3, 1, 2);
    state.mask = true;
    const Sheet sheet = steps_sheet(state, reader.read(state));
    CHECK(sheet.at(0, 1)->text != "masked");
    CHECK(sheet.at(0, 2)->text == "masked");
    CHECK(sheet.at(3, 2)->text == "0.000");
    CHECK(sheet.at(2, kPinned)->made.front().pieces.size() == 3);
    state.part = 2;
    CHECK(steps_sheet(state, reader.read(state)).rows.size() == 5);
}

TEST_CASE("steps and parts follow each other and end where they should") {
    StepPlace at{1, 1};
    for (int i = 0; i < 20; ++i) {
        const StepPlace next = step_after(at);
        if (!(next == at)) CHECK(step_before(next) == at);
        at = next;
    }
    CHECK(at == StepPlace{6, 1});
    State far = place(1);
    far.step = kMaxSteps, far.part = kMaxParts;
    CHECK(step_place(far).step == kSheetSteps);
}

TEST_CASE("scaling: both rows are distributions, and the unscaled one is the sharper") {
    test::StepsReader reader;
    for (int head = 1; head <= 2; ++head) {
        for (int word = 1; word <= 4; ++word) {
            const State state = place(3, 2, head, word);
            const ScalingReading s = scaling(state, reader.read(state), head);
            double a = 0, b = 0;
            for (const double w : s.scaled) a += w;
            for (const double w : s.unscaled) b += w;
            CHECK(std::abs(a - 1) < 1e-9);
            CHECK(std::abs(b - 1) < 1e-9);
            CHECK(s.top_unscaled >= s.top_scaled);
        }
    }
}

TEST_CASE("models that do not fit are said to, not shown") {
    ModelStore store;
    REQUIRE(store.add("steps", test::small_model_file({2, 1, 48, 3})));
    Deriver deriver;
    const State state = place(1);
    const Readings& readings = deriver.derive(state, Task{"steps", nullptr}, store);
    CHECK_FALSE(sheet_problem(readings).empty());
    CHECK(steps_sheet(state, readings).numbers.empty());
    CHECK(describe_step(state, readings).empty());
}

TEST_CASE("the shipped model fits the sheets, knows both examples, and the question is of the grammar") {
    test::StepsReader reader(MHA_PROJECT_DIR "/web/models/steps.safetensors");
    for (const char* text : {"I like machine learning", "What does she read?"}) {
        State state = place(1);
        state.text = text;
        const Readings& readings = reader.read(state);
        REQUIRE(readings.ready);
        CHECK(sheet_problem(readings) == "");
        CHECK(readings.text_notice == "");
        CHECK(readings.model.heads == 2);
        CHECK(readings.model.d_model == 8);
        CHECK(readings.word_count() <= 6);
        if (state.text.ends_with('?')) CHECK(readings.in_grammar);
    }
}

TEST_CASE("a change of step or number is said with its arithmetic") {
    test::StepsReader reader;
    const State was = place(3, 3), now = place(3, 4);
    const std::string said = describe_change(was, now, reader.read(now));
    CHECK(said.starts_with("Step 3 of 6, part 4 of 5"));
    State picked = now;
    picked.pick = 1;
    CHECK(describe_change(now, picked, reader.read(picked)).find("weight of ‘I’") != std::string::npos);
}
