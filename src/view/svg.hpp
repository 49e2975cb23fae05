// SPDX-License-Identifier: MIT
// The picture once more as SVG: what a Canvas draws, written down shape by shape in CSS px.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "view/canvas.hpp"

namespace mha::view {

class Svg {
  public:
    /// An even box, or with corners of this radius.
    void rect(bool above, Rect rect, float radius, Colour colour);
    /// A line of this width along the inside of the edge.
    void outline(bool above, Rect rect, float radius, float width, Colour colour);
    void gradient(bool above, Rect rect, Colour left, Colour right);
    void circle(bool above, Point centre, float radius, Colour colour);
    void ring(bool above, Point centre, float radius, float width, Colour colour);
    void stroke(bool above, const std::vector<Point>& points, float width, Colour colour, bool closed);
    void polygon(bool above, const std::vector<Point>& points, Colour colour);
    void bezier(bool above, Point a, Point b, Point c, Point d, float width, Colour colour);
    /// Text from its baseline's start, turned counter-clockwise by so many degrees, as wide as the canvas drew it.
    void text(bool above, Type type, Point start, float width, int degrees, std::string_view text, Colour colour);
    void clip(bool above, Rect rect);
    void unclip(bool above);

    /// The document: title and description are for readers.
    [[nodiscard]] std::string document(float width, float height, std::string_view title,
                                       std::string_view description) const;

  private:
    std::string& layer(bool above) { return above ? above_ : below_; }
    std::string below_, above_;
    int ids_ = 0;
};

}  // namespace mha::view
