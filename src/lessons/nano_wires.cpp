// SPDX-License-Identifier: MIT
// The map's lines: the stream, what leaves it and comes back, and the names of the parts.
#include <string>

#include "lessons/nano_painter.hpp"
#include "sim/numerals.hpp"

namespace mha::lessons::nano {

void Painter::block_lines(int block) const {
    const float x = block_left(block), band = kBandTop + kBandHeight;
    const Colour tone = theme.ink3;
    path({at(x + 12, band), at(x + 12, 74)}, tone);             // into LayerNorm 1
    path({at(x + 220, 126), at(x + 220, kBandTop + 5)}, tone);  // attention output up to the stream
    path({at(x + 256, band), at(x + 256, 320), at(x + 28, 320), at(x + 28, 344)}, tone);  // down to LayerNorm 2
    path({at(x + 304, 222), at(x + 304, kBandTop + 5)}, tone);                            // MLP output up to the stream
    path({at(x + 52, 350), at(x + 68, 350)}, tone);
    path({at(x + 260, 443), at(x + 280, 443)}, tone);
    path({at(x + 220, 162), at(x + 220, 137)}, tone);
    path({at(x + 304, 257), at(x + 304, 233)}, tone);
    for (int h = 1; h <= stage.reading.heads_per_layer(); ++h) {
        const float y = 114 + 70 * static_cast<float>(h - 1);
        const Colour head = view::head_colours(theme, h).text;
        const float to = 162 + 8 + 16 * static_cast<float>(h - 1);
        canvas.bezier(at(x + 174, y + 32), at(x + 188, y + 32), at(x + 182, to), at(x + 196, to), 1.5F, head);
        path({at(x + 68, y + 24), at(x + 82, y + 24)}, head);
        path({at(x + 98, y + 14), at(x + 112, y + 14)}, head);
        path({at(x + 123, y + 14), at(x + 134, y + 14)}, head);
        path({at(x + 98, y + 44), at(x + 150, y + 44), at(x + 150, y + 32), at(x + 158, y + 32)}, head);
        path({at(x + 139, y + 20), at(x + 139, y + 32), at(x + 158, y + 32)}, head);
    }
    const float radius = std::clamp(4 * scale(), 4.0F, 12.0F);
    for (const float node : {220.0F, 304.0F}) {
        const view::Point p = at(x + node, kBandTop + kBandHeight / 2);
        canvas.disc(p, radius, theme.ink2);
        canvas.line({p.x - radius * 0.55F, p.y}, {p.x + radius * 0.55F, p.y}, 1.5F, theme.bg);
        canvas.line({p.x, p.y - radius * 0.55F}, {p.x, p.y + radius * 0.55F}, 1.5F, theme.bg);
    }
}

void Painter::lines() const {
    const float behind = block_left(stage.reading.layers() + 1);
    const view::Point from = at(62, kBandTop), to = at(behind + 28, kBandTop + kBandHeight);
    canvas.fill({from.x, from.y, to.x - from.x, to.y - from.y}, theme.track);
    path({at(56, 121), at(64, 121), at(64, kBandTop + 9)}, theme.ink3);
    path({at(56, 93), at(64, 93)}, theme.ink3);
    for (int block = 1; block <= stage.reading.layers(); ++block) block_lines(block);
    path({at(behind + 24, kBandTop + 6), at(behind + 24, 74)}, theme.ink3);
    path({at(behind + 17, 85), at(behind + 17, 227)}, theme.ink3);
}

/// Names of the map's parts, while there is no room yet for each matrix's own.
void Painter::words() const {
    const float s = scale();
    const auto fit = [&](Type type, float x, float y, const std::string& text, float room) {
        if (canvas.width(type, text) > room * s) return;
        const view::Point p = at(x, y);
        put(type, p.x, p.y, text, theme.ink);
    };
    for (int block = 1; block <= stage.reading.layers(); ++block) {
        fit(s > 0.42F ? Type::body_bold : Type::caption_bold, block_left(block) + 20, 57,
            "Block " + std::to_string(block), 250);
        if (s < 1.3F) {
            fit(Type::caption, block_left(block) + 4, 103, "Q K V", 70);
            const view::Point p = at(block_left(block) + 210, 236);
            if (s > 0.38F) put(p.x, p.y, name_runs("W_O", Type::caption, theme.ink));
            fit(Type::caption, block_left(block) + 68, 331, kMlpShape, 180);
        }
    }
    if (s < 1.3F) {
        if (s > 0.38F) fit(Type::caption, 62, 14, "residual stream 11 × 48", 600);
        fit(Type::caption_bold, 6, 62, "Letters", 130);
        for (std::size_t i = 0; i < stage.reading.letters.size(); ++i) {
            const view::Point p = at(14 + 18 * static_cast<float>(i % 3), 150 + 28 * static_cast<float>(i / 3));
            const bool given = i < static_cast<std::size_t>(sim::kSortLetters);
            if (s > 0.38F)
                put(Type::number_small, p.x, p.y, std::string(1, sim::letter_name(stage.reading.letters[i])),
                    given ? theme.ink : theme.accent);
        }
    }
}

}  // namespace mha::lessons::nano
