// SPDX-License-Identifier: MIT
// Whether numbers are numbers: what stands before every pass.
#pragma once

#include <cstddef>
#include <string>

#include "engine/error.hpp"

namespace mha::engine {

/// Errors: not_finite naming the first of `size` numbers that is none, as in "x[2, 5]"; as in "bq[5]" where `columns`
/// is 0.
template <class T>
[[nodiscard]] Result<void> check_finite(const std::string& argument, const T* data, std::size_t size,
                                        std::size_t columns);

/// The same question of all of them, at the speed of reading.
[[nodiscard]] bool all_finite(const float* data, std::size_t size);

}  // namespace mha::engine
