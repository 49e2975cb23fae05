// SPDX-License-Identifier: MIT
// ImGui's triangles drawn by the processor, and written as a PNG: screens can be looked at and compared
// without a graphics card.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

struct ImDrawData;
namespace mha::view {
class Redraw;
class Texels;
}  // namespace mha::view

namespace mha::tests {

struct Picture {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};

/// Draws with the current font atlas (its pixels must still be there), and heat maps from `cells` if there are any.
[[nodiscard]] Picture rasterise(const ImDrawData& data, const view::Texels* cells = nullptr);
/// Draws what is planned over a picture.
void paint(Picture& picture, const view::Redraw& redraw, const view::Texels& cells);
/// False when the file cannot be written.
bool write_png(const Picture& picture, const std::string& path);

}  // namespace mha::tests
