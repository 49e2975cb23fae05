// SPDX-License-Identifier: MIT
// Dear ImGui's lists as shapes: what was drawn by one call, in the order of drawing.
#pragma once

#include <cstdint>
#include <vector>

struct ImDrawCmd;
struct ImDrawData;
struct ImDrawList;

namespace mha::view {

class Texels;

/// Device pixels, y downwards: x0 and y0 are inside, x1 and y1 are not.
struct PixelBox {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    friend bool operator==(const PixelBox&, const PixelBox&) = default;
    [[nodiscard]] bool empty() const { return x1 <= x0 || y1 <= y0; }
    [[nodiscard]] long area() const { return static_cast<long>(x1 - x0) * (y1 - y0); }
    [[nodiscard]] bool contains(const PixelBox& other) const {
        return x0 <= other.x0 && y0 <= other.y0 && x1 >= other.x1 && y1 >= other.y1;
    }
};
[[nodiscard]] PixelBox common(const PixelBox& a, const PixelBox& b);
[[nodiscard]] PixelBox around(const PixelBox& a, const PixelBox& b);

/// Neighbouring triangles of a list that share vertices with no others.
struct Shape {
    std::uint64_t print = 0;  // of vertices, clip and texture; shapes with equal ones make equal pixels
    PixelBox box;             // everything it can touch, inside its clip
    PixelBox clip;
    const ImDrawList* list = nullptr;
    const ImDrawCmd* command = nullptr;
    unsigned first_index = 0, indices = 0;  // of the list's
    unsigned first_vertex = 0, vertices = 0;
};

/// A number that differs, but for chance, when the maps in use have other colours.
[[nodiscard]] std::uint64_t print_of(const Texels& cells);

/// The shapes of all lists that can touch a pixel, into `shapes`; lists stay the owners of vertices and indices.
/// `cells` is the print of the texture of heat maps.
void list_shapes(const ImDrawData& data, const Texels& texture, std::uint64_t cells, std::vector<Shape>& shapes);

}  // namespace mha::view
