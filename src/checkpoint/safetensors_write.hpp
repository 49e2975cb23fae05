// SPDX-License-Identifier: MIT
// Writes safetensors files: the same tensors and metadata always give the same bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "checkpoint/dtype.hpp"
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
/// header is padded with spaces to a multiple of 8 bytes. f16 rounds to nearest, ties to even, and
/// then, of the half, to `mantissa_bits` (round_mantissa): in two stages, so that a file of halves
/// rounded later has the same bits. f32 does not look at them.
/// Errors: bad_value (a name that is twice there, not UTF-8, too long or "__metadata__"; a value
/// that does not fit f16; mantissa_bits not 1..10), bad_shape (values and shape disagree),
/// unsupported (a limit of header_json.hpp). Whatever this returns, read_safetensors accepts.
[[nodiscard]] engine::Result<std::vector<std::byte>> write_safetensors(std::span<const TensorToWrite> tensors,
                                                                       const Metadata& metadata, StoredType type,
                                                                       unsigned mantissa_bits = kHalfMantissaBits);

}  // namespace mha::checkpoint
