// SPDX-License-Identifier: MIT
// The recipes of the small models from outside: the sizes the lessons promise, the same bits for the same seed, and
// readable mistakes.
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <string>

#include "tool_run.hpp"

namespace mha::test {
namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

void check_refused(const std::string& arguments, const std::string& part) {
    const ToolRun run = run_tool(arguments);
    INFO(run.error);
    CHECK(run.exit_code == 2);
    CHECK(has(run.error, part));
}

}  // namespace

TEST_CASE("names are trained with 4,192 parameters whatever the heads, and the same seed gives the same run") {
    for (const char* heads : {"1", "4", "16"}) {
        const std::string command = "train names --steps 2 --batch 4 --heads " + std::string(heads);
        const ToolRun run = run_tool(command);
        INFO(run.error);
        REQUIRE(run.exit_code == 0);
        CHECK(has(run.out, "\"parameters\":4192,"));
        CHECK(has(run.out, "\"norm\":\"rmsnorm\",\"norm_parameters\":false"));
        CHECK(has(run.out, "\"knockouts\":[{\"off\":\"none\","));
        CHECK(run.out == run_tool(command).out);
        CHECK(run.out != run_tool(command + " --seed 2").out);
    }
}

TEST_CASE("names of one's own are read from a file, and their mistakes are named") {
    const TemporaryFolder folder;
    const std::string file = folder.file("names.txt");
    std::ofstream list(file);
    for (char c = 'a'; c <= 'z'; ++c) list << "Mar" << c << "\n" << c << "nna\n";
    list.close();
    const ToolRun run = run_tool("train names --steps 2 --data " + file + " --out " + folder.file("names.safetensors"));
    INFO(run.error);
    REQUIRE(run.exit_code == 0);
    CHECK(has(run_tool("info " + folder.file("names.safetensors")).out, "\"recipe\":\"names\""));
    std::ofstream(file, std::ios::app) << "o'neil\n";
    check_refused("train names --steps 2 --data " + file, "line 53 is ‘'’ at place 2");
    check_refused("train names --data " + folder.file("none"), "No such file");
    check_refused("train names --steps 0", "--steps is 0");
    check_refused("train names --heads 17", "heads is 17");
}

TEST_CASE("sorting and steps are trained in their lessons' shapes, with their reports in the file") {
    const TemporaryFolder folder;
    const std::string sort = folder.file("sort.safetensors");
    const ToolRun sorted = run_tool("train sort --steps 1 --batch 2 --half --out " + sort);
    INFO(sorted.error);
    REQUIRE(sorted.exit_code == 0);
    CHECK(has(sorted.out, "\"parameters\":85728,"));
    CHECK(has(sorted.out, "\"off\":\"layer3.mlp\""));
    CHECK(has(run_tool("info " + sort).out, "\"knockouts\":\""));
    const ToolRun steps = run_tool("train steps --steps 1 --batch 2 --held-out 20");
    INFO(steps.error);
    REQUIRE(steps.exit_code == 0);
    CHECK(has(steps.out, "\"norm\":\"none\""));
    CHECK(has(steps.out, "\"parameters\":10777,"));
    check_refused("train steps --heads 9", "heads is 9");
    check_refused("train sort --batch 0", "--batch is 0");
}

}  // namespace mha::test
