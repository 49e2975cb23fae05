// SPDX-License-Identifier: MIT
// Bookkeeping of a sentence under construction.
#include "data/sentence_builder.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace mha::data {
namespace {

constexpr auto kAuxiliaries =
    std::to_array<Token>({"is"_w, "are"_w, "am"_w, "was"_w, "were"_w, "isn't"_w, "aren't"_w, "wasn't"_w, "weren't"_w,
                          "does"_w, "do"_w, "did"_w, "doesn't"_w, "don't"_w, "didn't"_w});

}  // namespace

int SentenceBuilder::add(Token word) {
    if (guide_ != nullptr && !guide_->stands(size(), word)) {
        guide_->fail();
    }
    sentence_.tokens.push_back(word);
    noun_number_.push_back(-1);
    return size() - 1;
}

int SentenceBuilder::add_noun(Token word, Number number) {
    const int position = add(word);
    noun_number_.back() = static_cast<std::int8_t>(number);
    return position;
}

int SentenceBuilder::add_auxiliary() {
    if (guide_ != nullptr && std::ranges::none_of(kAuxiliaries, [&](Token word) { return comes(word); })) {
        guide_->fail();
    }
    sentence_.tokens.push_back(0);
    noun_number_.push_back(-1);
    return size() - 1;
}

void SentenceBuilder::set(int position, Token word) {
    if (guide_ != nullptr && !guide_->stands(position, word)) {
        guide_->fail();
    }
    sentence_.tokens[static_cast<std::size_t>(position)] = word;
}

void SentenceBuilder::link(LinkKind kind, int from, int to) { sentence_.links.push_back({kind, from, to}); }

void SentenceBuilder::link_both_ways(LinkKind kind, int a, int b) {
    link(kind, a, b);
    link(kind, b, a);
}

void SentenceBuilder::link_subject(int verb, int subject) {
    link(LinkKind::verb_subject, verb, subject);
    link(LinkKind::subject_verb, subject, verb);
}

void SentenceBuilder::link_object(int verb, int object) {
    link(LinkKind::verb_object, verb, object);
    link(LinkKind::object_verb, object, verb);
}

void SentenceBuilder::agree(int verb, int subject, Number number, Token other_form) {
    sentence_.agreements.push_back({verb, subject, number == Number::plural, false, static_cast<int>(other_form)});
}

bool SentenceBuilder::contains(Token word) const {
    return std::ranges::find(sentence_.tokens, static_cast<int>(word)) != sentence_.tokens.end();
}

int SentenceBuilder::position_of_next(Token word) const {
    if (guide_ == nullptr) {
        return 0;
    }
    const int distance = guide_->distance(size(), word);
    return distance < 0 ? -1 : size() + distance;
}

bool SentenceBuilder::comes_in_words(Token word, int within) const {
    const int distance = word == 0 ? -1 : guide_->distance(size(), word);
    return distance >= 0 && distance < within;
}

// The likelier outcome comes first, so that it is the one taken where both lead to the words.
bool SentenceBuilder::guided_chance(std::uint32_t percent, bool if_true, bool if_false) {
    const bool likely = percent >= 50U;
    const auto chosen = guide_->choose(2, [&](std::size_t index) {
        return (index == 0) == likely ? if_true && percent > 0U : if_false && percent < 100U;
    });
    if (!chosen) {
        guide_->fail();
        return percent >= 100U;
    }
    return (*chosen == 0) == likely;
}

Token SentenceBuilder::one_of(std::initializer_list<Token> words) {
    // A word may be listed twice to be drawn more often; in a search once is enough.
    const auto worth = [&](std::size_t index) {
        return comes(words.begin()[index]) &&
               std::find(words.begin(), words.begin() + index, words.begin()[index]) == words.begin() + index;
    };
    return words.begin()[weighted_by(words.size(), [](std::size_t) { return 1U; }, worth)];
}

Sentence SentenceBuilder::finish() {
    for (Agreement& agreement : sentence_.agreements) {
        const auto [low, high] = std::minmax(agreement.verb, agreement.subject);
        const int other = static_cast<int>(agreement.plural ? Number::singular : Number::plural);
        for (int position = low + 1; position < high; ++position) {
            agreement.attractor |= noun_number_[static_cast<std::size_t>(position)] == other;
        }
    }
    for (int later = 1; later < size(); ++later) {
        const int word = sentence_.tokens[static_cast<std::size_t>(later)];
        for (int earlier = 0; earlier < later; ++earlier) {
            if (sentence_.tokens[static_cast<std::size_t>(earlier)] == word &&
                is_content_word(static_cast<Token>(word))) {
                link_both_ways(LinkKind::repeated_word, later, earlier);
            }
        }
    }
    return std::move(sentence_);
}

}  // namespace mha::data
