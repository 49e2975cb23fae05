// SPDX-License-Identifier: MIT
// Shapes that both pictures have in the same order need no drawing: a pixel that no other shape touches, of either
// picture, gets the same colours in the same order. The longest such series would be dear to find; one that is found
// in one walk does as well, because most pictures differ in few places.
#include "view/damage.hpp"

#include <algorithm>
#include <bit>

#include "imgui.h"
#include "view/dirty_tiles.hpp"

namespace mha::view {
namespace {

constexpr std::uint32_t kFree = UINT32_MAX;

}  // namespace

/// Where the shape before with this print is kept, or the free place for it. Of equal shapes the last one is kept.
/// Prints are spread evenly, so their low bits are a place to begin at.
std::uint32_t& Damage::place_of(std::uint64_t print) {
    const std::size_t mask = places_.size() - 1;
    std::size_t at = print & mask;
    while (places_[at] != kFree && before_[places_[at]].print != print) at = (at + 1) & mask;
    return places_[at];
}

void Damage::compare() {
    DirtyTiles tiles(width_, height_);
    const std::size_t least = std::min(before_.size(), shapes_.size());
    std::size_t same = 0;
    while (same < least && before_[same].print == shapes_[same].print) ++same;
    std::size_t old_end = before_.size(), new_end = shapes_.size();
    while (old_end > same && new_end > same && before_[old_end - 1].print == shapes_[new_end - 1].print) {
        --old_end, --new_end;
    }
    places_.assign(std::bit_ceil(2 * (old_end - same) + 1), kFree);
    for (std::size_t i = same; i < old_end; ++i) place_of(before_[i].print) = static_cast<std::uint32_t>(i);
    std::size_t old = same;
    for (std::size_t i = same; i < new_end; ++i) {
        const std::uint32_t found = place_of(shapes_[i].print);
        if (found == kFree || found < old) {
            tiles.mark(shapes_[i].box);
            continue;
        }
        for (; old < found; ++old) tiles.mark(before_[old].box);
        ++old;
    }
    for (; old < old_end; ++old) tiles.mark(before_[old].box);
    tiles.boxes(boxes_);
}

std::span<const PixelBox> Damage::take(const ImDrawData& data, const Texels& cells) {
    const std::uint64_t print = print_of(cells);
    const int width = static_cast<int>(data.DisplaySize.x), height = static_cast<int>(data.DisplaySize.y);
    const bool all = width != width_ || height != height_;
    new_cells_ = all || print != cells_;
    cells_ = print;
    width_ = width, height_ = height;
    list_shapes(data, cells, print, shapes_);
    if (all) {
        boxes_.assign(1, {0, 0, width, height});
    } else {
        compare();
    }
    before_.clear();
    for (const Shape& shape : shapes_) before_.push_back({shape.print, shape.box});
    return boxes_;
}

}  // namespace mha::view
