// SPDX-License-Identifier: MIT
// What a lesson gets to draw with: read-only state and readings, and two places to put wishes and controls.
#pragma once

#include <vector>

#include "sim/action.hpp"
#include "sim/readings.hpp"
#include "sim/registry.hpp"
#include "view/glance.hpp"

namespace mha::view {

struct Mark;   // canvas.hpp: what was painted where
struct Theme;  // theme.hpp: colours, fonts
struct Fonts;
class Svg;     // svg.hpp: the picture written down
class Texels;  // texels.hpp

struct Frame {
    const sim::State& state;
    const sim::Readings& readings;
    const Theme& theme;
    const Fonts& fonts;
    float width = 700;  // CSS px of the canvas
    float height = 520;
    float ratio = 1;  // device pixels per CSS px
    Glance& glance;
    sim::Registry& registry;             // out: what this frame shows
    sim::Actions& actions;               // out: what the learner wants
    bool& animating;                     // out: true asks for another frame
    std::vector<Mark>* marks = nullptr;  // out, when a test asks: every text and every solid figure
    Svg* svg = nullptr;                  // out, when the picture is exported
    Texels* texels = nullptr;            // out: the colours of heat maps
};

}  // namespace mha::view
