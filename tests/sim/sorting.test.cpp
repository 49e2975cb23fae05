// SPDX-License-Identifier: MIT
// The lesson `nano-gpt` without a picture: its input, its list of matrices, the arithmetic of every kind of number, the
// tour and the count over all inputs.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "analysis/sort_study.hpp"
#include "sim/action.hpp"
#include "sim/describe.hpp"
#include "sim/network_arithmetic.hpp"
#include "sim/network_tour.hpp"
#include "sim/numerals.hpp"
#include "support/sort_model.hpp"

using namespace mha;

namespace {

sim::State start() {
    sim::State state;
    state.lesson = "nano-gpt";
    state.text = "CBABBC";
    state.heads = 3;
    state.word = 6;
    return state;
}

double printed(std::string text) {
    if (text.starts_with("\u2212")) text = "-" + text.substr(3);
    return std::stod(text);
}

/// Sums with a product between: their parts do not add up by themselves.
bool term_is_norm(sim::NetKind kind) {
    return kind == sim::NetKind::ln1 || kind == sim::NetKind::ln2 || kind == sim::NetKind::ln_f;
}

engine::ForwardOptions analysis_options() {
    engine::ForwardOptions options;
    options.knockout.heads_on = {0b101, engine::kAllHeads, engine::kAllHeads};
    return options;
}

std::string letters(const sim::SortInput& input) {
    std::string out;
    for (const int letter : input.letters) out += sim::letter_name(letter);
    return out;
}

}  // namespace

TEST_CASE("six letters are read as typed, and whatever else is typed is named") {
    CHECK(letters(sim::read_sort_text("CBABBC")) == "CBABBC");
    CHECK(sim::read_sort_text("CBABBC").notice.empty());
    CHECK(letters(sim::read_sort_text("a b c, a b c")) == "ABCABC");
    CHECK(sim::read_sort_text("a b c a b c").notice.empty());
    CHECK(sim::read_sort_text("AxBCABé").notice.find("‘x’, ‘é’") != std::string::npos);
    CHECK(letters(sim::read_sort_text("AAAAAACC")) == "AAAAAA");
    CHECK(sim::read_sort_text("AAAAAACC").notice.find("first six") != std::string::npos);
    CHECK(letters(sim::read_sort_text("AA")) == "AAABBC");
    CHECK(sim::read_sort_text("AA").notice.find("AAABBC") != std::string::npos);
    CHECK(letters(sim::read_sort_text("")) == "CBABBC");
    CHECK_FALSE(sim::read_sort_text("\xFF\xFE\x80 zog").notice.empty());
}

TEST_CASE("the line grows letter by letter, and each letter is the most probable one") {
    const auto model = test::random_sort_model();
    sim::State state = start();
    std::vector<int> last;
    for (int length = 6; length <= 12; ++length) {
        state.word = length;
        const sim::Readings now = test::sort_readings(state, model);
        REQUIRE(now.ready);
        CHECK(static_cast<int>(now.sort->letters.size()) == length);
        CHECK(now.sort->read == std::min(length, 11));
        CHECK(std::equal(last.begin(), last.end(), now.sort->letters.begin()));
        last = now.sort->letters;
    }
    const auto written = analysis::generate_sorted(model->model, {2, 1, 0, 1, 1, 2});
    REQUIRE(written);
    CHECK(std::equal(written->begin(), written->end(), last.begin() + 6));
}

TEST_CASE("the list holds every parameter once and numbers every number once") {
    const sim::Readings now = test::sort_readings(start(), test::random_sort_model());
    std::size_t parameters = 0;
    int next = 1;
    std::set<std::string> ids;
    for (const sim::NetMatrix& m : now.sort->matrices) {
        CHECK(m.first_pick == next);
        next += m.rows * m.columns;
        CHECK(ids.insert(m.id).second);
        if (m.parameter) parameters += m.values.rows * m.values.columns;
        const int row = static_cast<int>(m.values.rows) - 1;
        CHECK(sim::picked_place(*now.sort, m.pick(row, 0)) ==
              sim::NetPlace{sim::picked_place(*now.sort, m.pick(row, 0)).matrix, row, 0});
    }
    CHECK(parameters == engine::parameter_count(now.sort->stored->model));
    CHECK(next - 1 <= sim::kMaxPicks);
    CHECK_FALSE(sim::picked_place(*now.sort, 0).any());
    CHECK_FALSE(sim::picked_place(*now.sort, next).any());
}

TEST_CASE("every number's arithmetic ends in that number, and what is added adds up as printed") {
    sim::State state = start();
    state.word = 9;
    state.off = sim::off_bit(2, 3);
    const sim::Readings now = test::sort_readings(state, test::random_sort_model());
    for (std::size_t i = 0; i < now.sort->matrices.size(); ++i) {
        const sim::NetMatrix& m = now.sort->matrices[i];
        for (int row = 0; row < static_cast<int>(m.values.rows); row += 3) {
            for (int column = 0; column < static_cast<int>(m.values.columns); column += 5) {
                INFO(m.id << " " << row << " " << column);
                const sim::Arithmetic work = sim::arithmetic_of(*now.sort, {static_cast<int>(i), row, column});
                REQUIRE_FALSE(work.terms.empty());
                const double value = static_cast<double>(m.at(row, column));
                if (std::isfinite(value)) CHECK(work.terms.back().value == sim::places(value, 3));
                double sum = 0;
                int parts = 0;
                for (const sim::Term& term : work.terms) {
                    const bool part = term.text.starts_with("all ") || term.text.starts_with("+ ") ||
                                      term.text.starts_with("head ") || term.text.starts_with("in the stream") ||
                                      term.text.starts_with("letter ") || term.text.starts_with("position ");
                    if (part) sum += printed(term.value), ++parts;
                }
                const bool added = parts >= 2 && !term_is_norm(m.kind);
                if (added) CHECK(std::abs(sum - printed(work.terms.back().value)) <= 0.0005 * (parts + 1) + 1e-4);
                for (const sim::Operand& o : work.operands) {
                    const sim::NetMatrix& from = now.sort->matrix(o.matrix);
                    CHECK(o.row + o.rows <= from.rows);
                    CHECK(o.column + o.columns <= from.columns);
                }
                CHECK_FALSE(sim::arithmetic_text(work).empty());
            }
        }
    }
}

TEST_CASE("the tour speaks of a number that is there, in every block and at every length") {
    const auto model = test::random_sort_model();
    for (int length = 6; length <= 12; length += 3) {
        sim::State state = start();
        state.word = length;
        for (state.layer = 1; state.layer <= 3; ++state.layer) {
            state.open = state.layer;
            const sim::Readings now = test::sort_readings(state, model);
            for (int step = 1; step <= sim::kTourStops; ++step) {
                const sim::TourStop stop = sim::tour_stop(*now.sort, state, step);
                INFO(step << " " << stop.sentence);
                REQUIRE(stop.place.any());
                const sim::NetMatrix& m = now.sort->matrix(stop.place.matrix);
                REQUIRE(m.has(stop.place.row, stop.place.column));
                const std::string number =
                    sim::places(static_cast<double>(m.at(stop.place.row, stop.place.column)), step == 17 ? 2 : 3);
                CHECK(stop.sentence.find(number) != std::string::npos);
                CHECK(stop.sentence.back() == '.');
            }
        }
    }
}

TEST_CASE("the tour does not multiply with an MLP that is off") {
    const auto model = test::random_sort_model();
    sim::State state = start();
    state.layer = 2;
    state.off = sim::mlp_off_bit(2);
    const sim::Readings now = test::sort_readings(state, model);
    CHECK(sim::tour_stop(*now.sort, state, 15).sentence == "The MLP is switched off: it adds 0.");
    state.layer = 1;
    CHECK(sim::tour_stop(*now.sort, state, 15).sentence.starts_with("W_proj brings"));
}

TEST_CASE("the count in slices is the measured accuracy") {
    const auto model = test::random_sort_model();
    engine::ForwardOptions options;
    options.knockout.heads_on = {engine::kAllHeads, 0b101, engine::kAllHeads};
    sim::SortCount count(model, options);
    CHECK_FALSE(count.done());
    const auto measured = analysis::sort_accuracy(model->model, {options.knockout.heads_on, 0, 0});
    REQUIRE(measured);
    CHECK(sim::count_right(count) == measured->right);
    CHECK(count.counted() == sim::kSortInputs);
}

TEST_CASE("the shipped model says of itself what is counted here") {
    std::ifstream file("web/models/sort.safetensors", std::ios::binary);
    REQUIRE(file);
    const std::vector<char> bytes{std::istreambuf_iterator<char>(file), {}};
    sim::ModelStore store;
    REQUIRE(store.add("sort", std::as_bytes(std::span(bytes))));
    const auto model = store.find("sort");
    const sim::Readings now = test::sort_readings(start(), model);
    REQUIRE(now.ready);
    CHECK(now.sort->measured_right(0) == sim::kSortInputs);
    sim::SortCount whole(model, {});
    CHECK(sim::count_right(whole) == now.sort->measured_right(0));
    // The lesson's page asks about a diffuse head without which hundreds go wrong, and one that can be spared.
    bool needed = false, spared = false;
    for (int layer = 1; layer <= now.sort->layers(); ++layer) {
        CHECK(now.sort->measured_right(sim::mlp_off_bit(layer)) >= 0);
        for (int h = 1; h <= now.sort->heads_per_layer(); ++h) {
            const sim::SortHead& head = now.sort->head(layer, h);
            const int right = now.sort->measured_right(sim::off_bit(layer, h));
            CHECK(head.measured);
            CHECK(right >= 0);
            CHECK((head.role.slug == "diffuse") == !head.nearest.empty());
            needed = needed || (!head.nearest.empty() && right < sim::kSortInputs - 200);
            spared = spared || right == sim::kSortInputs;
        }
    }
    CHECK(needed);
    CHECK(spared);
    CHECK(now.sort->measured_right(sim::off_bit(1, 1) | sim::off_bit(1, 2)) == -1);
    sim::SortCount without(model, analysis_options());
    CHECK(sim::count_right(without) == now.sort->measured_right(sim::off_bit(1, 2)));
    sim::State cut = start();
    cut.off = sim::mlp_off_bit(1) | sim::off_bit(1, 2);
    const sim::Readings without_both = test::sort_readings(cut, model);
    const auto counted = analysis::sort_accuracy(model->model, {{0b101, engine::kAllHeads, engine::kAllHeads}, 0, 1});
    REQUIRE(counted);
    CHECK(sim::count_right(*without_both.sort->count) == counted->right);
    CHECK(std::ranges::all_of(without_both.sort->trace.blocks[0].mlp_proj, [](float x) { return x == 0; }));
    const int zero = without_both.sort->find(sim::NetKind::proj, 1);
    CHECK(sim::arithmetic_of(*without_both.sort, {zero, 0, 0}).terms.back().text == "the MLP is switched off");
    // The parameters stay what was learned.
    const sim::NetMatrix& learned = without_both.sort->matrix(without_both.sort->find(sim::NetKind::w_proj, 1));
    CHECK(std::ranges::any_of(model->model.blocks[0].w_proj, [](float x) { return x != 0; }));
    CHECK(learned.most > 0);
    sim::State done = start();
    done.word = 12;
    const sim::Readings end = test::sort_readings(done, model);
    CHECK(std::equal(end.sort->answer.begin(), end.sort->answer.end(), end.sort->letters.begin() + 6));
}

TEST_CASE("what changed in the lesson is said") {
    const auto model = test::random_sort_model();
    sim::State was = start(), now = start();
    now.step = 8;
    CHECK(sim::describe_change(was, now, test::sort_readings(now, model)).starts_with("Stop 8 of 18, Softmax"));
    now = start(), now.word = 7;
    CHECK(sim::describe_change(was, now, test::sort_readings(now, model)).find("has written") != std::string::npos);
    now = start(), now.off = sim::off_bit(1, 2);
    CHECK(sim::describe_change(was, now, test::sort_readings(now, model)).starts_with("Switched off: block 1 head 2."));
    CHECK(sim::describe_change(was, was, test::sort_readings(was, model)).empty());
}
