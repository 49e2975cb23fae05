// SPDX-License-Identifier: MIT
// What has to be done to draw a picture's damage: clears and triangles, each inside a box, in order, with vertices and
// indices of their own. No graphics library here; src/platform/renderer.hpp does it with one.
#pragma once

#include <cstdint>
#include <vector>

#include "imgui.h"
#include "view/damage.hpp"

namespace mha::view {

/// Fills `box` with `colour` where `indices` is 0, else draws so many indices from the first with this texture.
struct RedrawStep {
    PixelBox box;
    ImU32 colour = 0;
    ImTextureID texture = nullptr;
    unsigned first = 0, indices = 0;
};

class Redraw {
  public:
    /// Plans the next picture: no step when it is as the last one was. Valid until the next call.
    void plan(const ImDrawData& data, const Texels& cells);
    /// Nothing of the last picture is there any more.
    void forget() { damage_.forget(); }

    [[nodiscard]] const std::vector<RedrawStep>& steps() const { return steps_; }
    [[nodiscard]] const std::vector<ImDrawVert>& vertices() const { return vertices_; }
    [[nodiscard]] const std::vector<std::uint32_t>& indices() const { return indices_; }
    [[nodiscard]] bool new_cells() const { return damage_.new_cells(); }

  private:
    void clear_grounds(const PixelBox& box, std::size_t grounds);
    void draw(const PixelBox& box, std::size_t shape);

    Damage damage_;
    std::vector<RedrawStep> steps_;
    std::vector<ImDrawVert> vertices_;
    std::vector<std::uint32_t> indices_;
    std::vector<std::uint32_t> bases_;  // of each shape: where its vertices begin here, if it has been drawn
};

}  // namespace mha::view
