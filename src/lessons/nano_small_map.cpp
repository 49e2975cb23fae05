// SPDX-License-Identifier: MIT
// The small map under the panel: the whole network, and what of it is in view.
#include <algorithm>

#include "lessons/nano_parts.hpp"
#include "view/controls.hpp"
#include "view/interact.hpp"

namespace mha::lessons::nano {

void draw_small_map(NanoStage& stage, const std::vector<sim::Operand>& lit) {
    const Rect box = stage.layout.small_map;
    if (box.w <= 0) return;
    const Canvas canvas(stage.frame);
    const view::Theme& theme = stage.theme();
    const float scale = std::min((box.w - 16) / kMapWidth, (box.h - 12) / kMapHeight);
    const float left = box.x + (box.w - kMapWidth * scale) / 2, top = box.y + (box.h - kMapHeight * scale) / 2;
    sim::Control control;
    control.id = "small-map";
    control.label = "Small map: the part of the network in view";
    control.rect = box;
    const float x = (stage.frame.glance.pointer_x - left) / scale, y = (stage.frame.glance.pointer_y - top) / scale;
    const bool inside = box.contains(stage.frame.glance.pointer_x, stage.frame.glance.pointer_y);
    const int zoom = std::max(stage.state().zoom, 2);
    const sim::LookAtMap action =
        inside ? sim::LookAtMap{zoom, x / kMapWidth * 1000, y / kMapHeight * 1000} : sim::LookAtMap{0, 500, 500};
    control.help = "A press looks at that place; from the keyboard it shows the whole map.";
    control.activate = [action](sim::Actions& actions) { actions.push_back(action); };
    const view::Touch touch = view::interact(stage.frame, std::move(control));
    canvas.fill_round(box, 8, theme.paper);
    canvas.outline_round(box, 8, theme.border, touch.hot ? theme.edge : theme.hair);
    canvas.fill(
        {left + 62 * scale, top + kBandTop * scale, (kMapWidth - 110) * scale, std::max(2.0F, kBandHeight * scale)},
        theme.track);
    for (std::size_t i = 0; i < stage.places.size(); ++i) {
        const sim::NetMatrix& m = stage.reading.matrices[i];
        const Rect p = stage.places[i];
        const Colour tone = m.head > 0 ? view::head_colours(theme, m.head).mid : theme.track;
        canvas.fill({left + p.x * scale, top + p.y * scale, std::max(p.w * scale, 1.0F), std::max(p.h * scale, 1.0F)},
                    tone);
    }
    for (const sim::Operand& o : lit) {
        const Rect p = stage.places[static_cast<std::size_t>(o.matrix)];
        canvas.fill({left + (p.x + static_cast<float>(o.column)) * scale - 1,
                     top + (p.y + static_cast<float>(o.row)) * scale - 1,
                     std::max(static_cast<float>(o.columns) * scale, 1.0F) + 2,
                     std::max(static_cast<float>(o.rows) * scale, 1.0F) + 2},
                    theme.accent);
    }
    const MapView& map = stage.seen;
    const float x0 = std::max(0.0F, (map.window.x - map.left) / map.scale),
                y0 = std::max(0.0F, (map.window.y - map.top) / map.scale);
    const float x1 = std::min(kMapWidth, (map.window.x + map.window.w - map.left) / map.scale),
                y1 = std::min(kMapHeight, (map.window.y + map.window.h - map.top) / map.scale);
    canvas.outline_round({left + x0 * scale - 2, top + y0 * scale - 2, std::max((x1 - x0) * scale, 5.0F) + 4,
                          std::max((y1 - y0) * scale, 5.0F) + 4},
                         3, 2, theme.ink);
    if (touch.focused) view::focus_ring(canvas, theme, box, 8);
}

}  // namespace mha::lessons::nano
