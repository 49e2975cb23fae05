// SPDX-License-Identifier: MIT
// Colours of cells, a texel a cell: a whole heat map is one quad of this texture. Drawn as rectangles, its cells cost
// two triangles each, and where a processor draws in place of a graphics card a frame costs by the triangle.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "view/colour.hpp"

namespace mha::view {

/// The maps of one frame beside each other, in a texture of kMostRows by kWidth. Its own address is the texture's name
/// in ImGui's draw commands.
class Texels {
  public:
    static constexpr std::size_t kWidth = 512, kMostRows = 256;
    /// Of the quad's corners; texel() is made to be added to it.
    static constexpr Colour kColour = {0, 0, 255};
    [[nodiscard]] static std::uint32_t texel(Colour c) {
        return 255U | std::uint32_t{c.r} << 8 | std::uint32_t{c.g} << 16 | std::uint32_t{c.b} << 24;
    }

    struct Block {
        std::uint32_t* first = nullptr;  // row by row kWidth apart; null: no room
        std::size_t column = 0, row = 0;
    };

    /// A new frame: nothing is taken.
    void clear() { column_ = shelf_ = rows_ = 0; }

    [[nodiscard]] Block take(std::size_t columns, std::size_t rows) {
        if (column_ + columns > kWidth) {
            column_ = 0;
            shelf_ = rows_;
        }
        if (columns > kWidth || shelf_ + rows > kMostRows) return {};
        if (shelf_ + rows > rows_) rows_ = shelf_ + rows;
        if (colours_.size() < kWidth * rows_) colours_.resize(kWidth * rows_);
        const Block block{colours_.data() + shelf_ * kWidth + column_, column_, shelf_};
        column_ += columns;
        return block;
    }

    /// Texels, [rows(), kWidth].
    [[nodiscard]] const std::uint32_t* colours() const { return colours_.data(); }
    [[nodiscard]] std::size_t rows() const { return rows_; }

  private:
    std::vector<std::uint32_t> colours_;
    std::size_t column_ = 0, shelf_ = 0, rows_ = 0;
};

}  // namespace mha::view
