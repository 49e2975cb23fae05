// SPDX-License-Identifier: MIT
// Writes safetensors files: the same tensors and metadata always give the same bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "checkpoint/header_json.hpp"
#include "engine/error.hpp"

namespace mha::checkpoint {

/// What to store: row-major values of the given shape.
struct TensorToWrite {
    std::string name;
    std::vector<std::uint64_t> shape;
    std::span<const float> values;
};

enum class StoredType : std::uint8_t { f32, f16 };

/// The whole file. Tensors are stored in the order given; metadata in byte order of its keys; the
/// header is padded with spaces to a multiple of 8 bytes. f16 rounds to nearest, ties to even.
/// Errors: bad_value (a name that is twice there, not UTF-8, too long or "__metadata__"; a value
/// that does not fit f16), bad_shape (values and shape disagree), unsupported (a limit of
/// header_json.hpp). Whatever this returns, read_safetensors accepts.
[[nodiscard]] engine::Result<std::vector<std::byte>> write_safetensors(
    std::span<const TensorToWrite> tensors, const Metadata& metadata, StoredType type);

}  // namespace mha::checkpoint
