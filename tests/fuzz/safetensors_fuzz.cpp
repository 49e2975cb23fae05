// SPDX-License-Identifier: MIT
// libFuzzer target: any bytes through the reader, the decoder and the model loader. A file that
// loads must be written and read back to the same model; whatever is accepted must obey the rules
// it was checked for.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <span>
#include <string_view>
#include <vector>

#include "checkpoint/model_io.hpp"

namespace {

using namespace mha;  // NOLINT: a program of its own, not a header

void require(bool condition) {
    if (!condition) std::abort();
}

void check_tensors(std::span<const std::byte> file, const checkpoint::SafeTensors& read) {
    std::uint64_t covered = 0;
    for (const checkpoint::TensorView& view : read.tensors) {
        const checkpoint::TensorRecord& record = view.record;
        require(record.begin <= record.end && record.end <= file.size());
        require(view.bytes.data() == file.data() + record.begin);
        require(view.bytes.size() == record.elements * checkpoint::dtype_size(record.dtype));
        require(read.find(record.name) == &view);
        covered += view.bytes.size();
        const auto values = checkpoint::decode_floats(view);
        require(values.has_value() == checkpoint::is_float(record.dtype));
        require(!values || values->size() == record.elements);
    }
    std::uint64_t header = 0;
    std::memcpy(&header, file.data(), sizeof header);
    require(covered + header + sizeof header == file.size());
}

void check_model(std::span<const std::byte> file, std::optional<std::size_t> heads) {
    const auto loaded = checkpoint::read_model(file, {.heads = heads});
    if (!loaded) {
        require(!engine::message(loaded.error()).empty());
        return;
    }
    require(engine::check_shapes(loaded->model).has_value());
    require(engine::check_finite(loaded->model).has_value());
    const auto written = checkpoint::write_model(loaded->model, {});
    require(written.has_value());
    const auto again = checkpoint::read_model(*written);
    require(again.has_value() && again->model.config == loaded->model.config);
    const auto rewritten = checkpoint::write_model(again->model, {});
    require(rewritten.has_value() && *rewritten == *written);
}

void check(std::span<const std::byte> file) {
    const auto read = checkpoint::read_safetensors(file);
    if (!read) {
        require(!read.error().argument.empty() && !read.error().expected.empty());
        return;
    }
    check_tensors(file, *read);
    check_model(file, std::nullopt);
    check_model(file, 2);
}

/// The same bytes with a length field that ends the header at its last brace: mutations of the
/// header get past the first check this way.
std::vector<std::byte> with_fitting_length(std::span<const std::byte> file) {
    std::vector<std::byte> out(file.begin(), file.end());
    std::uint64_t length = 0;
    for (std::size_t i = 8; i < out.size(); ++i) {
        if (out[i] == std::byte{'}'}) length = i - 7;
    }
    std::memcpy(out.data(), &length, sizeof length);
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::span file(reinterpret_cast<const std::byte*>(data), size);
    check(file);
    if (size > 8) check(with_fitting_length(file));
    return 0;
}
