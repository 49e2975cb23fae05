// SPDX-License-Identifier: MIT
// What every lesson of the catalog shows and offers when it opens, with the shipped models, as text against
// tests/golden/transcripts/start-LESSON-WIDTH.txt. MHA_UPDATE_GOLDEN=1 in the environment writes them anew.
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <span>
#include <string>
#include <vector>

#include "support/headless_ui.hpp"

using namespace mha;

namespace {

std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

/// The catalog as the menu has it.
std::vector<std::string> lessons() {
    test::HeadlessUi ui;
    REQUIRE(ui.rest());
    REQUIRE(ui.app.activate("menu"));
    REQUIRE(ui.rest());
    std::vector<std::string> slugs;
    for (const sim::Control& control : ui.app.registry().controls()) {
        if (control.id.starts_with("lesson-")) slugs.push_back(control.id.substr(7));
    }
    return slugs;
}

}  // namespace

TEST_CASE("transcripts of every lesson's start") {
    REQUIRE(lessons().size() >= 5);
    for (const std::string& slug : lessons()) {
        for (const int width : {320, 700, 1200}) {
            test::HeadlessUi ui(static_cast<float>(width));
            ui.app.open_link("lesson=" + slug, "");
            const std::string model = ui.app.wanted_model();
            const std::string bytes = file_text(MHA_PROJECT_DIR "/web/models/" + model + ".safetensors");
            ui.app.model_arrived(model, std::as_bytes(std::span(bytes)));
            REQUIRE(ui.app.readings().ready);
            REQUIRE(ui.rest());
            const std::string path =
                MHA_PROJECT_DIR "/tests/golden/transcripts/start-" + slug + "-" + std::to_string(width) + ".txt";
            if (std::getenv("MHA_UPDATE_GOLDEN") != nullptr) std::ofstream(path) << ui.app.transcript();
            INFO(path);
            CHECK(ui.app.transcript() == file_text(path));
        }
    }
}
