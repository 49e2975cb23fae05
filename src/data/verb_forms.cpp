// SPDX-License-Identifier: MIT
// Finite verbs and auxiliaries: the words that show the number of the subject.
#include "data/clauses.hpp"

namespace mha::data {
namespace {

void link_to_subject(SentenceBuilder& builder, int verb, const Phrase& subject) {
    builder.link_subject(verb, subject.head);
    if (subject.first_head >= 0) {
        builder.link_subject(verb, subject.first_head);
    }
}

struct Forms {
    Token singular;
    Token plural;
};

Forms forms_of(Auxiliary which, Tense tense) {
    const bool past = tense == Tense::past;
    switch (which) {
        case Auxiliary::be:
            return past ? Forms{"was"_w, "were"_w} : Forms{"is"_w, "are"_w};
        case Auxiliary::be_not:
            return past ? Forms{"wasn't"_w, "weren't"_w} : Forms{"isn't"_w, "aren't"_w};
        case Auxiliary::do_not:
            return past ? Forms{"didn't"_w, "didn't"_w} : Forms{"doesn't"_w, "don't"_w};
        case Auxiliary::do_:
            break;
    }
    return past ? Forms{"did"_w, "did"_w} : Forms{"does"_w, "do"_w};
}

}  // namespace

void set_auxiliary(SentenceBuilder& builder, int position, Auxiliary which, Tense tense, const Phrase& subject) {
    const Forms forms = forms_of(which, tense);
    const bool is_i = subject.person == Person::first && subject.number == Number::singular;
    link_to_subject(builder, position, subject);
    if (is_i && which == Auxiliary::be && tense == Tense::present) {
        builder.set(position, "am"_w);
        return;
    }
    const bool was = is_i && (which == Auxiliary::be || which == Auxiliary::be_not);
    const bool plural = verb_number(subject) == Number::plural && !was;
    builder.set(position, plural ? forms.plural : forms.singular);
    if (forms.singular != forms.plural) {
        builder.agree(position, subject.head, plural ? Number::plural : Number::singular,
                      plural ? forms.singular : forms.plural);
    }
}

int finite_verb(SentenceBuilder& builder, const Verb& verb, Tense tense, const Phrase& subject) {
    const bool past = tense == Tense::past && verb.past != 0;
    const Number number = verb_number(subject);
    const bool plural = number == Number::plural;
    const int position = builder.add(past ? verb.past : plural ? verb.base : verb.third);
    link_to_subject(builder, position, subject);
    if (!past) {
        builder.agree(position, subject.head, number, plural ? verb.third : verb.base);
    }
    return position;
}

VerbGroup verb_group(SentenceBuilder& builder, const Verb& verb, Tense tense, Aspect aspect, const Phrase& subject) {
    const bool technical = (verb.traits & trait::technical) != 0U;
    if (aspect == Aspect::simple) {
        if (builder.chance(30U)) {
            const bool feeling = verb.ing == 0 && !technical;
            builder.add(builder.one_of(
                {"often"_w, "always"_w, "never"_w, "sometimes"_w, "usually"_w, feeling ? "really"_w : "also"_w}));
        }
        const int position = finite_verb(builder, verb, tense, subject);
        return {position, position};
    }
    if (aspect == Aspect::modal) {
        const int modal = builder.add(builder.one_of({"can"_w, "can"_w, "will"_w, "must"_w}));
        builder.link_subject(modal, subject.head);
        return {modal, builder.add(verb.base)};
    }
    const int finite = builder.add_auxiliary();
    if (aspect == Aspect::progressive) {
        set_auxiliary(builder, finite, Auxiliary::be, tense, subject);
        if (builder.chance(12U)) {
            builder.add(builder.one_of({"not"_w, "now"_w, "still"_w}));
        }
        return {finite, builder.add(verb.ing)};
    }
    const bool joined = builder.chance(40U);
    set_auxiliary(builder, finite, joined ? Auxiliary::do_not : Auxiliary::do_, tense, subject);
    if (!joined) {
        builder.add("not"_w);
    }
    return {finite, builder.add(verb.base)};
}

}  // namespace mha::data
