// SPDX-License-Identifier: MIT
#include "cli/files.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace mha::cli {

engine::Result<void> write_text(const std::string& path, std::string_view text) {
    const std::string line = std::string(text) + "\n";
    if (!path.empty()) {
        return checkpoint::write_file(path, std::as_bytes(std::span(line)));
    }
    const bool written = std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
    if (!written || std::fflush(stdout) != 0) {
        return std::unexpected(engine::Error{engine::ErrorCode::io, "standard output",
                                             std::strerror(errno), "a place that can be written"});
    }
    return {};
}

engine::Result<checkpoint::LoadedModel> load_model(const std::string& path,
                                                   std::optional<std::size_t> heads) {
    const auto content = checkpoint::read_file(path);
    if (!content) {
        return std::unexpected(content.error());
    }
    return checkpoint::read_model(*content, heads);
}

}  // namespace mha::cli
