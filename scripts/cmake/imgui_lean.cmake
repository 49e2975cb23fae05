# SPDX-License-Identifier: MIT
# Dear ImGui without its built-in font (we always add our own), without fonts of another kind than ours (CFF), and with
# a renderer that neither reads nor writes formatted text (which alone brings in the C library's scanf and printf).
include(lean_copy)

set(imgui_lean ${CMAKE_BINARY_DIR}/imgui)
mha_lean_copy(${imgui_SOURCE_DIR} imgui_draw.cpp ${imgui_lean}/imgui_draw.cpp
    "if (ConfigData.Size == 0)\n        AddFontDefault()" "IM_ASSERT(ConfigData.Size != 0 && \"no font was added\")")
mha_lean_copy(${imgui_SOURCE_DIR} imstb_truetype.h ${imgui_lean}/imstb_truetype.h
    "if (!cff) return 0;" "return 0;"
    "if (info->cff.size) {\n      stbtt__GetGlyphInfoT2" "if (0) {\n      stbtt__GetGlyphInfoT2"
    "if (!info->cff.size)\n      return stbtt__GetGlyphShapeTT" "if (1)\n      return stbtt__GetGlyphShapeTT")
# WebGL 2 always answers the version as numbers. What the shaders' compiler says still goes to the console.
mha_lean_copy(${imgui_SOURCE_DIR} backends/imgui_impl_opengl3.cpp ${imgui_lean}/imgui_impl_opengl3.cpp
    "sscanf(gl_version, \"%d.%d\", &major, &minor);" "major = 3, minor = 0, (void)gl_version;"
    "sscanf(bd->GlslVersionString, \"#version %d\", &glsl_version);" "glsl_version = 300;"
    "#include \"imgui_impl_opengl3.h\"" "#include \"imgui_impl_opengl3.h\"\n#include <emscripten/console.h>"
    # One byte for each texel instead of four: with four, the letters for four device pixels to a CSS pixel found no room in
    # the heap on their way to the graphics card (tests/browser/zoom.test.mjs). The atlas is the only texture.
    "GetTexDataAsRGBA32(&pixels" "GetTexDataAsAlpha8(&pixels"
    "0, GL_RGBA, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, pixels" "0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels"
    "Out_Color = Frag_Color * texture(Texture, Frag_UV.st);" "Out_Color = Frag_Color * vec4(1, 1, 1, texture(Texture, Frag_UV.st).r);"
    "fprintf(stderr, \"ERROR: ImGui" "(void)(\"ERROR: ImGui"
    "fprintf(stderr, \"%s\\n\", buf.begin())" "emscripten_console_error(buf.begin())")
