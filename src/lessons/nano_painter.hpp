// SPDX-License-Identifier: MIT
// The map's brush: where things are on the screen, in which colour, and whether there is room to write.
#pragma once

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "lessons/nano_parts.hpp"

namespace mha::lessons::nano {

using sim::NetKind;
using sim::NetMatrix;

inline constexpr float kMostRectangles = 4500, kLeastCell = 3, kLetterCell = 12;

inline bool overlap(Rect a, Rect b) { return a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h; }
inline Rect common(Rect a, Rect b) {
    const float x = std::max(a.x, b.x), y = std::max(a.y, b.y);
    return {x, y, std::max(std::min(a.x + a.w, b.x + b.w) - x, 0.0F),
            std::max(std::min(a.y + a.h, b.y + b.h) - y, 0.0F)};
}

struct Painter {
    const NanoStage& stage;
    Canvas canvas;
    const view::Theme& theme;
    int stride = 1;
    std::vector<Rect> covered;  // by buttons on the map

    explicit Painter(const NanoStage& s)
        : stage(s), canvas(s.frame), theme(s.theme()), covered(edge_buttons(s.layout, s.state().zoom)) {
        float area = 0;
        for (const Rect& place : s.places) {
            const Rect seen = common(s.seen.on_screen(place), s.seen.window);
            area += seen.w * seen.h;
        }
        const float cell = std::max(kLeastCell, std::sqrt(area / kMostRectangles));
        stride = std::max(1, static_cast<int>(std::ceil(cell / s.seen.scale)));
    }

    [[nodiscard]] float scale() const { return stage.seen.scale; }
    [[nodiscard]] view::Point at(float x, float y) const {
        return {stage.seen.left + x * scale(), stage.seen.top + y * scale()};
    }

    [[nodiscard]] Colour colour(const NetMatrix& m, float v) const {
        const bool far = m.head > 0 && stage.state().zoom == 0 && m.kind != NetKind::weights;
        return far ? view::ramp(theme, m.head, m.most > 0 ? std::fabs(v) / m.most : 0) : number_colour(theme, m, v);
    }
    /// Words and numbers are whole or not there.
    [[nodiscard]] bool clear(Rect r) const {
        const Rect c = stage.clear;
        if (r.x < c.x || r.y < c.y || r.x + r.w > c.x + c.w || r.y + r.h > c.y + c.h) return false;
        return std::none_of(covered.begin(), covered.end(), [&](Rect b) { return overlap(r, b); });
    }
    void put(Type type, float x, float y, const std::string& text, Colour tone, Align align = Align::left) const {
        const float w = canvas.width(type, text), left = align == Align::left    ? x
                                                         : align == Align::right ? x - w
                                                                                 : x - w / 2;
        if (clear({left, y - 7, w, 14})) canvas.text(type, x, y, text, tone, align);
    }
    void put(float x, float y, const std::vector<Run>& runs) const {
        if (clear({x, y - 7, canvas.width(runs) + 2, 16})) draw_name(canvas, x, y, runs);
    }
    [[nodiscard]] bool masked(const NetMatrix& m, int row, int column) const {
        return (m.kind == NetKind::scores || m.kind == NetKind::weights) && column > row;
    }
    void lines() const;
    void block_lines(int block) const;
    void words() const;
    void matrix(std::size_t number) const;
    void cell(const NetMatrix& m, int row, int column, Rect rect, float v) const;
    void name(const NetMatrix& m, Rect place) const;
    void letters(const NetMatrix& m, Rect rect) const;
    void path(std::initializer_list<view::Point> points, Colour tone) const {
        canvas.path(std::vector<view::Point>(points), 1.5F, tone);
    }
};

}  // namespace mha::lessons::nano
