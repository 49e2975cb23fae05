// SPDX-License-Identifier: MIT
// Drawing in CSS px on ImGui's draw lists, snapped to device pixels: filled and outlined shapes, lines,
// beziers, and text by its middle line. ImGui itself runs in device pixels.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "sim/registry.hpp"
#include "view/colour.hpp"
#include "view/fonts.hpp"
#include "view/texels.hpp"

struct ImDrawList;

namespace mha::view {

using sim::Rect;
struct Frame;
class Svg;

struct Point {
    float x = 0, y = 0;
};

/// A piece of a line of text.
struct Run {
    std::string text;
    Type type = Type::body;
    Colour colour;
    float lower = 0;  // baseline shift in CSS px (subscripts: 0.26 em)
};

enum class Align : std::uint8_t { left, centre, right };

/// What a frame painted, for tests of the layout: the ink of a text, turned as it is drawn, or a solid figure (a heat
/// map, a bar, a scale) that no text may cross.
struct Mark {
    std::string text;              // "" = a solid figure
    std::array<Point, 4> corners;  // CSS px, in order around it
    bool above = false;            // on the layer of tooltips and menus
};

class Canvas {
  public:
    enum class Layer : std::uint8_t { below, above };  // above: tooltips, menus
    explicit Canvas(const Frame& frame, Layer layer = Layer::below);

    [[nodiscard]] float snap(float css) const;  // to the nearest device pixel, in CSS px
    [[nodiscard]] float pixel() const { return 1 / ratio_; }
    [[nodiscard]] float frame_width() const { return frame_width_; }

    void fill(Rect rect, Colour colour) const;
    void fill_round(Rect rect, float radius, Colour colour) const;
    void outline(Rect rect, float width, Colour colour) const;  // inside the rectangle, square corners
    void outline_round(Rect rect, float radius, float width, Colour colour) const;
    void gradient(Rect rect, Colour left, Colour right) const;
    void line(Point a, Point b, float width, Colour colour) const;
    void hline(float x0, float x1, float y, Colour colour) const;  // hairline of whole device pixels
    void vline(float x, float y0, float y1, Colour colour) const;
    void path(const std::vector<Point>& points, float width, Colour colour, bool closed = false) const;
    void disc(Point centre, float radius, Colour colour) const;
    void ring(Point centre, float radius, float width, Colour colour) const;
    void arc(Point centre, float radius, float from, float to, float width, Colour colour) const;
    void bezier(Point a, Point b, Point c, Point d, float width, Colour colour) const;
    void quad(Point a, Point b, Point c, Point d, Colour colour) const;
    /// A square filled with `side` by `side` cells, as one quad; colour(row, column) is asked for each. False, and
    /// nothing is drawn, where there is no texture for it.
    template <class F>
    bool cells(Rect rect, int side, F colour) const {
        std::uint32_t* at = texels(rect, side);
        if (at == nullptr) return false;
        for (int row = 0; row < side; ++row, at += Texels::kWidth) {
            for (int column = 0; column < side; ++column) at[column] = Texels::texel(colour(row, column));
        }
        return true;
    }
    void clip(Rect rect) const;
    void unclip() const;
    /// Notes a solid figure for tests; draws nothing.
    void solid(Rect rect) const;

    [[nodiscard]] float width(Type type, std::string_view text) const;
    [[nodiscard]] float width(const std::vector<Run>& runs) const;
    /// Text whose capitals are centred on `middle`; returns its width.
    float text(Type type, float x, float middle, std::string_view text, Colour colour, Align align = Align::left) const;
    float runs(float x, float middle, const std::vector<Run>& runs, Align align = Align::left) const;
    /// Text cut with an ellipsis at `room`.
    float text_in(Type type, float x, float middle, float room, std::string_view text, Colour colour,
                  Align align = Align::left) const;
    /// Lines of running text; returns how many.
    int paragraph(Type type, float x, float first_middle, float room, int most, float line_height,
                  std::string_view text, Colour colour) const;
    /// Text turned counter-clockwise by 45 or 90 degrees, its baseline's start at the point.
    void turned(bool bold, Point start, bool upright, std::string_view text, Colour colour) const;

  private:
    [[nodiscard]] Rect snapped(Rect rect) const;  // to device pixels, in CSS px
    /// Draws the quad of so many texels and says where they are to be written; null if there is no room.
    [[nodiscard]] std::uint32_t* texels(Rect rect, int side) const;
    void glyphs(Type type, float x, float baseline, std::string_view text, Colour colour) const;
    ImDrawList* list_;
    const Fonts* fonts_;
    std::vector<Mark>* marks_;
    Svg* svg_;
    Texels* texels_;
    bool above_;
    float ratio_;
    float frame_width_;
};

}  // namespace mha::view
