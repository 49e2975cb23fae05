// SPDX-License-Identifier: MIT
// A lesson is a record: its name in links, its title, and two functions. The catalog is the one list of them.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/derive.hpp"
#include "view/frame.hpp"

namespace mha::lessons {

struct Lesson {
    std::string_view slug;                 // lower case, in links and file names
    std::string_view title;                // in the menu
    sim::State (*start)();                 // where it begins: what a link that names only the lesson shows
    sim::Task (*task)(const sim::State&);  // the model file it shows, and how its input is read
    void (*draw)(view::Frame&);            // draws between the sim's frame lines, registers controls, pushes actions
    std::string (*describe)(const sim::State&, const sim::Readings&);  // one paragraph for screen readers
    sim::Actions (*key)(const sim::State&, std::string_view focus,
                        std::string_view key) = nullptr;  // keys on a focused control
};

/// All lessons, in teaching order.
[[nodiscard]] std::span<const Lesson> catalog();
/// The lesson with this slug, else the first.
[[nodiscard]] const Lesson& find_lesson(std::string_view slug);

/// The one after it in teaching order; after the last comes the first. And the one before it, likewise.
[[nodiscard]] const Lesson& next_lesson(std::string_view slug);
[[nodiscard]] const Lesson& previous_lesson(std::string_view slug);

/// Where a lesson begins when its link names nothing else; theme and hidden controls as in `now`.
[[nodiscard]] sim::State begin_lesson(std::string_view slug, const sim::State& now = {});
/// The same for a learner who comes from another lesson: a text of one's own comes along where it is read alike.
[[nodiscard]] sim::State change_lesson(std::string_view slug, const sim::State& now);

}  // namespace mha::lessons
