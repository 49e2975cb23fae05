// SPDX-License-Identifier: MIT
// Vector strips.
#include "view/vectors.hpp"

#include <algorithm>
#include <cmath>

namespace mha::view {
namespace {

float height(float value, float most, float half) {
    if (!(most > 0) || !std::isfinite(value)) return 0;
    return std::clamp(value / most, -1.0F, 1.0F) * half;
}

}  // namespace

float largest(std::span<const float> values) {
    float most = 0;
    for (const float v : values) {
        if (std::isfinite(v)) most = std::max(most, std::fabs(v));
    }
    return most;
}

Rect slot(const Canvas& canvas, Rect rect, int index, int count) {
    const float n = static_cast<float>(std::max(count, 1));
    const float x0 = canvas.snap(rect.x + rect.w * static_cast<float>(index) / n);
    const float x1 = canvas.snap(rect.x + rect.w * static_cast<float>(index + 1) / n);
    return {x0, rect.y, x1 - x0, rect.h};
}

void vector_bars(const Canvas& canvas, Rect rect, std::span<const float> values, float most, Colour bars, Colour line) {
    const float middle = canvas.snap(rect.y + rect.h / 2), half = rect.h / 2 - 2;
    canvas.solid(rect);
    canvas.hline(rect.x, rect.x + rect.w, middle, line);
    const int count = static_cast<int>(values.size());
    for (int i = 0; i < count; ++i) {
        const float h = canvas.snap(height(values[static_cast<std::size_t>(i)], most, half));
        if (h == 0) continue;
        Rect s = slot(canvas, rect, i, count);
        const float gap = s.w > 4 ? 1.0F : s.w > 2 ? canvas.pixel() : 0;
        s.x += gap, s.w = std::max(s.w - 2 * gap, canvas.pixel());
        canvas.fill({s.x, h > 0 ? middle - h : middle, s.w, std::fabs(h)}, bars);
    }
}

void vector_ticks(const Canvas& canvas, Rect rect, std::span<const float> values, float most, Colour colour) {
    const float middle = canvas.snap(rect.y + rect.h / 2), half = rect.h / 2 - 2;
    const int count = static_cast<int>(values.size());
    for (int i = 0; i < count; ++i) {
        const Rect s = slot(canvas, rect, i, count);
        const float y = canvas.snap(middle - height(values[static_cast<std::size_t>(i)], most, half) - 1);
        canvas.fill({s.x, y, s.w, 2}, colour);
    }
}

void signed_map(const Canvas& canvas, const Theme& theme, Rect rect, const engine::MatrixView& matrix, float most) {
    canvas.solid(rect);
    canvas.fill(rect, theme.paper);
    const int rows = static_cast<int>(matrix.rows), columns = static_cast<int>(matrix.columns);
    for (int row = 0; row < rows; ++row) {
        const float y0 = canvas.snap(rect.y + rect.h * static_cast<float>(row) / static_cast<float>(rows));
        const float y1 = canvas.snap(rect.y + rect.h * static_cast<float>(row + 1) / static_cast<float>(rows));
        for (int column = 0; column < columns; ++column) {
            const Rect s = slot(canvas, rect, column, columns);
            const float v = matrix.at(static_cast<std::size_t>(row), static_cast<std::size_t>(column));
            canvas.fill({s.x, y0, s.w, y1 - y0}, signed_ramp(theme, v, most));
        }
    }
}

}  // namespace mha::view
