// SPDX-License-Identifier: MIT
// Window on SDL2 for the browser. SDL's own input handlers are not there (sdl_left_out.cpp): they would trap Tab
// and Ctrl, and stop wheel and swipe from scrolling the page.
#include <SDL.h>
#include <imgui.h>

#include <cmath>
#include <cstdint>
#include <limits>

#include "platform/window.hpp"

namespace mha::platform {

namespace {

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
    if (context_ != nullptr) SDL_GL_DeleteContext(context_);
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
    return true;
}

void Window::draw(const view::Texels& cells, int pixel_width, int pixel_height) {
    const ImDrawData* const data = ImGui::GetDrawData();
    if (!has_picture() || data == nullptr) return;
    renderer_.draw(*data, *ImGui::GetIO().Fonts, cells, pixel_width, pixel_height);
}

void Window::context_lost() {
    lost_ = true;
    if (context_ != nullptr) renderer_.forget(*ImGui::GetIO().Fonts);
}

void Window::context_there() {
    lost_ = false;
    renderer_.make();
}

}  // namespace mha::platform
