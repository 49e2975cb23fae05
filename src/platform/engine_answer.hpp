// SPDX-License-Identifier: MIT
// What the engine module's functions share: texts to and from the page.
#pragma once

#include <cstddef>
#include <cstdint>

#include "checkpoint/json_text.hpp"
#include "checkpoint/model_config.hpp"
#include "engine/error.hpp"
#include "engine/model.hpp"

namespace mha::platform {

/// Keeps the text until the next one and answers where it lies, ending with a 0.
[[nodiscard]] const char* answer(const checkpoint::JsonText& json);

/// {"fingerprint"}: sixteen hexadecimal digits, as `attention train` prints them.
[[nodiscard]] checkpoint::JsonText fingerprint_json(const engine::Model<float>& model);

/// What a JSON object says under the keys of checkpoint/model_config.hpp.
[[nodiscard]] engine::Result<checkpoint::StatedConfig> stated(const char* text, std::size_t size);

/// Adds {"name", "shape", "at", "size"} to an open list: `at` is the address of `size` floats.
template <class AnyTensor>
void write_place(checkpoint::JsonText& json, const AnyTensor& tensor) {
    json.begin_object().key("name").text(tensor.name).key("shape").begin_array();
    for (const std::size_t extent : tensor.shape) json.integer(extent);
    json.end_array().key("at").integer(reinterpret_cast<std::uintptr_t>(tensor.data));
    json.key("size").integer(tensor.size).end_object();
}

}  // namespace mha::platform
