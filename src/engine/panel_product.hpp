// SPDX-License-Identifier: MIT
// A matrix product on packed storage, for factors that are used more than once. The left factor lies in strips of up
// to six rows, the right factor and the result in panels of eight columns: the inner loop then walks both by single
// steps and keeps 6 x 8 sums in registers. The order of each sum is that of kernels.hpp, so are the digits.
// Source: Goto and van de Geijn 2008, "Anatomy of High-Performance Matrix Multiplication", sections 4 and 5.
#pragma once

#include <algorithm>
#include <cstddef>

namespace mha::engine::panels {

inline constexpr std::size_t kMostRows = 6;
inline constexpr std::size_t kColumns = 8;

/// How the rows of a left factor [rows, inner] are cut into strips of nearly equal height, the higher ones first.
/// Element (r, i) of a strip is strip[i * height + r]; strip s begins at element first(s) * inner.
class Strips {
  public:
    explicit Strips(std::size_t rows)
        : count_((rows + kMostRows - 1) / kMostRows), lower_(rows / count_), higher_count_(rows % count_) {}
    [[nodiscard]] std::size_t count() const { return count_; }
    [[nodiscard]] std::size_t first(std::size_t s) const { return s * lower_ + std::min(s, higher_count_); }
    [[nodiscard]] std::size_t height(std::size_t s) const { return lower_ + (s < higher_count_ ? 1 : 0); }

  private:
    std::size_t count_, lower_, higher_count_;
};

/// Panels of a matrix [inner, columns]: element (i, c) of a panel is panel[i * width + c]; panel p begins at element
/// p * kColumns * inner. The last one is four wide when four columns or fewer are left.
[[nodiscard]] inline std::size_t panel_width(std::size_t columns_left) { return columns_left > 4 ? kColumns : 4; }
/// Columns with those that fill the last panel.
[[nodiscard]] inline std::size_t padded(std::size_t columns) { return (columns + 3) / 4 * 4; }

/// Each y is ((bias or 0) + a0 b0) + a1 b1 + ... in ascending order of the inner index, in blocks as kernels.hpp says.
struct Product {
    const float* a = nullptr;  // strips of [a_rows, a_inner]
    std::size_t a_rows = 0;
    std::size_t a_inner = 0;
    std::size_t rows = 0;      // of a_rows; the result has all rows of the strips these lie in
    std::size_t inner = 0;     // of a_inner
    const float* b = nullptr;  // panels of `inner` rows or more
    std::size_t b_panel = 0;   // elements from panel to panel
    std::size_t columns = 0;
    const float* bias = nullptr;  // one per row; may be null
    float* y = nullptr;           // panels
    std::size_t y_panel = 0;
};
void multiply(const Product& product);

}  // namespace mha::engine::panels
