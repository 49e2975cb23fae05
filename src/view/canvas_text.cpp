// SPDX-License-Identifier: MIT
// Text. Glyph quads are placed here and not by ImGui, so that baselines stand on device pixels at every
// ratio, labels can be turned, and a character without a glyph shows as an empty box, never as '?'.
#include <algorithm>
#include <cmath>

#include "imgui.h"
#include "view/canvas.hpp"
#include "view/frame.hpp"
#include "view/svg.hpp"
#include "view/text_flow.hpp"

namespace mha::view {
namespace {

constexpr float kCapMiddle = 0.364F;  // baseline below the middle of the capitals, in em

ImU32 packed(Colour c) { return IM_COL32(c.r, c.g, c.b, c.a); }

const ImFontGlyph* glyph_of(const Fonts& fonts, Type type, char32_t code) {
    if (code >= 0x10000) return nullptr;
    const ImFontGlyph* glyph = fonts[type]->FindGlyphNoFallback(static_cast<ImWchar>(code));
    if (glyph == nullptr) fonts.ask(type, code);
    return glyph;
}

float box_advance(Type type, float ratio) { return em(type) * ratio * 0.7F; }

/// Advance in device pixels at the drawn size.
float advance(const Fonts& fonts, Type type, char32_t code, float scale) {
    const ImFontGlyph* glyph = glyph_of(fonts, type, code);
    return glyph != nullptr ? glyph->AdvanceX * scale : box_advance(type, fonts.ratio);
}

/// Grows by the ink of each glyph, in device pixels along the line and down from the baseline.
struct Ink {
    float x0 = 1e9F, y0 = 1e9F, x1 = -1e9F, y1 = -1e9F;
    void add(float left, float top, float right, float bottom) {
        x0 = std::min(x0, left), y0 = std::min(y0, top), x1 = std::max(x1, right), y1 = std::max(y1, bottom);
    }
    [[nodiscard]] bool any() const { return x1 > x0; }
};

float baked_scale(Type type) { return type == Type::slanted || type == Type::slanted_bold ? 0.5F : 1.0F; }

}  // namespace

float Canvas::width(Type type, std::string_view text) const {
    float sum = 0;
    for (std::size_t at = 0; at < text.size();)
        sum += advance(*fonts_, type, next_code_point(text, at), baked_scale(type));
    return sum / ratio_;
}

float Canvas::width(const std::vector<Run>& runs) const {
    float sum = 0;
    for (const Run& run : runs) sum += width(run.type, run.text);
    return sum;
}

void Canvas::glyphs(Type type, float x, float baseline, std::string_view text, Colour colour) const {
    ImFont* font = (*fonts_)[type];
    const ImU32 col = packed(colour);
    float pen = std::round(x * ratio_);
    const float line = std::round(baseline * ratio_);
    const float ascent = std::round(font->Ascent);
    Ink ink;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        const ImFontGlyph* g = glyph_of(*fonts_, type, code);
        if (g == nullptr) {
            const float e = em(type) * ratio_;
            ink.add(pen + e * 0.08F, line - e * 0.72F, pen + e * 0.6F, line);
            list_->AddRect({pen + e * 0.08F, line - e * 0.72F}, {pen + e * 0.6F, line}, col);
        } else if (g->Visible != 0) {
            ink.add(pen + g->X0, line + g->Y0 - ascent, pen + g->X1, line + g->Y1 - ascent);
            list_->PrimReserve(6, 4);
            list_->PrimRectUV({pen + g->X0, line + g->Y0 - ascent}, {pen + g->X1, line + g->Y1 - ascent},
                              {g->U0, g->V0}, {g->U1, g->V1}, col);
        }
        pen += advance(*fonts_, type, code, 1);
    }
    if (svg_ != nullptr && ink.any())
        svg_->text(above_, type, {std::round(x * ratio_) / ratio_, line / ratio_}, width(type, text), 0, text, colour);
    if (marks_ == nullptr || !ink.any()) return;
    const auto at = [&](float px, float py) { return Point{px / ratio_, py / ratio_}; };
    marks_->push_back(
        {std::string(text), {at(ink.x0, ink.y0), at(ink.x1, ink.y0), at(ink.x1, ink.y1), at(ink.x0, ink.y1)}, above_});
}

float Canvas::text(Type type, float x, float middle, std::string_view text, Colour colour, Align align) const {
    const float w = width(type, text);
    const float left = align == Align::left ? x : align == Align::right ? x - w : x - w / 2;
    glyphs(type, left, middle + kCapMiddle * em(type), text, colour);
    return w;
}

float Canvas::runs(float x, float middle, const std::vector<Run>& runs, Align align) const {
    const float w = width(runs);
    float largest = 0;
    for (const Run& run : runs) largest = std::max(largest, em(run.type));
    float left = align == Align::left ? x : align == Align::right ? x - w : x - w / 2;
    for (const Run& run : runs) {
        glyphs(run.type, left, middle + kCapMiddle * largest + run.lower, run.text, run.colour);
        left += width(run.type, run.text);
    }
    return w;
}

float Canvas::text_in(Type type, float x, float middle, float room, std::string_view text, Colour colour,
                      Align align) const {
    const auto measure = [&](std::string_view part) { return width(type, part); };
    return this->text(type, x, middle, shorten(text, room, measure), colour, align);
}

int Canvas::paragraph(Type type, float x, float first_middle, float room, int most, float line_height,
                      std::string_view text, Colour colour) const {
    const auto lines = wrap(text, room, most, [&](std::string_view part) { return width(type, part); });
    for (const std::string& line : lines) {
        this->text(type, x, first_middle, line, colour);
        first_middle += line_height;
    }
    return static_cast<int>(lines.size());
}

void Canvas::turned(bool bold, Point start, bool upright, std::string_view text, Colour colour) const {
    const Type type = bold ? Type::slanted_bold : Type::slanted;
    ImFont* font = (*fonts_)[type];
    const float c = upright ? 0.0F : 0.70710678F, s = upright ? 1.0F : 0.70710678F;
    const ImU32 col = packed(colour);
    const ImVec2 origin = {std::round(start.x * ratio_), std::round(start.y * ratio_)};
    const float ascent = std::round(font->Ascent);
    // (along, up from the baseline), both in baked pixels, turned counter-clockwise on a downward y axis.
    const auto place = [&](float along, float down) {
        return ImVec2{origin.x + 0.5F * (along * c + down * s), origin.y + 0.5F * (down * c - along * s)};
    };
    float pen = 0;
    Ink ink;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_code_point(text, at);
        const ImFontGlyph* g = glyph_of(*fonts_, type, code);
        if (g != nullptr && g->Visible != 0) {
            const float x0 = pen + g->X0, x1 = pen + g->X1, y0 = g->Y0 - ascent, y1 = g->Y1 - ascent;
            ink.add(x0, y0, x1, y1);
            list_->PrimReserve(6, 4);
            list_->PrimQuadUV(place(x0, y0), place(x1, y0), place(x1, y1), place(x0, y1), {g->U0, g->V0},
                              {g->U1, g->V0}, {g->U1, g->V1}, {g->U0, g->V1}, col);
        } else if (g == nullptr) {
            const float e = em(type) * 2 * ratio_;
            ink.add(pen + e * 0.08F, -e * 0.7F, pen + e * 0.6F, 0);
            list_->AddQuad(place(pen + e * 0.08F, -e * 0.7F), place(pen + e * 0.6F, -e * 0.7F),
                           place(pen + e * 0.6F, 0), place(pen + e * 0.08F, 0), col);
        }
        pen += g != nullptr ? g->AdvanceX : box_advance(type, ratio_) * 2;
    }
    if (svg_ != nullptr && ink.any())
        svg_->text(above_, type, {origin.x / ratio_, origin.y / ratio_}, pen / 2 / ratio_, upright ? 90 : 45, text,
                   colour);
    if (marks_ == nullptr || !ink.any()) return;
    const auto corner = [&](float along, float down) {
        const ImVec2 p = place(along, down);
        return Point{p.x / ratio_, p.y / ratio_};
    };
    marks_->push_back({std::string(text),
                       {corner(ink.x0, ink.y0), corner(ink.x1, ink.y0), corner(ink.x1, ink.y1), corner(ink.x0, ink.y1)},
                       above_});
}

}  // namespace mha::view
