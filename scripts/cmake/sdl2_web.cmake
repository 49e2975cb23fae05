# SPDX-License-Identifier: MIT
# SDL2 for the browser: the window and its WebGL context only. Its own CMake configuration asks the compiler some
# hundred questions, minutes under Emscripten; SDL ships the answers as SDL_config_emscripten.h, so we take its files
# as they are and switch off there what a page does not need.

include(lean_copy)

set(sdl2_off AUDIO FILE FILESYSTEM HAPTIC JOYSTICK LOADSO LOCALE MISC POWER RENDER SENSOR)

set(sdl2_include ${CMAKE_BINARY_DIR}/sdl2/include)
file(GLOB sdl2_headers ${sdl2_tree_SOURCE_DIR}/include/*.h)
list(FILTER sdl2_headers EXCLUDE REGEX "/SDL_config\\.h$")
file(COPY ${sdl2_headers} DESTINATION ${sdl2_include}/SDL2)
set(sdl2_config "#ifndef SDL_config_h_\n#define SDL_config_h_\n#include \"SDL_config_emscripten.h\"\n")
foreach(driver SDL_AUDIO_DRIVER_DISK SDL_AUDIO_DRIVER_DUMMY SDL_AUDIO_DRIVER_EMSCRIPTEN SDL_JOYSTICK_EMSCRIPTEN
        SDL_LOADSO_DLOPEN SDL_POWER_EMSCRIPTEN SDL_FILESYSTEM_EMSCRIPTEN SDL_VIDEO_RENDER_OGL_ES2)
    string(APPEND sdl2_config "#undef ${driver}\n")
endforeach()
foreach(part ${sdl2_off})
    string(APPEND sdl2_config "#undef SDL_${part}_DISABLED\n#define SDL_${part}_DISABLED 1\n")
endforeach()
foreach(dummy FILESYSTEM HAPTIC JOYSTICK LOADSO LOCALE MISC)
    string(APPEND sdl2_config "#define SDL_${dummy}_DUMMY 1\n")
endforeach()
string(APPEND sdl2_config "#endif\n")
file(CONFIGURE OUTPUT ${sdl2_include}/SDL2/SDL_config.h CONTENT "${sdl2_config}" @ONLY)

file(GLOB sdl2_sources
    ${sdl2_tree_SOURCE_DIR}/src/*.c
    ${sdl2_tree_SOURCE_DIR}/src/atomic/*.c
    ${sdl2_tree_SOURCE_DIR}/src/cpuinfo/*.c
    ${sdl2_tree_SOURCE_DIR}/src/libm/*.c
    ${sdl2_tree_SOURCE_DIR}/src/loadso/dummy/*.c
    ${sdl2_tree_SOURCE_DIR}/src/stdlib/*.c
    ${sdl2_tree_SOURCE_DIR}/src/thread/*.c
    ${sdl2_tree_SOURCE_DIR}/src/thread/generic/*.c
    ${sdl2_tree_SOURCE_DIR}/src/timer/*.c
    ${sdl2_tree_SOURCE_DIR}/src/timer/unix/*.c
    ${sdl2_tree_SOURCE_DIR}/src/video/SDL_rect.c
    ${sdl2_tree_SOURCE_DIR}/src/video/SDL_video.c
    ${sdl2_tree_SOURCE_DIR}/src/video/emscripten/SDL_emscriptenopengles.c)
list(FILTER sdl2_sources EXCLUDE REGEX "/SDL_(assert|error|log)\\.c$")
# EGL without the wording of its errors; a page's EGL has no extensions to look for.
mha_lean_copy(${sdl2_tree_SOURCE_DIR}/src/video SDL_egl.c ${CMAKE_BINARY_DIR}/sdl2/SDL_egl.c
    "    const char *errorText = SDL_EGL_GetErrorName(eglErrorCode);" "    return -1;\n    const char *errorText = \"\";"
    "ext_start = SDL_strstr(ext_start, ext);" "ext_start = NULL;")
# The driver without what we never ask of it: input, cursors, software pictures, full screen.
mha_lean_copy(${sdl2_tree_SOURCE_DIR}/src/video/emscripten SDL_emscriptenvideo.c ${CMAKE_BINARY_DIR}/sdl2/SDL_emscriptenvideo.c
    "    Emscripten_InitMouse();" ""
    "    Emscripten_FiniMouse();" ""
    "    SDL_SetMouseFocus(window);" ""
    "    SDL_SetKeyboardFocus(window);" ""
    "    Emscripten_RegisterEventHandlers(wdata);" ""
    "        Emscripten_UnregisterEventHandlers(data);" ""
    "    device->CreateWindowFramebuffer = Emscripten_CreateWindowFramebuffer;" ""
    "    device->UpdateWindowFramebuffer = Emscripten_UpdateWindowFramebuffer;" ""
    "    device->DestroyWindowFramebuffer = Emscripten_DestroyWindowFramebuffer;" ""
    "    device->SetWindowFullscreen = Emscripten_SetWindowFullscreen;" "")
add_library(SDL2 STATIC EXCLUDE_FROM_ALL ${sdl2_sources} ${CMAKE_BINARY_DIR}/sdl2/SDL_egl.c
    ${CMAKE_BINARY_DIR}/sdl2/SDL_emscriptenvideo.c)
target_include_directories(SDL2 SYSTEM BEFORE PUBLIC ${sdl2_include}/SDL2 ${sdl2_include})
target_include_directories(SDL2 PRIVATE ${sdl2_tree_SOURCE_DIR}/src/video/khronos
    ${sdl2_tree_SOURCE_DIR}/src/video ${sdl2_tree_SOURCE_DIR}/src/video/emscripten)
# No software blitting: the picture is made by WebGL. It would be a seventh of the program.
target_compile_definitions(SDL2 PRIVATE SDL_LEAN_AND_MEAN=1)
target_compile_options(SDL2 PRIVATE -w)
