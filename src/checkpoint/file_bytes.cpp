// SPDX-License-Identifier: MIT
// Reading and writing whole files (see file_bytes.hpp).
#include "checkpoint/file_bytes.hpp"

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <expected>
#include <memory>

namespace mha::checkpoint {
namespace {

using engine::Error;
using engine::ErrorCode;

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<std::FILE, CloseFile>;

std::unexpected<Error> io_error(const std::string& path, int code, const char* expected) {
    return std::unexpected(Error{ErrorCode::io, path, std::strerror(code), expected});
}

}  // namespace

engine::Result<std::vector<std::byte>> read_file(const std::string& path) {
    const File file(std::fopen(path.c_str(), "rb"));
    if (!file) return io_error(path, errno, "a file that can be read");
    std::vector<std::byte> out;
    std::array<std::byte, 65536> chunk{};
    std::size_t got = 0;
    while ((got = std::fread(chunk.data(), 1, chunk.size(), file.get())) > 0) {
        out.insert(out.end(), chunk.begin(), chunk.begin() + static_cast<std::ptrdiff_t>(got));
    }
    if (std::ferror(file.get()) != 0) return io_error(path, errno, "a file that can be read");
    return out;
}

engine::Result<void> write_file(const std::string& path, std::span<const std::byte> bytes) {
    const std::string partial = path + ".part";
    File file(std::fopen(partial.c_str(), "wb"));
    if (!file) return io_error(path, errno, "a place that can be written");
    const bool written = std::fwrite(bytes.data(), 1, bytes.size(), file.get()) == bytes.size();
    const bool closed = std::fclose(file.release()) == 0;
    if (!written || !closed || std::rename(partial.c_str(), path.c_str()) != 0) {
        const int code = errno;
        std::remove(partial.c_str());
        return io_error(path, code, "a place that can be written");
    }
    return {};
}

}  // namespace mha::checkpoint
