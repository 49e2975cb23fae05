// SPDX-License-Identifier: MIT
#include "platform/checked_memory.hpp"

#include <emscripten/emmalloc.h>

using mha::platform::given;

namespace mha::platform {

std::size_t live_bytes() { return emmalloc_dynamic_heap_size() - emmalloc_free_dynamic_memory(); }

}  // namespace mha::platform

extern "C" {

void* malloc(std::size_t size) { return given(emmalloc_malloc(size), size); }
void* calloc(std::size_t count, std::size_t size) { return given(emmalloc_calloc(count, size), size); }
void* realloc(void* memory, std::size_t size) {
    // Of nothing there may be nothing.
    return size == 0 ? emmalloc_realloc(memory, size) : given(emmalloc_realloc(memory, size), size);
}
void* aligned_alloc(std::size_t alignment, std::size_t size) { return given(emmalloc_memalign(alignment, size), size); }
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
    *memory = aligned_alloc(alignment, size);
    return 0;
}

}  // extern "C"
