// SPDX-License-Identifier: MIT
// Determiners, adjectives, nouns and the phrases around them.
#include "data/phrases.hpp"

#include <array>

namespace mha::data {
namespace {

/// "my friend", but not "my woman" or "my street".
bool can_be_owned(Kinds kinds) {
    constexpr Kinds kUnowned = kind::person | kind::plant;
    constexpr Kinds kOwned = kind::family | kind::acquaintance;
    return (kinds & kOwned) != 0U || (kinds & kUnowned) == 0U;
}

/// Models and tokens belong to nobody.
Token technical_determiner(SentenceBuilder& builder, Number number, bool free) {
    if (number == Number::singular) {
        static constexpr auto kSingular = std::to_array<Token>(
            {"the"_w, "this"_w, "that"_w, "a"_w, "each"_w, "every"_w, "another"_w});
        return kSingular[builder.weighted({46, 8, 3, free ? 22U : 0U, free ? 10U : 0U,
                                           free ? 8U : 0U, free ? 3U : 0U})];
    }
    static constexpr auto kPlural = std::to_array<Token>(
        {"the"_w, "these"_w, "those"_w, "all"_w, "many"_w, "some"_w, "two"_w, "three"_w, 0});
    return kPlural[builder.weighted({34, 8, 4, free ? 16U : 0U, free ? 9U : 0U, free ? 5U : 0U, free ? 5U : 0U,
                                     free ? 4U : 0U, free ? 14U : 0U})];
}

Token determiner(SentenceBuilder& builder, const NounRequest& request, Number number,
                 bool counted) {
    if (request.owner != nullptr && counted && can_be_owned(request.kinds) && builder.chance(24U)) {
        return possessive(*request.owner);
    }
    if (request.style == Style::bare || request.style == Style::article) {
        return request.style == Style::article ? "a"_w : Token{0};
    }
    const bool free = request.style == Style::any;
    if ((request.kinds & (kind::agent | kind::data)) != 0U && counted) {
        return technical_determiner(builder, number, free);
    }
    if (!counted) {
        if ((request.kinds & (kind::study | kind::game)) != 0U) {
            return 0;
        }
        const std::size_t choice = builder.weighted({30, 22, 4, free ? 44U : 0U});
        return choice == 3 ? Token{0} : std::to_array<Token>({"the"_w, "some"_w, "this"_w})[choice];
    }
    if (number == Number::singular) {
        if (request.style == Style::indefinite) {
            return builder.weighted({80, 10, 10}) == 0 ? "a"_w : builder.one_of({"one"_w, "another"_w});
        }
        if ((request.kinds & kind::family) != 0U && builder.chance(90U)) {
            return builder.one_of({"my"_w, "my"_w, "your"_w, "our"_w, "the"_w, "the"_w});
        }
        const std::uint32_t mine = can_be_owned(request.kinds) ? 1U : 0U;
        static constexpr auto kSingular = std::to_array<Token>(
            {"the"_w, "this"_w, "that"_w, "my"_w, "our"_w, "your"_w, "a"_w, "every"_w, "each"_w,
             "another"_w});
        return kSingular[builder.weighted({42, 7, 6, 5 * mine, 3 * mine, 3 * mine, free ? 26U : 0U, free ? 6U : 0U,
                                           free ? 3U : 0U, free ? 2U : 0U})];
    }
    if (request.style == Style::indefinite) {
        return builder.one_of({"some"_w, "many"_w, "two"_w, "three"_w});
    }
    const std::uint32_t ours = can_be_owned(request.kinds) ? 1U : 0U;
    static constexpr auto kPlural = std::to_array<Token>(
        {"the"_w, "these"_w, "those"_w, "my"_w, "our"_w, "your"_w, "many"_w, "some"_w, "two"_w,
         "three"_w, "all"_w, 0});
    return kPlural[builder.weighted({40, 7, 6, 4 * ours, 2 * ours, 2 * ours, free ? 7U : 0U, free ? 6U : 0U,
                                     free ? 6U : 0U, free ? 5U : 0U, free ? 2U : 0U,
                                     free ? 10U : 0U})];
}

/// The adjectives of one noun in their English order, at most one of each rank.
struct Modifiers {
    std::array<Token, 4> words{};
    std::size_t count = 0;
    std::uint8_t ranks = 0;  // one bit for each rank that occurs
};

Modifiers modifiers(SentenceBuilder& builder, const Noun& noun, std::uint32_t percent) {
    Modifiers result;
    const bool fixed = noun.singular == "learning"_w;  // only ever "machine learning"
    if (!builder.chance(percent) && !fixed) {
        return result;
    }
    const Compound* compound = builder.pick(
        compounds(), [&](const Compound& item) { return item.noun == noun.singular; });
    const bool compounded = compound != nullptr && (fixed || builder.chance(60U));
    const std::size_t wanted = compounded ? builder.weighted({70, 25, 5})
                                          : 1 + builder.weighted({58, 29, 13});
    std::array<const Adjective*, 4> by_rank{};
    for (std::size_t tries = 0; tries < wanted; ++tries) {
        const Adjective* adjective = builder.pick(adjectives(), [&](const Adjective& item) {
            return (item.kinds & noun.kinds) != 0U && by_rank[item.rank] == nullptr &&
                   !builder.contains(item.word);
        });
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
    const Noun* fresh = builder.pick(nouns(), [&](const Noun& noun) {
        return (noun.kinds & kinds) != 0U && !builder.contains(noun.singular) &&
               (noun.plural == 0 || !builder.contains(noun.plural));
    });
    return fresh != nullptr ? *fresh : nouns().front();
}

}  // namespace

const Adjective* quality(SentenceBuilder& builder, const Phrase& phrase) {
    return builder.pick(adjectives(), [&](const Adjective& item) {
        return (item.kinds & phrase.kinds) != 0U && item.predicate &&
               (phrase.ranks >> item.rank & 1U) == 0U && !builder.contains(item.word);
    });
}

Phrase noun_phrase(SentenceBuilder& builder, const NounRequest& request) {
    if ((request.kinds & kind::person) != 0U && builder.chance(request.name_percent)) {
        const Name* name =
            builder.pick(names(), [&](const Name& item) { return !builder.contains(item.word); });
        if (name != nullptr) {
            const int head = builder.add_noun(name->word, Number::singular);
            return {head, name->word, Number::singular, Person::third, name->gender, kind::person,
                    -1, false, true};
        }
    }
    const Noun& noun =
        request.noun != nullptr ? *request.noun : choose_noun(builder, request.kinds);
    const bool doubtful = request.clear_gender && noun.gender == Gender::common;
    const bool plural =
        noun.plural != 0 && (builder.chance(request.plural_percent) || doubtful);
    const Number number = plural ? Number::plural : Number::singular;
    NounRequest exact = request;
    exact.kinds = noun.kinds;
    Token article = determiner(builder, exact, number, noun.counted);
    const Modifiers before = modifiers(builder, noun, request.adjective_percent);
    const Token word = plural ? noun.plural : noun.singular;
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
    return {head, word, number, Person::third, noun.gender, noun.kinds, -1, false, false, before.ranks};
}

}  // namespace mha::data
