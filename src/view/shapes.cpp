// SPDX-License-Identifier: MIT
#include "view/shapes.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "imgui.h"
#include "view/texels.hpp"

namespace mha::view {
namespace {

/// Mixes bytes into a number, eight at a time and then four; one to three left over do not count.
class Mixer {
  public:
    void add(std::uint64_t value) {
        state_ = (state_ ^ value) * 0x9E3779B97F4A7C15U;
        state_ ^= state_ >> 29;
    }
    void add(const void* bytes, std::size_t size) {
        const char* at = static_cast<const char*>(bytes);
        for (; size >= 8; size -= 8, at += 8) {
            std::uint64_t value = 0;
            std::memcpy(&value, at, 8);
            add(value);
        }
        if (size < 4) return;
        std::uint32_t rest = 0;
        std::memcpy(&rest, at, 4);
        add(rest);
    }
    [[nodiscard]] std::uint64_t result() const { return state_; }

  private:
    std::uint64_t state_ = 0x243F6A8885A308D3U;
};

/// Whole pixels around [low, high], inside `clip`; a bound that is no number leaves the clip's.
int below(float low, int clip) { return low > static_cast<float>(clip) ? static_cast<int>(std::floor(low)) : clip; }
int above(float high, int clip) { return high < static_cast<float>(clip) ? static_cast<int>(std::ceil(high)) : clip; }

PixelBox box_of(const ImDrawVert* vertices, unsigned count, const PixelBox& clip) {
    ImVec2 low = vertices[0].pos, high = low;
    for (unsigned i = 1; i < count; ++i) {
        const ImVec2 at = vertices[i].pos;
        low = {std::min(low.x, at.x), std::min(low.y, at.y)};
        high = {std::max(high.x, at.x), std::max(high.y, at.y)};
    }
    return {below(low.x, clip.x0), below(low.y, clip.y0), above(high.x, clip.x1), above(high.y, clip.y1)};
}

/// The vertices between the lowest and the highest of a shape's indices.
struct Range {
    unsigned low, high;
};

Range range_of(const ImDrawIdx* triangle) {
    return {std::min({triangle[0], triangle[1], triangle[2]}), std::max({triangle[0], triangle[1], triangle[2]})};
}

/// From `from`, the triangles until one whose vertices all come after those before it.
unsigned shape_end(const ImDrawIdx* indices, unsigned from, unsigned count, Range& range) {
    range = range_of(indices + from);
    for (from += 3; from + 3 <= count; from += 3) {
        const Range next = range_of(indices + from);
        if (next.low > range.high) break;
        range = {std::min(range.low, next.low), std::max(range.high, next.high)};
    }
    return from;
}

void list_command(const ImDrawList& list, const ImDrawCmd& command, std::uint64_t texture, std::vector<Shape>& shapes) {
    const ImVec4& c = command.ClipRect;
    const PixelBox clip{static_cast<int>(c.x), static_cast<int>(c.y), static_cast<int>(c.z), static_cast<int>(c.w)};
    if (clip.empty()) return;
    const ImDrawIdx* const indices = list.IdxBuffer.Data + command.IdxOffset;
    Range range{};
    for (unsigned from = 0, end = 0; from + 3 <= command.ElemCount; from = end) {
        end = shape_end(indices, from, command.ElemCount, range);
        const ImDrawVert* const vertices = list.VtxBuffer.Data + range.low;
        const unsigned count = range.high - range.low + 1;
        const PixelBox box = box_of(vertices, count, clip);
        if (box.empty()) continue;
        Mixer mixer;
        mixer.add(texture);
        mixer.add(end - from);
        mixer.add(&clip, sizeof clip);
        mixer.add(vertices, count * sizeof(ImDrawVert));
        shapes.push_back(
            {mixer.result(), box, clip, &list, &command, command.IdxOffset + from, end - from, range.low, count});
    }
}

}  // namespace

PixelBox common(const PixelBox& a, const PixelBox& b) {
    return {std::max(a.x0, b.x0), std::max(a.y0, b.y0), std::min(a.x1, b.x1), std::min(a.y1, b.y1)};
}

PixelBox around(const PixelBox& a, const PixelBox& b) {
    return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

std::uint64_t print_of(const Texels& cells) {
    Mixer mixer;
    mixer.add(cells.colours(), cells.rows() * Texels::kWidth * sizeof(std::uint32_t));
    return mixer.result();
}

void list_shapes(const ImDrawData& data, const Texels& texture, std::uint64_t cells, std::vector<Shape>& shapes) {
    shapes.clear();
    for (const ImDrawList* const list : data.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            list_command(*list, command, command.TextureId == &texture ? cells : 0, shapes);
        }
    }
}

}  // namespace mha::view
