// SPDX-License-Identifier: MIT
// Prepositional phrases.
#include "data/phrases.hpp"

namespace mha::data {
namespace {

void prepositional(SentenceBuilder& builder, Token preposition, const NounRequest& request) {
    const int position = builder.add(preposition);
    builder.link(LinkKind::preposition_noun, position, noun_phrase(builder, request).head);
}

/// Mostly the other number: the noun is there to distract the verb.
std::uint32_t distracting(const Phrase& phrase) {
    return phrase.number == Number::plural ? 30U : 70U;
}

void beside(SentenceBuilder& builder, Kinds kinds, std::uint32_t plural_percent) {
    prepositional(builder, builder.one_of({"near"_w, "near"_w, "behind"_w}),
                  {.kinds = kinds,
                   .style = Style::definite,
                   .plural_percent = plural_percent,
                   .adjective_percent = 35});
}

void technical_modifier(SentenceBuilder& builder, const Phrase& phrase) {
    if ((phrase.kinds & kind::agent) != 0U) {
        prepositional(builder, "with"_w,
                      {.kinds = kind::agent | kind::data,
                       .plural_percent = distracting(phrase),
                       .adjective_percent = 35});
        return;
    }
    prepositional(builder, builder.one_of({"in"_w, "from"_w}),
                  {.kinds = kind::agent | kind::data,
                   .style = Style::definite,
                   .plural_percent = distracting(phrase),
                   .adjective_percent = 35});
}

}  // namespace

void location(SentenceBuilder& builder) {
    const Noun* noun = builder.pick(nouns(), [&](const Noun& item) {
        return item.preposition != 0 && !builder.contains(item.singular) &&
               !builder.contains(item.plural);
    });
    if (noun == nullptr || builder.chance(22U)) {
        const bool under = builder.chance(35U);
        prepositional(builder, under ? "under"_w : "near"_w,
                      {.kinds = under ? kind::furniture | kind::plant
                                      : kind::place | kind::plant | kind::vehicle,
                       .style = Style::definite,
                       .plural_percent = 35,
                       .adjective_percent = 30});
        return;
    }
    const int position = builder.add(noun->preposition);
    const Phrase phrase = noun_phrase(builder, {.noun = noun,
                                                .style = Style::definite,
                                                .plural_percent = 25,
                                                .adjective_percent = 30});
    builder.link(LinkKind::preposition_noun, position, phrase.head);
}

void noun_modifier(SentenceBuilder& builder, const Phrase& phrase) {
    const Kinds kinds = phrase.kinds;
    if ((kinds & (kind::agent | kind::data)) != 0U) {
        technical_modifier(builder, phrase);
    } else if ((kinds & kind::reading) != 0U) {
        prepositional(builder, "about"_w,
                      {.kinds = kind::living | kind::study | kind::place | kind::vehicle,
                       .plural_percent = distracting(phrase),
                       .adjective_percent = 35});
    } else if (phrase.word == "picture"_w || phrase.word == "pictures"_w) {
        prepositional(builder, "of"_w,
                      {.kinds = kind::living | kind::place | kind::plant,
                       .plural_percent = distracting(phrase),
                       .adjective_percent = 35});
    } else if ((kinds & kind::person) != 0U && builder.chance(50U)) {
        prepositional(builder, "with"_w,
                      {.kinds = kind::animal | kind::thing | kind::clothing,
                       .plural_percent = distracting(phrase),
                       .adjective_percent = 45});
    } else if ((kinds & (kind::study | kind::game)) != 0U) {
        return;
    } else if (builder.chance(55U)) {
        beside(builder, kind::living | kind::vehicle | kind::plant | kind::openable,
               distracting(phrase));
    } else {
        location(builder);
    }
}

}  // namespace mha::data
