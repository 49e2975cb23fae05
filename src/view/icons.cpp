// SPDX-License-Identifier: MIT
// Coordinates are offsets from the centre in the 20 px box.
#include "view/icons.hpp"

namespace mha::view {
namespace {

constexpr float kStroke = 1.75F;

struct Pen {
    const Canvas& canvas;
    Point centre;
    Colour colour;
    float scale;
    [[nodiscard]] Point at(float x, float y) const { return {centre.x + x * scale, centre.y + y * scale}; }
    void stroke(std::initializer_list<Point> offsets) const {
        std::vector<Point> points;
        for (const Point p : offsets) points.push_back(at(p.x, p.y));
        canvas.path(points, kStroke, colour);
        canvas.disc(points.front(), kStroke / 2, colour);
        canvas.disc(points.back(), kStroke / 2, colour);
    }
};

void reset(const Pen& pen) {
    // A circle open at the top left, with its arrow there.
    pen.canvas.arc(pen.centre, 6.6F * pen.scale, -2.55F, 2.75F, kStroke, pen.colour);
    pen.stroke({{-7, -7}, {-6.6F, -2.6F}, {-2.4F, -3}});
}

void share(const Pen& pen) {
    pen.stroke({{5, -6}, {-5, 0}, {5, 6}});
    for (const Point p : {Point{5.5F, -6}, Point{-5.5F, 0}, Point{5.5F, 6}}) {
        pen.canvas.disc(pen.at(p.x, p.y), 2.6F * pen.scale, pen.colour);
    }
}

void compare(const Pen& pen) {
    const Point a = pen.at(-8.5F, -6);
    pen.canvas.outline_round({a.x, a.y, 17 * pen.scale, 12 * pen.scale}, 2, kStroke, pen.colour);
    pen.canvas.line(pen.at(0, -5.5F), pen.at(0, 5.5F), kStroke, pen.colour);
}

}  // namespace

void draw_icon(const Canvas& canvas, Icon icon, Point centre, Colour colour, float size) {
    const Pen pen{canvas, centre, colour, size / 20};
    switch (icon) {
        case Icon::menu:
            for (const float y : {-5.0F, 0.0F, 5.0F}) pen.stroke({{-7, y}, {7, y}});
            break;
        case Icon::more:
            for (const float x : {-6.0F, 0.0F, 6.0F}) canvas.disc(pen.at(x, 0), 1.9F, colour);
            break;
        case Icon::chevron_down:
            pen.stroke({{-4.5F, -2}, {0, 2.5F}, {4.5F, -2}});
            break;
        case Icon::chevron_left:
            pen.stroke({{2.2F, -5}, {-2.8F, 0}, {2.2F, 5}});
            break;
        case Icon::chevron_right:
            pen.stroke({{-2.2F, -5}, {2.8F, 0}, {-2.2F, 5}});
            break;
        case Icon::check:
            pen.stroke({{-5, 0.4F}, {-1.6F, 4}, {5, -4}});
            break;
        case Icon::close:
            pen.stroke({{-4, -4}, {4, 4}});
            pen.stroke({{-4, 4}, {4, -4}});
            break;
        case Icon::reset:
            reset(pen);
            break;
        case Icon::share:
            share(pen);
            break;
        case Icon::compare:
            compare(pen);
            break;
    }
}

}  // namespace mha::view
