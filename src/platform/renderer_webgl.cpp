// SPDX-License-Identifier: MIT
#include <GLES3/gl3.h>
#include <imgui.h>

#include <cstddef>
#include <cstdint>
#include <utility>

#include "platform/renderer.hpp"
#include "view/texels.hpp"

namespace mha::platform {
namespace {

enum Attribute : GLuint { kPlace, kTexel, kColour, kScale };

// The scale from pixels to WebGL's -1..1 is an attribute that is the same for all vertices: unlike a uniform it has a
// number from the start and need not be looked up.
constexpr const char* kVertexShader =
    "#version 300 es\n"
    "layout(location=0)in vec2 p;layout(location=1)in vec2 t;layout(location=2)in vec4 c;layout(location=3)in vec2 s;"
    "out vec2 texel;out vec4 colour;"
    "void main(){texel=t;colour=c;gl_Position=vec4(p*s+vec2(-1,1),0,1);}";

// Two kinds of texture by one shader, because linking another would hold up the first picture. The atlas has one byte a
// texel, how much of the colour is there, and is read as (byte, 0, 0, 1): the colour stays. A heat map's texel is
// (1, red, green, blue), and view::Texels::kColour is blue: what is added to it makes the cell's colour.
constexpr const char* kFragmentShader =
    "#version 300 es\n"
    "precision highp float;uniform sampler2D atlas;in vec2 texel;in vec4 colour;out vec4 painted;"
    "void main(){vec4 t=texture(atlas,texel);painted=vec4(colour.rgb+vec3(t.gb,t.a-1.),colour.a*t.r);}";

void attach(GLuint program, GLenum kind, const char* source) {
    const GLuint shader = glCreateShader(kind);
    glShaderSource(shader, 1, &source, nullptr);
    glCompileShader(shader);
    glAttachShader(program, shader);
    glDeleteShader(shader);
}

void read_attribute(Attribute attribute, GLint count, GLenum type, GLboolean normalised, std::size_t offset) {
    glEnableVertexAttribArray(attribute);
    glVertexAttribPointer(attribute, count, type, normalised, sizeof(ImDrawVert),
                          reinterpret_cast<const void*>(offset));
}

/// Clears a rectangle in device pixels (Canvas::fill() draws whole ones), y downwards, of a canvas so many pixels high.
void clear(ImVec2 low, ImVec2 high, ImU32 colour, float canvas_height) {
    const auto part = [&](int shift) { return static_cast<float>(colour >> shift & 255) / 255; };
    glScissor(static_cast<int>(low.x), static_cast<int>(canvas_height - high.y), static_cast<int>(high.x - low.x),
              static_cast<int>(high.y - low.y));
    glClearColor(part(IM_COL32_R_SHIFT), part(IM_COL32_G_SHIFT), part(IM_COL32_B_SHIFT), 1);
    glClear(GL_COLOR_BUFFER_BIT);
}

/// Clears the large opaque rectangles a list begins with, the picture's ground and the band of the controls, and says
/// how many indices they were. Where a processor draws for want of a graphics card, they were two fifths of a frame:
/// shading and blending cost by the pixel, clearing hardly does.
unsigned clear_grounds(const ImDrawList& list, ImVec2 size) {
    constexpr float kLarge = 0.02F;  // of the canvas
    if (list.CmdBuffer.empty()) return 0;
    unsigned done = 0;
    for (; done + 6 <= list.CmdBuffer[0].ElemCount; done += 6) {
        // ImGui's AddRectFilled has the corners 0, 1, 2 and 0, 2, 3, clockwise from the upper left.
        const ImDrawIdx first = list.IdxBuffer[static_cast<int>(done)];
        const ImDrawVert* const corner = list.VtxBuffer.Data + first;
        const ImVec2 low = corner[0].pos, high = corner[2].pos;
        const bool one_rectangle = list.IdxBuffer[static_cast<int>(done + 5)] == first + 3 &&
                                   corner[1].pos.y == low.y && corner[1].pos.x == high.x && corner[3].pos.x == low.x;
        const bool plain = corner[0].uv.x == corner[2].uv.x && corner[0].col == corner[2].col;
        const bool opaque = (corner->col & IM_COL32_A_MASK) == IM_COL32_A_MASK;
        const bool large = (high.x - low.x) * (high.y - low.y) > kLarge * size.x * size.y;
        if (!one_rectangle || !plain || !opaque || !large) break;
        clear(low, high, corner->col, size.y);
    }
    return done;
}

GLuint make_texture(GLint filter) {
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
    return texture;
}

template <class T>
void fill(GLenum buffer, const ImVector<T>& content) {
    glBufferData(buffer, content.size_in_bytes(), content.Data, GL_STREAM_DRAW);
}

}  // namespace

void Renderer::make() {
    program_ = glCreateProgram();
    attach(program_, GL_VERTEX_SHADER, kVertexShader);
    attach(program_, GL_FRAGMENT_SHADER, kFragmentShader);
    glLinkProgram(program_);
    glGenVertexArrays(1, &places_);
    glBindVertexArray(places_);
    glGenBuffers(1, &vertices_);
    glGenBuffers(1, &indices_);
    glBindBuffer(GL_ARRAY_BUFFER, vertices_);
    glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
    read_attribute(kPlace, 2, GL_FLOAT, GL_FALSE, offsetof(ImDrawVert, pos));
    read_attribute(kTexel, 2, GL_FLOAT, GL_FALSE, offsetof(ImDrawVert, uv));
    read_attribute(kColour, 4, GL_UNSIGNED_BYTE, GL_TRUE, offsetof(ImDrawVert, col));
    cell_texture_ = make_texture(GL_NEAREST);
    texture_ = make_texture(GL_LINEAR);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glFlush();
}

void Renderer::upload(ImFontAtlas& atlas) {
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels);
    atlas.SetTexID(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture_)));
    atlas.ClearTexData();
}

void Renderer::upload(const view::Texels& cells) {
    if (cells.empty()) return;
    glBindTexture(GL_TEXTURE_2D, cell_texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, view::Texels::kWidth, view::Texels::kRows, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 cells.colours());
}

void Renderer::draw(const ImDrawData& data, ImFontAtlas& atlas, const view::Texels& cells, int pixel_width,
                    int pixel_height) {
    if (program_ == 0) make();
    if (atlas.TexID == nullptr) upload(atlas);
    glUseProgram(program_);  // waits until it is linked
    upload(cells);
    GLuint bound = 0;
    glViewport(0, 0, pixel_width, pixel_height);
    glDisable(GL_SCISSOR_TEST);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glEnable(GL_SCISSOR_TEST);
    unsigned skip = data.CmdLists.empty() ? 0 : clear_grounds(*data.CmdLists[0], data.DisplaySize);
    glVertexAttrib2f(kScale, 2 / data.DisplaySize.x, -2 / data.DisplaySize.y);
    for (const ImDrawList* const list : data.CmdLists) {
        fill(GL_ARRAY_BUFFER, list->VtxBuffer);
        fill(GL_ELEMENT_ARRAY_BUFFER, list->IdxBuffer);
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const ImVec4& clip = command.ClipRect;
            const unsigned from = std::exchange(skip, 0);
            if (clip.z <= clip.x || clip.w <= clip.y) continue;
            const GLuint texture = command.TextureId == &cells ? cell_texture_ : texture_;
            if (texture != std::exchange(bound, texture)) glBindTexture(GL_TEXTURE_2D, texture);
            glScissor(static_cast<int>(clip.x), static_cast<int>(data.DisplaySize.y - clip.w),
                      static_cast<int>(clip.z - clip.x), static_cast<int>(clip.w - clip.y));
            glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount - from), GL_UNSIGNED_SHORT,
                           reinterpret_cast<const void*>((command.IdxOffset + from) * sizeof(ImDrawIdx)));
        }
    }
}

void Renderer::forget(ImFontAtlas& atlas) {
    // Deleting what a lost context had says nothing, and gives their numbers back.
    glDeleteTextures(1, &texture_);
    glDeleteTextures(1, &cell_texture_);
    glDeleteBuffers(1, &vertices_);
    glDeleteBuffers(1, &indices_);
    glDeleteVertexArrays(1, &places_);
    glDeleteProgram(program_);
    program_ = texture_ = cell_texture_ = places_ = vertices_ = indices_ = 0;
    atlas.SetTexID(nullptr);
}

}  // namespace mha::platform
