// SPDX-License-Identifier: MIT
#include "platform/engine_answer.hpp"

#include <string>

#include "engine/trainer.hpp"

namespace mha::platform {

const char* answer(const checkpoint::JsonText& json) {
    static std::string last;
    last = json.str();
    return last.c_str();
}

checkpoint::JsonText fingerprint_json(const engine::Model<float>& model) {
    checkpoint::JsonText json;
    json.begin_object().key("fingerprint").text(engine::fingerprint_text(model)).end_object();
    return json;
}

engine::Result<checkpoint::StatedConfig> stated(const char* text, std::size_t size) {
    return checkpoint::stated_config({{"config", std::string(text, size)}});
}

}  // namespace mha::platform
