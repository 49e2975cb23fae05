// SPDX-License-Identifier: MIT
// The SDL2 window on the page's canvas, its WebGL2 context, and what draws ImGui's lists on it. It takes no input: the
// page feeds pointer and keys itself, so that wheel, Tab and shortcuts stay the browser's.
#pragma once

#include "platform/renderer.hpp"

struct SDL_Window;

namespace mha::platform {

/// CSS size of `pixels` device pixels such that int(size * ratio) == pixels; the renderer truncates that product.
[[nodiscard]] float css_extent(int pixels, float ratio);

class Window {
  public:
    Window();
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    /// Makes the window and its context. False when the browser has no WebGL2: the program then runs without a
    /// picture, and the page shows its native elements instead.
    bool open();
    [[nodiscard]] bool has_picture() const { return context_ != nullptr && !lost_; }

    /// Draws what view::end_drawing() left on a canvas of so many device pixels. A newly baked font atlas goes to the
    /// same texture as the old one.
    void draw(const view::Texels& cells, int pixel_width, int pixel_height);

    void context_lost();
    /// After open(), so that its parts are made early, and when it is restored.
    void context_there();

  private:
    Renderer renderer_;
    SDL_Window* window_ = nullptr;
    void* context_ = nullptr;
    bool lost_ = false;
};

}  // namespace mha::platform
