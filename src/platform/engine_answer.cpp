// SPDX-License-Identifier: MIT
#include "platform/engine_answer.hpp"

#include <cstdint>
#include <string>

#include "engine/trainer.hpp"

namespace mha::platform {

const char* answer(const checkpoint::JsonText& json) {
    static std::string last;
    last = json.str();
    return last.c_str();
}

checkpoint::JsonText fingerprint_json(const engine::Model<float>& model) {
    constexpr char kHex[] = "0123456789abcdef";
    const std::uint64_t bits = engine::fingerprint(model);
    std::string text;
    for (int shift = 60; shift >= 0; shift -= 4) text += kHex[(bits >> shift) & 15U];
    checkpoint::JsonText json;
    json.begin_object().key("fingerprint").text(text).end_object();
    return json;
}

engine::Result<checkpoint::StatedConfig> stated(const char* text, std::size_t size) {
    return checkpoint::stated_config({{"config", std::string(text, size)}});
}

}  // namespace mha::platform
