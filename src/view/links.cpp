// SPDX-License-Identifier: MIT
// Bezier links, thin ones first.
#include "view/links.hpp"

#include <algorithm>
#include <vector>

#include "engine/order.hpp"

namespace mha::view {
namespace {

struct Link {
    int row = 0, column = 0;
    float weight = 0;
    bool chosen = false;
};

}  // namespace

float link_width(float weight) { return weight >= 0.015F ? 1 + 9 * std::min(weight, 1.0F) : 0; }

float link_alpha(float weight, bool chosen) {
    const float w = std::clamp(weight, 0.0F, 1.0F);
    return chosen ? 0.25F + 0.75F * w : 0.05F + 0.30F * w;
}

void draw_links(const Canvas& canvas, const Theme& theme, const Links& links) {
    const int words = static_cast<int>(links.weights.rows);
    if (words < 1) return;
    std::vector<Link> order;
    for (int row = 0; row < words; ++row) {
        for (int column = 0; column < words; ++column) {
            const float w = links.weights.at(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
            if (link_width(w) > 0) order.push_back({row, column, w, row == links.query});
        }
    }
    engine::sort_by(order,
                    [](const Link& a, const Link& b) { return a.chosen != b.chosen ? b.chosen : a.weight < b.weight; });
    const Colour tone = links.off ? theme.ink3 : head_colours(theme, links.head).text;
    const float step = links.rect.h / static_cast<float>(words);
    const auto y_of = [&](int i) { return links.rect.y + (static_cast<float>(i) + 0.5F) * step; };
    const float middle = (links.from_x + links.to_x) / 2;
    for (const Link& link : order) {
        const float alpha = std::max(link_alpha(link.weight, link.chosen), link.chosen ? theme.least_alpha : 0.0F);
        const float ya = y_of(link.row), yb = y_of(link.column);
        canvas.bezier({links.from_x, ya}, {middle, ya}, {middle, yb}, {links.to_x, yb}, link_width(link.weight),
                      fade(tone, alpha));
        if (link.chosen) canvas.disc({links.to_x, yb}, std::max(3.0F, link_width(link.weight) / 2), tone);
    }
}

}  // namespace mha::view
