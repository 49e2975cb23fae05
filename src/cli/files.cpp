// SPDX-License-Identifier: MIT
#include "cli/files.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace mha::cli {

namespace {

std::unexpected<engine::Error> io_error(const std::string& path, std::string what, std::string expected) {
    return std::unexpected(
        engine::Error{engine::ErrorCode::io, "'" + path + "'", std::move(what), std::move(expected)});
}

std::string reason() { return std::generic_category().message(errno); }

}  // namespace

engine::Result<std::vector<std::byte>> read_file(const std::string& path) {
    std::error_code code;
    if (std::filesystem::is_directory(path, code)) {
        return io_error(path, "a folder", "a file");
    }
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    if (!file) {
        return io_error(path, "unreadable (" + reason() + ")", "a file that can be read");
    }
    std::vector<std::byte> content;
    std::vector<char> chunk(std::size_t{1} << 20U);
    while (file) {
        file.read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        const auto bytes = std::as_bytes(std::span(chunk).first(static_cast<std::size_t>(file.gcount())));
        content.insert(content.end(), bytes.begin(), bytes.end());
    }
    if (file.bad()) {
        return io_error(path, "unreadable (" + reason() + ")", "a file that can be read");
    }
    return content;
}

engine::Result<void> write_file(const std::string& path, std::span<const std::byte> content) {
    const std::string beside = path + ".part";
    errno = 0;
    {
        std::ofstream file(beside, std::ios::binary | std::ios::trunc);
        file.write(reinterpret_cast<const char*>(content.data()), static_cast<std::streamsize>(content.size()));
        file.flush();
        if (!file) {
            const std::string why = reason();
            std::error_code ignored;
            std::filesystem::remove(beside, ignored);
            return io_error(path, "not writable (" + why + ")", "a file that can be written");
        }
    }
    std::error_code code;
    std::filesystem::rename(beside, path, code);
    if (code) {
        std::error_code ignored;
        std::filesystem::remove(beside, ignored);
        return io_error(path, "not writable (" + code.message() + ")", "a file that can be written");
    }
    return {};
}

engine::Result<void> write_text(const std::string& path, std::string_view text) {
    const std::string line = std::string(text) + "\n";
    if (!path.empty()) {
        return write_file(path, std::as_bytes(std::span(line)));
    }
    errno = 0;
    const bool written = std::fwrite(line.data(), 1, line.size(), stdout) == line.size();
    if (!written || std::fflush(stdout) != 0) {
        return io_error("stdout", "not writable (" + reason() + ")", "an open output");
    }
    return {};
}

engine::Result<checkpoint::LoadedModel> load_model(const std::string& path, std::optional<std::size_t> heads) {
    const auto content = read_file(path);
    if (!content) {
        return std::unexpected(content.error());
    }
    return checkpoint::read_model(*content, heads);
}

}  // namespace mha::cli
