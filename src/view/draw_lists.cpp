// SPDX-License-Identifier: MIT
// What NewFrame() and Render() of ImGui 1.90.1 do for the background and foreground lists, and no more.
#include "view/draw_lists.hpp"

#include "imgui.h"
#include "imgui_internal.h"

namespace mha::view {

ImGuiContext* make_drawing_context() {
    ImGuiContext* const context = IM_NEW(ImGuiContext)(nullptr);
    ImGui::SetCurrentContext(context);
    context->IO.IniFilename = nullptr;
    context->Viewports.push_back(IM_NEW(ImGuiViewportP)());
    context->Initialized = true;
    return context;
}

void begin_drawing(float width, float height) {
    ImGuiContext& context = *ImGui::GetCurrentContext();
    ++context.FrameCount;  // the lists empty themselves in a new frame
    context.IO.DisplaySize = {width, height};
    ImGuiViewportP& viewport = *context.Viewports[0];
    viewport.Pos = {0, 0};
    viewport.Size = {width, height};
    viewport.DrawDataP.Valid = false;
    const ImFontAtlas& atlas = *context.IO.Fonts;
    ImDrawListSharedData& shared = context.DrawListSharedData;
    shared.TexUvWhitePixel = atlas.TexUvWhitePixel;
    shared.TexUvLines = atlas.TexUvLines;
    shared.Font = atlas.Fonts[0];
    shared.ClipRectFullscreen = {0, 0, width, height};
    shared.CurveTessellationTol = context.Style.CurveTessellationTol;
    shared.SetCircleTessellationMaxError(context.Style.CircleTessellationMaxError);
    shared.InitialFlags =
        ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedLinesUseTex | ImDrawListFlags_AntiAliasedFill;
}

void end_drawing() {
    ImDrawData& data = ImGui::GetCurrentContext()->Viewports[0]->DrawDataP;
    data.Clear();
    data.Valid = true;
    data.DisplaySize = ImGui::GetIO().DisplaySize;
    data.FramebufferScale = {1, 1};
    data.AddDrawList(ImGui::GetBackgroundDrawList());
    data.AddDrawList(ImGui::GetForegroundDrawList());
}

}  // namespace mha::view
