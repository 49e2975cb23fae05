// SPDX-License-Identifier: MIT
// The one list of lessons. Menu, link values and tests iterate it.
#include <array>

#include "lessons/committee.hpp"
#include "lessons/heads.hpp"
#include "lessons/lesson.hpp"
#include "lessons/nano.hpp"
#include "lessons/steps.hpp"
#include "lessons/words.hpp"

namespace mha::lessons {
namespace {

constexpr std::array kLessons = {
    Lesson{"heads", "Heads side by side", heads_start, sentence_task, draw_heads, describe_heads},
    Lesson{"words", "Which word looks at which", words_start, sentence_task, draw_words, describe_words},
    Lesson{"steps", "Every number, step by step", steps_start, steps_task, draw_steps, describe_steps},
    Lesson{"committee", "Four heads, one next letter", committee_start, committee_task, draw_committee,
           describe_committee},
    Lesson{"nano-gpt", "Inside a small GPT", nano_start, nano_task, draw_nano, describe_nano, nano_key},
};

/// In the catalog; 0 for an unknown one.
std::size_t place_of(std::string_view slug) {
    std::size_t here = kLessons.size() - 1;
    while (here > 0 && kLessons[here].slug != slug) --here;
    return here;
}

}  // namespace

std::span<const Lesson> catalog() { return kLessons; }

const Lesson& find_lesson(std::string_view slug) { return kLessons[place_of(slug)]; }

const Lesson& next_lesson(std::string_view slug) { return kLessons[(place_of(slug) + 1) % kLessons.size()]; }

const Lesson& previous_lesson(std::string_view slug) {
    return kLessons[(place_of(slug) + kLessons.size() - 1) % kLessons.size()];
}

sim::State begin_lesson(std::string_view slug, const sim::State& now) {
    const Lesson& lesson = find_lesson(slug);
    sim::State start = lesson.start();
    start.lesson = lesson.slug;
    start.theme = now.theme;
    start.hidden = now.hidden;
    return start;
}

sim::State change_lesson(std::string_view slug, const sim::State& now) {
    sim::State next = begin_lesson(slug, now);
    const bool alike = find_lesson(slug).task(next).reader == find_lesson(now.lesson).task(now).reader;
    if (alike && now.text != find_lesson(now.lesson).start().text) next.text = now.text;
    return next;
}

}  // namespace mha::lessons
