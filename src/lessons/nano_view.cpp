// SPDX-License-Identifier: MIT
// How a window looks onto the map: steps of zoom, places to look at, and the way from one view to the next.
#include <algorithm>
#include <cmath>

#include "engine/elementary.hpp"
#include "lessons/nano_parts.hpp"
#include "view/motion.hpp"

namespace mha::lessons::nano {
namespace {

constexpr float kReadableCell = 30, kNearestCell = 64;  // px
constexpr double kTravel = 0.4;                         // seconds

float thousandth(float at, float whole) { return std::clamp(at / whole * 1000, 0.0F, 1000.0F); }

/// The middle of a window of this size on a line of this length, so that nothing beside the map shows.
float middle_within(float middle, float window, float whole) {
    return window >= whole ? whole / 2 : std::clamp(middle, window / 2, whole - window / 2);
}

/// The map at this scale with the point (x, y) of it, in cells, in the window's middle or as near as the edges allow.
MapView centred(Rect window, float scale, float x, float y) {
    MapView view{window, scale};
    view.left = window.x + window.w / 2 - middle_within(x, window.w / scale, kMapWidth) * scale;
    view.top = window.y + window.h / 2 - middle_within(y, window.h / scale, kMapHeight) * scale;
    return view;
}

/// Steps of zoom are equal steps of this.
float nearness(float scale) { return static_cast<float>(engine::math::log(static_cast<double>(scale))); }

view::Point middle_of(const MapView& view) {
    return {(view.window.x + view.window.w / 2 - view.left) / view.scale,
            (view.window.y + view.window.h / 2 - view.top) / view.scale};
}

/// The view under the learner's fingers: what was at the gesture's start is where the gesture is now.
MapView under(const view::Gesture& gesture, const MapView& view) {
    const float scale =
        std::clamp(view.scale * gesture.factor, map_scale(view.window, 0), map_scale(view.window, sim::kMaxZoom));
    const float x = (gesture.from_x - view.left) / view.scale, y = (gesture.from_y - view.top) / view.scale;
    const Rect w = view.window;
    return centred(w, scale, x + (w.x + w.w / 2 - gesture.x) / scale, y + (w.y + w.h / 2 - gesture.y) / scale);
}

}  // namespace

float map_scale(Rect window, int zoom) {
    const float whole = std::min(window.w / kMapWidth, window.h / kMapHeight);
    if (zoom > kReadingZoom) return kNearestCell;
    return whole * static_cast<float>(engine::math::power(static_cast<double>(kReadableCell / whole),
                                                          static_cast<double>(std::max(zoom, 0)) / kReadingZoom));
}

MapView map_view(Rect window, int zoom, float x, float y) {
    return centred(window, map_scale(window, zoom), x / 1000 * kMapWidth, y / 1000 * kMapHeight);
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
    const view::Point middle = middle_of(view);
    return {zoom, zoom == 0 ? 500.0F : thousandth(middle.x, kMapWidth),
            zoom == 0 ? 500.0F : thousandth(middle.y, kMapHeight)};
}

sim::LookAtMap moved(Rect window, const sim::State& state, float across, float down) {
    const MapView view = map_view(window, state.zoom, state.map_x, state.map_y);
    const float x = (window.x + window.w * (0.5F + across) - view.left) / view.scale;
    const float y = (window.y + window.h * (0.5F + down) - view.top) / view.scale;
    // Not beyond what the window can show, so that the way back begins at once.
    const float px = thousandth(middle_within(x, window.w / view.scale, kMapWidth), kMapWidth);
    const float py = thousandth(middle_within(y, window.h / view.scale, kMapHeight), kMapHeight);
    return {state.zoom, px, py};
}

sim::LookAtMap look_as(const MapView& shown) {
    int best = 0;
    const auto away = [&](int zoom) {
        return std::fabs(nearness(map_scale(shown.window, zoom)) - nearness(shown.scale));
    };
    for (int zoom = 1; zoom <= sim::kMaxZoom; ++zoom) {
        if (away(zoom) < away(best)) best = zoom;
    }
    if (best == 0) return {0, 500, 500};
    const view::Point middle = middle_of(shown);
    return {best, thousandth(middle.x, kMapWidth), thousandth(middle.y, kMapHeight)};
}

MapView travelling(view::Frame& frame, const MapView& target) {
    const view::Gesture& gesture = frame.glance.gesture;
    if (gesture.on != "map") {
        const view::Point to = middle_of(target);
        const float near = nearness(target.scale), now = view::eased(frame, "map-scale", near, kTravel);
        const float scale =
            now == near ? target.scale : static_cast<float>(engine::math::exp(static_cast<double>(now)));
        const float x = view::eased(frame, "map-x", to.x, kTravel), y = view::eased(frame, "map-y", to.y, kTravel);
        return scale == target.scale && x == to.x && y == to.y ? target : centred(target.window, scale, x, y);
    }
    const MapView shown = under(gesture, target);
    const view::Point middle = middle_of(shown);
    view::placed(frame, "map-scale", nearness(shown.scale));
    view::placed(frame, "map-x", middle.x);
    view::placed(frame, "map-y", middle.y);
    if (gesture.ended) frame.actions.push_back(look_as(shown));
    return shown;
}

}  // namespace mha::lessons::nano
