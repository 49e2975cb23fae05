// SPDX-License-Identifier: MIT
#include "platform/engine_error.hpp"

#include <emscripten/emscripten.h>

#include <array>
#include <cstddef>
#include <cstdlib>
#include <string>
#include <string_view>

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

void add(std::string& out, std::string_view key, std::string_view text) {
    out += out.empty() ? "{\"" : ",\"";
    out += key;
    out += "\":\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
    }
    out += '"';
}

}  // namespace

void tell(const engine::Error& error) {
    std::string out;
    add(out, "code", code_name(error.code));
    add(out, "argument", error.argument);
    add(out, "value", error.value);
    add(out, "expected", error.expected);
    add(out, "message", message(error));
    last() = out + "}";
}

}  // namespace mha::platform

extern "C" {

EMSCRIPTEN_KEEPALIVE const char* engine_error() { return mha::platform::last().c_str(); }
EMSCRIPTEN_KEEPALIVE void* engine_take(std::size_t bytes) { return std::malloc(bytes); }
EMSCRIPTEN_KEEPALIVE void engine_give_back(void* memory) { std::free(memory); }

}  // extern "C"
