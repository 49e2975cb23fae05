// SPDX-License-Identifier: MIT
// Geometry of the lesson `nano-gpt`, in CSS px. No drawing.
#include <algorithm>
#include <cmath>

#include "lessons/nano_parts.hpp"

namespace mha::lessons::nano {

NanoLayout nano_layout(float width_px, float height_px, int zoom, int shown_panel) {
    NanoLayout out;
    out.frame = view::frame_layout(width_px, height_px);
    const view::FrameLayout& f = out.frame;
    const float left = f.margin, width = f.width - 2 * f.margin, top = 44, height = f.rule_y - 6 - top;
    // Panels other than the tour want height; so does a map one looks into.
    const bool near = zoom > 0 || shown_panel > 1;
    out.side = f.width >= 1000 || (f.width >= 640 && near);
    out.step_dots = f.width >= 640;
    if (out.side) {
        const float panel = f.width >= 1000 ? std::clamp(std::floor(width * 0.31F), 300.0F, 400.0F) : 256.0F;
        const float map = std::floor(width - panel - 16);
        out.map = {left, top, map, height};
        out.panel = {left + map + 16, top, panel, height};
        if (shown_panel == 1) {
            const float small = std::min(86.0F, std::floor((panel - 16) * kMapHeight / kMapWidth) + 16);
            out.small_map = {out.panel.x, top + height - small, panel, small};
            out.panel.h = height - small - 10;
        }
        return out;
    }
    const float whole = std::floor(width * kMapHeight / kMapWidth);
    const float map = f.width >= 640 ? whole : zoom > 0 ? 152.0F : std::max(whole, 110.0F);
    out.map = {left, top, width, map};
    out.panel = {left, top + map + 8, width, height - map - 8};
    return out;
}

}  // namespace mha::lessons::nano
