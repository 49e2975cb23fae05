// SPDX-License-Identifier: MIT
#include <GLES3/gl3.h>
#include <imgui.h>

#include <cstddef>
#include <cstdint>

#include "platform/renderer.hpp"

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

// One byte for each texel of the atlas: how much of the colour is there.
constexpr const char* kFragmentShader =
    "#version 300 es\n"
    "precision highp float;uniform sampler2D atlas;in vec2 texel;in vec4 colour;out vec4 painted;"
    "void main(){painted=colour*vec4(1,1,1,texture(atlas,texel).r);}";

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
    glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glFlush();
}

void Renderer::upload(ImFontAtlas& atlas) {
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels);
    atlas.SetTexID(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture_)));
    atlas.ClearTexData();
}

void Renderer::draw(const ImDrawData& data, ImFontAtlas& atlas, int pixel_width, int pixel_height) {
    if (program_ == 0) make();
    if (atlas.TexID == nullptr) upload(atlas);
    glUseProgram(program_);  // waits until it is linked
    glViewport(0, 0, pixel_width, pixel_height);
    glDisable(GL_SCISSOR_TEST);
    glClearColor(0, 0, 0, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    glEnable(GL_SCISSOR_TEST);
    glVertexAttrib2f(kScale, 2 / data.DisplaySize.x, -2 / data.DisplaySize.y);
    for (const ImDrawList* const list : data.CmdLists) {
        fill(GL_ARRAY_BUFFER, list->VtxBuffer);
        fill(GL_ELEMENT_ARRAY_BUFFER, list->IdxBuffer);
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const ImVec4& clip = command.ClipRect;
            if (clip.z <= clip.x || clip.w <= clip.y) continue;
            glScissor(static_cast<int>(clip.x), static_cast<int>(data.DisplaySize.y - clip.w),
                      static_cast<int>(clip.z - clip.x), static_cast<int>(clip.w - clip.y));
            glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(command.ElemCount), GL_UNSIGNED_SHORT,
                           reinterpret_cast<const void*>(command.IdxOffset * sizeof(ImDrawIdx)));
        }
    }
}

void Renderer::forget(ImFontAtlas& atlas) {
    // Deleting what a lost context had says nothing, and gives their numbers back.
    glDeleteTextures(1, &texture_);
    glDeleteBuffers(1, &vertices_);
    glDeleteBuffers(1, &indices_);
    glDeleteVertexArrays(1, &places_);
    glDeleteProgram(program_);
    program_ = texture_ = places_ = vertices_ = indices_ = 0;
    atlas.SetTexID(nullptr);
}

}  // namespace mha::platform
