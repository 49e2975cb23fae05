// SPDX-License-Identifier: MIT
// SDL's input, events, cursors and software renderer are not part of the program: the page feeds pointer and keys
// itself, and the picture is WebGL's. SDL's video part still calls them, so here they are, empty.
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

int SDL_TouchInit() { return 0; }
void SDL_TouchQuit() {}

SDL_Renderer* SDL_GetRenderer(SDL_Window*) { return nullptr; }
void SDL_DestroyRendererWithoutFreeing(SDL_Renderer*) {}
void SDL_FreeSurface(SDL_Surface*) {}

}  // extern "C"
