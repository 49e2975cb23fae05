// SPDX-License-Identifier: MIT
// Shapes. Rectangles are snapped to whole device pixels so that hairlines stay hairlines.
#include "view/canvas.hpp"

#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "view/frame.hpp"
#include "view/svg.hpp"

namespace mha::view {
namespace {

ImU32 packed(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }

struct Box {
    ImVec2 low, high;
};

Box box(Rect r, float ratio) {
    return {{std::round(r.x * ratio), std::round(r.y * ratio)},
            {std::round((r.x + r.w) * ratio), std::round((r.y + r.h) * ratio)}};
}

ImVec2 vec(Point p, float ratio) { return {p.x * ratio, p.y * ratio}; }

}  // namespace

Canvas::Canvas(const Frame& frame, Layer layer)
    : list_(layer == Layer::below ? ImGui::GetBackgroundDrawList() : ImGui::GetForegroundDrawList()),
      fonts_(&frame.fonts),
      marks_(frame.marks),
      svg_(frame.svg),
      texels_(frame.texels),
      above_(layer == Layer::above),
      ratio_(frame.ratio),
      frame_width_(frame.width) {}

float Canvas::snap(float css) const { return std::round(css * ratio_) / ratio_; }

Rect Canvas::snapped(Rect r) const {
    const float x = snap(r.x), y = snap(r.y);
    return {x, y, std::max(0.0F, snap(r.x + r.w) - x), std::max(0.0F, snap(r.y + r.h) - y)};
}

void Canvas::fill(Rect rect, Colour colour) const {
    if (svg_ != nullptr) svg_->rect(above_, snapped(rect), 0, colour);
    const Box b = box(rect, ratio_);
    if (b.high.x > b.low.x && b.high.y > b.low.y) list_->AddRectFilled(b.low, b.high, packed(colour));
}

void Canvas::fill_round(Rect rect, float radius, Colour colour) const {
    if (svg_ != nullptr) svg_->rect(above_, snapped(rect), radius, colour);
    const Box b = box(rect, ratio_);
    if (b.high.x > b.low.x && b.high.y > b.low.y) list_->AddRectFilled(b.low, b.high, packed(colour), radius * ratio_);
}

void Canvas::outline(Rect rect, float width, Colour colour) const {
    if (svg_ != nullptr) svg_->outline(above_, snapped(rect), 0, std::max(pixel(), snap(width)), colour);
    const Box b = box(rect, ratio_);
    const float w = std::max(1.0F, std::round(width * ratio_));
    const ImU32 c = packed(colour);
    list_->AddRectFilled(b.low, {b.high.x, b.low.y + w}, c);
    list_->AddRectFilled({b.low.x, b.high.y - w}, b.high, c);
    list_->AddRectFilled({b.low.x, b.low.y + w}, {b.low.x + w, b.high.y - w}, c);
    list_->AddRectFilled({b.high.x - w, b.low.y + w}, {b.high.x, b.high.y - w}, c);
}

void Canvas::outline_round(Rect rect, float radius, float width, Colour colour) const {
    if (svg_ != nullptr) svg_->outline(above_, snapped(rect), radius, std::max(pixel(), snap(width)), colour);
    const Box b = box(rect, ratio_);
    const float w = std::max(1.0F, std::round(width * ratio_)), h = w / 2;
    list_->PathRect({b.low.x + h, b.low.y + h}, {b.high.x - h, b.high.y - h}, std::max(0.0F, radius * ratio_ - h));
    list_->PathStroke(packed(colour), ImDrawFlags_Closed, w);
}

void Canvas::gradient(Rect rect, Colour left, Colour right) const {
    if (svg_ != nullptr) svg_->gradient(above_, snapped(rect), left, right);
    const Box b = box(rect, ratio_);
    list_->AddRectFilledMultiColor(b.low, b.high, packed(left), packed(right), packed(right), packed(left));
}

void Canvas::line(Point a, Point b, float width, Colour colour) const {
    if (svg_ != nullptr) svg_->stroke(above_, {a, b}, width, colour, false);
    list_->PathLineTo(vec(a, ratio_));
    list_->PathLineTo(vec(b, ratio_));
    list_->PathStroke(packed(colour), 0, width * ratio_);
}

void Canvas::hline(float x0, float x1, float y, Colour colour) const {
    const float w = std::max(1.0F, std::round(ratio_)), top = std::round(y * ratio_ - w / 2);
    if (svg_ != nullptr) svg_->rect(above_, {snap(x0), top / ratio_, snap(x1) - snap(x0), w / ratio_}, 0, colour);
    list_->AddRectFilled({std::round(x0 * ratio_), top}, {std::round(x1 * ratio_), top + w}, packed(colour));
}

void Canvas::vline(float x, float y0, float y1, Colour colour) const {
    const float w = std::max(1.0F, std::round(ratio_)), left = std::round(x * ratio_ - w / 2);
    if (svg_ != nullptr) svg_->rect(above_, {left / ratio_, snap(y0), w / ratio_, snap(y1) - snap(y0)}, 0, colour);
    list_->AddRectFilled({left, std::round(y0 * ratio_)}, {left + w, std::round(y1 * ratio_)}, packed(colour));
}

void Canvas::path(const std::vector<Point>& points, float width, Colour colour, bool closed) const {
    if (svg_ != nullptr) svg_->stroke(above_, points, width, colour, closed);
    for (const Point& p : points) list_->PathLineTo(vec(p, ratio_));
    list_->PathStroke(packed(colour), closed ? ImDrawFlags_Closed : 0, width * ratio_);
}

void Canvas::disc(Point centre, float radius, Colour colour) const {
    if (svg_ != nullptr) svg_->circle(above_, centre, radius, colour);
    const ImVec2 at = vec(centre, ratio_);
    const float r = radius * ratio_;
    const BakedDisc& baked = fonts_->disc(r);
    const float half = baked.half * r / baked.radius;
    list_->PrimReserve(6, 4);
    list_->PrimRectUV({at.x - half, at.y - half}, {at.x + half, at.y + half}, {baked.u0, baked.v0},
                      {baked.u1, baked.v1}, packed(colour));
}

void Canvas::ring(Point centre, float radius, float width, Colour colour) const {
    if (svg_ != nullptr) svg_->ring(above_, centre, radius, width, colour);
    list_->PathArcToFast(vec(centre, ratio_), radius * ratio_ - 0.5F, 0, 12);
    list_->_Path.pop_back();  // the first point once more
    list_->PathStroke(packed(colour), ImDrawFlags_Closed, width * ratio_);
}

void Canvas::arc(Point centre, float radius, float from, float to, float width, Colour colour) const {
    list_->PathArcTo(vec(centre, ratio_), radius * ratio_, from, to);
    if (svg_ != nullptr) {
        std::vector<Point> points;
        for (const ImVec2& p : list_->_Path) points.push_back({p.x / ratio_, p.y / ratio_});
        svg_->stroke(above_, points, width, colour, false);
    }
    list_->PathStroke(packed(colour), 0, width * ratio_);
}

void Canvas::bezier(Point a, Point b, Point c, Point d, float width, Colour colour) const {
    if (svg_ != nullptr) svg_->bezier(above_, a, b, c, d, width, colour);
    list_->PathLineTo(vec(a, ratio_));
    list_->PathBezierCubicCurveTo(vec(b, ratio_), vec(c, ratio_), vec(d, ratio_), 32);
    list_->PathStroke(packed(colour), 0, width * ratio_);
}

void Canvas::quad(Point a, Point b, Point c, Point d, Colour colour) const {
    if (svg_ != nullptr) svg_->polygon(above_, {a, b, c, d}, colour);
    list_->AddQuadFilled(vec(a, ratio_), vec(b, ratio_), vec(c, ratio_), vec(d, ratio_), packed(colour));
}

std::uint32_t* Canvas::texels(Rect rect, int side) const {
    const auto cells = static_cast<std::size_t>(side);
    if (texels_ == nullptr || texels_->full() || cells > Texels::kSide) return nullptr;
    const Texels::Place place = texels_->take();
    const auto at = [&](std::size_t more) {
        return ImVec2{static_cast<float>(place.column + more) / Texels::kWidth,
                      static_cast<float>(place.row + more) / Texels::kRows};
    };
    const Box b = box(rect, ratio_);
    list_->PushTextureID(texels_);
    list_->PrimReserve(6, 4);
    list_->PrimRectUV(b.low, b.high, at(0), at(cells), packed(Texels::kColour));
    list_->PopTextureID();
    return texels_->at(place);
}

void Canvas::clip(Rect rect) const {
    if (svg_ != nullptr) svg_->clip(above_, snapped(rect));
    const Box b = box(rect, ratio_);
    list_->PushClipRect(b.low, b.high, true);
}

void Canvas::unclip() const {
    if (svg_ != nullptr) svg_->unclip(above_);
    list_->PopClipRect();
}

void Canvas::solid(Rect r) const {
    if (marks_ == nullptr) return;
    marks_->push_back({{}, {{{r.x, r.y}, {r.x + r.w, r.y}, {r.x + r.w, r.y + r.h}, {r.x, r.y + r.h}}}, above_});
}

}  // namespace mha::view
