// SPDX-License-Identifier: MIT
// What a lesson gets to draw with: read-only state and readings, and two places to put wishes and controls.
#pragma once

#include "sim/action.hpp"
#include "sim/readings.hpp"
#include "sim/registry.hpp"
#include "view/glance.hpp"

namespace mha::view {

struct Theme;  // theme.hpp: colours, fonts
struct Fonts;

struct Frame {
    const sim::State& state;
    const sim::Readings& readings;
    const Theme& theme;
    const Fonts& fonts;
    float width = 700;    // CSS px of the canvas
    float height = 520;
    float ratio = 1;      // device pixels per CSS px
    Glance& glance;
    sim::Registry& registry;  // out: what this frame shows
    sim::Actions& actions;    // out: what the learner wants
    bool& animating;          // out: true asks for another frame
};

}  // namespace mha::view
