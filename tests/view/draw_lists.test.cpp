// SPDX-License-Identifier: MIT
// Drawing without ImGui's windows against drawing with them: the same vertices, indices and clip rectangles.
#include "view/draw_lists.hpp"

#include <imgui.h>

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <vector>

#include "sim/readings.hpp"
#include "sim/state.hpp"
#include "view/canvas.hpp"
#include "view/fonts.hpp"
#include "view/frame.hpp"
#include "view/theme.hpp"

using namespace mha;

namespace {

/// Everything the renderer is given, as bytes.
std::vector<unsigned char> bytes_of(const ImDrawData& data) {
    std::vector<unsigned char> all;
    const auto add = [&all](const void* from, std::size_t size) {
        const auto* const bytes = static_cast<const unsigned char*>(from);
        all.insert(all.end(), bytes, bytes + size);
    };
    const std::array<float, 6> frame = {data.DisplayPos.x,  data.DisplayPos.y,       data.DisplaySize.x,
                                        data.DisplaySize.y, data.FramebufferScale.x, data.FramebufferScale.y};
    add(frame.data(), sizeof frame);
    const std::array<int, 3> counts = {data.CmdListsCount, data.TotalIdxCount, data.TotalVtxCount};
    add(counts.data(), sizeof counts);
    for (const ImDrawList* list : data.CmdLists) {
        add(list->VtxBuffer.Data, static_cast<std::size_t>(list->VtxBuffer.size_in_bytes()));
        add(list->IdxBuffer.Data, static_cast<std::size_t>(list->IdxBuffer.size_in_bytes()));
        for (const ImDrawCmd& command : list->CmdBuffer) {
            add(&command.ClipRect, sizeof command.ClipRect);
            add(&command.ElemCount, sizeof command.ElemCount);
            add(&command.IdxOffset, sizeof command.IdxOffset);
        }
    }
    return all;
}

void paint(const view::Fonts& fonts, bool above) {
    const sim::State state;
    const sim::Readings readings;
    const view::Theme theme = view::make_theme(view::ThemeKind::light);
    view::Glance glance;
    sim::Registry registry;
    sim::Actions actions;
    bool animating = false;
    const view::Frame frame{state, readings, theme,    fonts,   300,       200,
                            1.5F,  glance,   registry, actions, animating, nullptr};
    for (const auto layer : {view::Canvas::Layer::below, view::Canvas::Layer::above}) {
        if (layer == view::Canvas::Layer::above && !above) continue;
        const view::Canvas canvas(frame, layer);
        canvas.fill_round({10, 10, 80, 40}, 6, {200, 30, 60, 255});
        canvas.clip({0, 0, 150, 150});
        canvas.bezier({20, 20}, {60, 10}, {100, 120}, {140, 30}, 1.5F, {0, 0, 0, 128});
        canvas.path({{5, 5}, {50, 90}, {90, 5}}, 2, {0, 90, 0, 255}, true);
        canvas.disc({200, 100}, 30, {0, 0, 90, 255});
        canvas.unclip();
        canvas.ring({200, 100}, 70, 2, {0, 0, 90, 255});
        canvas.text(view::Type::body, 20, 120, "The cat sat", {0, 0, 0, 255});
    }
}

std::vector<unsigned char> drawn(ImGuiContext* context, bool own, bool above) {
    ImGui::SetCurrentContext(context);
    ImGui::GetIO().IniFilename = nullptr;
    const view::Fonts fonts = view::bake(1.5F);
    std::vector<unsigned char> last;
    for (int frame = 0; frame < 3; ++frame) {
        if (own) {
            view::begin_drawing(450, 300);
        } else {
            ImGui::GetIO().DisplaySize = {450, 300};
            ImGui::GetIO().DeltaTime = 1.0F / 60;
            ImGui::NewFrame();
        }
        paint(fonts, above);
        if (own)
            view::end_drawing();
        else
            ImGui::Render();
        last = bytes_of(*ImGui::GetDrawData());
    }
    ImGui::DestroyContext(context);
    return last;
}

}  // namespace

TEST_CASE("drawing without windows gives the renderer the same bytes") {
    for (const bool above : {false, true}) {
        const auto wanted = drawn(ImGui::CreateContext(), false, above);
        REQUIRE(wanted.size() > 10'000);
        CHECK(drawn(ImGui::CreateContext(), true, above) == wanted);
        CHECK(drawn(view::make_drawing_context(), true, above) == wanted);
    }
}
