// SPDX-License-Identifier: MIT
// Objects, places, manners, times: what follows a verb; and short whole clauses.
#include "data/clauses.hpp"

namespace mha::data {
namespace {

/// him, her, them, me, ...: never the subject itself.
Token other_person(SentenceBuilder& builder, const Phrase& subject) {
    if (subject.person != Person::third) {
        return builder.one_of({"him"_w, "her"_w, "them"_w});
    }
    if (subject.pronoun) {
        return builder.one_of({"me"_w, "you"_w, "us"_w});
    }
    return builder.one_of({"me"_w, "us"_w, "you"_w, "him"_w, "her"_w, "them"_w});
}

void object(SentenceBuilder& builder, const Verb& verb, int lexical, const Phrase& subject) {
    const bool looks = (verb.traits & trait::looks) != 0U;
    const int at = looks ? builder.add("at"_w) : -1;
    const bool to_person = (verb.object & kind::person) != 0U;
    if ((verb.traits & trait::reflexive) != 0U && reflexive(subject) != 0 && builder.chance(30U)) {
        const int self = builder.add(reflexive(subject));
        builder.link(LinkKind::reflexive_antecedent, self, subject.head);
        builder.link_object(lexical, self);
        return;
    }
    if (to_person && builder.chance(18U)) {
        builder.link_object(lexical, builder.add(other_person(builder, subject)));
        return;
    }
    const bool technical = (verb.traits & trait::technical) != 0U;
    const Phrase phrase = noun_phrase(builder, {.kinds = verb.object,
                                                .plural_percent = technical ? 65U : 48U,
                                                .name_percent = 14,
                                                .owner = technical ? nullptr : &subject});
    builder.link_object(lexical, phrase.head);
    if (looks) {
        builder.link(LinkKind::preposition_noun, at, phrase.head);
    }
    if ((verb.traits & trait::gives) != 0U) {
        const int to = builder.add("to"_w);
        const Phrase receiver = noun_phrase(
            builder, {.kinds = kind::person, .adjective_percent = 30, .name_percent = 30, .owner = &subject});
        builder.link(LinkKind::preposition_noun, to, receiver.head);
    }
}

void direction(SentenceBuilder& builder, const Verb& verb) {
    if ((verb.traits & trait::settles) != 0U) {
        const std::size_t choice = builder.weighted({40, 30, 30});
        if (choice == 0) {
            builder.add("down"_w);
        } else if (choice == 1) {
            location(builder, kind::animal);
        }
        return;
    }
    const bool needs_goal = verb.base == "go"_w;
    const std::size_t choice = builder.weighted({35, 25, needs_goal ? 0U : 15U, needs_goal ? 0U : 25U});
    if (choice == 0) {
        const int to = builder.add("to"_w);
        const Phrase goal = noun_phrase(
            builder, {.kinds = kind::place, .style = Style::definite, .plural_percent = 15, .adjective_percent = 30});
        builder.link(LinkKind::preposition_noun, to, goal.head);
    } else if (choice == 1) {
        builder.add(builder.one_of({"away"_w, "home"_w}));
    } else if (choice == 2) {
        location(builder, kind::person);
    }
}

/// A noun a person can be: "a kind doctor".
void profession(SentenceBuilder& builder, const Phrase& subject) {
    const Noun* noun = builder.pick(nouns(), [&](const Noun& item) {
        return (item.kinds & kind::person) != 0U && item.gender == Gender::common && item.singular != "child"_w &&
               !builder.contains(item.singular) && !builder.contains(item.plural);
    });
    const bool plural = subject.number == Number::plural;
    noun_phrase(builder, {.noun = noun,
                          .style = plural ? Style::bare : Style::article,
                          .plural_percent = plural ? 100U : 0U,
                          .adjective_percent = 60});
}

}  // namespace

void complement(SentenceBuilder& builder, const Verb& verb, int lexical, const Phrase& subject, int room) {
    if (verb.object != 0U) {
        object(builder, verb, lexical, subject);
    }
    if (room == 0) {
        return;
    }
    if (verb.manner != 0U && builder.chance(24U)) {
        const MannerAdverb* adverb = builder.pick(manner_adverbs(), [&](const MannerAdverb& item) {
            return (item.manner & verb.manner) != 0U && !builder.contains(item.word);
        });
        if (adverb != nullptr) {
            builder.add(adverb->word);
        }
    }
    if ((verb.traits & (trait::moves | trait::settles)) != 0U) {
        direction(builder, verb);
    } else if ((verb.traits & trait::somewhere) != 0U && builder.chance(room == 1 ? 18U : 30U)) {
        location(builder, kind::person);
    }
}

void time_adverbial(SentenceBuilder& builder, Tense tense, Aspect aspect) {
    if (tense == Tense::past) {
        builder.add(builder.one_of({"yesterday"_w, "again"_w, "today"_w}));
        return;
    }
    if (aspect == Aspect::progressive) {
        builder.add(builder.one_of({"now"_w, "today"_w, "together"_w, "here"_w}));
        return;
    }
    const std::size_t choice = builder.weighted({30, 30, 20, 20});
    if (choice == 0) {
        const int every = builder.add("every"_w);
        builder.link(LinkKind::determiner_noun, every, builder.add("day"_w));
    } else if (choice == 1) {
        const int in = builder.add("in"_w);
        const int the = builder.add("the"_w);
        const int noun = builder.add(builder.one_of({"morning"_w, "evening"_w}));
        builder.link(LinkKind::determiner_noun, the, noun);
        builder.link(LinkKind::preposition_noun, in, noun);
    } else if (choice == 2) {
        builder.add("today"_w);
    } else {
        builder.add("again"_w);
    }
}

void copula(SentenceBuilder& builder, const Phrase& subject, Tense tense, int room) {
    const int position = builder.add_auxiliary();
    const bool negative = builder.chance(12U);
    const bool joined = negative && builder.chance(50U) && subject.person == Person::third;
    set_auxiliary(builder, position, joined ? Auxiliary::be_not : Auxiliary::be, tense, subject);
    if (negative && !joined) {
        builder.add("not"_w);
    }
    const bool person = subject.kinds == kind::person && subject.word != "it"_w;
    constexpr Kinds kNowhere = kind::drink | kind::study | kind::game | kind::agent | kind::data;
    const bool stands = (subject.kinds & kNowhere) == 0U;
    const std::size_t choice = builder.weighted({60, room > 0 && stands ? 22U : 0U, person ? 18U : 0U});
    const Adjective* adjective = quality(builder, subject);
    if (choice == 2) {
        profession(builder, subject);
    } else if (choice == 1 || (adjective == nullptr && stands)) {
        location(builder, subject.kinds);
    } else if (adjective == nullptr) {
        builder.give_up();
    } else {
        if (builder.chance(28U) && adjective->rank != 3) {
            builder.add(builder.one_of({"very"_w, "very"_w, "too"_w, "really"_w}));
        }
        builder.link(LinkKind::adjective_noun, builder.add(adjective->word), subject.head);
    }
}

void predicate(SentenceBuilder& builder, const Verb& verb, const Phrase& subject, int room) {
    const Tense tense = verb.past == 0 || builder.chance(70U) ? Tense::present : Tense::past;
    const bool everyday = (verb.traits & trait::technical) == 0U;
    const auto aspect =
        static_cast<Aspect>(builder.weighted({68, verb.ing != 0 ? 18U : 0U, 9, tense == Tense::present ? 8U : 0U}));
    const VerbGroup group = verb_group(builder, verb, tense, aspect, subject);
    complement(builder, verb, group.lexical, subject, room);
    if (everyday && room > 1 && builder.chance(14U)) {
        time_adverbial(builder, tense, aspect);
    }
}

const Verb* choose_verb(SentenceBuilder& builder, Kinds subject, bool technical) {
    return builder.pick(verbs(), [&](const Verb& verb) {
        return (verb.subject & subject) != 0U && ((verb.traits & trait::technical) != 0U) == technical;
    });
}

Phrase short_clause(SentenceBuilder& builder, Tense tense, const Phrase* antecedent) {
    const Phrase who =
        antecedent != nullptr && builder.chance(72U)
            ? pronoun_for(builder, *antecedent)
            : noun_phrase(builder,
                          {.kinds = kind::living, .adjective_percent = 35, .name_percent = 20, .clear_gender = true});
    if (!who.pronoun && !who.name && builder.chance(18U)) {
        noun_modifier(builder, who);
    }
    if (builder.chance(42U)) {
        copula(builder, who, tense, 0);
        return who;
    }
    const Verb* verb = choose_verb(builder, who.kinds & kind::living, false);
    const bool modal = builder.chance(12U);
    const VerbGroup group = verb_group(builder, *verb, tense, modal ? Aspect::modal : Aspect::simple, who);
    complement(builder, *verb, group.lexical, who, verb->object == 0U ? 1 : 0);
    return who;
}

}  // namespace mha::data
