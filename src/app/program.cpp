// SPDX-License-Identifier: MIT
#include "app/program.hpp"

#include <algorithm>
#include <cmath>
#include <variant>

#include "lessons/lesson.hpp"
#include "sim/fields.hpp"
#include "sim/numerals.hpp"
#include "sim/url.hpp"
#include "view/draw_lists.hpp"
#include "view/interact.hpp"

namespace mha::app {
namespace {

constexpr float kDragBegins = 6;      // CSS px; less is a press by an unsteady hand
constexpr double kLongestStep = 0.1;  // seconds of animation per frame, however long the page slept

float within(float value, float low, float high) { return std::isfinite(value) ? std::clamp(value, low, high) : low; }

}  // namespace

const sim::Control* App::Impl::reach(std::string_view control_id) {
    const sim::Control* control = registry.find(control_id);
    if (control == nullptr || !control->enabled) return nullptr;
    if (control->role != sim::ControlRole::menu_item && glance.menu != control_id) glance.menu.clear();
    return control;
}

bool App::Impl::apply(const sim::Actions& actions) {
    const sim::State before = state;
    bool retry = false;
    for (const sim::Action& action : actions) {
        if (const auto* take = std::get_if<sim::Take>(&action)) taken = take->what;
        if (std::holds_alternative<sim::Retry>(action)) retry = true;
        state = sim::update(state, action, reset_target());
    }
    if (retry) store.forget_problem(task().model);
    if (retry || state != before) settle();
    return retry || state != before;
}

sim::State App::Impl::told_against(std::string_view lesson) const {
    const bool same = lesson.empty() || lessons::find_lesson(lesson).slug == base.lesson;
    return same ? base : lessons::begin_lesson(lesson, base);
}

sim::State App::Impl::reset_target() const {
    return state.lesson == linked.lesson ? linked : lessons::begin_lesson(state.lesson, linked);
}

sim::Task App::Impl::task() const { return lessons::find_lesson(state.lesson).task(state); }

void App::Impl::settle() {
    ++revision;
    state.lesson = lessons::find_lesson(state.lesson).slug;
    const sim::State fitted = sim::fit(state, deriver.derive(state, task(), store));
    if (fitted == state) return;
    state = fitted;
    deriver.derive(state, task(), store);
}

void App::Impl::take(sim::State next, std::vector<std::string>& notices) {
    const std::string_view known = lessons::find_lesson(next.lesson).slug;
    if (known != next.lesson)
        notices.push_back("The link asks for the lesson " + sim::in_quotes(next.lesson) +
                          ", which does not exist; showing " + sim::in_quotes(known) + ".");
    const sim::State wish = next;
    state = std::move(next);
    settle();
    tell_cut(wish, notices);
}

void App::Impl::ask(std::initializer_list<std::string_view> links) {
    link_asked.clear();
    for (const std::string_view key : {"word", "heads", "layer", "dim", "off"}) {
        for (const std::string_view link : links) {
            if (std::string value = sim::asked_value(link, key); !value.empty()) link_asked.emplace_back(key, value);
        }
    }
}

void App::Impl::tell_cut(const sim::State& wish, std::vector<std::string>& notices) {
    for (const auto& [key, value] : link_asked) {
        const sim::Field& field = *sim::find_field(key);
        if (field.get(wish) == field.get(state)) continue;
        std::string sentence = key == "word" ? "The link asked for word " + field.get(wish) + "; the sentence has " +
                                                   sim::count_of(deriver.readings().word_count(), "word") + "."
                                             : sim::adjusted(field, value, state);
        // What was said when the link was read named the range of every model; this one's is what counts.
        const auto said = std::find(notices.begin(), notices.end(), sim::adjusted(field, value, wish));
        if (said != notices.end()) {
            *said = std::move(sentence);
        } else {
            notices.push_back(std::move(sentence));
        }
    }
    if (deriver.readings().ready) link_asked.clear();
}

view::ThemeKind App::Impl::theme_kind() const {
    using view::ThemeKind;
    const bool light_page = page_theme == ThemeKind::light || page_theme == ThemeKind::contrast_light;
    switch (state.theme) {
        case sim::ThemeChoice::automatic:
            return page_theme;
        case sim::ThemeChoice::light:
            return ThemeKind::light;
        case sim::ThemeChoice::dark:
            return ThemeKind::dark;
        case sim::ThemeChoice::contrast:
            return light_page ? ThemeKind::contrast_light : ThemeKind::contrast;
    }
    return page_theme;
}

bool App::Impl::gesture(view::Gesture made) {
    if (glance.gesture.on.empty() || glance.gesture.ended) {
        if (!glance.menu.empty()) return false;
        for (const sim::Control& control : registry.controls()) {
            if (control.takes_gestures && control.rect.contains(made.from_x, made.from_y)) made.on = control.id;
        }
        if (made.on.empty()) return false;
        glance.clicked = false;
        glance.active.clear();
    } else {
        made.on = glance.gesture.on;
    }
    glance.gesture = std::move(made);
    return true;
}

void App::Impl::drag(float x, float y) {
    const bool under_way = !glance.gesture.on.empty() && !glance.gesture.ended;
    const bool far = std::hypot(x - glance.press_x, y - glance.press_y) >= kDragBegins;
    if (under_way || (glance.pressed && far))
        static_cast<void>(gesture({{}, glance.press_x, glance.press_y, x, y, 1, !glance.pressed}));
}

bool App::Impl::draw_once(const FrameInput& input, sim::Actions& wishes, view::Svg* svg) {
    const view::Theme theme = view::make_theme(theme_kind());
    bool animating = false;
    view::begin_drawing(std::round(input.width * input.ratio), std::round(input.height * input.ratio));
    texels.clear();
    registry.clear(input.read);
    view::Frame frame{
        state,  deriver.readings(), theme,  fonts,     input.width, input.height, input.ratio,
        glance, registry,           wishes, animating, nullptr,     svg,          svg == nullptr ? &texels : nullptr};
    view::begin_interaction(frame);
    lessons::find_lesson(state.lesson).draw(frame);
    view::end_interaction(frame);
    view::end_drawing();
    return animating;
}

bool App::Impl::draw(const FrameInput& asked, view::Svg* svg) {
    const FrameInput input{within(asked.width, 1, 8192), within(asked.height, 1, 8192), within(asked.ratio, 0.5F, 4), 0,
                           asked.read};
    const double seconds = std::isfinite(asked.seconds) ? std::clamp(asked.seconds, 0.0, kLongestStep) : 0.0;
    if (!fonts.baked() || fonts.ratio != input.ratio || fonts.lacking()) fonts = view::bake(input.ratio, fonts);
    glance.time += seconds;
    deriver.let_losses_wait(!input.read);
    sim::Actions wishes;
    bool animating = draw_once(input, wishes, svg);
    // With its letters before anybody sees it, unless what was done would count twice.
    if (fonts.lacking() && svg == nullptr && !glance.clicked && !glance.released) {
        fonts = view::bake(input.ratio, fonts);
        wishes = {};
        animating = draw_once(input, wishes, svg);
    }

    const bool answered = glance.clicked || glance.released;
    glance.clicked = false;
    glance.released = false;
    if (glance.gesture.ended) glance.gesture = {};
    if (leaving) {
        glance.pointer_x = glance.pointer_y = -1;
        glance.pressed = false;
        leaving = false;
    }
    const bool changed = apply(wishes);
    return animating || changed || answered || fonts.lacking();
}

const sim::Registry& App::Impl::for_readers() {
    if (!last_input.read) {
        last_input.read = true;
        FrameInput again = last_input;
        again.seconds = 0;
        draw(again);
    }
    return registry;
}

}  // namespace mha::app
