// SPDX-License-Identifier: MIT
// What of a picture is not as in the picture before it. While the pointer moves, a bar grows or a thumb follows a
// finger, that is a small part; drawing no more than it is what lets a machine keep up whose processor draws in place
// of a graphics card.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "view/shapes.hpp"

namespace mha::view {

class Damage {
  public:
    /// Takes the next picture and answers the boxes in which it has to be drawn: with all shapes that touch them, in
    /// order, on an empty ground. They may overlap. None when nothing has changed, the whole picture when most of it
    /// has. Valid until the next call, as shapes() is, and while `data` has its lists.
    std::span<const PixelBox> take(const ImDrawData& data, const Texels& cells);
    [[nodiscard]] std::span<const Shape> shapes() const { return shapes_; }
    /// Whether the texture of heat maps is another than that of the picture before.
    [[nodiscard]] bool new_cells() const { return new_cells_; }
    /// Nothing of the picture before is there any more.
    void forget() { width_ = 0; }

  private:
    /// Of a shape what the next picture is compared with.
    struct Before {
        std::uint64_t print;
        PixelBox box;
    };
    void compare();
    std::uint32_t& place_of(std::uint64_t print);

    std::vector<Shape> shapes_;
    std::vector<Before> before_;
    std::vector<PixelBox> boxes_;
    std::vector<std::uint32_t> places_;  // of the shapes before, by their print
    std::uint64_t cells_ = 0;
    bool new_cells_ = true;
    int width_ = 0, height_ = 0;
};

}  // namespace mha::view
