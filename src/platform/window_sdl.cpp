// SPDX-License-Identifier: MIT
// Window on SDL2 for the browser. SDL's own input handlers are not there (sdl_left_out.cpp): they would trap Tab
// and Ctrl, and stop wheel and swipe from scrolling the page.
#include <GLES3/gl3.h>
#include <SDL.h>
#include <emscripten/html5.h>
#include <imgui.h>
#include <imgui_impl_opengl3.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "platform/window.hpp"

// SDL loads GL by name when there is a renderer of its own to serve; we link GL directly. Emscripten's version would
// keep all of WebGL in the download.
extern "C" void (*eglGetProcAddress(const char*))() { return nullptr; }

namespace mha::platform {

namespace {

constexpr const char* kCanvas = "#canvas";

void ask_for_webgl2() {
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_PROFILE_MASK, SDL_GL_CONTEXT_PROFILE_ES);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MAJOR_VERSION, 3);
    SDL_GL_SetAttribute(SDL_GL_CONTEXT_MINOR_VERSION, 0);
    for (const SDL_GLattr none : {SDL_GL_ALPHA_SIZE, SDL_GL_DEPTH_SIZE, SDL_GL_STENCIL_SIZE, SDL_GL_MULTISAMPLEBUFFERS,
                                  SDL_GL_MULTISAMPLESAMPLES}) {
        SDL_GL_SetAttribute(none, 0);
    }
}

}  // namespace

float css_extent(int pixels, float ratio) {
    float size = static_cast<float>(pixels) / ratio;
    while (static_cast<int>(size * ratio) < pixels) {
        size = std::nextafter(size, std::numeric_limits<float>::max());
    }
    return size;
}

Window::Window() = default;

Window::~Window() {
    if (context_ != nullptr) {
        ImGui_ImplOpenGL3_Shutdown();
        SDL_GL_DeleteContext(context_);
    }
    if (window_ != nullptr) SDL_DestroyWindow(window_);
}

bool Window::open() {
    // The page decides about pausing and the title; SDL must not.
    SDL_SetHint(SDL_HINT_EMSCRIPTEN_ASYNCIFY, "0");
    SDL_SetHint(SDL_HINT_NO_SIGNAL_HANDLERS, "1");
    if (SDL_Init(SDL_INIT_VIDEO) != 0) return false;
    ask_for_webgl2();
    window_ = SDL_CreateWindow(nullptr, 0, 0, 1, 1, SDL_WINDOW_OPENGL | SDL_WINDOW_ALLOW_HIGHDPI);
    if (window_ == nullptr) return false;
    context_ = SDL_GL_CreateContext(window_);
    if (context_ == nullptr) return false;
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    ImGui_ImplOpenGL3_Init("#version 300 es");
    return true;
}

void Window::resize(int pixel_width, int pixel_height) {
    if (pixel_width == pixel_width_ && pixel_height == pixel_height_) return;
    pixel_width_ = pixel_width;
    pixel_height_ = pixel_height;
    emscripten_set_canvas_element_size(kCanvas, pixel_width, pixel_height);
}

void Window::upload_atlas() {
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    if (atlas.TexID != nullptr) return;  // baking clears it
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_NewFrame();  // makes shader, buffers and texture, once for a context
    if (atlas.TexID == nullptr) ImGui_ImplOpenGL3_CreateFontsTexture();
    atlas.ClearTexData();
}

void Window::draw() {
    ImDrawData* const data = ImGui::GetDrawData();
    if (!has_picture() || data == nullptr) return;
    upload_atlas();
    // The lists were filled before a first upload could name the texture; the atlas is the only one there is.
    for (ImDrawList* const list : data->CmdLists) {
        for (ImDrawCmd& command : list->CmdBuffer) command.TextureId = ImGui::GetIO().Fonts->TexID;
    }
    glViewport(0, 0, pixel_width_, pixel_height_);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(data);
}

void Window::context_lost() {
    lost_ = true;
    if (context_ == nullptr) return;
    // Let go of now, when deleting says nothing: the restored context would not know these objects.
    ImGui_ImplOpenGL3_DestroyDeviceObjects();
    ImGui::GetIO().Fonts->SetTexID(nullptr);
}

void Window::context_restored() { lost_ = false; }

}  // namespace mha::platform
