// SPDX-License-Identifier: MIT
// Questions: the auxiliary stands before its subject, and the first word belongs to the "?".
#include "data/sentences.hpp"

namespace mha::data {
namespace {

/// A subject that may be long, but without a relative clause.
Phrase asked_subject(SentenceBuilder& builder, Kinds kinds) {
    if ((kinds & kind::person) != 0U && builder.chance(30U)) {
        return pronoun_subject(builder, kind::person);
    }
    const Phrase phrase = noun_phrase(builder, {.kinds = kinds, .style = Style::definite, .name_percent = 15});
    if (!phrase.name && builder.chance(22U)) {
        noun_modifier(builder, phrase);
    }
    return phrase;
}

/// "does the cat": the auxiliary first, then the subject it agrees with.
Phrase inverted(SentenceBuilder& builder, Auxiliary which, Tense tense, Kinds kinds) {
    const int position = builder.add_auxiliary();
    const Phrase who = asked_subject(builder, kinds);
    set_auxiliary(builder, position, which, tense, who);
    return who;
}

Tense asked_tense(SentenceBuilder& builder) { return builder.chance(75U) ? Tense::present : Tense::past; }

void yes_or_no(SentenceBuilder& builder) {
    const Verb* verb = choose_verb(builder, ~Kinds{0}, false);
    if (builder.chance(20U)) {
        const int modal = builder.add(builder.one_of({"can"_w, "will"_w}));
        const Phrase who = asked_subject(builder, verb->subject);
        builder.link_subject(modal, who.head);
        complement(builder, *verb, builder.add(verb->base), who, 1);
        return;
    }
    const Phrase who = inverted(builder, Auxiliary::do_, asked_tense(builder), verb->subject);
    complement(builder, *verb, builder.add(verb->base), who, 1);
}

void is_it(SentenceBuilder& builder) {
    const Tense tense = asked_tense(builder);
    const Kinds kinds = builder.chance(50U) ? kind::living : kind::object | kind::food;
    const Phrase what = inverted(builder, Auxiliary::be, tense, kinds);
    const Adjective* adjective = quality(builder, what);
    if (adjective == nullptr || builder.chance(30U)) {
        location(builder, what.kinds);
    } else {
        builder.link(LinkKind::adjective_noun, builder.add(adjective->word), what.head);
    }
}

/// where, when, why, how
void how_and_where(SentenceBuilder& builder) {
    builder.add(builder.one_of({"where"_w, "when"_w, "why"_w, "how"_w}));
    const Verb* verb =
        builder.pick(verbs(), [](const Verb& item) { return (item.traits & (trait::somewhere | trait::moves)) != 0U; });
    const Phrase who = inverted(builder, Auxiliary::do_, asked_tense(builder), verb->subject);
    complement(builder, *verb, builder.add(verb->base), who, 0);
}

void what_does(SentenceBuilder& builder) {
    const Verb* verb = builder.pick(verbs(), [](const Verb& item) {
        return item.object != 0U && (item.traits & (trait::gives | trait::looks)) == 0U;
    });
    const bool which = builder.chance(40U, builder.comes("which"_w), builder.comes("what"_w));
    int asked = builder.add(which ? "which"_w : "what"_w);
    if (which) {
        const Phrase what = noun_phrase(builder, {.kinds = verb->object, .style = Style::bare});
        builder.link(LinkKind::determiner_noun, asked, what.head);
        asked = what.head;
    }
    inverted(builder, Auxiliary::do_, asked_tense(builder), verb->subject);
    builder.link_object(builder.add(verb->base), asked);
}

void who_does(SentenceBuilder& builder) {
    const Verb* verb = choose_verb(builder, kind::person, false);
    const Phrase who{.head = builder.add("who"_w),
                     .word = "who"_w,
                     .gender = Gender::common,
                     .kinds = kind::person,
                     .pronoun = true};
    predicate(builder, *verb, who, 1);
}

void question_end(SentenceBuilder& builder, int opening) {
    if (builder.chance(88U)) {
        builder.link_both_ways(LinkKind::question_mark, opening, builder.add("?"_w));
    }
}

}  // namespace

void question_sentence(SentenceBuilder& builder) {
    switch (builder.weighted({32, 18, 16, 20, 14})) {
        case 0:
            yes_or_no(builder);
            break;
        case 1:
            is_it(builder);
            break;
        case 2:
            how_and_where(builder);
            break;
        case 3:
            what_does(builder);
            break;
        default:
            who_does(builder);
            break;
    }
    question_end(builder, 0);
}

void tag_question(SentenceBuilder& builder) {
    const Tense tense = asked_tense(builder);
    const bool being = builder.chance(40U);
    const Phrase who = noun_phrase(
        builder, {.kinds = kind::living, .style = Style::definite, .name_percent = 25, .clear_gender = true});
    if (being) {
        const int verb = builder.add_auxiliary();
        set_auxiliary(builder, verb, Auxiliary::be, tense, who);
        const Adjective* adjective = quality(builder, who);
        if (adjective == nullptr) {
            builder.give_up();
            return;
        }
        builder.link(LinkKind::adjective_noun, builder.add(adjective->word), who.head);
    } else {
        const Verb* verb = builder.pick(verbs(), [&](const Verb& item) {
            return (item.subject & who.kinds) != 0U && item.past != 0 && (item.traits & trait::technical) == 0U;
        });
        complement(builder, *verb, finite_verb(builder, *verb, tense, who), who, 1);
    }
    builder.add(","_w);
    const int tag = builder.add_auxiliary();
    const Phrase pronoun = pronoun_for(builder, who);
    set_auxiliary(builder, tag, being ? Auxiliary::be_not : Auxiliary::do_not, tense, pronoun);
    question_end(builder, tag);
}

}  // namespace mha::data
