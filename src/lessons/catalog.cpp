// SPDX-License-Identifier: MIT
// The one list of lessons. Menu, link values and tests iterate it.
#include <array>

#include "lessons/heads.hpp"
#include "lessons/lesson.hpp"

namespace mha::lessons {
namespace {

constexpr std::array kLessons = {Lesson{"heads", "Heads side by side", draw_heads, describe_heads}};

}  // namespace

std::span<const Lesson> catalog() { return kLessons; }

const Lesson& find_lesson(std::string_view slug) {
    for (const Lesson& lesson : kLessons) {
        if (lesson.slug == slug) return lesson;
    }
    return kLessons.front();
}

}  // namespace mha::lessons
