// SPDX-License-Identifier: MIT
#include "platform/engine_error.hpp"

#include <emscripten/emscripten.h>

#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "checkpoint/json_text.hpp"

namespace mha::platform {
namespace {

std::string& last() {
    static std::string text;
    return text;
}

std::string_view code_name(engine::ErrorCode code) {
    constexpr std::array<std::string_view, 7> kNames{"bad_shape",  "bad_value",   "not_finite", "empty",
                                                     "bad_format", "unsupported", "io"};
    return kNames[static_cast<std::size_t>(code)];
}

}  // namespace

void tell(const engine::Error& error) {
    checkpoint::JsonText json;
    json.begin_object().key("code").text(code_name(error.code)).key("argument").text(error.argument);
    json.key("value").text(error.value).key("expected").text(error.expected);
    json.key("message").text(message(error)).end_object();
    last() = json.str();
}

}  // namespace mha::platform

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* engine_error() { return mha::platform::last().c_str(); }

}  // extern "C"
