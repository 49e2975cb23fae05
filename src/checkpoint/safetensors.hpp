// SPDX-License-Identifier: MIT
// Reads safetensors files without trusting them: every rule of the format is checked, in 64-bit
// arithmetic that cannot wrap (also where size_t has 32 bits), before a byte of data is looked at.
// Source: huggingface/safetensors, README "Format"; safetensors/src/tensor.rs.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "checkpoint/dtype.hpp"
#include "checkpoint/header_json.hpp"
#include "engine/error.hpp"

namespace mha::checkpoint {

/// One tensor of the table of contents.
struct TensorRecord {
    std::string name;
    DType dtype = DType::f32;
    std::vector<std::uint64_t> shape;  // [] is a single number
    std::uint64_t elements = 0;        // product of the shape
    std::uint64_t begin = 0;           // byte range in the file, [begin, end)
    std::uint64_t end = 0;
};

/// The table of contents: tensors in byte order of their names, and the free text of the file.
struct TensorTable {
    std::vector<TensorRecord> tensors;
    Metadata metadata;
};

/// A tensor and its bytes, which belong to whoever holds the file and may lie at any alignment.
struct TensorView {
    TensorRecord record;
    std::span<const std::byte> bytes;
};

struct SafeTensors {
    std::vector<TensorView> tensors;  // in byte order of their names
    Metadata metadata;

    /// The tensor of that name, or null.
    [[nodiscard]] const TensorView* find(std::string_view name) const;
};

/// The table of contents of a file of `file_size` bytes, of which `start` holds at least the length
/// and the header; the data itself is not needed, so a page can read a large file piece by piece.
/// Errors: bad_format (a broken rule) or unsupported (a dtype not in dtype.hpp, a limit of
/// header_json.hpp), naming the byte of the file and the tensor.
[[nodiscard]] engine::Result<TensorTable> read_table(std::span<const std::byte> start, std::uint64_t file_size);

/// A whole file in memory. Nothing is copied but names, shapes and metadata. Errors: as read_table.
[[nodiscard]] engine::Result<SafeTensors> read_safetensors(std::span<const std::byte> file);

/// The values in file order. F16 and BF16 are exact, F64 is rounded to the nearest float; NaN and
/// infinity pass through (a model refuses them, a file need not). Errors: unsupported for
/// whole-number types.
[[nodiscard]] engine::Result<std::vector<float>> decode_floats(const TensorView& view);

/// a * b, or nullopt where the product needs more than 64 bits.
[[nodiscard]] std::optional<std::uint64_t> checked_product(std::uint64_t a, std::uint64_t b);

/// "[3, 4]", for messages.
[[nodiscard]] std::string shape_text(std::span<const std::uint64_t> shape);

}  // namespace mha::checkpoint
