// SPDX-License-Identifier: MIT
// The lesson about names on the shipped models: sums that must hold, and input of any kind.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <numeric>

#include "checkpoint/file_bytes.hpp"
#include "data/names.hpp"
#include "sim/action.hpp"
#include "sim/derive.hpp"
#include "sim/describe.hpp"
#include "sim/describe_names.hpp"
#include "sim/names_beginning.hpp"
#include "sim/names_losses.hpp"

using namespace mha;
using Catch::Approx;

namespace {

sim::ModelStore& store() {
    static sim::ModelStore models = [] {
        sim::ModelStore made;
        for (const char* name : {"names-5000", "names-1000"}) {
            const auto file =
                checkpoint::read_file(std::string(MHA_PROJECT_DIR) + "/web/models/" + name + ".safetensors");
            REQUIRE(file);
            REQUIRE(made.add(name, *file));
        }
        return made;
    }();
    return models;
}

struct Lesson {
    sim::Deriver deriver;
    sim::State state = [] {
        sim::State start;
        start.lesson = "committee";
        start.text = "emma";
        return start;
    }();
    const sim::Readings& read() {
        return deriver.derive(state, {state.early ? "names-1000" : "names-5000", sim::read_names_lesson}, store());
    }
    const sim::NamesReading& names() { return *read().names; }
};

std::string many_names(int count) {
    std::string list;
    for (int i = 0; i < count; ++i) {
        std::string name = "aa";
        for (int rest = i; rest > 0; rest /= 26) name += static_cast<char>('a' + rest % 26);
        list += name + "b\n";
    }
    return list;
}

}  // namespace

TEST_CASE("a beginning is read as letters, and what is left out is named") {
    CHECK(sim::read_beginning("emma").tokens == std::vector<int>{26, 4, 12, 12, 0});
    CHECK(sim::read_beginning(" EmMa ").letters == "emma");
    CHECK(sim::read_beginning("").tokens == std::vector<int>{26});
    CHECK(sim::read_beginning("").notice.empty());
    const sim::Beginning accents = sim::read_beginning("Zoë-3");
    CHECK(accents.letters == "zo");
    CHECK(accents.notice == "This model knows the letters a to z: ‘ë’, ‘-’ and ‘3’ are left out.");
    CHECK(sim::read_beginning("1234567").notice ==
          "This model knows the letters a to z: ‘1’, ‘2’, ‘3’, ‘4’ and other characters are left out.");
    const sim::Beginning longest = sim::read_beginning("abcdefghijklmnopq");
    CHECK(longest.letters == "abcdefghijklmno");
    CHECK(longest.tokens.size() == 16);
    CHECK(longest.notice == "It reads at most 15 letters; the rest is left out.");
    CHECK(sim::read_beginning("\xFF\xFE").letters.empty());
}

TEST_CASE("the parts add up to the logit, for every choice of heads, zero or mean") {
    Lesson lesson;
    for (const bool early : {false, true}) {
        for (const bool mean : {false, true}) {
            for (std::uint32_t off = 0; off < 16; ++off) {
                lesson.state.early = early, lesson.state.mean = mean, lesson.state.off = off;
                const sim::LogitShares& shares = lesson.names().shares;
                INFO("early " << early << " mean " << mean << " off " << off);
                REQUIRE(shares.heads.size() == 4);
                CHECK(shares.embedding + shares.heads_together() + shares.mlp == Approx(shares.logit).margin(1e-5));
                for (std::size_t h = 0; h < 4; ++h) {
                    if (!mean && (off >> h & 1U) != 0) CHECK(shares.heads[h] == 0.0);
                }
            }
        }
    }
}

TEST_CASE("probabilities add up to 1, and with all heads on the two are the same") {
    Lesson lesson;
    for (const char* text : {"", "e", "emma", "maximilianalexa"}) {
        for (const std::uint32_t off : {0U, 5U, 15U}) {
            lesson.state.text = text, lesson.state.off = off;
            const sim::NamesReading& names = lesson.names();
            REQUIRE(names.all.size() == 27);
            CHECK(std::accumulate(names.all.begin(), names.all.end(), 0.0) == Approx(1).margin(1e-5));
            CHECK(std::accumulate(names.chosen.begin(), names.chosen.end(), 0.0) == Approx(1).margin(1e-5));
            if (off == 0) CHECK(names.all == names.chosen);
            CHECK(lesson.read().word_count() == static_cast<int>(names.beginning.size()) + 1);
            const std::vector<int> letters = sim::likeliest_letters(names, 7);
            REQUIRE(letters.size() == 8);
            CHECK(letters.back() == sim::kNameEnd);
            CHECK(std::find(letters.begin(), letters.end(), names.best) != letters.end());
            CHECK(std::find(letters.begin(), letters.end(), names.best_all) != letters.end());
        }
    }
}

TEST_CASE("attention rows do not change when heads are switched, and slices are the concatenation") {
    Lesson lesson;
    const sim::Readings on = lesson.read();
    const auto row = on.heads[2].weights.row(4);
    const std::vector<float> before(row.begin(), row.end());
    lesson.state.off = 0b0101;
    const sim::Readings& off = lesson.read();
    const auto now = off.heads[2].weights.row(4);
    CHECK(std::vector<float>(now.begin(), now.end()) == before);
    for (std::size_t i = 0; i < 16; ++i) {
        CHECK(off.concat.at(4, i) == off.heads[i / 4].output.at(4, i % 4));
        if (i / 4 == 0 || i / 4 == 2) CHECK(off.concat.at(4, i) == 0.0F);
        float sum = 0;
        for (const sim::HeadReading& head : off.heads) sum += head.share.at(4, i);
        CHECK(sum == Approx(off.projected.at(4, i)).margin(1e-5));
    }
}

TEST_CASE("the stored table is what measuring gives, with zero and with the mean") {
    Lesson lesson;
    const sim::NamesModel model = *lesson.names().model;
    const data::NameSplit split = data::split_names(data::shipped_names());
    const engine::Batch batch = data::name_batch(split.held_out);
    for (const bool mean : {false, true}) {
        const sim::NameLosses losses = sim::stored_losses(model, mean);
        CHECK(losses.rows.size() == 16);
        CHECK(losses.names == static_cast<int>(split.held_out.size()));
        for (const std::uint32_t off : {0U, 4U, 5U, 15U}) {
            const auto measured = engine::loss(model.stored->model, batch, sim::without_heads(model, off, mean));
            REQUIRE(measured);
            CHECK(losses.without(off) == Approx(*measured).margin(2e-6));
        }
        CHECK(std::isnan(losses.without(1U << 9)));
    }
}

TEST_CASE("a list of one's own is measured, or refused with the reason") {
    Lesson lesson;
    const sim::NamesModel model = *lesson.names().model;
    CHECK(sim::measure_own_names(model, "", false).problem.find("0 different names") != std::string::npos);
    CHECK(sim::measure_own_names(model, many_names(30) + "o'neil\n", false).problem.find("line 31") !=
          std::string::npos);
    CHECK(sim::measure_own_names(model, std::string((1U << 20) + 1, 'a'), false).problem.find("bytes") !=
          std::string::npos);
    const sim::OwnNames few = sim::measure_own_names(model, many_names(30) + many_names(3), false);
    CHECK(few.problem.empty());
    CHECK(few.different == 30);
    CHECK(few.repeated == 3);
    CHECK(few.losses.rows.size() == 12);
    CHECK(few.losses.without(0) > 0);
    const sim::OwnNames many = sim::measure_own_names(model, many_names(2500), true);
    CHECK(many.different == 2500);
    CHECK(many.losses.names == sim::kMostMeasuredNames);
    CHECK(sim::describe_own_names(many).find("1,000 of them, evenly spaced") != std::string::npos);
    std::string trained;
    for (const std::string& name : data::split_names(data::shipped_names()).training) trained += name + "\n";
    const sim::OwnNames known = sim::measure_own_names(model, trained, false);
    CHECK(known.trained_on == known.losses.names);
}

TEST_CASE("a list is measured where it is shown, once, and taken away again") {
    Lesson lesson;
    lesson.state = sim::update(lesson.state, sim::BringNames{true, many_names(40)});
    CHECK(lesson.names().own == nullptr);
    lesson.state = sim::update(lesson.state, sim::ShowPanel{4});
    const std::shared_ptr<const sim::OwnNames> own = lesson.names().own;
    REQUIRE(own != nullptr);
    lesson.state = sim::update(lesson.state, sim::SwitchHead{2, false});
    CHECK(lesson.names().own == own);
    lesson.state.mean = true;
    CHECK(lesson.names().own != own);
    lesson.state = sim::update(lesson.state, sim::BringNames{false, {}});
    CHECK(lesson.names().own == nullptr);
    lesson.state = sim::update(lesson.state, sim::BringNames{true, ""});
    CHECK_FALSE(lesson.names().own->problem.empty());
}

TEST_CASE("drawn names follow their seed, and all heads on gives the same name twice") {
    Lesson lesson;
    lesson.state.panel = 5;
    const std::vector<sim::DrawnName> first = lesson.names().drawn;
    REQUIRE(first.size() == static_cast<std::size_t>(sim::kDrawnNames));
    for (const sim::DrawnName& name : first) CHECK(name.all == name.chosen);
    lesson.state.seed = 2;
    const std::vector<sim::DrawnName> second = lesson.names().drawn;
    int different = 0;
    for (std::size_t i = 0; i < first.size(); ++i) different += first[i].all != second[i].all ? 1 : 0;
    CHECK(different > 5);
    lesson.state.seed = 1, lesson.state.off = 15;
    const std::vector<sim::DrawnName> without = lesson.names().drawn;
    for (std::size_t i = 0; i < first.size(); ++i) CHECK(without[i].all == first[i].all);
    lesson.state.part = static_cast<int>(sim::DrawnFrom::beginning);
    for (const sim::DrawnName& name : lesson.names().drawn) CHECK(name.chosen.starts_with("emma"));
}

TEST_CASE("changes of the lesson are said") {
    Lesson lesson;
    lesson.read();
    sim::State was = lesson.state;
    lesson.state = sim::update(was, sim::SwitchHead{3, false});
    std::string said = sim::describe_change(was, lesson.state, lesson.read());
    CHECK(said.starts_with("Head 3 off. After ‘emma’ comes most likely"));
    CHECK(said.find("without head 3") != std::string::npos);
    was = lesson.state;
    lesson.state = sim::update(was, sim::SetText{"zoë"});
    said = sim::describe_change(was, lesson.state, lesson.read());
    CHECK(said.find("‘ë’ is left out") != std::string::npos);
    CHECK(sim::describe_change(lesson.state, lesson.state, lesson.read()).empty());
    CHECK(sim::describe_names(lesson.state, lesson.read()).find("4,192 parameters") != std::string::npos);
}

TEST_CASE("models of another kind are refused in words") {
    sim::ModelStore other;
    const auto file = checkpoint::read_file(MHA_PROJECT_DIR "/web/models/sort.safetensors");
    REQUIRE(file);
    REQUIRE(other.add("names-5000", *file));
    sim::Deriver deriver;
    const sim::Readings& readings = deriver.derive({}, {"names-5000", sim::read_names_lesson}, other);
    CHECK_FALSE(readings.ready);
    CHECK(readings.problem == "This model file does not hold a model of names with one layer.");
}
