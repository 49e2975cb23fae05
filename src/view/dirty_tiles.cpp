// SPDX-License-Identifier: MIT
#include "view/dirty_tiles.hpp"

#include <algorithm>

namespace mha::view {
namespace {

constexpr std::size_t kMostBoxes = 24;
// What a box costs besides its pixels, in pixels: a state change, a clear and a call or two.
constexpr long kBoxCost = 4096;

/// Joins boxes while that costs no more than drawing them one by one.
void join(std::vector<PixelBox>& boxes) {
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        for (std::size_t j = i + 1; j < boxes.size();) {
            const PixelBox both = around(boxes[i], boxes[j]);
            if (both.area() > boxes[i].area() + boxes[j].area() + kBoxCost) {
                ++j;
                continue;
            }
            boxes[i] = both;
            boxes.erase(boxes.begin() + static_cast<std::ptrdiff_t>(j));
            j = i + 1;  // the larger one may reach those it did not before
        }
    }
}

}  // namespace

DirtyTiles::DirtyTiles(int width, int height)
    : width_(width),
      height_(height),
      columns_((width + kSide - 1) / kSide),
      rows_((height + kSide - 1) / kSide),
      tiles_(static_cast<std::size_t>(columns_ * rows_)) {}

void DirtyTiles::mark(const PixelBox& asked) {
    const PixelBox box = common(asked, {0, 0, width_, height_});
    if (box.empty()) return;
    const std::ptrdiff_t first = box.x0 / kSide, last = (box.x1 - 1) / kSide;
    for (int row = box.y0 / kSide; row <= (box.y1 - 1) / kSide; ++row) {
        const auto start = tiles_.begin() + static_cast<std::ptrdiff_t>(row) * columns_;
        std::fill(start + first, start + last + 1, std::uint8_t{1});
    }
}

void DirtyTiles::boxes(std::vector<PixelBox>& boxes) const {
    const PixelBox all{0, 0, width_, height_};
    boxes.clear();
    for (int row = 0; row < rows_; ++row) {
        for (int from = 0, to = 0; from < columns_; from = to) {
            for (to = from; to < columns_ && marked(to, row) == marked(from, row);) ++to;
            if (!marked(from, row)) continue;
            const PixelBox run = common({from * kSide, row * kSide, to * kSide, (row + 1) * kSide}, all);
            const auto above = std::find_if(boxes.begin(), boxes.end(), [&](const PixelBox& box) {
                return box.y1 == run.y0 && box.x0 == run.x0 && box.x1 == run.x1;
            });
            if (above != boxes.end()) {
                above->y1 = run.y1;
            } else {
                boxes.push_back(run);
            }
        }
    }
    if (boxes.size() <= kMostBoxes) join(boxes);
    long sum = 0;
    for (const PixelBox& box : boxes) sum += box.area() + kBoxCost;
    if (boxes.size() > kMostBoxes || 4 * sum > 3 * all.area()) boxes.assign(boxes.empty() ? 0 : 1, all);
}

}  // namespace mha::view
