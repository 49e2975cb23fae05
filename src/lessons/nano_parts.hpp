// SPDX-License-Identifier: MIT
// What the parts of the lesson `nano-gpt` share: where they stand, how the map is looked at, what is pointed at.
#pragma once

#include <string>
#include <vector>

#include "lessons/stage.hpp"
#include "sim/network_arithmetic.hpp"
#include "sim/network_list.hpp"
#include "sim/network_tour.hpp"
#include "sim/sort_reading.hpp"

namespace mha::lessons::nano {

enum class Panel : std::uint8_t { tour = 1, heads = 2, cost = 3 };

struct NanoLayout {
    view::FrameLayout frame;
    bool side = false;  // the panel stands beside the map, not under it
    Rect map;           // the window onto the map
    Rect panel;
    Rect small_map;  // empty where it has no room, or where the whole map is shown
    Rect lens;       // under the whole map: the heads of a block; empty where it has no room
    bool step_dots = false;
};
/// Left, up, down, right: the map's own buttons on its edges, where the strip has no room for them; else none.
[[nodiscard]] std::vector<Rect> edge_buttons(const NanoLayout& layout, int zoom);
/// The window onto the map depends on how near one looks and on the panel beside it.
[[nodiscard]] NanoLayout nano_layout(float width, float height, int zoom, int panel);

/// The map in units of one matrix cell.
inline constexpr float kMapWidth = 1350, kMapHeight = 462;
/// One rectangle per matrix of the network.
[[nodiscard]] std::vector<Rect> map_places(const sim::SortReading& reading);
/// Left edge of a block, from 1; one more than there are gives the part behind the last.
[[nodiscard]] float block_left(int block);
inline constexpr float kBandTop = 30, kBandHeight = 11;

/// How the window looks onto the map.
struct MapView {
    Rect window;
    float scale = 1;          // px per cell
    float left = 0, top = 0;  // of the map's corner, in px
    [[nodiscard]] Rect on_screen(Rect place) const {
        return {left + place.x * scale, top + place.y * scale, place.w * scale, place.h * scale};
    }
};
[[nodiscard]] float map_scale(Rect window, int zoom);
[[nodiscard]] MapView map_view(Rect window, int zoom, float x, float y);
/// Looks at a whole matrix, as near as it fits.
[[nodiscard]] sim::LookAtMap look_at(Rect window, Rect place);
/// Looks at one number so near that it can be read; the rest of its matrix as far as it fits.
/// `covered` px at the window's foot are not counted on.
[[nodiscard]] sim::LookAtMap look_at_number(Rect window, Rect place, int row, int column, float covered = 0);
/// The same place, nearer or farther, or moved by shares of the window.
[[nodiscard]] sim::LookAtMap zoomed(Rect window, const sim::State& state, int by);
[[nodiscard]] sim::LookAtMap moved(Rect window, const sim::State& state, float across, float down);

inline constexpr int kReadingZoom = 5;    // numbers of two digits can be read
inline constexpr float kNumberCell = 24;  // px from which a cell carries its number
inline constexpr float kCaptionBar = 24;  // px of the window's head, once numbers are shown

struct NanoStage {
    view::Frame& frame;
    const sim::SortReading& reading;
    NanoLayout layout;
    std::vector<Rect> places;
    MapView map;
    MapView seen;  // the map as painted: on its way to `map`, or under the learner's fingers
    sim::TourStop stop;
    Rect clear;        // of the map's window, what no bar covers
    Rect near_window;  // the map's window once one looks into the map
    [[nodiscard]] const sim::State& state() const { return frame.state; }
    [[nodiscard]] const view::Theme& theme() const { return frame.theme; }
    [[nodiscard]] int block() const { return sim::shown_block(reading, frame.state); }
    [[nodiscard]] int head() const { return sim::shown_head_of(reading, frame.state); }
};

/// The nearest step of zoom that looks like `shown`, at the same place.
[[nodiscard]] sim::LookAtMap look_as(const MapView& shown);
/// What is painted on the way to the map's view; asks for more frames until it is there. A finished gesture becomes a
/// wish.
[[nodiscard]] MapView travelling(view::Frame& frame, const MapView& target);
/// Draws the map and takes its presses. The number that is pointed at, else the picked one; none when there is none.
[[nodiscard]] sim::NetPlace draw_map(NanoStage& stage);
/// The numbers that went into the shown one, or into the stop's.
[[nodiscard]] std::vector<sim::Operand> lit_operands(const NanoStage& stage, const sim::NetPlace& shown);
/// Lines and numbers of the map (nano_paint.cpp).
void paint_map(const NanoStage& stage, const std::vector<sim::Operand>& lit, const sim::NetPlace& shown);
/// Lets the numbers that went into the shown one be seen where they are out of the window: strips at the window's foot.
void draw_operands(const NanoStage& stage, const std::vector<sim::Operand>& operands);
/// Height of that, for so many operands; 0 where the window is too low for it.
[[nodiscard]] float operands_height(Rect window, std::size_t operands);
/// The name of the matrix that fills the window, over its head.
void draw_caption(const NanoStage& stage, int matrix);
/// A number as short as it must be to fit; empty when nothing of it does.
[[nodiscard]] std::string short_number(const sim::NetMatrix& matrix, float value, float room);
/// The colour of a number in its matrix, as seen from near.
[[nodiscard]] Colour number_colour(const view::Theme& theme, const sim::NetMatrix& matrix, float value);
void draw_small_map(NanoStage& stage, const std::vector<sim::Operand>& lit);
void draw_tour_panel(NanoStage& stage, const sim::NetPlace& shown);
void draw_heads_panel(NanoStage& stage, Rect card);
/// How likely the letters are that may come next.
void draw_next_letters(NanoStage& stage, Rect room);
void draw_cost_panel(NanoStage& stage);
/// The field of letters and the button "Next letter".
void draw_letters(view::Frame& frame, const NanoLayout& layout);
void draw_map_strip(NanoStage& stage);
/// The map's own buttons, where the strip has no room for them.
void draw_edges(NanoStage& stage);
/// Shapes as they are painted.
inline constexpr const char *kSplit = "48 = 3 × 16", *kMlpShape = "MLP 48 × 192";
void draw_nano_controls(view::Frame& frame, const NanoLayout& layout, NanoStage* stage);
/// A row of a table of numbers: text left, number right.
void ledger_row(const Canvas& canvas, const view::Theme& theme, Rect row, const sim::Term& term, Colour result);
/// Name with its lowered letter: "W_Q" as W and Q.
[[nodiscard]] std::vector<Run> name_runs(const std::string& name, Type type, Colour colour);

/// Draws such runs; a lowered one stands clear of the letter before it.
void draw_name(const Canvas& canvas, float x, float y, const std::vector<Run>& runs);

}  // namespace mha::lessons::nano
