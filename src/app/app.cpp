// SPDX-License-Identifier: MIT
#include "app/app.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/program.hpp"
#include "lessons/lesson.hpp"
#include "sim/describe.hpp"
#include "sim/url.hpp"
#include "view/svg.hpp"

namespace mha::app {
namespace {

std::string joined(const std::vector<std::string>& sentences) {
    std::string out;
    for (const std::string& sentence : sentences) out += (out.empty() ? "" : " ") + sentence;
    return out;
}

std::string with_lesson(std::string_view lesson, const std::string& fields) {
    return "lesson=" + std::string(lesson) + (fields.empty() ? "" : "&") + fields;
}

}  // namespace

App::App() : impl_(std::make_unique<Impl>()) { open_link({}, {}); }
App::~App() = default;

void App::open_link(std::string_view query, std::string_view fragment) {
    sim::Link first = sim::parse_link(query, lessons::begin_lesson(sim::asked_lesson(query)));
    std::vector<std::string> notices = std::move(first.notices);
    impl_->base = std::move(first.state);
    sim::Link live = sim::parse_link(fragment, impl_->told_against(sim::asked_lesson(fragment)));
    for (std::string& sentence : live.notices) notices.push_back(std::move(sentence));
    impl_->ask({query, fragment});
    impl_->take(std::move(live.state), notices);
    impl_->linked = impl_->announced = impl_->state;
    impl_->link_notices = std::move(notices);
    impl_->deriver.set_link_notice(joined(impl_->link_notices));
    impl_->glance.notice_closed = false;
}

std::string App::fragment() const {
    const std::string fields = sim::write_link(impl_->state, impl_->told_against(impl_->state.lesson));
    return impl_->state.lesson == impl_->base.lesson ? fields : with_lesson(impl_->state.lesson, fields);
}

std::string App::state_fields() const {
    const std::string& lesson = impl_->state.lesson;
    const std::string fields = sim::write_link(impl_->state, lessons::begin_lesson(lesson));
    return lesson == lessons::catalog().front().slug ? fields : with_lesson(lesson, fields);
}

std::string App::set_state(std::string_view fields) {
    const std::string lesson = sim::asked_lesson(fields);
    const bool other = !lesson.empty() && lesson != impl_->state.lesson;
    sim::Link link = sim::parse_link(fields, other ? lessons::change_lesson(lesson, impl_->state) : impl_->state);
    std::vector<std::string> notices = std::move(link.notices);
    impl_->ask({fields});
    impl_->take(std::move(link.state), notices);
    return joined(notices);
}

void App::reset() { impl_->apply({sim::Reset{}}); }

std::string App::wanted_model() const {
    const std::string name = impl_->task().model;
    const bool settled = impl_->store.find(name) != nullptr || !impl_->store.problem(name).empty();
    return settled ? std::string{} : name;
}

void App::model_arrived(std::string_view name, std::span<const std::byte> bytes) {
    // A refused file is kept as the store's problem, which the readings show.
    static_cast<void>(impl_->store.add(name, bytes));
    const sim::State wish = impl_->state;
    impl_->settle();
    impl_->tell_cut(wish, impl_->link_notices);
    impl_->deriver.set_link_notice(joined(impl_->link_notices));
}

void App::model_failed(std::string_view name, std::string_view why) {
    impl_->store.fail(name, why);
    impl_->settle();
}

void App::pointer(float x, float y, bool down, bool touch) {
    view::Glance& glance = impl_->glance;
    if (!std::isfinite(x) || !std::isfinite(y)) return;
    impl_->leaving = false;
    glance.pointer_x = x;
    glance.pointer_y = y;
    glance.by_touch = touch;
    if (down && !glance.pressed) glance.press_x = x, glance.press_y = y;
    if (down != glance.pressed) (down ? glance.clicked : glance.released) = true;
    glance.pressed = down;
    if (!touch) impl_->drag(x, y);
}

bool App::two_fingers(float from_x, float from_y, float x, float y, float factor, bool ended) {
    for (const float number : {from_x, from_y, x, y, factor}) {
        if (!std::isfinite(number)) return false;
    }
    return impl_->gesture({{}, from_x, from_y, x, y, std::clamp(factor, 0.001F, 1000.0F), ended});
}

void App::pointer_left() {
    view::Glance& glance = impl_->glance;
    impl_->leaving = glance.clicked || glance.released;
    if (impl_->leaving) return;
    glance.pointer_x = glance.pointer_y = -1;
    glance.pressed = false;
}

void App::focus(std::string_view control_id, bool visible) {
    impl_->glance.focus = control_id;
    impl_->glance.focus_visible = visible && !control_id.empty();
}

bool App::activate(std::string_view control_id) {
    const sim::Control* control = impl_->reach(control_id);
    if (control == nullptr || !control->activate) return false;
    sim::Actions wishes;
    const auto act = control->activate;  // acting may change what the control was made from
    act(wishes);
    impl_->apply(wishes);
    return true;
}

bool App::set_value(std::string_view control_id, double value) {
    const sim::Control* control = impl_->reach(control_id);
    if (control == nullptr || !control->set_value || !std::isfinite(value)) return false;
    sim::Actions wishes;
    control->set_value(wishes, std::clamp(value, control->min, std::max(control->min, control->max)));
    impl_->apply(wishes);
    return true;
}

bool App::set_text(std::string_view control_id, std::string_view text) {
    const sim::Control* control = impl_->reach(control_id);
    if (control == nullptr || !control->set_text) return false;
    sim::Actions wishes;
    control->set_text(wishes, text);
    impl_->apply(wishes);
    return true;
}

bool App::key(std::string_view key) {
    if (key != "Escape") {
        const auto act = lessons::find_lesson(impl_->state.lesson).key;
        const sim::Actions actions = act == nullptr ? sim::Actions{} : act(impl_->state, impl_->glance.focus, key);
        impl_->apply(actions);
        return !actions.empty();
    }
    if (!impl_->glance.menu.empty()) {
        impl_->glance.menu.clear();
        return true;
    }
    const sim::State& state = impl_->state;
    if (state.open > 0) return impl_->apply({sim::OpenHead{0}});
    if (state.compare) return impl_->apply({sim::SetCompare{false}});
    return state.concat && impl_->apply({sim::SetConcat{false}});
}

void App::set_page_theme(std::string_view theme, bool reduced_motion) {
    using view::ThemeKind;
    impl_->page_theme = theme == "dark"             ? ThemeKind::dark
                        : theme == "contrast"       ? ThemeKind::contrast
                        : theme == "contrast-light" ? ThemeKind::contrast_light
                                                    : ThemeKind::light;
    impl_->glance.still = reduced_motion;
}

bool App::frame(const FrameInput& input) {
    impl_->last_input = input;
    return impl_->draw(input);
}

const view::Texels& App::texels() const { return impl_->texels; }

std::string App::svg() {
    if (impl_->fonts[view::Type::body] == nullptr) return {};  // nothing was drawn yet
    view::Svg svg;
    FrameInput& again = impl_->last_input;
    again.seconds = 0;
    again.read = true;  // a picture to keep has no losses that wait
    impl_->draw(again, &svg);
    return svg.document(again.width, again.height, lessons::find_lesson(impl_->state.lesson).title, description());
}

sim::Taken App::taken() { return std::exchange(impl_->taken, sim::Taken::none); }

std::string App::registry_json() const { return impl_->for_readers().to_json(); }

std::string App::announcement() const {
    return sim::describe_change(impl_->announced, impl_->state, impl_->deriver.readings());
}

void App::announced() {
    impl_->announced = impl_->state;
    ++impl_->revision;
}

std::uint64_t App::revision() const { return impl_->revision; }

std::string App::description() const {
    impl_->for_readers();
    return lessons::find_lesson(impl_->state.lesson).describe(impl_->state, impl_->deriver.readings());
}

std::string App::snapshot_json() const {
    return snapshot(impl_->state, impl_->deriver.readings(), impl_->for_readers(), impl_->glance);
}

std::string App::transcript() const { return impl_->for_readers().transcript(); }

const sim::State& App::state() const { return impl_->state; }
const sim::Readings& App::readings() const { return impl_->deriver.readings(); }
const sim::Registry& App::registry() const { return impl_->registry; }

}  // namespace mha::app
