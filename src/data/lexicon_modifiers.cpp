// SPDX-License-Identifier: MIT
// Adjectives and adverbs with the words they go with.
#include <algorithm>
#include <array>

#include "data/lexicon.hpp"
#include "data/vocabulary.hpp"

namespace mha::data {
namespace {

using namespace kind;

constexpr Kinds kSolid = thing | furniture | clothing | vehicle | openable | reading;

constexpr auto kAdjectives = std::to_array<Adjective>({
    {"kind"_w, person, 0},
    {"clever"_w, person | animal, 0},
    {"funny"_w, person | animal | reading, 0},
    {"happy"_w, living, 0},
    {"sad"_w, person, 0},
    {"tired"_w, living, 0},
    {"hungry"_w, living, 0},
    {"friendly"_w, living, 0},
    {"quiet"_w, living | place | inside, 0},
    {"busy"_w, adult | place, 0},
    {"beautiful"_w, place | inside | plant | clothing | vehicle | animal, 0},
    {"nice"_w, thing | clothing | place | inside | food, 0},
    {"good"_w, reading | food | drink, 0},
    {"interesting"_w, reading, 0},
    {"heavy"_w, thing | furniture, 0},
    {"fresh"_w, food | drink, 0},
    {"sweet"_w, food, 0},
    {"hot"_w, drink | cooked, 0},
    {"cold"_w, drink, 0},
    {"fast"_w, vehicle | agent, 0},
    {"slow"_w, vehicle | agent, 0},
    {"simple"_w, agent | text | size, 0},
    {"difficult"_w, text, 0},
    {"important"_w, data | reading, 0},
    {"big"_w, animal | kSolid | place | inside | plant | piece, 1},
    {"small"_w, animal | kSolid | place | inside | plant | piece | agent | size, 1},
    {"little"_w, animal | thing | place, 1, false},
    {"large"_w, agent | place | inside | furniture | size, 1},
    {"tall"_w, person | plant, 1},
    {"long"_w, reading | text, 1},
    {"short"_w, reading | text, 1},
    {"old"_w, adult | animal | kSolid | place | plant, 2},
    {"young"_w, living, 2},
    {"new"_w, kSolid | agent | indoors, 2},
    {"black"_w, animal | thing | clothing | vehicle, 3},
    {"white"_w, animal | thing | clothing | vehicle | furniture | plant, 3},
    {"brown"_w, animal | furniture | clothing, 3},
    {"red"_w, thing | clothing | vehicle | furniture | openable, 3},
    {"blue"_w, thing | clothing | vehicle | furniture | openable, 3},
    {"green"_w, thing | clothing | vehicle | furniture | openable, 3},
    {"yellow"_w, thing | clothing | vehicle, 3},
});

constexpr auto kComparatives = std::to_array<Comparative>({
    {"bigger"_w, animal | kSolid | place | plant},
    {"smaller"_w, animal | kSolid | place | plant},
    {"older"_w, person | animal | indoors | vehicle},
    {"faster"_w, vehicle | animal | agent},
    {"better"_w, reading | food | agent},
});

constexpr auto kMannerAdverbs = std::to_array<MannerAdverb>({
    {"quickly"_w, manner::speed},
    {"slowly"_w, manner::speed},
    {"quietly"_w, manner::noise},
    {"loudly"_w, manner::noise},
    {"happily"_w, manner::mood},
    {"carefully"_w, manner::care},
    {"well"_w, manner::quality},
});

}  // namespace

std::span<const Adjective> adjectives() { return kAdjectives; }
std::span<const Comparative> comparatives() { return kComparatives; }
std::span<const MannerAdverb> manner_adverbs() { return kMannerAdverbs; }

bool is_content_word(Token word) {
    const auto among = [word](const auto&... forms) { return ((forms == word) || ...); };
    const auto noun = [&](const Noun& item) { return among(item.singular, item.plural); };
    const auto verb = [&](const Verb& item) { return among(item.base, item.third, item.past, item.ing); };
    const auto other = [&](const auto& item) { return among(item.word); };
    const auto modifier = [&](const Compound& item) { return among(item.modifier); };
    return word != 0 && (std::ranges::any_of(nouns(), noun) || std::ranges::any_of(verbs(), verb) ||
                         std::ranges::any_of(names(), other) || std::ranges::any_of(adjectives(), other) ||
                         std::ranges::any_of(comparatives(), other) || std::ranges::any_of(manner_adverbs(), other) ||
                         std::ranges::any_of(compounds(), modifier));
}

bool starts_with_vowel_sound(Token word) {
    const std::string_view spelling = word_text(word);
    return !spelling.empty() && std::string_view("aeio").contains(spelling.front()) && word != "one"_w;
}

}  // namespace mha::data
