// SPDX-License-Identifier: MIT
#include "view/redraw.hpp"

#include <algorithm>

namespace mha::view {
namespace {

constexpr std::uint32_t kNotYet = UINT32_MAX;
constexpr ImU32 kBlack = IM_COL32_BLACK;

ImU32 colour_of(const Shape& shape) { return shape.list->VtxBuffer.Data[shape.first_vertex].col; }

/// A large opaque rectangle in one colour. Canvas::fill() draws whole pixels, with ImGui's AddRectFilled: the corners
/// 0, 1, 2 and 0, 2, 3, clockwise from the upper left.
bool is_ground(const Shape& shape, ImVec2 size) {
    constexpr float kLarge = 0.02F;  // of the picture
    if (shape.indices != 6 || shape.vertices != 4) return false;
    const ImDrawVert* const corner = shape.list->VtxBuffer.Data + shape.first_vertex;
    const ImVec2 low = corner[0].pos, high = corner[2].pos;
    const bool upright = corner[1].pos.y == low.y && corner[1].pos.x == high.x && corner[3].pos.x == low.x;
    const bool plain = corner[0].uv.x == corner[2].uv.x && corner[0].col == corner[2].col;
    const bool opaque = (corner->col & IM_COL32_A_MASK) == IM_COL32_A_MASK;
    return upright && plain && opaque && (high.x - low.x) * (high.y - low.y) > kLarge * size.x * size.y;
}

}  // namespace

/// The large rectangles that a picture begins with, its ground and the band of the controls, are cleared instead of
/// drawn. Where a processor draws for want of a graphics card they were two fifths of a whole picture: shading and
/// blending cost by the pixel, clearing hardly does.
void Redraw::clear_grounds(const PixelBox& box, std::size_t grounds) {
    const auto shapes = damage_.shapes();
    if (grounds == 0 || !shapes[0].box.contains(box)) steps_.push_back({box, kBlack});
    for (std::size_t i = 0; i < grounds; ++i) {
        const PixelBox part = common(box, shapes[i].box);
        if (!part.empty()) steps_.push_back({part, colour_of(shapes[i])});
    }
}

void Redraw::draw(const PixelBox& box, std::size_t i) {
    const Shape& shape = damage_.shapes()[i];
    if (common(box, shape.box).empty()) return;
    if (bases_[i] == kNotYet) {
        bases_[i] = static_cast<std::uint32_t>(vertices_.size());
        const ImDrawVert* const from = shape.list->VtxBuffer.Data + shape.first_vertex;
        vertices_.insert(vertices_.end(), from, from + shape.vertices);
    }
    const PixelBox clip = common(box, shape.clip);
    const ImTextureID texture = shape.command->TextureId;
    if (steps_.back().indices == 0 || steps_.back().texture != texture || steps_.back().box != clip) {
        steps_.push_back({clip, 0, texture, static_cast<unsigned>(indices_.size()), 0});
    }
    const std::uint32_t to = bases_[i] - shape.first_vertex;
    const ImDrawIdx* const from = shape.list->IdxBuffer.Data + shape.first_index;
    for (unsigned k = 0; k < shape.indices; ++k) indices_.push_back(from[k] + to);
    steps_.back().indices += shape.indices;
}

void Redraw::plan(const ImDrawData& data, const Texels& cells) {
    const auto boxes = damage_.take(data, cells);
    const auto shapes = damage_.shapes();
    steps_.clear(), vertices_.clear(), indices_.clear();
    bases_.assign(shapes.size(), kNotYet);
    std::size_t grounds = 0;
    while (grounds < shapes.size() && is_ground(shapes[grounds], data.DisplaySize)) ++grounds;
    for (const PixelBox& box : boxes) {
        clear_grounds(box, grounds);
        for (std::size_t i = grounds; i < shapes.size(); ++i) draw(box, i);
    }
}

}  // namespace mha::view
