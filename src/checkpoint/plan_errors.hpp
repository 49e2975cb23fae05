// SPDX-License-Identifier: MIT
// The words in which a model file is refused.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <utility>

#include "checkpoint/safetensors.hpp"
#include "checkpoint/utf8.hpp"
#include "engine/error.hpp"

namespace mha::checkpoint {

[[nodiscard]] inline std::unexpected<engine::Error> refuse(engine::ErrorCode code, std::string argument,
                                                           std::string value, std::string expected) {
    return std::unexpected(engine::Error{code, std::move(argument), std::move(value), std::move(expected)});
}

[[nodiscard]] inline std::unexpected<engine::Error> missing(std::string_view name) {
    return refuse(engine::ErrorCode::bad_format, "tensor " + in_quotes(name), "missing", "it to be in the file");
}

[[nodiscard]] inline std::unexpected<engine::Error> wrong_shape(const TensorView& view, std::string expected) {
    return refuse(engine::ErrorCode::bad_shape, "shape of tensor " + in_quotes(view.record.name),
                  shape_text(view.record.shape), std::move(expected));
}

}  // namespace mha::checkpoint
