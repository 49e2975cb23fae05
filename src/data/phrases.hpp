// SPDX-License-Identifier: MIT
// Noun phrases and what hangs on them: determiners, adjectives, prepositional phrases, relative
// clauses.
#pragma once

#include "data/sentence_builder.hpp"

namespace mha::data {

enum class Person : std::uint8_t { first, second, third };

/// A noun phrase that stands in the sentence, as seen by the words that refer to it.
struct Phrase {
    int head = 0;  // position of the noun or pronoun
    Token word = 0;
    Number number = Number::singular;
    Person person = Person::third;
    Gender gender = Gender::neuter;
    Kinds kinds = 0;
    int first_head = -1;  // of "the cat and the dog": position of "cat"
    bool pronoun = false;
    bool name = false;
    std::uint8_t ranks = 0;  // of the adjectives before the noun, one bit each
};

/// Which determiners may stand: all; the, this, my; a, some, two; none; only a or an.
enum class Style : std::uint8_t { any, definite, indefinite, bare, article };

/// What is wanted of a noun phrase.
struct NounRequest {
    Kinds kinds = 0;             // one of these, or
    const Noun* noun = nullptr;  // exactly this one
    Style style = Style::any;
    std::uint32_t plural_percent = 50;
    std::uint32_t adjective_percent = 55;  // that there is at least one
    std::uint32_t name_percent = 0;        // a first name, if persons are among the kinds
    bool clear_gender = false;             // no single "student", whom "they" would stand for
    const Phrase* owner = nullptr;         // may be referred to by "her", "its", ...
};

/// Adds determiner, adjectives and noun.
Phrase noun_phrase(SentenceBuilder& builder, const NounRequest& request);

/// "in the garden", "on the table", "near the river": where something of these kinds is.
void location(SentenceBuilder& builder, Kinds kinds);

/// One of persons and animals if both are among the kinds, so that a pair is of one kind.
[[nodiscard]] Kinds one_kind(SentenceBuilder& builder, Kinds kinds);

/// An adjective that can be said of the phrase ("is old") and does not repeat or contradict those
/// it has; nullptr if there is none.
[[nodiscard]] const Adjective* quality(SentenceBuilder& builder, const Phrase& phrase);

/// A prepositional phrase that fits the noun, its own noun mostly of the other number.
void noun_modifier(SentenceBuilder& builder, const Phrase& phrase);

/// The words that refer to a phrase. A single "student" is "they"; reflexive() is 0 there, because
/// neither "themselves" nor "themself" is common.
[[nodiscard]] Token subject_pronoun(const Phrase& phrase);
[[nodiscard]] Token object_pronoun(const Phrase& phrase);
[[nodiscard]] Token possessive(const Phrase& phrase);
[[nodiscard]] Token reflexive(const Phrase& phrase);

/// The number the verb shows: plural also for I and you ("I like", "you are").
[[nodiscard]] Number verb_number(const Phrase& phrase);

}  // namespace mha::data
