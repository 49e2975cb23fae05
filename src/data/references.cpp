// SPDX-License-Identifier: MIT
// Pronouns, possessives and reflexives by person, number and gender.
#include <array>

#include "data/phrases.hpp"

namespace mha::data {
namespace {

/// Rows: I, you, we, they, she, he, it.
std::size_t row(const Phrase& phrase) {
    if (phrase.person == Person::second) {
        return 1;
    }
    if (phrase.person == Person::first) {
        return phrase.number == Number::plural ? 2 : 0;
    }
    if (phrase.number == Number::plural || phrase.gender == Gender::common) {
        return 3;
    }
    if (phrase.gender == Gender::neuter) {
        return 6;
    }
    return phrase.gender == Gender::feminine ? 4 : 5;
}

using Row = std::array<Token, 7>;
constexpr Row kSubjects{"I"_w, "you"_w, "we"_w, "they"_w, "she"_w, "he"_w, "it"_w};
constexpr Row kObjects{"me"_w, "you"_w, "us"_w, "them"_w, "her"_w, "him"_w, "it"_w};
constexpr Row kPossessives{"my"_w, "your"_w, "our"_w, "their"_w, "her"_w, "his"_w, "its"_w};
constexpr Row kReflexives{"myself"_w,  "yourself"_w, "ourselves"_w, "themselves"_w,
                          "herself"_w, "himself"_w,  "itself"_w};

}  // namespace

Token subject_pronoun(const Phrase& phrase) { return kSubjects[row(phrase)]; }

Token object_pronoun(const Phrase& phrase) { return kObjects[row(phrase)]; }

Token possessive(const Phrase& phrase) { return kPossessives[row(phrase)]; }

Token reflexive(const Phrase& phrase) {
    const bool doubtful =
        phrase.person == Person::third && phrase.number == Number::singular && phrase.gender == Gender::common;
    return doubtful ? Token{0} : kReflexives[row(phrase)];
}

Number verb_number(const Phrase& phrase) { return phrase.person != Person::third ? Number::plural : phrase.number; }

}  // namespace mha::data
