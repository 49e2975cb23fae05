// SPDX-License-Identifier: MIT
// A picture in tiles of 32 by 32 device pixels: those that are touched, and few boxes around them.
#pragma once

#include <cstdint>
#include <vector>

#include "view/shapes.hpp"

namespace mha::view {

class DirtyTiles {
  public:
    /// Of a picture of so many pixels, at least one each way.
    DirtyTiles(int width, int height);
    void mark(const PixelBox& box);
    /// Boxes that cover every marked tile, inside the picture; one of the whole picture where that is no more work.
    void boxes(std::vector<PixelBox>& boxes) const;

  private:
    static constexpr int kSide = 32;
    [[nodiscard]] bool marked(int column, int row) const {
        return tiles_[static_cast<std::size_t>(row * columns_ + column)] != 0;
    }

    int width_, height_, columns_, rows_;
    std::vector<std::uint8_t> tiles_;
};

}  // namespace mha::view
