// SPDX-License-Identifier: MIT
// What a frame shows and offers, as text, against files in tests/golden/transcripts. MHA_UPDATE_GOLDEN=1 in the
// environment writes them anew.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "support/fake_readings.hpp"
#include "support/screen.hpp"

using namespace mha;

namespace {

void compare_golden(const std::string& name, const std::string& text) {
    const std::filesystem::path path =
        std::filesystem::path(MHA_PROJECT_DIR) / "tests/golden/transcripts" / (name + ".txt");
    if (std::getenv("MHA_UPDATE_GOLDEN") != nullptr) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path) << text;
    }
    std::ifstream file(path);
    const std::string golden{std::istreambuf_iterator<char>(file), {}};
    INFO(path.string());
    CHECK(text == golden);
}

std::string transcript(float width, const sim::State& state) {
    tests::Screen screen(width);
    const sim::Readings readings = tests::fake_readings(state.text, state.heads, 2);
    screen.draw(state, readings);
    return screen.registry.transcript();
}

}  // namespace

TEST_CASE("transcripts of the grid") {
    sim::State state;
    for (const int width : {320, 700, 1200})
        compare_golden("heads-4-" + std::to_string(width), transcript(static_cast<float>(width), state));
    state.heads = 8;
    state.text = "the small dogs near the old teacher that the student saw chase a cat in the garden";
    compare_golden("heads-8-long-320", transcript(320, state));
    state.heads = 5;
    state.mask = true;
    compare_golden("heads-5-mask-700", transcript(700, state));
}

TEST_CASE("transcripts of the other views") {
    sim::State state;
    state.text = "The cat sat";
    state.word = 2;
    state.open = 2;
    compare_golden("open-2-700", transcript(700, state));
    state.open = 0, state.compare = true;
    compare_golden("compare-700", transcript(700, state));
    state.compare = false, state.concat = true, state.dimension = 18;
    compare_golden("concat-700", transcript(700, state));
    compare_golden("concat-320", transcript(320, state));
}
