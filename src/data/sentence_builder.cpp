// SPDX-License-Identifier: MIT
// Bookkeeping of a sentence under construction.
#include "data/sentence_builder.hpp"

#include <algorithm>
#include <utility>

namespace mha::data {

int SentenceBuilder::add(Token word) {
    sentence_.tokens.push_back(word);
    noun_number_.push_back(-1);
    return size() - 1;
}

int SentenceBuilder::add_noun(Token word, Number number) {
    const int position = add(word);
    noun_number_.back() = static_cast<std::int8_t>(number);
    return position;
}

void SentenceBuilder::set(int position, Token word) {
    sentence_.tokens[static_cast<std::size_t>(position)] = word;
}

void SentenceBuilder::link(LinkKind kind, int from, int to) {
    sentence_.links.push_back({kind, from, to});
}

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
    sentence_.agreements.push_back(
        {verb, subject, number == Number::plural, false, static_cast<int>(other_form)});
}

bool SentenceBuilder::contains(Token word) const {
    return std::ranges::find(sentence_.tokens, static_cast<int>(word)) != sentence_.tokens.end();
}

std::size_t SentenceBuilder::weighted(std::initializer_list<std::uint32_t> weights) {
    std::uint32_t total = 0;
    for (const std::uint32_t weight : weights) {
        total += weight;
    }
    std::uint32_t draw = random_.below(total);
    std::size_t index = 0;
    for (const std::uint32_t weight : weights) {
        if (draw < weight) {
            return index;
        }
        draw -= weight;
        ++index;
    }
    return 0;
}

Token SentenceBuilder::one_of(std::initializer_list<Token> words) {
    return words.begin()[random_.below(static_cast<std::uint32_t>(words.size()))];
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
