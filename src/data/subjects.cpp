// SPDX-License-Identifier: MIT
// Subjects, and the relative clauses that keep them away from their verbs.
#include <array>

#include "data/clauses.hpp"

namespace mha::data {
namespace {

/// "one of the dogs": singular, with an attractor built in.
Phrase one_of_many(SentenceBuilder& builder, Kinds kinds) {
    const int one = builder.add_noun("one"_w, Number::singular);
    const int of = builder.add("of"_w);
    const Phrase many = noun_phrase(builder, {.kinds = kinds, .style = Style::definite, .plural_percent = 100});
    builder.link(LinkKind::preposition_noun, of, many.head);
    return {.head = one, .word = "one"_w, .gender = many.gender, .kinds = many.kinds};
}

/// "that the dogs chase": the phrase is the object.
void object_relative(SentenceBuilder& builder, const Phrase& phrase, const Verb& verb, Tense tense) {
    builder.add(builder.chance(phrase.kinds == kind::person ? 50U : 0U) ? "who"_w : "that"_w);
    const Phrase inner = builder.chance(25U)
                             ? pronoun_subject(builder, verb.subject)
                             : noun_phrase(builder, {.kinds = verb.subject,
                                                     .style = Style::definite,
                                                     .plural_percent = phrase.number == Number::plural ? 35U : 65U,
                                                     .adjective_percent = 30,
                                                     .name_percent = 20});
    builder.link_object(finite_verb(builder, verb, tense, inner), phrase.head);
}

}  // namespace

Phrase pronoun_subject(SentenceBuilder& builder, Kinds kinds) {
    struct Entry {
        Token word;
        Number number;
        Person person;
        Gender gender;
    };
    using enum Number;
    static constexpr auto kPronouns = std::to_array<Entry>({
        {"I"_w, singular, Person::first, Gender::common},
        {"you"_w, singular, Person::second, Gender::common},
        {"we"_w, plural, Person::first, Gender::common},
        {"they"_w, plural, Person::third, Gender::common},
        {"she"_w, singular, Person::third, Gender::feminine},
        {"he"_w, singular, Person::third, Gender::masculine},
        {"it"_w, singular, Person::third, Gender::neuter},
    });
    const bool persons = (kinds & kind::person) != 0U;
    const auto comes_next = [&](std::size_t index) { return builder.comes(kPronouns[index].word); };
    const std::size_t choice =
        persons ? builder.weighted({26, 14, 14, 16, 15, 15}, comes_next) : 6 - 3 * builder.weighted({1, 1});
    const Entry& entry = kPronouns[choice];
    const int position = builder.add(entry.word);
    return {.head = position,
            .word = entry.word,
            .number = entry.number,
            .person = entry.person,
            .gender = entry.gender,
            .kinds = persons ? kind::person : kinds,
            .pronoun = true};
}

Phrase pronoun_for(SentenceBuilder& builder, const Phrase& antecedent) {
    const Token word = subject_pronoun(antecedent);
    Phrase result = antecedent;
    result.head = builder.add(word);
    result.word = word;
    result.pronoun = true;
    if (word == "they"_w) {
        result.number = Number::plural;
    }
    if (antecedent.person == Person::third) {
        builder.link(LinkKind::pronoun_antecedent, result.head, antecedent.head);
    }
    return result;
}

void relative_clause(SentenceBuilder& builder, const Phrase& phrase) {
    const Tense tense = builder.chance(75U) ? Tense::present : Tense::past;
    const auto usable = [&](const Verb& verb) {
        return (verb.traits & (trait::technical | trait::gives)) == 0U && (tense == Tense::present || verb.past != 0);
    };
    const bool as_object = builder.chance(45U);
    const Verb* verb = builder.pick(verbs(), [&](const Verb& item) {
        const Kinds role = as_object ? item.object : item.subject;
        return usable(item) && (role & phrase.kinds) != 0U;
    });
    if (verb == nullptr) {
        noun_modifier(builder, phrase);
        return;
    }
    if (as_object) {
        object_relative(builder, phrase, *verb, tense);
        return;
    }
    builder.add((phrase.kinds & kind::person) != 0U ? "who"_w : "that"_w);
    const int position = finite_verb(builder, *verb, tense, phrase);
    complement(builder, *verb, position, phrase, verb->object == 0 ? 1 : 0);
}

Phrase subject(SentenceBuilder& builder, Kinds kinds, std::uint32_t modifier_percent) {
    const bool living = (kinds & kind::living) != 0U;
    if (living && builder.chance(14U)) {
        return pronoun_subject(builder, kinds);
    }
    if (living && builder.chance(4U)) {
        return one_of_many(builder, kinds & kind::living);
    }
    const Phrase phrase = noun_phrase(builder, {.kinds = kinds, .name_percent = 16});
    if (!phrase.name && builder.chance(modifier_percent)) {
        if (living && builder.chance(40U)) {
            relative_clause(builder, phrase);
        } else {
            noun_modifier(builder, phrase);
        }
    }
    return phrase;
}

}  // namespace mha::data
