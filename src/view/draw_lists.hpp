// SPDX-License-Identifier: MIT
// ImGui as a drawing library only: its draw lists and font atlas without its windows, input and navigation, which
// ImGui::NewFrame() and ImGui::Render() would bring into the download. What is drawn is the same.
#pragma once

struct ImGuiContext;

namespace mha::view {

/// A context for drawing only, made the current one; ImGui::DestroyContext() frees it. One made by
/// ImGui::CreateContext() serves as well.
ImGuiContext* make_drawing_context();

/// Starts a frame of `width` x `height` device pixels: both layers are empty and clipped to it. Fonts must be baked.
void begin_drawing(float width, float height);

/// Ends the frame: ImGui::GetDrawData() then has its lists, the lower layer first, until the next one begins.
void end_drawing();

}  // namespace mha::view
