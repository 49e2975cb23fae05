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
using Kinds = std::uint64_t;
namespace kind {
inline constexpr Kinds person = Kinds{1} << 0U;
inline constexpr Kinds adult = Kinds{1} << 1U;         // old and busy ones
inline constexpr Kinds family = Kinds{1} << 2U;        // my mother, rather than a mother
inline constexpr Kinds acquaintance = Kinds{1} << 3U;  // my friend, but not my woman
inline constexpr Kinds animal = Kinds{1} << 4U;
inline constexpr Kinds pet = Kinds{1} << 5U;  // what people have
inline constexpr Kinds food = Kinds{1} << 6U;
inline constexpr Kinds piece = Kinds{1} << 7U;  // food one can count
inline constexpr Kinds drink = Kinds{1} << 8U;
inline constexpr Kinds fodder = Kinds{1} << 9U;    // what an animal would eat too
inline constexpr Kinds water = Kinds{1} << 10U;    // what an animal would drink too
inline constexpr Kinds cooked = Kinds{1} << 11U;   // what is made in a kitchen
inline constexpr Kinds reading = Kinds{1} << 12U;  // books, letters, stories
inline constexpr Kinds thing = Kinds{1} << 13U;    // fits in a hand
inline constexpr Kinds container = Kinds{1} << 14U;
inline constexpr Kinds furniture = Kinds{1} << 15U;
inline constexpr Kinds openable = Kinds{1} << 16U;
inline constexpr Kinds clothing = Kinds{1} << 17U;
inline constexpr Kinds plant = Kinds{1} << 18U;
inline constexpr Kinds vehicle = Kinds{1} << 19U;
inline constexpr Kinds place = Kinds{1} << 20U;
inline constexpr Kinds inside = Kinds{1} << 21U;   // rooms, which one is not near
inline constexpr Kinds indoors = Kinds{1} << 22U;  // rooms and houses, which one cleans
inline constexpr Kinds study = Kinds{1} << 23U;    // school subjects
inline constexpr Kinds game = Kinds{1} << 24U;     // what one plays
inline constexpr Kinds agent = Kinds{1} << 25U;    // models, networks, computers
inline constexpr Kinds part = Kinds{1} << 26U;     // layers and heads, which are in a model
inline constexpr Kinds means = Kinds{1} << 27U;    // what a model uses
inline constexpr Kinds data = Kinds{1} << 28U;     // tokens, words, vectors
inline constexpr Kinds text = Kinds{1} << 29U;     // data that can be long or short
inline constexpr Kinds size = Kinds{1} << 30U;     // data that can be large or small
inline constexpr Kinds flyer = Kinds{1} << 31U;
inline constexpr Kinds dog = Kinds{1} << 32U;
inline constexpr Kinds swimmer = Kinds{1} << 33U;
inline constexpr Kinds sound = Kinds{1} << 34U;  // what one hears
inline constexpr Kinds tool = Kinds{1} << 35U;   // what one uses
inline constexpr Kinds trainable = Kinds{1} << 36U;
inline constexpr Kinds question = Kinds{1} << 37U;
inline constexpr Kinds ball = Kinds{1} << 38U;
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
inline constexpr std::uint8_t looks = 64U;  // at the word
}  // namespace trait
namespace manner {
inline constexpr std::uint8_t speed = 1U;     // quickly, slowly
inline constexpr std::uint8_t noise = 2U;     // quietly, loudly
inline constexpr std::uint8_t mood = 4U;      // happily
inline constexpr std::uint8_t care = 8U;      // carefully
inline constexpr std::uint8_t quality = 16U;  // well
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
[[nodiscard]] bool is_name(int word);
/// True if "an" goes before the word.
[[nodiscard]] bool starts_with_vowel_sound(Token word);

}  // namespace mha::data
