# SPDX-License-Identifier: MIT
# Dear ImGui without its built-in font (we always add our own), and without fonts of another kind than ours (CFF).
include(lean_copy)

set(imgui_lean ${CMAKE_BINARY_DIR}/imgui)
mha_lean_copy(${imgui_SOURCE_DIR} imgui_draw.cpp ${imgui_lean}/imgui_draw.cpp
    "if (ConfigData.Size == 0)\n        AddFontDefault()" "IM_ASSERT(ConfigData.Size != 0 && \"no font was added\")")
mha_lean_copy(${imgui_SOURCE_DIR} imstb_truetype.h ${imgui_lean}/imstb_truetype.h
    "if (!cff) return 0;" "return 0;"
    "if (info->cff.size) {\n      stbtt__GetGlyphInfoT2" "if (0) {\n      stbtt__GetGlyphInfoT2"
    "if (!info->cff.size)\n      return stbtt__GetGlyphShapeTT" "if (1)\n      return stbtt__GetGlyphShapeTT")

# Drawing the letters is half of the program's time to the first frame: that part is compiled by itself, for speed where
# the rest is for size, and with the same arithmetic.
file(CONFIGURE OUTPUT ${imgui_lean}/letters.cpp CONTENT [[
#define IMGUI_DEFINE_MATH_OPERATORS
#include "imgui.h"
#include "imgui_internal.h"
#define STBRP_STATIC
#define STBRP_ASSERT(x) IM_ASSERT(x)
#define STBRP_SORT ImQsort
#define STB_RECT_PACK_IMPLEMENTATION
#include "imstb_rectpack.h"
#define STBTT_malloc(x, u) ((void)(u), IM_ALLOC(x))
#define STBTT_free(x, u) ((void)(u), IM_FREE(x))
#define STBTT_assert(x) IM_ASSERT(x)
#define STBTT_fmod(x, y) ImFmod(x, y)
#define STBTT_sqrt(x) ImSqrt(x)
#define STBTT_pow(x, y) ImPow(x, y)
#define STBTT_fabs(x) ImFabs(x)
#define STBTT_ifloor(x) ((int)ImFloor(x))
#define STBTT_iceil(x) ((int)ImCeil(x))
#define STB_TRUETYPE_IMPLEMENTATION
#include IMGUI_STB_TRUETYPE_FILENAME
]] @ONLY)
set_source_files_properties(${imgui_lean}/letters.cpp PROPERTIES
    COMPILE_OPTIONS "-w;$<$<NOT:$<CONFIG:Debug>>:-O2>")
