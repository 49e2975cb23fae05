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
std::uint32_t distracting(const Phrase& phrase) { return phrase.number == Number::plural ? 30U : 70U; }

void beside(SentenceBuilder& builder, Kinds kinds, std::uint32_t plural_percent) {
    prepositional(
        builder, builder.one_of({"near"_w, "near"_w, "behind"_w}),
        {.kinds = kinds, .style = Style::definite, .plural_percent = plural_percent, .adjective_percent = 35});
}

/// A model with two layers, a layer in the model, a word in the sentence.
void technical_modifier(SentenceBuilder& builder, const Phrase& phrase) {
    const bool whole = (phrase.kinds & (kind::agent | kind::part)) == kind::agent;
    const bool text = (phrase.kinds & kind::text) != 0U;
    const Noun* sentence = builder.pick(
        nouns(), [&](const Noun& noun) { return text && noun.singular == "sentence"_w; },
        [](const Noun&) { return true; });
    if (sentence != nullptr && builder.contains(sentence->singular)) {
        return;
    }
    prepositional(builder, whole ? "with"_w : builder.one_of({"in"_w, "in"_w, "from"_w}),
                  {.kinds = whole ? kind::part : kind::trainable | kind::tool,
                   .noun = sentence,
                   .style = whole ? Style::any : Style::definite,
                   .plural_percent = distracting(phrase),
                   .adjective_percent = 35});
}

}  // namespace

Kinds one_kind(SentenceBuilder& builder, Kinds kinds) {
    if ((kinds & kind::living) != kind::living) {
        return kinds;
    }
    return kinds & ~(builder.chance(50U) ? kind::person : kind::animal);
}

void location(SentenceBuilder& builder, Kinds kinds) {
    const bool small = (kinds & (kind::thing | kind::food | kind::drink | kind::reading | kind::clothing)) != 0U;
    const bool fixed = (kinds & (kind::place | kind::openable)) != 0U && !small;
    const bool comes_under = builder.comes("under"_w);
    const bool comes_near = builder.comes("near"_w);
    const bool beside_it = comes_under || comes_near;
    if (fixed || builder.chance(20U, beside_it, !beside_it)) {
        const bool under = (small || (kinds & kind::animal) != 0U) && builder.chance(50U, comes_under, comes_near);
        prepositional(builder, under ? "under"_w : "near"_w,
                      {.kinds = under ? kind::furniture : kind::place | kind::plant,
                       .style = Style::definite,
                       .plural_percent = 25,
                       .adjective_percent = 30});
        return;
    }
    const Kinds wanted = small                          ? kind::furniture | kind::container | kind::indoors
                         : (kinds & kind::animal) != 0U ? kind::place | kind::inside | kind::furniture
                                                        : kind::place | kind::inside;
    const Noun* noun = builder.pick(
        nouns(),
        [&](const Noun& item) {
            return item.preposition != 0 && (item.kinds & wanted) != 0U && !builder.contains(item.singular) &&
                   !builder.contains(item.plural);
        },
        [&](const Noun& item) { return builder.comes(item.preposition) && builder.any_form_comes(item); });
    const int position = builder.add(noun->preposition);
    const Phrase phrase = noun_phrase(
        builder,
        {.noun = noun, .style = Style::definite, .plural_percent = small ? 30U : 12U, .adjective_percent = 30});
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
    } else if ((kinds & kind::person) != 0U && builder.chance(50U, builder.comes("with"_w))) {
        prepositional(builder, "with"_w,
                      {.kinds = kind::pet | kind::thing | kind::clothing,
                       .plural_percent = distracting(phrase),
                       .adjective_percent = 45});
    } else if ((kinds & (kind::study | kind::game)) != 0U) {
        return;
    } else if (builder.chance(55U)) {
        beside(builder,
               (kinds & (kind::place | kind::inside)) != 0U
                   ? kind::place | kind::plant
                   : kind::living | kind::vehicle | kind::plant | kind::furniture | kind::openable,
               distracting(phrase));
    } else {
        location(builder, phrase.kinds);
    }
}

}  // namespace mha::data
