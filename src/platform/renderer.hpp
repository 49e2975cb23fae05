// SPDX-License-Identifier: MIT
// Dear ImGui's draw lists on WebGL2. ImGui's own renderer asks WebGL for its whole state and sets it back in every
// frame, for programs that draw other things too; browsers answer such questions from another process, which first
// finishes what it was drawing. This one asks nothing, and its buffers and shader are made once for a context.
#pragma once

#include "view/redraw.hpp"

namespace mha::platform {

class Renderer {
  public:
    /// Makes what is made once for a context. draw() does it if nobody has; done early, the browser's other process
    /// links the shader meanwhile.
    void make();
    /// Draws on a canvas of so many pixels what is not on it yet: it keeps the last picture (web/picture.js asks for
    /// that), but when it has another size. An atlas that was baked anew, which clears its texture's name, is uploaded
    /// first and its pixels given back.
    void draw(const ImDrawData& data, ImFontAtlas& atlas, const view::Texels& cells, int pixel_width, int pixel_height);
    /// The context is lost, and with it everything that was made on it; the next draw() makes it again.
    void forget(ImFontAtlas& atlas);

  private:
    void upload(ImFontAtlas& atlas);
    void upload(const view::Texels& cells);
    void begin(int pixel_width, int pixel_height);
    void run(const view::RedrawStep& step, unsigned texture);

    view::Redraw redraw_;
    int width_ = 0, height_ = 0;  // of the canvas
    // What WebGL has been told last.
    view::PixelBox box_;
    unsigned bound_ = 0;
    unsigned program_ = 0, texture_ = 0, cell_texture_ = 0, places_ = 0;
    unsigned vertices_ = 0, indices_ = 0;
};

}  // namespace mha::platform
