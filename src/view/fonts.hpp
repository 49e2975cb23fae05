// SPDX-License-Identifier: MIT
// Type roles and their baked fonts. Sizes are em in CSS px; ImGui's own size is ascent + descent, so each
// face is baked at em x its ratio (read from the font file) x device pixels per CSS px.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

struct ImFont;

namespace mha::view {

enum class Type : std::uint8_t {
    caption,
    caption_bold,  // Inter 12
    body,
    body_bold,  // Inter 14
    main,
    heading,       // Inter 16
    title,         // Inter 18 semibold
    number_small,  // JetBrains Mono 12
    number,
    number_bold,   // JetBrains Mono 14
    number_large,  // JetBrains Mono 16
    slanted,
    slanted_bold,  // Inter 12 baked at twice the size, for turned labels
};
inline constexpr std::size_t kTypes = 13;

/// The letters that are baked, each step with those of the steps before.
enum class Letters : std::uint8_t {
    none,
    drawn,  // those of the first picture, which comes sooner for it
    plain,  // all but accents
    all,
};
/// Letters of Latin-1 beyond ASCII: near half of all glyphs, drawn when a learner types one.
inline constexpr char32_t kFirstAccent = 0xa1, kLastAccent = 0xff;

/// A disc that was baked beside the letters: drawn as one square of the atlas instead of as a fan of triangles.
struct BakedDisc {
    float radius = 0;                      // device px
    float half = 0;                        // half the square, device px
    float u0 = 0, v0 = 0, u1 = 0, v1 = 0;  // of the atlas
};
inline constexpr std::array<float, 13> kDiscs = {0.75F, 1, 1.35F, 1.8F, 2.4F, 3.2F, 4.3F, 5.7F, 7.5F, 10, 14, 20, 28};

struct Fonts {
    std::array<ImFont*, kTypes> faces{};
    std::array<BakedDisc, kDiscs.size()> discs{};  // by radius
    float ratio = 1;                               // device pixels per CSS px they were baked for
    Letters letters = Letters::none;
    mutable Letters wanted = Letters::none;  // the step that has what was asked for and is not there
    mutable std::array<std::vector<std::uint16_t>, kTypes> asked{};  // while there are none: each letter twice, a range

    [[nodiscard]] ImFont* operator[](Type type) const { return faces[static_cast<std::size_t>(type)]; }
    /// Their texture is there or can be uploaded. Not after its context was lost: it must be baked again.
    [[nodiscard]] bool baked() const;
    /// The least baked disc that need not be enlarged to this radius in device px, or the largest.
    [[nodiscard]] const BakedDisc& disc(float radius) const;
    /// A letter is not there.
    void ask(Type type, char32_t code) const;
    [[nodiscard]] bool lacking() const { return wanted > letters; }
};

/// em in CSS px as drawn.
[[nodiscard]] float em(Type type);
/// (ascent + descent) / em of a TrueType file, from its head and hhea tables; 0 if it is not one.
[[nodiscard]] float line_ratio(const unsigned char* data, std::size_t size);
/// Clears the fonts of the current ImGui context, adds ours and builds the atlas. The texture must be uploaded
/// again afterwards. ratio is brought into 0.5..4. Has the letters that were baked before, and what was asked for.
[[nodiscard]] Fonts bake(float ratio, const Fonts& before = {});

}  // namespace mha::view
