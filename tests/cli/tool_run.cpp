// SPDX-License-Identifier: MIT
#include "tool_run.hpp"

#include <stdlib.h>  // NOLINT: mkdtemp is POSIX
#include <sys/wait.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

namespace mha::test {

namespace {

std::string content(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

TemporaryFolder::TemporaryFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "attention-test-XXXXXX").string();
    path_ = mkdtemp(pattern.data());
}

TemporaryFolder::~TemporaryFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

ToolRun run_tool(const std::string& arguments) {
    const TemporaryFolder folder;
    const std::string command = std::string(MHA_TOOL) + " " + arguments + " >" + folder.file("out") + " 2>" +
                                folder.file("error") + " </dev/null";
    const int status = std::system(command.c_str());
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content(folder.file("out")), content(folder.file("error"))};
}

}  // namespace mha::test
