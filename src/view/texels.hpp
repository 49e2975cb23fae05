// SPDX-License-Identifier: MIT
// Colours of cells, a texel a cell: a whole heat map is one quad of this texture. Drawn as rectangles, its cells cost
// two triangles each, and where a processor draws in place of a graphics card a frame costs by the triangle.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "view/colour.hpp"

namespace mha::view {

/// The maps of one frame beside each other, in a texture of kRows by kWidth. Its own address is the texture's name in
/// ImGui's draw commands.
class Texels {
  public:
    static constexpr std::size_t kWidth = 512, kRows = 64;
    static constexpr std::size_t kSide = 16;  // of a map, at most: as many words as a sentence may have
    static constexpr std::size_t kMaps = kWidth / kSide * (kRows / kSide);

    /// Of the quad's corners; texel() is made to be added to it.
    static constexpr Colour kColour = {0, 0, 255};
    [[nodiscard]] static std::uint32_t texel(Colour c) {
        return 255U | std::uint32_t{c.r} << 8 | std::uint32_t{c.g} << 16 | std::uint32_t{c.b} << 24;
    }

    /// A new frame: nothing is taken.
    void clear() { maps_ = 0; }
    [[nodiscard]] bool empty() const { return maps_ == 0; }

    struct Place {
        std::size_t column, row;
    };
    [[nodiscard]] bool full() const { return maps_ == kMaps; }
    /// Room for a map, unless full().
    [[nodiscard]] Place take() {
        const std::size_t map = maps_++;
        return {map * kSide % kWidth, map * kSide / kWidth * kSide};
    }
    /// Row by row, kWidth apart.
    [[nodiscard]] std::uint32_t* at(Place place) { return colours_.data() + place.row * kWidth + place.column; }

    /// [kRows, kWidth]; only what was taken means anything, and it lies in the first rows().
    [[nodiscard]] const std::uint32_t* colours() const { return colours_.data(); }
    [[nodiscard]] std::size_t rows() const { return (maps_ * kSide + kWidth - 1) / kWidth * kSide; }

  private:
    std::array<std::uint32_t, kWidth * kRows> colours_{};
    std::size_t maps_ = 0;
};

}  // namespace mha::view
