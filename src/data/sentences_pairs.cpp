// SPDX-License-Identifier: MIT
// Sentences whose halves belong together: either-or, if-then, because, repetition, comparison.
#include <array>

#include "data/sentences.hpp"

namespace mha::data {
namespace {

struct Pair {
    Token opening;
    Token closing;
    bool together;  // both-and: plural
};
constexpr auto kPairs = std::to_array<Pair>(
    {{"either"_w, "or"_w, false}, {"neither"_w, "nor"_w, false}, {"both"_w, "and"_w, true}});

const Pair& choose_pair(SentenceBuilder& builder) {
    return kPairs[builder.weighted({1, 1, 1})];
}

/// "is faster than", "do not like": a form of be or do that agrees.
void add_auxiliary(SentenceBuilder& builder, Auxiliary which, Tense tense, const Phrase& who) {
    const int position = builder.add(0);
    set_auxiliary(builder, position, which, tense, who);
}

Phrase simple_person(SentenceBuilder& builder, Kinds kinds) {
    return noun_phrase(builder, {.kinds = kinds, .style = Style::definite,
                                 .adjective_percent = 35, .name_percent = 40});
}

/// Says the words from `first` up to the noun at `head` again, with their links.
int repeat_object(SentenceBuilder& builder, const Noun& noun, Number number, Style style) {
    return noun_phrase(builder, {.noun = &noun, .style = style,
                                 .plural_percent = number == Number::plural ? 100U : 0U,
                                 .adjective_percent = 0})
        .head;
}

}  // namespace

void paired_subjects(SentenceBuilder& builder) {
    const Pair& pair = choose_pair(builder);
    const Verb* verb = choose_verb(builder, kind::living, false);
    const NounRequest request{.kinds = verb->subject, .style = Style::definite,
                              .adjective_percent = 45, .name_percent = 15};
    const int opening = builder.add(pair.opening);
    const Phrase first = noun_phrase(builder, request);
    const int closing = builder.add(pair.closing);
    builder.link_both_ways(LinkKind::pair_partner, opening, closing);
    Phrase who = noun_phrase(builder, request);
    if (pair.together) {
        who.first_head = first.head;
        who.number = Number::plural;
    }
    const VerbGroup group = verb_group(builder, *verb, Tense::present, Aspect::simple, who);
    complement(builder, *verb, group.lexical, who, 1);
}

void paired_objects(SentenceBuilder& builder) {
    const Pair& pair = choose_pair(builder);
    const Verb* verb = builder.pick(verbs(), [](const Verb& item) {
        return item.object != 0U && (item.traits & (trait::gives | trait::looks)) == 0U;
    });
    const Phrase who = (verb->subject & kind::living) != 0U
                           ? subject(builder, verb->subject, 12)
                           : noun_phrase(builder, {.kinds = verb->subject});
    const VerbGroup group =
        verb_group(builder, *verb, verb->past != 0 && builder.chance(25U) ? Tense::past : Tense::present,
                   builder.chance(15U) ? Aspect::modal : Aspect::simple, who);
    const NounRequest request{.kinds = verb->object, .adjective_percent = 45, .name_percent = 20};
    const int opening = builder.add(pair.opening);
    builder.link_object(group.lexical, noun_phrase(builder, request).head);
    const int closing = builder.add(pair.closing);
    builder.link_both_ways(LinkKind::pair_partner, opening, closing);
    builder.link_object(group.lexical, noun_phrase(builder, request).head);
}

void paired_qualities(SentenceBuilder& builder) {
    const Pair& pair = choose_pair(builder);
    const Phrase what =
        noun_phrase(builder, {.kinds = kind::living | kind::food | kind::object | kind::drink,
                              .style = Style::definite});
    add_auxiliary(builder, Auxiliary::be, builder.chance(75U) ? Tense::present : Tense::past, what);
    const auto quality = [&] {
        const Adjective* adjective = builder.pick(adjectives(), [&](const Adjective& item) {
            return (item.kinds & what.kinds) != 0U && item.predicate &&
                   !builder.contains(item.word);
        });
        if (adjective == nullptr) {
            return;
        }
        const int position = builder.add(adjective->word);
        builder.link(LinkKind::adjective_noun, position, what.head);
    };
    const int opening = builder.add(pair.opening);
    quality();
    builder.link_both_ways(LinkKind::pair_partner, opening, builder.add(pair.closing));
    quality();
}

void conditional(SentenceBuilder& builder) {
    const int opening = builder.add("if"_w);
    const Phrase who = short_clause(builder, Tense::present, nullptr);
    builder.add(","_w);
    builder.link_both_ways(LinkKind::pair_partner, opening, builder.add("then"_w));
    short_clause(builder, Tense::present, &who);
}

void subordinate(SentenceBuilder& builder) {
    const Tense tense = builder.chance(70U) ? Tense::present : Tense::past;
    if (builder.chance(30U)) {
        builder.add("when"_w);
        const Phrase who = short_clause(builder, tense, nullptr);
        builder.add(","_w);
        short_clause(builder, tense, &who);
        return;
    }
    const Phrase who = short_clause(builder, tense, nullptr);
    builder.add(builder.one_of({"because"_w, "because"_w, "when"_w, "while"_w, "but"_w, "and"_w}));
    short_clause(builder, tense, &who);
}

void repetition(SentenceBuilder& builder) {
    const Verb* verb = builder.pick(verbs(), [](const Verb& item) {
        return (item.subject & kind::living) != 0U && (item.traits & trait::gives) == 0U;
    });
    const Tense tense = verb->past != 0 && builder.chance(25U) ? Tense::past : Tense::present;
    const Phrase first = simple_person(builder, verb->subject & kind::living);
    const int verb_one = finite_verb(builder, *verb, tense, first);
    const Noun* noun = nullptr;
    const Number number = builder.chance(50U) ? Number::plural : Number::singular;
    const Style style = number == Number::plural && builder.chance(50U) ? Style::bare : Style::any;
    if (verb->object != 0U) {
        noun = builder.pick(nouns(), [&](const Noun& item) {
            return (item.kinds & verb->object) != 0U && !builder.contains(item.singular) &&
                   !builder.contains(item.plural);
        });
        builder.link_object(verb_one, repeat_object(builder, *noun, number, style));
    }
    const bool contrast = builder.chance(35U);
    if (contrast) {
        builder.add(","_w);
    }
    builder.add(contrast ? "but"_w : "and"_w);
    const Phrase second = simple_person(builder, verb->subject & kind::living);
    int verb_two = 0;
    if (contrast) {
        verb_two = verb_group(builder, *verb, tense, Aspect::negated, second).lexical;
    } else {
        verb_two = finite_verb(builder, *verb, tense, second);
    }
    if (noun != nullptr) {
        builder.link_object(verb_two, repeat_object(builder, *noun, number, style));
    }
    if (!contrast && builder.chance(75U)) {
        builder.add("too"_w);
    }
}

void comparison(SentenceBuilder& builder) {
    const Comparative& comparative = *builder.pick(comparatives(), [](const auto&) { return true; });
    const Noun* noun = builder.pick(nouns(), [&](const Noun& item) {
        return (item.kinds & comparative.kinds) != 0U && item.plural != 0;
    });
    const std::uint32_t plural = builder.chance(45U) ? 100U : 0U;
    NounRequest request{.noun = noun, .style = Style::definite, .plural_percent = plural,
                        .adjective_percent = 85};
    const Phrase first = noun_phrase(builder, request);
    if (builder.chance(25U)) {
        noun_modifier(builder, first);
    }
    add_auxiliary(builder, Auxiliary::be, builder.chance(80U) ? Tense::present : Tense::past,
                  first);
    const int adjective = builder.add(comparative.word);
    builder.link(LinkKind::adjective_noun, adjective, first.head);
    builder.add("than"_w);
    request.adjective_percent = 65;
    noun_phrase(builder, request);
}

}  // namespace mha::data
