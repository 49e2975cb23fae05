// SPDX-License-Identifier: MIT
// The whole App without a window: an ImGui context, frames on request, and a finger. Tests own the clock.
#pragma once

#include <imgui.h>

#include <cmath>
#include <functional>
#include <set>
#include <string>
#include <string_view>

#include "app/app.hpp"
#include "sim/action.hpp"
#include "sim/readings.hpp"
#include "sim/registry.hpp"
#include "sim/state.hpp"

namespace mha::test {

class HeadlessUi {
  public:
    explicit HeadlessUi(float width = 700, float ratio = 1) : context_(ImGui::CreateContext()) {
        ImGui::SetCurrentContext(context_);
        ImGui::GetIO().IniFilename = nullptr;
        size.width = width;
        size.ratio = ratio;
        size.seconds = 1.0 / 60.0;
    }
    ~HeadlessUi() { ImGui::DestroyContext(context_); }
    HeadlessUi(const HeadlessUi&) = delete;
    HeadlessUi& operator=(const HeadlessUi&) = delete;

    bool frame() {
        ImGui::SetCurrentContext(context_);
        const bool another = app.frame(size);
        if (on_frame) on_frame();
        return another;
    }
    /// Frames until none is asked for; false when it never rests.
    bool rest() {
        for (int frames = 0; frames < 120; ++frames) {
            if (!frame()) return true;
        }
        return false;
    }
    /// Presses and releases in the middle of a control, as a mouse or a finger does.
    bool click(std::string_view id, bool touch = false) {
        const sim::Control* control = app.registry().find(id);
        if (control == nullptr) return false;
        const float x = control->rect.x + control->rect.w / 2;
        const float y = control->rect.y + control->rect.h / 2;
        app.pointer(x, y, false, touch);
        frame();
        app.pointer(x, y, true, touch);
        frame();
        app.pointer(x, y, false, touch);
        if (touch) app.pointer_left();
        frame();
        return true;
    }

    /// What must hold after every frame; "" when it does.
    [[nodiscard]] std::string violation() const {
        if (app.state() != sim::clamp(app.state())) return "the state is not clamped";
        if (app.readings().word_count() > 0 && app.state().word > app.readings().word_count())
            return "the chosen word is not there";
        const std::string drawn = drawing_violation();
        return drawn.empty() ? registry_violation() : drawn;
    }

    app::App app;
    app::FrameInput size;
    std::function<void()> on_frame;

  private:
    [[nodiscard]] std::string registry_violation() const {
        std::set<std::string> ids;
        const auto inside = [this](const sim::Rect& rect) {
            return std::isfinite(rect.x + rect.y + rect.w + rect.h) && rect.x >= -0.5F && rect.y >= -0.5F &&
                   rect.w >= 0 && rect.h >= 0 && rect.x + rect.w <= size.width + 0.5F &&
                   rect.y + rect.h <= size.height + 0.5F;
        };
        for (const sim::Control& control : app.registry().controls()) {
            if (control.id.empty() || !ids.insert(control.id).second)
                return "id is empty or twice there: " + control.id;
            if (control.label.empty()) return "no label: " + control.id;
            if (!inside(control.rect)) return "outside the canvas: " + control.id;
            if (control.role == sim::ControlRole::slider &&
                !(control.value >= control.min && control.value <= control.max))
                return "value outside the range: " + control.id;
        }
        for (const sim::TextNode& text : app.registry().texts()) {
            if (text.id.empty() || !ids.insert(text.id).second) return "id is empty or twice there: " + text.id;
            if (!inside(text.rect)) return "outside the canvas: " + text.id;
        }
        for (const sim::TableNode& table : app.registry().tables()) {
            if (table.id.empty() || !ids.insert(table.id).second) return "id is empty or twice there: " + table.id;
            for (const auto& row : table.cells) {
                if (row.size() != table.columns.size()) return "a row is not as long as the header: " + table.id;
            }
        }
        return {};
    }

    [[nodiscard]] std::string drawing_violation() const {
        ImGui::SetCurrentContext(context_);
        const ImDrawData* data = ImGui::GetDrawData();
        if (data == nullptr || !data->Valid) return "nothing was drawn";
        for (const ImDrawList* list : data->CmdLists) {
            for (const ImDrawVert& vertex : list->VtxBuffer) {
                if (!std::isfinite(vertex.pos.x) || !std::isfinite(vertex.pos.y)) return "a vertex is not finite";
            }
        }
        return {};
    }

    ImGuiContext* context_;
};

}  // namespace mha::test
