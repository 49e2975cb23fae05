// SPDX-License-Identifier: MIT
// From a typed beginning of a name to the letters a model of names reads; what cannot be taken as typed is said.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace mha::sim {

struct Beginning {
    std::string letters;      // a..z, 0 to 15 of them
    std::vector<int> tokens;  // the mark and the letters, 1..16
    std::string notice;       // which characters were left out, and whether the beginning was cut; else empty
};

/// Any text gives a beginning: capital letters count as small ones, spaces around it do not count, other characters are
/// left out, and so is what stands after the fifteenth letter.
[[nodiscard]] Beginning read_beginning(std::string_view text);

}  // namespace mha::sim
