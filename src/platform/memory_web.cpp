// SPDX-License-Identifier: MIT
// Memory of the sim that is not to be had ends the program in words.
#include <emscripten/em_js.h>
#include <emscripten/emscripten.h>

#include <cstddef>
#include <cstdint>

#include "platform/checked_memory.hpp"

// Leaves the program through the page's call, where web/engine.js turns it into a sentence.
EM_JS(void, leave_for_want_of_memory, (), { throw new Error('out of memory'); });

namespace {

std::uint32_t allocations = 0;
std::uint32_t failing = 0;  // the number of the one that fails; 0: none

}  // namespace

void* mha::platform::given(void* memory, std::size_t) {
    if (++allocations == failing || memory == nullptr) leave_for_want_of_memory();
    return memory;
}

extern "C" {

/// For tests: lets the `nth` allocation from now fail (0: none), and answers how many there were before.
EMSCRIPTEN_KEEPALIVE std::uint32_t sim_fail_allocation(std::uint32_t nth) {
    const std::uint32_t before = allocations;
    failing = nth == 0 ? 0 : before + nth;
    return before;
}

/// Bytes of the heap in use.
EMSCRIPTEN_KEEPALIVE double sim_live_bytes() { return static_cast<double>(mha::platform::live_bytes()); }

}  // extern "C"
