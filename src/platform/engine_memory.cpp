// SPDX-License-Identifier: MIT
// Memory of the engine module that is not to be had: what the C++ code asks for itself leaves the module, and the glue
// takes the instance for broken then (web/engine/memory.js); what the page asks for is refused.
#include <emscripten/emmalloc.h>
#include <emscripten/emscripten.h>

#include <cstddef>

#include "platform/checked_memory.hpp"

extern "C" {

__attribute__((import_module("env"), import_name("out_of_memory"))) void leave_for_want_of_memory(std::size_t bytes);

}  // extern "C"

void* mha::platform::given(void* memory, std::size_t bytes) {
    if (memory == nullptr) leave_for_want_of_memory(bytes);
    return memory;
}

extern "C" {

/// Memory for what the page hands over; null where there is none, and nothing is broken then.
EMSCRIPTEN_KEEPALIVE void* engine_take(std::size_t bytes) { return emmalloc_malloc(bytes); }
EMSCRIPTEN_KEEPALIVE void engine_give_back(void* memory) { emmalloc_free(memory); }

/// Bytes in use.
EMSCRIPTEN_KEEPALIVE std::size_t engine_live_bytes() { return mha::platform::live_bytes(); }

}  // extern "C"
