// SPDX-License-Identifier: MIT
// The embedded font files (TrueType subsets). Their bytes come from scripts/make-fonts.mjs at build time.
#pragma once

#include <span>

namespace mha::view {

[[nodiscard]] std::span<const unsigned char> inter_regular();
[[nodiscard]] std::span<const unsigned char> inter_semibold();
[[nodiscard]] std::span<const unsigned char> mono_regular();
[[nodiscard]] std::span<const unsigned char> mono_semibold();

}  // namespace mha::view
