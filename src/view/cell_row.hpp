// SPDX-License-Identifier: MIT
// A row of coloured cells. Neighbours of one colour become one rectangle: most weights of a head are as good as zero,
// and where a processor draws in place of a graphics card a frame costs by the rectangle.
#pragma once

#include "view/canvas.hpp"

namespace mha::view {

class CellRow {
  public:
    /// Cells from `top` to `bottom`, CSS px.
    CellRow(const Canvas& canvas, float top, float bottom)
        : canvas_(canvas), top_(canvas.snap(top)), bottom_(canvas.snap(bottom)) {}
    CellRow(const CellRow&) = delete;
    CellRow& operator=(const CellRow&) = delete;
    ~CellRow() { paint(); }

    /// The next cell, which begins where the one before ends. Nothing is painted before another colour comes or the
    /// row ends.
    void add(float left, float right, Colour colour) {
        if (right_ > left_ && colour == colour_) {
            right_ = canvas_.snap(right);
            return;
        }
        paint();
        left_ = canvas_.snap(left), right_ = canvas_.snap(right), colour_ = colour;
    }

  private:
    void paint() const {
        if (right_ > left_) canvas_.fill({left_, top_, right_ - left_, bottom_ - top_}, colour_);
    }

    const Canvas& canvas_;
    float top_, bottom_, left_ = 0, right_ = 0;
    Colour colour_;
};

}  // namespace mha::view
