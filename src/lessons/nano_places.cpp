// SPDX-License-Identifier: MIT
// Where every matrix stands on the map, in cells: all to one scale. And how a window looks onto it. No drawing.
#include <algorithm>
#include <cmath>

#include "lessons/nano_parts.hpp"

namespace mha::lessons::nano {
namespace {

using sim::NetKind;

constexpr float kFirstBlock = 136, kBlockPitch = 384;
constexpr float kHeadsTop = 114, kHeadPitch = 70, kMlpTop = 344, kReadableCell = 30, kNearestCell = 64;

struct Corner {
    float x, y;
};

/// Inside a block: from its left edge.
Corner in_block(NetKind kind, int head) {
    const float y = kHeadsTop + kHeadPitch * static_cast<float>(head - 1);
    switch (kind) {
        case NetKind::ln1:
            return {4, 74};
        case NetKind::ln1_parameters:
            return {4, 89};
        case NetKind::w_q:
            return {4, y};
        case NetKind::w_k:
            return {28, y};
        case NetKind::w_v:
            return {52, y};
        case NetKind::b_q:
            return {4, y + 50};
        case NetKind::b_k:
            return {28, y + 50};
        case NetKind::b_v:
            return {52, y + 50};
        case NetKind::q:
            return {82, y};
        case NetKind::k:
            return {82, y + 19};
        case NetKind::v:
            return {82, y + 38};
        case NetKind::scores:
            return {112, y + 9};
        case NetKind::weights:
            return {134, y + 9};
        case NetKind::head_out:
            return {158, y + 27};
        case NetKind::w_o:
            return {196, 162};
        case NetKind::b_o:
            return {196, 213};
        case NetKind::projected:
            return {196, 126};
        case NetKind::stream_mid:
            return {232, kBandTop};
        case NetKind::ln2_parameters:
            return {4, kMlpTop + 15};
        case NetKind::ln2:
            return {4, kMlpTop};
        case NetKind::w_fc:
            return {68, kMlpTop};
        case NetKind::b_fc:
            return {68, kMlpTop + 50};
        case NetKind::fc:
            return {68, kMlpTop + 66};
        case NetKind::act:
            return {68, kMlpTop + 94};
        case NetKind::w_proj:
            return {280, 257};
        case NetKind::b_proj:
            return {280, 451};
        case NetKind::proj:
            return {280, 222};
        default:
            return {322, kBandTop};  // stream_out
    }
}

Corner outside(NetKind kind, float behind) {
    switch (kind) {
        case NetKind::token_table:
            return {8, 92};
        case NetKind::position_table:
            return {8, 116};
        case NetKind::stream_in:
            return {70, kBandTop};
        case NetKind::ln_f_parameters:
            return {behind + 4, 89};
        case NetKind::ln_f:
            return {behind + 4, 74};
        case NetKind::head:
            return {behind + 16, 114};
        case NetKind::logits:
            return {behind + 16, 184};
        default:
            return {behind + 16, 216};  // probabilities
    }
}

int thousandth(float at, float whole) { return std::clamp(static_cast<int>(std::lround(at / whole * 1000)), 0, 1000); }

/// The middle of a window of this size on a line of this length, so that nothing beside the map shows.
float middle_within(float middle, float window, float whole) {
    return window >= whole ? whole / 2 : std::clamp(middle, window / 2, whole - window / 2);
}

}  // namespace

float block_left(int block) { return kFirstBlock + kBlockPitch * static_cast<float>(block - 1); }

std::vector<Rect> map_places(const sim::SortReading& reading) {
    std::vector<Rect> places;
    const float behind = block_left(reading.layers() + 1);
    for (const sim::NetMatrix& m : reading.matrices) {
        Corner corner = m.block > 0 ? in_block(m.kind, std::max(m.head, 1)) : outside(m.kind, behind);
        if (m.block > 0) corner.x += block_left(m.block);
        places.push_back({corner.x, corner.y, static_cast<float>(m.columns), static_cast<float>(m.rows)});
    }
    return places;
}

float map_scale(Rect window, int zoom) {
    const float whole = std::min(window.w / kMapWidth, window.h / kMapHeight);
    if (zoom > kReadingZoom) return kNearestCell;
    return whole * std::pow(kReadableCell / whole, static_cast<float>(std::max(zoom, 0)) / kReadingZoom);
}

MapView map_view(Rect window, int zoom, int x, int y) {
    MapView view;
    view.window = window;
    view.scale = map_scale(window, zoom);
    const float cx = middle_within(static_cast<float>(x) / 1000 * kMapWidth, window.w / view.scale, kMapWidth);
    const float cy = middle_within(static_cast<float>(y) / 1000 * kMapHeight, window.h / view.scale, kMapHeight);
    view.left = window.x + window.w / 2 - cx * view.scale;
    view.top = window.y + window.h / 2 - cy * view.scale;
    return view;
}

sim::LookAtMap look_at(Rect window, Rect place) {
    int zoom = 1;
    while (zoom < kReadingZoom && (place.w + 4) * map_scale(window, zoom + 1) <= window.w &&
           (place.h + 4) * map_scale(window, zoom + 1) <= window.h)
        ++zoom;
    return {zoom, thousandth(place.x + place.w / 2, kMapWidth), thousandth(place.y + place.h / 2, kMapHeight)};
}

sim::LookAtMap look_at_number(Rect window, Rect place, int row, int column, float covered) {
    const float scale = map_scale(window, kReadingZoom);
    // A cell of air at the left for letters, and above it the bar with the matrix's name, and column letters.
    const auto middle = [](float number, float from, float length, float room, float before, float after) {
        if (length + before + after <= room) return from + (length + after - before) / 2;
        return std::clamp(number, from - before + room / 2, from + length + after - room / 2);
    };
    const float x = middle(place.x + static_cast<float>(column) + 0.5F, place.x, place.w, window.w / scale, 1, 0.2F);
    const float y = middle(place.y + static_cast<float>(row) + 0.5F, place.y, place.h, (window.h - covered) / scale,
                           kCaptionBar / scale + 0.7F, 0.2F) +
                    covered / 2 / scale;
    return {kReadingZoom, thousandth(x, kMapWidth), thousandth(y, kMapHeight)};
}

sim::LookAtMap zoomed(Rect window, const sim::State& state, int by) {
    const int zoom = std::clamp(state.zoom + by, 0, sim::kMaxZoom);
    const MapView view = map_view(window, state.zoom, state.map_x, state.map_y);
    const float x = (window.x + window.w / 2 - view.left) / view.scale,
                y = (window.y + window.h / 2 - view.top) / view.scale;
    return {zoom, zoom == 0 ? 500 : thousandth(x, kMapWidth), zoom == 0 ? 500 : thousandth(y, kMapHeight)};
}

sim::LookAtMap moved(Rect window, const sim::State& state, float across, float down) {
    const MapView view = map_view(window, state.zoom, state.map_x, state.map_y);
    const float x = (window.x + window.w * (0.5F + across) - view.left) / view.scale;
    const float y = (window.y + window.h * (0.5F + down) - view.top) / view.scale;
    // Not beyond what the window can show, so that the way back begins at once.
    const int px = thousandth(middle_within(x, window.w / view.scale, kMapWidth), kMapWidth);
    const int py = thousandth(middle_within(y, window.h / view.scale, kMapHeight), kMapHeight);
    return {state.zoom, px, py};
}

}  // namespace mha::lessons::nano
