// SPDX-License-Identifier: MIT
// The one list of lessons. Menu, link values and tests iterate it.
#include <array>

#include "lessons/heads.hpp"
#include "lessons/lesson.hpp"
#include "lessons/nano.hpp"
#include "lessons/words.hpp"

namespace mha::lessons {
namespace {

constexpr std::array kLessons = {
    Lesson{"heads", "Heads side by side", heads_start, sentence_task, draw_heads, describe_heads},
    Lesson{"words", "Which word looks at which", words_start, sentence_task, draw_words, describe_words},
    Lesson{"nano-gpt", "Inside a small GPT", nano_start, nano_task, draw_nano, describe_nano, nano_key},
};

}  // namespace

std::span<const Lesson> catalog() { return kLessons; }

const Lesson& find_lesson(std::string_view slug) {
    for (const Lesson& lesson : kLessons) {
        if (lesson.slug == slug) return lesson;
    }
    return kLessons.front();
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
    // Only between lessons that read sentences.
    const Lesson& last = find_lesson(now.lesson);
    if (last.task == sentence_task && find_lesson(slug).task == sentence_task && now.text != last.start().text) next.text = now.text;
    return next;
}

}  // namespace mha::lessons
