// SPDX-License-Identifier: MIT
// The engine module's memory. What the C++ code asks for itself and does not get leaves the module by a call of the
// page's that throws: without exceptions nobody above could go on, and writing to address 0 is no fault in WebAssembly.
// The glue takes the instance for broken then (web/engine/memory.js).
#include <emscripten/emmalloc.h>
#include <emscripten/emscripten.h>

#include <cstddef>

extern "C" {

__attribute__((import_module("env"), import_name("out_of_memory"))) void leave_for_want_of_memory(std::size_t bytes);

}  // extern "C"

namespace {

void* checked(void* memory, std::size_t bytes) {
    if (memory == nullptr) leave_for_want_of_memory(bytes);
    return memory;
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) { return checked(emmalloc_malloc(size), size); }
void* calloc(std::size_t count, std::size_t size) { return checked(emmalloc_calloc(count, size), size); }
void* realloc(void* memory, std::size_t size) {
    // Of nothing there may be nothing.
    return size == 0 ? emmalloc_realloc(memory, size) : checked(emmalloc_realloc(memory, size), size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) {
    return checked(emmalloc_memalign(alignment, size), size);
}
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
    *memory = aligned_alloc(alignment, size);
    return 0;
}

/// Memory for what the page hands over; null where there is none, and nothing is broken then.
EMSCRIPTEN_KEEPALIVE void* engine_take(std::size_t bytes) { return emmalloc_malloc(bytes); }
EMSCRIPTEN_KEEPALIVE void engine_give_back(void* memory) { emmalloc_free(memory); }

/// Bytes in use.
EMSCRIPTEN_KEEPALIVE std::size_t engine_live_bytes() {
    return emmalloc_dynamic_heap_size() - emmalloc_free_dynamic_memory();
}

}  // extern "C"
