// SPDX-License-Identifier: MIT
// What a change means, as a screen reader should say it: short, the new state first.
#include "sim/describe.hpp"
#include "sim/describe_names.hpp"
#include "sim/numerals.hpp"
#include "sim/steps_reading.hpp"

namespace mha::sim {
namespace {

std::string word_text(const Readings& readings, int word) {
    if (word < 1 || word > readings.word_count()) return "word " + std::to_string(word);
    return in_quotes(readings.words[static_cast<std::size_t>(word - 1)].text);
}

void say(std::string& out, const std::string& sentence) {
    if (sentence.empty()) return;
    if (!out.empty()) out += ' ';
    out += sentence;
}

void say_model(std::string& out, const State& now, const Readings& after) {
    say(out, count_of(now.heads, "head") + ".");
    if (!after.ready) return;
    say(out, describe_dimensions(after.model) + ".");
    std::string labels;
    for (std::size_t h = 0; h < after.heads.size(); ++h)
        labels += (h == 0 ? "Head " : ", head ") + std::to_string(h + 1) + " " + after.heads[h].role.label;
    if (!labels.empty()) say(out, labels + ".");
}

// Which of the four views is on; said when it changed or when the view's own choice changed.
void say_view(std::string& out, const State& was, const State& now, const Readings& after) {
    const bool pair_changed = now.compare && (was.left != now.left || was.right != now.right);
    if (now.compare && (!was.compare || pair_changed)) {
        say(out, "Comparing head " + std::to_string(now.left) + " with head " + std::to_string(now.right) + ".");
        say(out, describe_compare(after, now.left, now.right));
    } else if (now.concat && !was.concat) {
        say(out, "Concatenation shown.");
        say(out, describe_sum(now, after));
    } else if (now.open > 0 && now.open != was.open) {
        const std::string head = describe_head(after, now.open);
        say(out, head.empty() ? "Head " + std::to_string(now.open) + "." : head);
    } else if (now.open == 0 && !now.compare && !now.concat && (was.open > 0 || was.compare || was.concat)) {
        say(out, "All heads shown.");
    }
}

void say_switches(std::string& out, const State& was, const State& now, const Readings& after) {
    if (was.mask != now.mask)
        say(out, now.mask ? "Causal mask on: each word sees itself and the words before it."
                          : "Causal mask off: each word sees the whole sentence.");
    if (was.off != now.off && was.heads == now.heads) {
        for (int layer = 1; layer <= kMaxLayers; ++layer) {
            for (int head = 1; head <= now.heads; ++head) {
                const std::uint32_t bit = off_bit(layer, head);
                if ((was.off & bit) == (now.off & bit)) continue;
                say(out, "Head " + std::to_string(head) + ((now.off & bit) != 0 ? " switched off." : " switched on."));
            }
        }
    }
    if (was.mask != now.mask || (was.off != now.off && was.heads == now.heads)) say(out, describe_switched(now, after));
}

// The lesson `steps`: where one is, or the arithmetic of the number that was picked.
void say_steps(std::string& out, const State& was, const State& now, const Readings& after) {
    if (now.lesson != "steps" || was.lesson != now.lesson) return;
    if (!(step_place(was) == step_place(now))) {
        say(out, describe_step(now, after));
    } else if (was.pick != now.pick || was.open != now.open || was.word != now.word || was.mask != now.mask) {
        const Sheet sheet = steps_sheet(now, after);
        const SheetNumber* number = sheet.shown(now.pick);
        if (number != nullptr) say(out, arithmetic(*number) + ".");
    }
    if (was.page != now.page) say(out, "Page " + std::to_string(now.page) + " of the numbers.");
    constexpr const char* kPanels[] = {"Back to the numbers.", "Concept: the whole in one line.",
                                       "Concept: several heads.", "Concept: why the scores are divided."};
    if (was.panel != now.panel) say(out, kPanels[static_cast<std::size_t>(now.panel - 1) & 3U]);
}

// The lesson about words: whose attention is shown, in which direction, and what lies over it.
void say_words(std::string& out, const State& was, const State& now, const Readings& after) {
    if (was.looked_at != now.looked_at || was.also != now.also || was.word != now.word || was.open != now.open)
        say(out, describe_strengths(now, after, now.open));
    if (was.several != now.several)
        say(out, now.several ? "Pressing a word adds it." : "Pressing a word chooses it alone.");
    if (was.strongest != now.strongest)
        say(out, now.strongest ? "The table holds the strongest row of each word." : "The table holds every word.");
    if (was.gold != now.gold) {
        say(out, !now.gold          ? "Gold links hidden."
                 : after.in_grammar ? count_of(static_cast<int>(after.gold.size()), "gold link") + " shown."
                                    : "The grammar does not make this sentence, so it has no gold links.");
    }
    if (was.page != now.page) say(out, "Page " + std::to_string(now.page) + " of the table.");
}

void say_theme(std::string& out, const State& was, const State& now) {
    if (was.theme == now.theme) return;
    constexpr const char* kNames[] = {"Colours follow the page.", "Light colours.", "Dark colours.", "High contrast."};
    say(out, kNames[static_cast<std::size_t>(now.theme) & 3U]);
}

}  // namespace

std::string describe_change(const State& was, const State& now, const Readings& after) {
    if (after.sort != nullptr) return describe_sort_change(was, now, after);
    std::string out;
    if (was.lesson != now.lesson) say(out, "Lesson " + in_quotes(now.lesson) + ".");
    if (after.names != nullptr) {
        say(out, describe_names_change(was, now, after));
        say_theme(out, was, now);
        return out;
    }
    if (was.text != now.text) {
        say(out, "The sentence has " + count_of(after.word_count(), "word") + ".");
        say(out, after.text_notice);
    }
    if (was.heads != now.heads) say_model(out, now, after);
    if (was.layer != now.layer) say(out, "Layer " + std::to_string(now.layer) + ".");
    if (now.lesson == "words")
        say_words(out, was, now, after);
    else
        say_view(out, was, now, after);
    say_switches(out, was, now, after);
    if (was.links != now.links && now.open > 0) say(out, now.links ? "Links between words." : "Matrix of weights.");
    if (was.word != now.word && was.text == now.text && now.lesson != "words") {
        say(out, "Chosen word: " + word_text(after, now.word) + ".");
        if (now.open > 0 && now.open == was.open) say(out, describe_row(after, now.open, now.word));
    }
    say_steps(out, was, now, after);
    if (was.dimension != now.dimension && now.concat && was.concat) say(out, describe_sum(now, after));
    say_theme(out, was, now);
    return out;
}

}  // namespace mha::sim
