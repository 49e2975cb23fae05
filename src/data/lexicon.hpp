// SPDX-License-Identifier: MIT
// What the sentence grammar knows about each word: forms, number, gender, and which words go
// together. Tables are constexpr; words are checked against the word list while compiling.
#pragma once

#include <cstdint>
#include <span>

#include "data/word_list.hpp"

namespace mha::data {

enum class Number : std::uint8_t { singular, plural };

/// Which pronoun stands for a singular noun: it, she, he, or (common) they.
enum class Gender : std::uint8_t { neuter, feminine, masculine, common };

/// A set of meanings, one bit each. Verbs and adjectives name the sets they go with.
using Kinds = std::uint32_t;
namespace kind {
inline constexpr Kinds person = 1U << 0U;
inline constexpr Kinds animal = 1U << 1U;
inline constexpr Kinds food = 1U << 2U;
inline constexpr Kinds drink = 1U << 3U;
inline constexpr Kinds fodder = 1U << 4U;    // what an animal would eat too
inline constexpr Kinds water = 1U << 5U;     // what an animal would drink too
inline constexpr Kinds cooked = 1U << 6U;    // what is made in a kitchen
inline constexpr Kinds reading = 1U << 7U;   // books, letters, stories
inline constexpr Kinds thing = 1U << 8U;     // fits in a hand
inline constexpr Kinds furniture = 1U << 9U;
inline constexpr Kinds openable = 1U << 10U;
inline constexpr Kinds clothing = 1U << 11U;
inline constexpr Kinds plant = 1U << 12U;
inline constexpr Kinds vehicle = 1U << 13U;
inline constexpr Kinds place = 1U << 14U;
inline constexpr Kinds study = 1U << 15U;    // school subjects
inline constexpr Kinds game = 1U << 16U;     // what one plays
inline constexpr Kinds agent = 1U << 17U;    // models, networks, computers
inline constexpr Kinds data = 1U << 18U;     // tokens, words, vectors
inline constexpr Kinds flyer = 1U << 19U;
inline constexpr Kinds dog = 1U << 20U;
inline constexpr Kinds swimmer = 1U << 21U;
inline constexpr Kinds sound = 1U << 22U;    // what one hears
inline constexpr Kinds tool = 1U << 23U;     // what one uses
inline constexpr Kinds trainable = 1U << 24U;
inline constexpr Kinds question = 1U << 25U;
inline constexpr Kinds ball = 1U << 26U;
inline constexpr Kinds indoors = 1U << 27U;  // rooms and houses, which one cleans
inline constexpr Kinds living = person | animal;
inline constexpr Kinds object = thing | furniture | clothing | vehicle | reading;
}  // namespace kind

/// plural == 0: the noun is used in one number only. counted == false: a mass noun ("bread").
struct Noun {
    Token singular;
    Token plural;
    Kinds kinds;
    Gender gender = Gender::neuter;
    Token preposition = 0;  // the one that makes it a place: "in" the garden, "on" the table
    bool counted = true;
};

struct Name {
    Token word;
    Gender gender;
};

/// past and ing are 0 where the grammar does not use them. object == 0: intransitive.
struct Verb {
    Token base;   // also the plural present
    Token third;  // third person singular present
    Token past;
    Token ing;
    Kinds subject;
    Kinds object = 0;
    std::uint8_t manner = 0;  // bits of Adverbs it goes with
    std::uint8_t traits = 0;
};
namespace trait {
inline constexpr std::uint8_t moves = 1U;      // to the park, away, home
inline constexpr std::uint8_t settles = 2U;    // sit down, on the chair
inline constexpr std::uint8_t somewhere = 4U;  // in the garden
inline constexpr std::uint8_t reflexive = 8U;  // herself
inline constexpr std::uint8_t gives = 16U;     // a book to the girl
inline constexpr std::uint8_t technical = 32U;
inline constexpr std::uint8_t looks = 64U;     // at the word
}  // namespace trait
namespace manner {
inline constexpr std::uint8_t speed = 1U;    // quickly, slowly
inline constexpr std::uint8_t noise = 2U;    // quietly, loudly
inline constexpr std::uint8_t mood = 4U;     // happily
inline constexpr std::uint8_t care = 8U;     // carefully
inline constexpr std::uint8_t quality = 16U; // well
}  // namespace manner

/// rank orders several adjectives: opinion 0, size 1, age 2, colour 3.
struct Adjective {
    Token word;
    Kinds kinds;
    std::uint8_t rank;
    bool predicate = true;  // "is big", but not "is little"
};
struct Comparative {
    Token word;
    Kinds kinds;
};
struct MannerAdverb {
    Token word;
    std::uint8_t manner;
};
/// A noun phrase of two words whose first is fixed: "neural network", "machine learning".
struct Compound {
    Token modifier;
    Token noun;  // singular form
};

[[nodiscard]] std::span<const Noun> nouns();
[[nodiscard]] std::span<const Name> names();
[[nodiscard]] std::span<const Verb> verbs();
[[nodiscard]] std::span<const Adjective> adjectives();
[[nodiscard]] std::span<const Comparative> comparatives();
[[nodiscard]] std::span<const MannerAdverb> manner_adverbs();
[[nodiscard]] std::span<const Compound> compounds();

/// True for nouns, names, verbs, adjectives and manner adverbs in any form; false for the rest.
[[nodiscard]] bool is_content_word(Token word);
/// True if "an" goes before the word.
[[nodiscard]] bool starts_with_vowel_sound(Token word);

}  // namespace mha::data
