// SPDX-License-Identifier: MIT
// Baking the embedded fonts for one device pixel ratio.
#include "view/fonts.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <span>

#include "imgui.h"
#include "view/font_data.hpp"

namespace mha::view {
namespace {

struct Face {
    std::span<const unsigned char> (*data)();
    float em;     // drawn
    float baked;  // times the drawn size
};

constexpr std::array<Face, kTypes> kFaces = {{
    {inter_regular, 12, 1},
    {inter_semibold, 12, 1},
    {inter_regular, 14, 1},
    {inter_semibold, 14, 1},
    {inter_regular, 16, 1},
    {inter_semibold, 16, 1},
    {inter_semibold, 18, 1},
    {mono_regular, 12, 1},
    {mono_regular, 14, 1},
    {mono_semibold, 14, 1},
    {mono_regular, 16, 1},
    {inter_regular, 12, 2},
    {inter_semibold, 12, 2},
}};

// Everything in the files: they were subset to what is drawn. Ranges are narrow, because every number in them is looked
// up in every face. Signs among the accents are drawn always.
constexpr ImWchar kPlain[] = {0x20,   0x7e,   0xb2,   0xb2,   0xb7,   0xb7,   0xd7,   0xd7,
                              0xf7,   0xf7,   0x1d40, 0x1d40, 0x2013, 0x203a, 0x2190, 0x2194,
                              0x2211, 0x221a, 0x2264, 0x2265, 0x230a, 0x230b, 0};
constexpr ImWchar kAll[] = {0x20,   0x7e,   kFirstAccent, kLastAccent, 0x1d40, 0x1d40, 0x2013, 0x203a, 0x2190,
                            0x2194, 0x2211, 0x221a,       0x2264,      0x2265, 0x230a, 0x230b, 0};

bool is_plain(char32_t code) {
    for (std::size_t i = 0; kPlain[i] != 0; i += 2) {
        if (code >= kPlain[i] && code <= kPlain[i + 1]) return true;
    }
    return false;
}

unsigned u16(const unsigned char* at) { return static_cast<unsigned>(at[0] << 8 | at[1]); }
unsigned u32(const unsigned char* at) { return u16(at) << 16 | u16(at + 2); }

const unsigned char* table(const unsigned char* data, std::size_t size, const char* tag, std::size_t need) {
    if (size < 12) return nullptr;
    const unsigned count = u16(data + 4);
    for (unsigned i = 0; i < count && 12 + 16 * (i + 1) <= size; ++i) {
        const unsigned char* record = data + 12 + 16 * i;
        const std::size_t offset = u32(record + 8);
        if (std::memcmp(record, tag, 4) == 0 && offset + need <= size) return data + offset;
    }
    return nullptr;
}

int side_of(float radius) { return 2 * static_cast<int>(std::ceil(radius + 1)); }

/// How much of each pixel lies in a disc, into a square of the atlas whose corner is (left, top).
BakedDisc paint_disc(const ImFontAtlas& atlas, int left, int top, float radius) {
    const int side = side_of(radius);
    const float half = static_cast<float>(side) / 2;
    for (int y = 0; y < side; ++y) {
        for (int x = 0; x < side; ++x) {
            const float dx = static_cast<float>(x) + 0.5F - half, dy = static_cast<float>(y) + 0.5F - half;
            const float inside = std::clamp(radius + 0.5F - std::sqrt(dx * dx + dy * dy), 0.0F, 1.0F);
            atlas.TexPixelsAlpha8[(top + y) * atlas.TexWidth + left + x] =
                static_cast<unsigned char>(inside * 255 + 0.5F);
        }
    }
    const auto u = [&](int x) { return static_cast<float>(x) * atlas.TexUvScale.x; };
    const auto v = [&](int y) { return static_cast<float>(y) * atlas.TexUvScale.y; };
    return {radius, half, u(left), v(top), u(left + side), v(top + side)};
}

}  // namespace

float em(Type type) { return kFaces[static_cast<std::size_t>(type)].em; }

float line_ratio(const unsigned char* data, std::size_t size) {
    const unsigned char* head = table(data, size, "head", 20);
    const unsigned char* hhea = table(data, size, "hhea", 8);
    if (head == nullptr || hhea == nullptr || u16(head + 18) == 0) return 0;
    const auto ascent = static_cast<short>(u16(hhea + 4)), descent = static_cast<short>(u16(hhea + 6));
    return static_cast<float>(ascent - descent) / static_cast<float>(u16(head + 18));
}

bool Fonts::baked() const {
    if (faces[0] == nullptr) return false;
    const ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    return atlas.TexPixelsAlpha8 != nullptr || atlas.TexID != nullptr;
}

const BakedDisc& Fonts::disc(float radius) const {
    std::size_t i = 0;
    while (i + 1 < discs.size() && discs[i].radius < radius) ++i;
    return discs[i];
}

void Fonts::ask(Type type, char32_t code) const {
    if (letters == Letters::none) {
        auto& of_face = asked[static_cast<std::size_t>(type)];
        const auto letter = static_cast<std::uint16_t>(code);
        const bool is_new = std::find(of_face.begin(), of_face.end(), letter) == of_face.end();
        if (letter != 0 && is_new) of_face.insert(of_face.end(), 2, letter);
    }
    const bool accent = code >= kFirstAccent && code <= kLastAccent && !is_plain(code);
    const Letters need = letters == Letters::none ? Letters::drawn : accent ? Letters::all : Letters::plain;
    wanted = std::max(wanted, need);
}

Fonts bake(float ratio, const Fonts& before) {
    Fonts fonts;
    fonts.letters = std::max(before.letters, before.wanted);
    fonts.ratio = std::clamp(ratio, 0.5F, 4.0F);
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.Flags |= ImFontAtlasFlags_NoMouseCursors;
    atlas.TexDesiredWidth = fonts.ratio > 1.5F ? 2048 : 1024;
    // From the plain letters on, nobody asks for single ones.
    if (fonts.letters < Letters::plain) fonts.asked = before.asked;
    std::array<std::vector<std::uint16_t>, kTypes> drawn = fonts.asked;
    for (std::size_t i = 0; i < kTypes; ++i) {
        const Face& face = kFaces[i];
        const auto bytes = face.data();
        drawn[i].insert(drawn[i].end(), {0x20, 0x20, 0});
        ImFontConfig config;
        config.FontDataOwnedByAtlas = false;
        config.OversampleH = fonts.ratio >= 3 ? 1 : face.baked > 1 || fonts.ratio > 1.5F ? 2 : 3;
        config.OversampleV = 1;
        config.GlyphRanges = fonts.letters == Letters::all     ? kAll
                             : fonts.letters == Letters::plain ? kPlain
                                                               : drawn[i].data();
        const float size = face.em * face.baked * line_ratio(bytes.data(), bytes.size()) * fonts.ratio;
        // ImGui's interface takes void*, and only reads.
        fonts.faces[i] = atlas.AddFontFromMemoryTTF(const_cast<unsigned char*>(bytes.data()),
                                                    static_cast<int>(bytes.size()), size, &config);
    }
    int all_discs = 0;
    for (const float radius : kDiscs) all_discs += side_of(radius);
    const int strip = atlas.AddCustomRectRegular(all_discs, side_of(kDiscs.back()));
    atlas.Build();
    const ImFontAtlasCustomRect& place = *atlas.GetCustomRectByIndex(strip);
    int left = place.X;
    for (std::size_t i = 0; i < kDiscs.size(); left += side_of(kDiscs[i++])) {
        fonts.discs[i] = paint_disc(atlas, left, place.Y, kDiscs[i]);
    }
    return fonts;
}

}  // namespace mha::view
