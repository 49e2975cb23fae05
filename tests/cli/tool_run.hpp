// SPDX-License-Identifier: MIT
// Runs the built tool as a user would.
#pragma once

#include <filesystem>
#include <string>

namespace mha::test {

struct ToolRun {
    int exit_code = -1;
    std::string out;
    std::string error;
};

/// The tool with these arguments, as a shell would split them.
[[nodiscard]] ToolRun run_tool(const std::string& arguments);

/// An empty folder of its own that goes when the test ends.
class TemporaryFolder {
  public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }

  private:
    std::filesystem::path path_;
};

}  // namespace mha::test
