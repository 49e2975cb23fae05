// SPDX-License-Identifier: MIT
// Noun phrases: determiner, adjectives, noun.
#include "data/phrases.hpp"

#include <algorithm>
#include <array>

#include "data/determiners.hpp"

namespace mha::data {
namespace {

/// Determiner, at most three modifiers, noun.
constexpr int kLongestPhrase = 5;

/// For hints: where the words between determiner and noun stand in given words.
struct Room {
    int begin;
    int end;

    [[nodiscard]] int size() const { return end - begin; }
};

/// The adjectives of one noun in their English order, at most one of each rank.
struct Modifiers {
    std::array<Token, 4> words{};
    std::size_t count = 0;
    std::uint8_t ranks = 0;  // one bit for each rank that occurs
};

Modifiers modifiers(SentenceBuilder& builder, const Noun& noun, std::uint32_t percent, Room room) {
    Modifiers result;
    const bool fixed = noun.singular == "learning"_w;  // only ever "machine learning"
    if (!builder.chance(percent, room.size() > 0, fixed ? percent == 0U : room.size() == 0) && !fixed) {
        return result;
    }
    const auto before_noun = [&](const Compound& item) { return builder.stands(room.end - 1, item.modifier); };
    const Compound* compound =
        builder.pick_unsure(compounds(), [&](const Compound& item) { return item.noun == noun.singular; }, before_noun);
    const bool fits = compound != nullptr && before_noun(*compound);
    const bool compounded = compound != nullptr && (fixed || builder.chance(60U, fits, !fits));
    const auto fills = [&](std::size_t index) { return static_cast<int>(index) == room.size() - 1; };
    const std::size_t wanted =
        compounded ? builder.weighted({70, 25, 5}, fills) : 1 + builder.weighted({58, 29, 13}, fills);
    std::array<const Adjective*, 4> by_rank{};
    for (std::size_t tries = 0; tries < wanted; ++tries) {
        const Adjective* adjective = builder.pick(
            adjectives(),
            [&](const Adjective& item) {
                return (item.kinds & noun.kinds) != 0U && by_rank[item.rank] == nullptr && !builder.contains(item.word);
            },
            [&](const Adjective& item) { return builder.stands(room.begin + static_cast<int>(tries), item.word); });
        if (adjective != nullptr) {
            by_rank[adjective->rank] = adjective;
        }
    }
    for (const Adjective* adjective : by_rank) {
        if (adjective != nullptr && result.count < 3) {
            result.words[result.count++] = adjective->word;
            result.ranks |= static_cast<std::uint8_t>(1U << adjective->rank);
        }
    }
    if (compounded) {
        result.words[result.count++] = compound->modifier;
    }
    return result;
}

const Noun& choose_noun(SentenceBuilder& builder, Kinds kinds) {
    const Noun* fresh = builder.pick(
        nouns(),
        [&](const Noun& noun) {
            return (noun.kinds & kinds) != 0U && !builder.contains(noun.singular) &&
                   (noun.plural == 0 || !builder.contains(noun.plural));
        },
        [&](const Noun& noun) { return builder.any_form_comes(noun, kLongestPhrase); });
    return fresh != nullptr ? *fresh : nouns().front();
}

}  // namespace

const Adjective* quality(SentenceBuilder& builder, const Phrase& phrase) {
    return builder.pick_unsure(
        adjectives(),
        [&](const Adjective& item) {
            return (item.kinds & phrase.kinds) != 0U && item.predicate && (phrase.ranks >> item.rank & 1U) == 0U &&
                   !builder.contains(item.word);
        },
        [&](const Adjective& item) { return builder.comes(item.word, 2); });  // "very old"
}

Phrase noun_phrase(SentenceBuilder& builder, const NounRequest& request) {
    const auto comes_next = [&](const Name& item) { return builder.comes(item.word); };
    const bool named = std::ranges::any_of(names(), comes_next);
    if ((request.kinds & kind::person) != 0U && builder.chance(request.name_percent, named, !named)) {
        const Name* name =
            builder.pick(names(), [&](const Name& item) { return !builder.contains(item.word); }, comes_next);
        if (name != nullptr) {
            const int head = builder.add_noun(name->word, Number::singular);
            return {.head = head, .word = name->word, .gender = name->gender, .kinds = kind::person, .name = true};
        }
    }
    const Noun& noun = request.noun != nullptr ? *request.noun : choose_noun(builder, request.kinds);
    const bool doubtful = request.clear_gender && noun.gender == Gender::common;
    const bool plural =
        noun.plural != 0 && (builder.chance(request.plural_percent, builder.comes(noun.plural, kLongestPhrase),
                                            !doubtful && builder.comes(noun.singular, kLongestPhrase)) ||
                             doubtful);
    const Number number = plural ? Number::plural : Number::singular;
    Token article = determiner(builder, request, noun, number);
    const Token word = plural ? noun.plural : noun.singular;
    const Modifiers before = modifiers(builder, noun, request.adjective_percent,
                                       {builder.size() + (article != 0 ? 1 : 0), builder.position_of_next(word)});
    if (article == "a"_w && starts_with_vowel_sound(before.count > 0 ? before.words[0] : word)) {
        article = "an"_w;
    }
    const int first = builder.size();
    const int head = first + (article != 0 ? 1 : 0) + static_cast<int>(before.count);
    if (article != 0) {
        builder.link(LinkKind::determiner_noun, builder.add(article), head);
        if (request.owner != nullptr && article == possessive(*request.owner)) {
            builder.link(LinkKind::possessive_antecedent, first, request.owner->head);
        }
    }
    for (std::size_t index = 0; index < before.count; ++index) {
        builder.link(LinkKind::adjective_noun, builder.add(before.words[index]), head);
    }
    builder.add_noun(word, number);
    return {.head = head,
            .word = word,
            .number = number,
            .gender = noun.gender,
            .kinds = noun.kinds,
            .ranks = before.ranks};
}

}  // namespace mha::data
