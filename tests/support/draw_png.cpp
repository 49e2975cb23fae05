// SPDX-License-Identifier: MIT
// Triangle rasteriser with bilinear texture and alpha blending; PNG with stored deflate blocks.
#include "support/draw_png.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>

#include "imgui.h"
#include "view/redraw.hpp"
#include "view/texels.hpp"

namespace mha::tests {
namespace {

/// The atlas holds how much of a colour is there; the texture of heat maps what is added to a colour (view/texels.hpp).
struct Texture {
    const unsigned char* pixels = nullptr;  // alpha
    int width = 0, height = 0;
    const view::Texels* cells = nullptr;
    [[nodiscard]] float texel(int x, int y) const {
        x = std::clamp(x, 0, width - 1), y = std::clamp(y, 0, height - 1);
        return static_cast<float>(pixels[y * width + x]) / 255;
    }
    [[nodiscard]] float sample(float u, float v) const {
        const float x = u * static_cast<float>(width) - 0.5F, y = v * static_cast<float>(height) - 0.5F;
        const float fx = std::floor(x), fy = std::floor(y), ax = x - fx, ay = y - fy;
        const int ix = static_cast<int>(fx), iy = static_cast<int>(fy);
        return (texel(ix, iy) * (1 - ax) + texel(ix + 1, iy) * ax) * (1 - ay) +
               (texel(ix, iy + 1) * (1 - ax) + texel(ix + 1, iy + 1) * ax) * ay;
    }
    void colour(std::array<float, 4>& colour, float u, float v) const {
        if (cells == nullptr) {
            colour[3] *= sample(u, v);
            return;
        }
        const auto place = [](float share, std::size_t size) {
            return std::min(size - 1, static_cast<std::size_t>(std::max(share, 0.0F) * static_cast<float>(size)));
        };
        const std::uint32_t texel =
            cells->colours()[place(v, view::Texels::kRows) * view::Texels::kWidth + place(u, view::Texels::kWidth)];
        colour[0] += static_cast<float>(texel >> 8 & 255U);
        colour[1] += static_cast<float>(texel >> 16 & 255U);
        colour[2] += static_cast<float>(texel >> 24) - 255;
    }
};

Texture atlas_texture() {
    Texture texture;
    unsigned char* pixels = nullptr;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&pixels, &texture.width, &texture.height);
    texture.pixels = pixels;
    return texture;
}

float edge(ImVec2 a, ImVec2 b, float x, float y) { return (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x); }

/// Top-left rule: pixels on a shared edge belong to one triangle only.
bool covers(float e, ImVec2 a, ImVec2 b) {
    if (e != 0) return e > 0;
    return (a.y == b.y && b.x > a.x) || b.y < a.y;
}

float channel(ImU32 colour, int shift) { return static_cast<float>((colour >> shift) & 255U); }

void blend(Picture& out, int x, int y, const std::array<float, 4>& source) {
    std::uint8_t* pixel =
        &out.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(out.width) + static_cast<std::size_t>(x)) *
                  4];
    const float alpha = source[3] / 255;
    for (std::size_t i = 0; i < 3; ++i) {
        pixel[i] =
            static_cast<std::uint8_t>(std::lround(source[i] * alpha + static_cast<float>(pixel[i]) * (1 - alpha)));
    }
    pixel[3] = 255;
}

void triangle(Picture& out, const Texture& texture, const ImVec4& clip, const ImDrawVert* v0, const ImDrawVert* v1,
              const ImDrawVert* v2) {
    float area = edge(v0->pos, v1->pos, v2->pos.x, v2->pos.y);
    if (area == 0 || !std::isfinite(area)) return;
    if (area < 0) std::swap(v1, v2), area = -area;
    const auto low = [](float a, float b, float c, float clip_low) {
        return std::max(std::floor(std::min({a, b, c})), clip_low);
    };
    const auto high = [](float a, float b, float c, float clip_high) {
        return std::min(std::ceil(std::max({a, b, c})), clip_high);
    };
    const int x0 = static_cast<int>(low(v0->pos.x, v1->pos.x, v2->pos.x, std::max(clip.x, 0.0F)));
    const int y0 = static_cast<int>(low(v0->pos.y, v1->pos.y, v2->pos.y, std::max(clip.y, 0.0F)));
    const int x1 =
        static_cast<int>(high(v0->pos.x, v1->pos.x, v2->pos.x, std::min(clip.z, static_cast<float>(out.width))));
    const int y1 =
        static_cast<int>(high(v0->pos.y, v1->pos.y, v2->pos.y, std::min(clip.w, static_cast<float>(out.height))));
    for (int y = y0; y < y1; ++y) {
        for (int x = x0; x < x1; ++x) {
            const float px = static_cast<float>(x) + 0.5F, py = static_cast<float>(y) + 0.5F;
            const float e0 = edge(v1->pos, v2->pos, px, py), e1 = edge(v2->pos, v0->pos, px, py),
                        e2 = edge(v0->pos, v1->pos, px, py);
            if (!covers(e0, v1->pos, v2->pos) || !covers(e1, v2->pos, v0->pos) || !covers(e2, v0->pos, v1->pos))
                continue;
            const float a = e0 / area, b = e1 / area, c = e2 / area;
            std::array<float, 4> colour{};
            for (int i = 0; i < 4; ++i) {
                colour[static_cast<std::size_t>(i)] =
                    a * channel(v0->col, 8 * i) + b * channel(v1->col, 8 * i) + c * channel(v2->col, 8 * i);
            }
            texture.colour(colour, a * v0->uv.x + b * v1->uv.x + c * v2->uv.x,
                           a * v0->uv.y + b * v1->uv.y + c * v2->uv.y);
            blend(out, x, y, colour);
        }
    }
}

struct Bytes {
    std::vector<std::uint8_t> data;
    void u32(std::uint32_t v) {
        for (int shift = 24; shift >= 0; shift -= 8) data.push_back(static_cast<std::uint8_t>(v >> shift));
    }
};

std::uint32_t crc(const std::uint8_t* bytes, std::size_t size) {
    std::uint32_t c = 0xFFFFFFFFU;
    for (std::size_t i = 0; i < size; ++i) {
        c ^= bytes[i];
        for (int bit = 0; bit < 8; ++bit) c = (c & 1) != 0 ? 0xEDB88320U ^ (c >> 1) : c >> 1;
    }
    return ~c;
}

void chunk(Bytes& png, const char* name, const std::vector<std::uint8_t>& body) {
    png.u32(static_cast<std::uint32_t>(body.size()));
    const std::size_t start = png.data.size();
    png.data.insert(png.data.end(), name, name + 4);
    png.data.insert(png.data.end(), body.begin(), body.end());
    png.u32(crc(png.data.data() + start, png.data.size() - start));
}

std::vector<std::uint8_t> stored(const std::vector<std::uint8_t>& raw) {
    Bytes out;
    out.data = {0x78, 0x01};
    std::uint32_t a = 1, b = 0;
    for (const std::uint8_t v : raw) a = (a + v) % 65521, b = (b + a) % 65521;
    for (std::size_t at = 0; at < raw.size();) {
        const std::size_t n = std::min<std::size_t>(65535, raw.size() - at);
        const std::uint8_t low = static_cast<std::uint8_t>(n), up = static_cast<std::uint8_t>(n >> 8);
        out.data.insert(out.data.end(), {static_cast<std::uint8_t>(at + n == raw.size()), low, up,
                                         static_cast<std::uint8_t>(~low), static_cast<std::uint8_t>(~up)});
        out.data.insert(out.data.end(), raw.begin() + static_cast<std::ptrdiff_t>(at),
                        raw.begin() + static_cast<std::ptrdiff_t>(at + n));
        at += n;
    }
    out.u32(b << 16 | a);
    return out.data;
}

}  // namespace

Picture rasterise(const ImDrawData& data, const view::Texels* cells) {
    Picture out;
    out.width = static_cast<int>(data.DisplaySize.x), out.height = static_cast<int>(data.DisplaySize.y);
    out.rgba.assign(static_cast<std::size_t>(out.width) * static_cast<std::size_t>(out.height) * 4, 255);
    const Texture atlas = atlas_texture(), maps{.cells = cells};
    for (const ImDrawList* list : data.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            const Texture& texture = cells != nullptr && command.TextureId == cells ? maps : atlas;
            const ImDrawVert* vertices = list->VtxBuffer.Data + command.VtxOffset;
            const ImDrawIdx* index = list->IdxBuffer.Data + command.IdxOffset;
            for (unsigned i = 0; i + 2 < command.ElemCount; i += 3) {
                triangle(out, texture, command.ClipRect, vertices + index[i], vertices + index[i + 1],
                         vertices + index[i + 2]);
            }
        }
    }
    return out;
}

void paint(Picture& picture, const view::Redraw& redraw, const view::Texels& cells) {
    const Texture atlas = atlas_texture(), maps{.cells = &cells};
    for (const view::RedrawStep& step : redraw.steps()) {
        const view::PixelBox& box = step.box;
        for (int y = box.y0; step.indices == 0 && y < box.y1; ++y) {
            for (int x = box.x0; x < box.x1; ++x) {
                blend(picture, x, y, {channel(step.colour, 0), channel(step.colour, 8), channel(step.colour, 16), 255});
            }
        }
        const ImVec4 clip{static_cast<float>(box.x0), static_cast<float>(box.y0), static_cast<float>(box.x1),
                          static_cast<float>(box.y1)};
        const std::uint32_t* const index = redraw.indices().data() + step.first;
        const ImDrawVert* const vertices = redraw.vertices().data();
        for (unsigned i = 0; i + 2 < step.indices; i += 3) {
            triangle(picture, step.texture == &cells ? maps : atlas, clip, vertices + index[i], vertices + index[i + 1],
                     vertices + index[i + 2]);
        }
    }
}

bool write_png(const Picture& picture, const std::string& path) {
    Bytes png;
    png.data = {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    Bytes head;
    head.u32(static_cast<std::uint32_t>(picture.width));
    head.u32(static_cast<std::uint32_t>(picture.height));
    head.data.insert(head.data.end(), {8, 6, 0, 0, 0});
    chunk(png, "IHDR", head.data);
    std::vector<std::uint8_t> raw;
    const std::size_t line = static_cast<std::size_t>(picture.width) * 4;
    for (std::size_t y = 0; y < static_cast<std::size_t>(picture.height); ++y) {
        raw.push_back(0);
        raw.insert(raw.end(), picture.rgba.begin() + static_cast<std::ptrdiff_t>(y * line),
                   picture.rgba.begin() + static_cast<std::ptrdiff_t>((y + 1) * line));
    }
    chunk(png, "IDAT", stored(raw));
    chunk(png, "IEND", {});
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return false;
    const bool written = std::fwrite(png.data.data(), 1, png.data.size(), file) == png.data.size();
    return std::fclose(file) == 0 && written;
}

}  // namespace mha::tests
