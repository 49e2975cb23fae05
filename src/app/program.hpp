// SPDX-License-Identifier: MIT
// What App keeps, and the one way its state changes: wishes -> update -> derive.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/app.hpp"
#include "sim/action.hpp"
#include "sim/derive.hpp"
#include "sim/models.hpp"
#include "sim/registry.hpp"
#include "view/fonts.hpp"
#include "view/glance.hpp"
#include "view/svg.hpp"
#include "view/texels.hpp"
#include "view/theme.hpp"

namespace mha::app {

struct App::Impl {
    sim::State state;
    sim::State base;       // what the query alone says: the fragment is told against it
    sim::State linked;     // what Reset returns to
    sim::State announced;  // what the listener knows
    sim::ModelStore store;
    sim::Deriver deriver;
    sim::Registry registry;
    /// The registry as somebody who reads it needs it.
    const sim::Registry& for_readers();

    std::uint64_t revision = 1;  // App::revision()
    FrameInput last_input;
    view::Glance glance;
    view::Fonts fonts;
    view::Texels texels;
    view::ThemeKind page_theme = view::ThemeKind::light;
    bool leaving = false;  // the pointer left while a click was still to be drawn
    sim::Taken taken = sim::Taken::none;
    std::vector<std::string> link_notices;  // of the page's own link
    std::vector<std::pair<std::string_view, std::string>>
        link_asked;  // what the last link says of fields that may be cut

    /// The state that the fragment tells the differences to: the query's own, or for another lesson that lesson's
    /// start.
    [[nodiscard]] sim::State told_against(std::string_view lesson) const;
    /// What Reset returns to from here: the linked state, or in another lesson that lesson's start.
    [[nodiscard]] sim::State reset_target() const;
    /// The model file the lesson shows, and how its input is read.
    [[nodiscard]] sim::Task task() const;

    /// The enabled control that something is done to, or null. Doing something outside an open menu closes it.
    const sim::Control* reach(std::string_view control_id);
    /// Runs the wishes in order and derives once. True when the state changed.
    bool apply(const sim::Actions& actions);
    /// Readings for the state, and the state brought within them.
    void settle();
    /// Takes a state from outside: an unknown lesson becomes the first one, with a sentence in `notices`.
    void take(sim::State next, std::vector<std::string>& notices);
    /// Remembers what links say of the fields that a sentence or a model may cut, until a model has come.
    void ask(std::initializer_list<std::string_view> links);
    /// Says which of them are otherwise in `state` than in `wish`.
    void tell_cut(const sim::State& wish, std::vector<std::string>& notices);

    [[nodiscard]] view::ThemeKind theme_kind() const;
    /// Goes on with a gesture, or begins one where a control takes it; the press it began with is then no press.
    /// False when there is none.
    bool gesture(view::Gesture made);
    /// A pressed pointer that has moved on.
    void drag(float x, float y);
    /// `svg`, when given, gets the same picture.
    bool draw(const FrameInput& input, view::Svg* svg = nullptr);
    /// One pass over the lesson; true while something moves.
    bool draw_once(const FrameInput& input, sim::Actions& wishes, view::Svg* svg);
};

/// State, generation, model and every weight on the screen as JSON (snapshot.cpp has the form).
[[nodiscard]] std::string snapshot(const sim::State& state, const sim::Readings& readings,
                                   const sim::Registry& registry, const view::Glance& glance);

}  // namespace mha::app
