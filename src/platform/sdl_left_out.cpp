// SPDX-License-Identifier: MIT
// SDL's input, events, cursors, software renderer and messages are not part of the program: the page feeds pointer and
// keys itself, the picture is WebGL's, and a failure counts, not its text. SDL's video part still calls them, so here
// they are, empty.
#include <SDL.h>

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

}  // extern "C"
