// SPDX-License-Identifier: MIT
// A lesson is a record: its name in links, its title, and two functions. The catalog is the one list of them.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "sim/readings.hpp"
#include "view/frame.hpp"

namespace mha::lessons {

struct Lesson {
    std::string_view slug;       // lower case, in links and file names
    std::string_view title;      // in the menu
    void (*draw)(view::Frame&);  // draws between the sim's frame lines, registers controls, pushes actions
    std::string (*describe)(const sim::State&, const sim::Readings&);  // one paragraph for screen readers
};

/// All lessons, in teaching order.
[[nodiscard]] std::span<const Lesson> catalog();
/// The lesson with this slug, else the first.
[[nodiscard]] const Lesson& find_lesson(std::string_view slug);

}  // namespace mha::lessons
