// SPDX-License-Identifier: MIT
// The runs of the record, as CMake wrote them out (CMakeLists.txt of this folder).
#include "sim/equal_size.hpp"

namespace mha::sim {
namespace {

// The empty run at the end keeps the list from having no element.
constexpr EqualSizeRun kRuns[] = {
#include "equal_size_runs.inc"
    {},
};

}  // namespace

std::span<const EqualSizeRun> equal_size_runs() { return std::span(kRuns).first(std::size(kRuns) - 1); }

}  // namespace mha::sim
