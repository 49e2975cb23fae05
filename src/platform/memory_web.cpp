// SPDX-License-Identifier: MIT
// Memory that is not to be had ends the program in words. Every allocation of the program (ours, Dear ImGui's, SDL's,
// the standard library's) comes through these functions, and none of them returns null: without exceptions nobody above
// could go on, and writing to address 0 is no fault in WebAssembly.
#include <emscripten/em_js.h>
#include <emscripten/emmalloc.h>
#include <emscripten/emscripten.h>

#include <cstddef>
#include <cstdint>

// Leaves the program through the page's call, where web/engine.js turns it into a sentence.
EM_JS(void, leave_for_want_of_memory, (), { throw new Error('out of memory'); });

namespace {

std::uint32_t allocations = 0;
std::uint32_t failing = 0;  // the number of the one that fails; 0: none

void* checked(void* memory) {
    if (++allocations == failing || memory == nullptr) leave_for_want_of_memory();
    return memory;
}

}  // namespace

extern "C" {

void* malloc(std::size_t size) { return checked(emmalloc_malloc(size)); }
void* calloc(std::size_t count, std::size_t size) { return checked(emmalloc_calloc(count, size)); }
void* realloc(void* memory, std::size_t size) {
    // Of nothing there may be nothing.
    return size == 0 ? emmalloc_realloc(memory, size) : checked(emmalloc_realloc(memory, size));
}
void* aligned_alloc(std::size_t alignment, std::size_t size) { return checked(emmalloc_memalign(alignment, size)); }
int posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
    *memory = aligned_alloc(alignment, size);
    return 0;
}

/// For tests: lets the `nth` allocation from now fail (0: none), and answers how many there were before.
EMSCRIPTEN_KEEPALIVE std::uint32_t sim_fail_allocation(std::uint32_t nth) {
    const std::uint32_t before = allocations;
    failing = nth == 0 ? 0 : before + nth;
    return before;
}

/// Bytes of the heap in use.
EMSCRIPTEN_KEEPALIVE double sim_live_bytes() {
    return static_cast<double>(emmalloc_dynamic_heap_size() - emmalloc_free_dynamic_memory());
}

}  // extern "C"
