// SPDX-License-Identifier: MIT
// Numbers are the frame's own, in CSS px.
#include "view/layout.hpp"

#include <algorithm>
#include <cmath>

namespace mha::view {
namespace {

constexpr float kSlant = 0.7071F;
constexpr float kLabelLine = 12.5F;  // ink of 12 px type with descenders

}  // namespace

FrameLayout frame_layout(float width, float height) {
    FrameLayout l;
    l.width = std::max(width, 320.0F);
    l.phone = l.width < 480;
    l.wide = l.width >= 768;
    l.roomy = l.width >= 1200;
    l.margin = l.phone ? 12.0F : 16.0F;
    const float split = std::max(height, 300.0F) - 70;
    l.draw = {0, 0, l.width, split};
    l.controls = {0, split, l.width, 70};
    const float side = l.phone ? 40 : l.roomy ? 130 : l.wide ? 110 : 90;
    l.title = {side, 0, l.width - 2 * side, 40};
    const float field = l.phone ? l.width - 2 * l.margin
                                : std::min(480.0F, std::max(l.width - 240, std::min(360.0F, l.width - 2 * l.margin)));
    l.field = {std::floor((l.width - field) / 2), l.phone ? 40.0F : 42.0F, field, 32};
    l.rule_y = split - (l.phone ? 28.0F : 36.0F);
    l.strip_y = l.rule_y + (l.phone ? 14.0F : 17.0F);
    const float figure_w = std::min(l.width - 2 * l.margin, 1600.0F);
    const float figure_y = l.phone ? 74.0F : 80.0F;
    l.figure = {std::floor((l.width - figure_w) / 2), figure_y, figure_w, l.rule_y - 2 - figure_y};
    l.row1_y = split + 18;
    l.row2_y = split + 52;
    return l;
}

float cell_size(float room, int n, float ratio) {
    if (n < 1 || !(room > 0) || !(ratio > 0)) return 1.0F / std::max(ratio, 1.0F);
    return std::max(std::floor(room * ratio / static_cast<float>(n)), 1.0F) / ratio;
}

LabelMode label_mode(float cell, float longest) {
    if (longest <= cell - 4) return LabelMode::horizontal;
    return cell >= 20 ? LabelMode::slanted : LabelMode::vertical;
}

float label_height(LabelMode mode, float longest) {
    switch (mode) {
        case LabelMode::slanted:
            return std::clamp(longest * kSlant + 9, 24.0F, 80.0F);
        case LabelMode::vertical:
            return std::clamp(longest + 7, 20.0F, 80.0F);
        case LabelMode::horizontal:
            break;
    }
    return 20;
}

int label_stride(float cell) {
    return cell >= kLabelLine ? 1 : static_cast<int>(std::ceil(kLabelLine / std::max(cell, 1.0F)));
}

}  // namespace mha::view
