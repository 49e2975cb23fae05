// SPDX-License-Identifier: MIT
// The tokens as measured for contrast; tests/view/theme.test.cpp holds the ratios.
#include "view/theme.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace mha::view {
namespace {

HeadColours head(std::uint32_t base, std::uint32_t mid, std::uint32_t text) { return {rgb(base), rgb(mid), rgb(text)}; }

Theme light() {
    Theme t;
    t.kind = ThemeKind::light;
    t.bg = rgb(0xF0F8FF), t.ctl = rgb(0xFFFFFF), t.paper = rgb(0xFFFFFF), t.line = rgb(0xC0C0C0);
    t.hair = rgb(0xCFDCE8), t.edge = rgb(0x76869A), t.ink = rgb(0x15222F), t.ink2 = rgb(0x42505E);
    t.ink3 = rgb(0x566473), t.accent = rgb(0x0B5FC4), t.on_accent = rgb(0xFFFFFF), t.soft = rgb(0xDDEBFA);
    t.track = rgb(0xCBD8E4), t.pos = rgb(0x1F5FA8), t.neg = rgb(0xB0560A), t.bad = rgb(0xB3261E);
    t.on_badge = rgb(0xFFFFFF);
    t.heads = {head(0xE74C3C, 0xFA9182, 0xC02218), head(0x3498DB, 0x68B7F0, 0x0168A0),
               head(0x2ECC71, 0x57CE84, 0x027239), head(0xF39C12, 0xE8A845, 0x875A00),
               head(0x9B59B6, 0xCB97E3, 0x8947A3), head(0x1ABC9C, 0x4FC9AE, 0x06705F),
               head(0xE67E22, 0xF29A5C, 0xAA4202), head(0x64798F, 0x9FB4CA, 0x4D657E)};
    return t;
}

Theme dark() {
    Theme t;
    t.kind = ThemeKind::dark;
    t.dark = true;
    t.bg = rgb(0x132030), t.ctl = rgb(0x0D1722), t.paper = rgb(0x0B131D), t.line = rgb(0x43525F);
    t.hair = rgb(0x2B3B4C), t.edge = rgb(0x7C8EA1), t.ink = rgb(0xE8EEF5), t.ink2 = rgb(0xB7C3D0);
    t.ink3 = rgb(0x98A7B7), t.accent = rgb(0x7CB7FF), t.on_accent = rgb(0x07121E), t.soft = rgb(0x1E3650);
    t.track = rgb(0x34475A), t.pos = rgb(0x6DB3F8), t.neg = rgb(0xF0A04B), t.bad = rgb(0xFF8A80);
    t.on_badge = rgb(0x07121E);
    t.heads = {head(0xE74C3C, 0x8E2F26, 0xFF8B7A), head(0x3498DB, 0x19597F, 0x53B4F8),
               head(0x2ECC71, 0x1B6B3E, 0x20C56A), head(0xF39C12, 0x7A520C, 0xE69E0B),
               head(0xA96BC4, 0x6B3F80, 0xD691F3), head(0x1ABC9C, 0x14695A, 0x17C1A5),
               head(0xE67E22, 0x8A4013, 0xFF8D5A), head(0x7E95AD, 0x43586E, 0x94AFC9)};
    return t;
}

void strengthen(Theme& t) {
    t.high_contrast = true;
    t.border = 2;
    t.grid_alpha = 0.45F;
    t.least_alpha = 0.5F;
}

Theme contrast_dark() {
    Theme t = dark();
    strengthen(t);
    t.kind = ThemeKind::contrast;
    t.bg = t.ctl = t.paper = rgb(0x000000);
    t.line = t.edge = t.ink = t.ink2 = rgb(0xFFFFFF);
    t.hair = rgb(0x8C8C8C), t.ink3 = rgb(0xE0E0E0), t.accent = rgb(0xFFD60A), t.on_accent = rgb(0x000000);
    t.soft = rgb(0x3A3200), t.track = rgb(0x595959), t.pos = rgb(0x7CC4FF), t.neg = rgb(0xFFB454);
    constexpr std::array<std::uint32_t, 8> kText = {0xFF907F, 0x56B7FB, 0x26C86D, 0xEAA002,
                                                    0xD994F6, 0x1FC4A8, 0xFE9263, 0x97B2CD};
    for (std::size_t i = 0; i < kText.size(); ++i) t.heads[i].text = rgb(kText[i]);
    return t;
}

Theme contrast_light() {
    Theme t = light();
    strengthen(t);
    t.kind = ThemeKind::contrast_light;
    t.bg = t.ctl = t.paper = rgb(0xFFFFFF);
    t.line = t.edge = t.ink = t.ink2 = t.ink3 = rgb(0x000000);
    t.hair = rgb(0x6E6E6E), t.accent = rgb(0x0000C8), t.soft = rgb(0xDCDCFF), t.track = rgb(0xB8B8B8);
    constexpr std::array<std::uint32_t, 8> kText = {0xAB0401, 0x025889, 0x036130, 0x734C00,
                                                    0x783792, 0x005F51, 0x913702, 0x3E566E};
    for (std::size_t i = 0; i < kText.size(); ++i) t.heads[i].text = rgb(kText[i]);
    return t;
}

Colour two_step(Colour zero, Colour half, Colour one, float w) {
    if (!(w > 0)) return zero;
    return w < 0.5F ? mix(zero, half, 2 * w) : mix(half, one, 2 * w - 1);
}

}  // namespace

Theme make_theme(ThemeKind kind) {
    switch (kind) {
        case ThemeKind::dark:
            return dark();
        case ThemeKind::contrast:
            return contrast_dark();
        case ThemeKind::contrast_light:
            return contrast_light();
        case ThemeKind::light:
            break;
    }
    return light();
}

const HeadColours& head_colours(const Theme& theme, int head) {
    return theme.heads[static_cast<std::size_t>(std::clamp(head, 1, 8) - 1)];
}

Colour ramp(const Theme& theme, int head, float w) {
    const HeadColours& colours = head_colours(theme, head);
    return two_step(theme.paper, colours.mid, colours.text, w);
}

Colour grey_ramp(const Theme& theme, float w) {
    return two_step(theme.paper, mix(theme.paper, theme.ink2, 0.5F), theme.ink2, w);
}

Colour difference_ramp(const Theme& theme, int first, int second, float v) {
    return v < 0 ? ramp(theme, second, -v) : ramp(theme, first, v);
}

Colour signed_ramp(const Theme& theme, float v, float most) {
    if (!(most > 0) || !(v < 0 || v > 0)) return theme.paper;
    const float share = std::min(std::fabs(v) / most, 1.0F);
    const float strength = std::sqrt(share * std::sqrt(share));  // its power 3/4: small numbers keep a tint
    return mix(theme.paper, v < 0 ? theme.neg : theme.pos, strength);
}

}  // namespace mha::view
