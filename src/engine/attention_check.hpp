// SPDX-License-Identifier: MIT
// The checks that stand before attend(): the first argument that does not fit, in words.
#pragma once

#include "engine/attention.hpp"

namespace mha::engine {

/// Errors: empty (x without rows), bad_shape (x without columns, a parameter's extents), bad_value
/// (heads), not_finite (x or a parameter; value says which element), in the order of attend()'s
/// arguments.
template <class T>
[[nodiscard]] Result<void> check_attention(const Matrix<T>& x, const AttentionParameters<T>& p, std::size_t heads);

}  // namespace mha::engine
