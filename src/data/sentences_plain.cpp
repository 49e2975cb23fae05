// SPDX-License-Identifier: MIT
// Statements.
#include "data/sentences.hpp"

namespace mha::data {
namespace {

const Verb& everyday_verb(SentenceBuilder& builder) { return *choose_verb(builder, ~Kinds{0}, false); }

Phrase technical_subject(SentenceBuilder& builder, Kinds kinds) {
    const Phrase phrase = noun_phrase(builder, {.kinds = kinds, .plural_percent = 40, .adjective_percent = 65});
    if (builder.chance(45U)) {
        noun_modifier(builder, phrase);
    }
    return phrase;
}

/// "using multi-head attention", "in parallel", "in the sentence".
void technical_tail(SentenceBuilder& builder) {
    if (builder.chance(30U)) {
        const int in = builder.add("in"_w);
        builder.link(LinkKind::preposition_noun, in, builder.add("parallel"_w));
    }
    if (builder.chance(35U)) {
        const int use = builder.add("using"_w);
        if (builder.chance(60U)) {
            const int modifier = builder.chance(65U) ? builder.add("multi-head"_w) : -1;
            const int attention = builder.add("attention"_w);
            if (modifier >= 0) {
                builder.link(LinkKind::adjective_noun, modifier, attention);
            }
            builder.link_object(use, attention);
            return;
        }
        const Phrase means = noun_phrase(builder, {.kinds = kind::means, .adjective_percent = 55});
        builder.link_object(use, means.head);
    }
}

void training_sentence(SentenceBuilder& builder) {
    const Verb* train = builder.pick(verbs(), [](const Verb& verb) { return verb.object == kind::trainable; });
    const Phrase who = subject(builder, kind::person, 25);
    predicate(builder, *train, who, 1);
}

}  // namespace

void plain_sentence(SentenceBuilder& builder) {
    const Verb& verb = everyday_verb(builder);
    const Phrase who = subject(builder, verb.subject);
    predicate(builder, verb, who, 2);
}

void reflexive_sentence(SentenceBuilder& builder) {
    const Verb* verb = builder.pick(verbs(), [](const Verb& item) { return (item.traits & trait::reflexive) != 0U; });
    Phrase who =
        builder.chance(22U)
            ? pronoun_subject(builder, kind::person)
            : noun_phrase(builder,
                          {.kinds = one_kind(builder, verb->subject), .name_percent = 20, .clear_gender = true});
    if (!who.pronoun && !who.name && builder.chance(45U)) {
        noun_modifier(builder, who);
    }
    const bool past = verb->past != 0 && builder.chance(30U);
    const VerbGroup group = verb_group(builder, *verb, past ? Tense::past : Tense::present,
                                       builder.chance(75U) ? Aspect::simple : Aspect::negated, who);
    const int self = builder.add(reflexive(who));
    builder.link(LinkKind::reflexive_antecedent, self, who.head);
    builder.link_object(group.lexical, self);
    if (builder.chance(30U)) {
        location(builder, kind::person);
    }
}

void being_sentence(SentenceBuilder& builder) {
    const Phrase what =
        subject(builder, builder.chance(45U) ? kind::living : kind::food | kind::object | kind::place | kind::plant);
    copula(builder, what, builder.chance(75U) ? Tense::present : Tense::past, 2);
}

void liking_sentence(SentenceBuilder& builder) {
    const Phrase who = builder.chance(45U)
                           ? pronoun_subject(builder, kind::person)
                           : noun_phrase(builder, {.kinds = kind::person, .adjective_percent = 30, .name_percent = 45});
    const bool plural = verb_number(who) == Number::plural;
    if (builder.chance(20U)) {
        builder.add("really"_w);
    }
    const bool love = builder.chance(30U);
    const Token base = love ? "love"_w : "like"_w;
    const Token third = love ? "loves"_w : "likes"_w;
    const int verb = builder.add(plural ? base : third);
    builder.link_subject(verb, who.head);
    builder.agree(verb, who.head, verb_number(who), plural ? third : base);
    if (builder.chance(45U)) {
        builder.link_object(verb, builder.add(builder.one_of({"swimming"_w, "reading"_w, "dancing"_w, "cooking"_w,
                                                              "drawing"_w, "running"_w, "singing"_w})));
    } else {
        const Phrase what = noun_phrase(builder, {.kinds = kind::study | kind::game, .adjective_percent = 80});
        builder.link_object(verb, what.head);
    }
    if (builder.chance(25U)) {
        builder.add(builder.one_of({"too"_w, "very"_w}));
        if (builder.contains("very"_w)) {
            builder.add("much"_w);
        }
    }
}

void there_sentence(SentenceBuilder& builder) {
    builder.add("there"_w);
    const int verb = builder.add_auxiliary();
    const Phrase what =
        noun_phrase(builder, {.kinds = kind::living | kind::thing | kind::vehicle, .style = Style::indefinite});
    set_auxiliary(builder, verb, Auxiliary::be, builder.chance(75U) ? Tense::present : Tense::past, what);
    location(builder, what.kinds);
}

void together_sentence(SentenceBuilder& builder) {
    const Verb& verb = everyday_verb(builder);
    const NounRequest request{.kinds = one_kind(builder, verb.subject), .adjective_percent = 40, .name_percent = 25};
    const Phrase first = noun_phrase(builder, request);
    builder.add("and"_w);
    Phrase both = noun_phrase(builder, request);
    both.first_head = first.head;
    both.number = Number::plural;
    predicate(builder, verb, both, 1);
}

void technical_sentence(SentenceBuilder& builder) {
    const std::size_t choice = builder.weighted({76, 12, 12});
    if (choice == 1) {
        training_sentence(builder);
        return;
    }
    if (choice == 2) {
        const Phrase what = technical_subject(builder, kind::agent | kind::data);
        copula(builder, what, Tense::present, 0);
        return;
    }
    const Verb* verb = choose_verb(builder, kind::agent, true);
    const Phrase what = technical_subject(builder, kind::agent);
    predicate(builder, *verb, what, 1);
    if (verb->base != "use"_w) {
        technical_tail(builder);
    }
}

}  // namespace mha::data
