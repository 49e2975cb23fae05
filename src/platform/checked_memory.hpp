// SPDX-License-Identifier: MIT
// What both programs for the web do about memory: every allocation (ours, the standard library's, the libraries') comes
// through one place, and none returns null. Without exceptions nobody above could go on, and writing to address 0 is no
// fault in WebAssembly.
#pragma once

#include <cstddef>

namespace mha::platform {

/// Each program's own: answers the memory that was asked for, or, where it is null, leaves the program through a call
/// of the page's that throws.
[[nodiscard]] void* given(void* memory, std::size_t bytes);

/// Bytes of the heap in use.
[[nodiscard]] std::size_t live_bytes();

}  // namespace mha::platform
