// SPDX-License-Identifier: MIT
// Geometry of the lesson `nano-gpt`, in CSS px. No drawing.
#include <algorithm>
#include <cmath>

#include "lessons/nano_parts.hpp"

namespace mha::lessons::nano {

std::vector<Rect> edge_buttons(const NanoLayout& layout, int zoom) {
    if (layout.frame.width >= 480 || zoom == 0) return {};
    const Rect m = layout.map;
    const float x = m.x + m.w - 28, y = m.y + m.h / 2 - 14;
    return {{m.x, y, 24, 28}, {x, m.y, 28, 24}, {x, m.y + m.h - 24, 28, 24}, {x, y, 28, 28}};
}

NanoLayout nano_layout(float width_px, float height_px, int zoom, int shown_panel) {
    NanoLayout out;
    out.frame = view::frame_layout(width_px, height_px);
    const view::FrameLayout& f = out.frame;
    const float left = f.margin, width = f.width - 2 * f.margin, top = 44, height = f.rule_y - 6 - top;
    const bool wide = f.width >= 1000;
    out.side = wide || (f.width >= 640 && zoom > 0);
    out.step_dots = f.width >= 640;
    if (out.side) {
        const float panel = wide ? std::clamp(std::floor(width * 0.31F), 300.0F, 400.0F) : 256.0F;
        const float map = std::floor(width - panel - 16);
        out.map = {left, top, map, height};
        out.panel = {left + map + 16, top, panel, height};
        const float whole = std::floor(map * kMapHeight / kMapWidth);
        if (wide && zoom == 0 && shown_panel != 2 && height - whole - 8 >= 76) {
            out.map.h = whole;
            out.lens = {left, top + whole + 8, map, height - whole - 8};
        }
        if (shown_panel == 1 && zoom > 0) {
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
