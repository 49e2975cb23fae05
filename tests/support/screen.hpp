// SPDX-License-Identifier: MIT
// One lesson on a screen without a window: draws frames and keeps what they registered and asked for.
#pragma once

#include <string>
#include <vector>

#include "sim/readings.hpp"
#include "sim/registry.hpp"
#include "sim/state.hpp"
#include "support/draw_png.hpp"
#include "view/canvas.hpp"
#include "view/fonts.hpp"
#include "view/glance.hpp"
#include "view/theme.hpp"

struct ImGuiContext;

namespace mha::tests {

class Screen {
  public:
    explicit Screen(float width = 700, float ratio = 1, view::ThemeKind theme = view::ThemeKind::light);
    ~Screen();
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;

    /// Draws the state's lesson once. Wishes of the frame are appended to `actions`.
    void draw(const sim::State& state, const sim::Readings& readings);
    /// Points at a place; presses what is pointed at; both and releases it there: three frames.
    void point(float x, float y);
    void press();
    void click(const sim::State& state, const sim::Readings& readings, float x, float y);

    /// False when a vertex of the last frame is not finite or lies outside the frame by more than a pixel
    /// (after clipping, which counts as inside).
    [[nodiscard]] bool sound(std::string& why) const;
    [[nodiscard]] Picture picture() const;

    sim::Registry registry;
    sim::Actions actions;
    view::Glance glance;
    bool animating = false;
    std::vector<view::Mark> marks;  // of the last frame

  private:
    float width_, height_ = 520, ratio_;
    view::Theme theme_;
    ImGuiContext* context_;
    view::Fonts fonts_;
};

}  // namespace mha::tests
