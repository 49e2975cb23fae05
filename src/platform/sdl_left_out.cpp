// SPDX-License-Identifier: MIT
// SDL's input, events, cursors, software renderer and messages are not part of the program: the page feeds pointer and
// keys itself, the picture is WebGL's, and a failure counts, not its text. SDL's video part still calls them, so here
// they are, empty. So are the parts of Emscripten's EGL and HTML that SDL would bring into the download: the page's
// canvas has one configuration, its size is the page's, and frames come when the page asks for them.
#include <EGL/egl.h>
#include <SDL.h>
#include <emscripten/html5.h>

extern "C" {

int SDL_EventsInit() { return 0; }
void SDL_EventsQuit() {}
Uint8 SDL_EventState(Uint32, int) { return SDL_IGNORE; }
int SDL_SendWindowEvent(SDL_Window*, Uint8, int, int) { return 0; }
int SDL_SendDisplayEvent(void*, Uint8, int) { return 0; }

int SDL_KeyboardInit() { return 0; }
void SDL_KeyboardQuit() {}
void SDL_ResetKeyboard() {}
SDL_Window* SDL_GetKeyboardFocus() { return nullptr; }
void SDL_SetKeyboardFocus(SDL_Window*) {}

int SDL_MousePreInit() { return 0; }
void SDL_MousePostInit() {}
void SDL_MouseQuit() {}
SDL_Window* SDL_GetMouseFocus() { return nullptr; }
void SDL_SetMouseFocus(SDL_Window*) {}
int SDL_UpdateMouseCapture(SDL_bool) { return 0; }
void* SDL_GetMouse() { return nullptr; }
void SDL_WarpMouseInWindow(SDL_Window*, int, int) {}

int SDL_TouchInit() { return 0; }
void SDL_TouchQuit() {}

int SDL_SetError(const char*, ...) { return -1; }
int SDL_Error(SDL_errorcode) { return -1; }
const char* SDL_GetError() { return ""; }
void SDL_ClearError() {}
void SDL_Log(const char*, ...) {}
void SDL_LogInit() {}
void SDL_LogQuit() {}
void SDL_AssertionsQuit() {}

SDL_Renderer* SDL_GetRenderer(SDL_Window*) { return nullptr; }
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer*) {}
void SDL_FreeSurface(SDL_Surface*) {}

// SDL loads GL by name when there is a renderer of its own to serve; we link GL directly. Emscripten's version would
// keep all of WebGL.
void (*eglGetProcAddress(const char*))() { return nullptr; }
// Of the only configuration SDL asks the bits of each colour.
EGLBoolean eglGetConfigAttrib(EGLDisplay, EGLConfig, EGLint, EGLint* value) {
    *value = 8;
    return EGL_TRUE;
}
// Would keep Emscripten's main loop.
EGLBoolean eglSwapInterval(EGLDisplay, EGLint) { return EGL_TRUE; }
EGLBoolean eglSwapBuffers(EGLDisplay, EGLSurface) { return EGL_TRUE; }
EGLBoolean eglWaitGL() { return EGL_TRUE; }
EGLBoolean eglWaitNative(EGLint) { return EGL_TRUE; }
EGLBoolean eglTerminate(EGLDisplay) { return EGL_TRUE; }
// The page decides about the canvas's pixels, its style sheet about the size they are shown at.
EMSCRIPTEN_RESULT emscripten_set_canvas_element_size(const char*, int, int) { return EMSCRIPTEN_RESULT_SUCCESS; }
EMSCRIPTEN_RESULT emscripten_get_element_css_size(const char*, double* width, double* height) {
    *width = *height = 0;
    return EMSCRIPTEN_RESULT_SUCCESS;
}
EMSCRIPTEN_RESULT emscripten_set_element_css_size(const char*, double, double) { return EMSCRIPTEN_RESULT_SUCCESS; }
void emscripten_set_window_title(const char*) {}

}  // extern "C"
