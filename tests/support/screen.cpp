// SPDX-License-Identifier: MIT
// ImGui context, one frame at a time.
#include "support/screen.hpp"

#include <cmath>

#include "imgui.h"
#include "lessons/lesson.hpp"
#include "view/draw_lists.hpp"
#include "view/interact.hpp"

namespace mha::tests {

Screen::Screen(float width, float ratio, view::ThemeKind theme)
    : width_(width), ratio_(ratio), theme_(view::make_theme(theme)), context_(ImGui::CreateContext()) {
    ImGui::SetCurrentContext(context_);
    ImGui::GetIO().IniFilename = nullptr;
    fonts_ = view::bake(ratio, {.letters = view::Letters::all});
}

Screen::~Screen() { ImGui::DestroyContext(context_); }

void Screen::draw(const sim::State& state, const sim::Readings& readings) {
    ImGui::SetCurrentContext(context_);
    view::begin_drawing(std::round(width_ * ratio_), std::round(height_ * ratio_));
    registry.clear();
    marks.clear();
    view::Frame frame{state,  readings, theme_,   fonts_,  width_,    height_,
                      ratio_, glance,   registry, actions, animating, &marks};
    view::begin_interaction(frame);
    lessons::find_lesson(state.lesson).draw(frame);
    view::end_interaction(frame);
    view::end_drawing();
    glance.clicked = glance.released = false;
}

void Screen::point(float x, float y) { glance.pointer_x = x, glance.pointer_y = y; }

void Screen::press() {
    glance.press_x = glance.pointer_x, glance.press_y = glance.pointer_y;
    glance.pressed = glance.clicked = true;
}

void Screen::click(const sim::State& state, const sim::Readings& readings, float x, float y) {
    point(x, y);
    draw(state, readings);
    press();
    draw(state, readings);
    glance.pressed = false, glance.released = true;
    draw(state, readings);
}

bool Screen::sound(std::string& why) const {
    ImGui::SetCurrentContext(context_);
    const ImDrawData& data = *ImGui::GetDrawData();
    const float w = data.DisplaySize.x, h = data.DisplaySize.y;
    for (const ImDrawList* list : data.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const ImVec4 c = command.ClipRect;
            const bool clipped = c.x > 0 || c.y > 0 || c.z < w || c.w < h;
            for (unsigned i = 0; i < command.ElemCount; ++i) {
                const ImVec2 p =
                    list->VtxBuffer[static_cast<int>(command.VtxOffset +
                                                     list->IdxBuffer[static_cast<int>(command.IdxOffset + i)])]
                        .pos;
                if (!std::isfinite(p.x) || !std::isfinite(p.y)) {
                    why = "a vertex is not finite";
                    return false;
                }
                if (!clipped && (p.x < -1 || p.y < -1 || p.x > w + 1 || p.y > h + 1)) {
                    why = "outside the frame at " + std::to_string(p.x / ratio_) + ", " + std::to_string(p.y / ratio_);
                    return false;
                }
            }
        }
    }
    return true;
}

Picture Screen::picture() const {
    ImGui::SetCurrentContext(context_);
    return rasterise(*ImGui::GetDrawData());
}

}  // namespace mha::tests
