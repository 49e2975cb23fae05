// SPDX-License-Identifier: MIT
#include <GLES3/gl3.h>
#include <imgui.h>

#include <cstddef>
#include <cstdint>
#include <vector>

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

GLuint make_texture(GLint filter) {
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, filter);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, filter);
    return texture;
}

template <class T>
void fill(GLenum buffer, const std::vector<T>& content) {
    glBufferData(buffer, static_cast<GLsizeiptr>(content.size() * sizeof(T)), content.data(), GL_STREAM_DRAW);
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
    bound_ = texture_ = make_texture(GL_LINEAR);
    glEnable(GL_BLEND);
    glBlendFuncSeparate(GL_SRC_ALPHA, GL_ONE_MINUS_SRC_ALPHA, GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
    glFlush();
}

void Renderer::upload(ImFontAtlas& atlas) {
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    atlas.GetTexDataAsAlpha8(&pixels, &width, &height);
    glBindTexture(GL_TEXTURE_2D, bound_ = texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels);
    atlas.SetTexID(reinterpret_cast<ImTextureID>(static_cast<std::uintptr_t>(texture_)));
    atlas.ClearTexData();
}

void Renderer::upload(const view::Texels& cells) {
    if (cells.empty()) return;
    glBindTexture(GL_TEXTURE_2D, bound_ = cell_texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, view::Texels::kWidth, view::Texels::kRows, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 cells.colours());
}

/// What stays the same while the canvas does.
void Renderer::begin(int pixel_width, int pixel_height) {
    width_ = pixel_width, height_ = pixel_height;
    box_ = {};
    glUseProgram(program_);  // waits until it is linked
    glEnable(GL_SCISSOR_TEST);
    glViewport(0, 0, width_, height_);
    glVertexAttrib2f(kScale, 2 / static_cast<float>(width_), -2 / static_cast<float>(height_));
    redraw_.forget();
}

void Renderer::run(const view::RedrawStep& step, unsigned texture) {
    if (const view::PixelBox& box = step.box; box != box_) {
        glScissor(box.x0, height_ - box.y1, box.x1 - box.x0, box.y1 - box.y0);
        box_ = box;
    }
    if (step.indices == 0) {
        const auto part = [&](int shift) { return static_cast<float>(step.colour >> shift & 255) / 255; };
        glClearColor(part(IM_COL32_R_SHIFT), part(IM_COL32_G_SHIFT), part(IM_COL32_B_SHIFT), 1);
        glClear(GL_COLOR_BUFFER_BIT);
        return;
    }
    if (texture != bound_) glBindTexture(GL_TEXTURE_2D, bound_ = texture);
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(step.indices), GL_UNSIGNED_INT,
                   reinterpret_cast<const void*>(step.first * sizeof(std::uint32_t)));
}

void Renderer::draw(const ImDrawData& data, ImFontAtlas& atlas, const view::Texels& cells, int pixel_width,
                    int pixel_height) {
    if (program_ == 0) make();
    if (atlas.TexID == nullptr) {
        upload(atlas);
        redraw_.forget();
    }
    if (pixel_width != width_ || pixel_height != height_) begin(pixel_width, pixel_height);
    redraw_.plan(data, cells);
    if (redraw_.new_cells()) upload(cells);
    if (redraw_.steps().empty()) return;
    fill(GL_ARRAY_BUFFER, redraw_.vertices());
    fill(GL_ELEMENT_ARRAY_BUFFER, redraw_.indices());
    for (const view::RedrawStep& step : redraw_.steps()) run(step, step.texture == &cells ? cell_texture_ : texture_);
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
    width_ = height_ = 0;
    atlas.SetTexID(nullptr);
}

}  // namespace mha::platform
