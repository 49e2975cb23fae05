// SPDX-License-Identifier: MIT
// A read-only window on a row-major matrix, so that code which only draws or describes numbers needs
// neither xtensor nor a copy. Valid as long as the tensor it looks at.
#pragma once

#include <cstddef>
#include <span>

namespace mha::engine {

struct MatrixView {
    const float* data = nullptr;
    std::size_t rows = 0;
    std::size_t columns = 0;

    [[nodiscard]] float at(std::size_t row, std::size_t column) const { return data[row * columns + column]; }
    [[nodiscard]] std::span<const float> row(std::size_t index) const { return {data + index * columns, columns}; }
    [[nodiscard]] bool empty() const { return rows == 0 || columns == 0; }
};

}  // namespace mha::engine
