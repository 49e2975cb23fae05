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
constexpr auto kPairs =
    std::to_array<Pair>({{"either"_w, "or"_w, false}, {"neither"_w, "nor"_w, false}, {"both"_w, "and"_w, true}});

const Pair& choose_pair(SentenceBuilder& builder) {
    return kPairs[builder.weighted(
        {1, 1, 1}, [&](std::size_t index) { return builder.comes(kPairs[index].opening, kMaxTokens); })];
}

/// "is faster than", "do not like": a form of be or do that agrees.
void add_auxiliary(SentenceBuilder& builder, Auxiliary which, Tense tense, const Phrase& who) {
    const int position = builder.add_auxiliary();
    set_auxiliary(builder, position, which, tense, who);
}

Phrase simple_person(SentenceBuilder& builder, Kinds kinds) {
    return noun_phrase(builder,
                       {.kinds = kinds, .style = Style::definite, .adjective_percent = 35, .name_percent = 40});
}

/// The same noun in the same number as before, with whatever determiner.
int repeat_object(SentenceBuilder& builder, const Noun& noun, Number number, Style style) {
    return noun_phrase(builder, {.noun = &noun,
                                 .style = style,
                                 .plural_percent = number == Number::plural ? 100U : 0U,
                                 .adjective_percent = 0})
        .head;
}

}  // namespace

void paired_subjects(SentenceBuilder& builder) {
    const Pair& pair = choose_pair(builder);
    const Verb* verb = choose_verb(builder, kind::living, false);
    const NounRequest request{.kinds = one_kind(builder, verb->subject),
                              .style = Style::definite,
                              .adjective_percent = 45,
                              .name_percent = 15};
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
    const Phrase who = (verb->subject & kind::living) != 0U ? subject(builder, verb->subject, 12)
                                                            : noun_phrase(builder, {.kinds = verb->subject});
    const Tense tense = verb->past != 0 && builder.chance(25U) ? Tense::past : Tense::present;
    const Aspect aspect = builder.chance(15U) ? Aspect::modal : Aspect::simple;
    const VerbGroup group = verb_group(builder, *verb, tense, aspect, who);
    NounRequest request{.kinds = verb->object, .adjective_percent = 45, .name_percent = 20};
    const int opening = builder.add(pair.opening);
    const Phrase first = noun_phrase(builder, request);
    builder.link_object(group.lexical, first.head);
    request.kinds &= first.kinds;
    const int closing = builder.add(pair.closing);
    builder.link_both_ways(LinkKind::pair_partner, opening, closing);
    builder.link_object(group.lexical, noun_phrase(builder, request).head);
}

void paired_qualities(SentenceBuilder& builder) {
    const Pair& pair = choose_pair(builder);
    const Phrase what = noun_phrase(builder, {.kinds = kind::living | kind::food | kind::object | kind::drink,
                                              .style = Style::definite,
                                              .adjective_percent = 30});
    add_auxiliary(builder, Auxiliary::be, builder.chance(75U) ? Tense::present : Tense::past, what);
    const auto add_quality = [&] {
        const Adjective* adjective = quality(builder, what);
        if (adjective == nullptr) {
            builder.give_up();
            return;
        }
        builder.link(LinkKind::adjective_noun, builder.add(adjective->word), what.head);
    };
    const int opening = builder.add(pair.opening);
    add_quality();
    builder.link_both_ways(LinkKind::pair_partner, opening, builder.add(pair.closing));
    add_quality();
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

void reporting(SentenceBuilder& builder) {
    struct Report {
        Token base;
        Token third;
    };
    static constexpr auto kReports =
        std::to_array<Report>({{"say"_w, "says"_w}, {"think"_w, "thinks"_w}, {"know"_w, "knows"_w}});
    const Report& report = kReports[builder.weighted({1, 1, 1})];
    const Phrase who =
        builder.chance(30U)
            ? pronoun_subject(builder, kind::person)
            : noun_phrase(builder,
                          {.kinds = kind::person, .adjective_percent = 40, .name_percent = 35, .clear_gender = true});
    if (builder.chance(15U)) {
        builder.link(LinkKind::verb_subject, builder.add("said"_w), who.head);
        builder.link(LinkKind::subject_verb, who.head, builder.size() - 1);
    } else {
        const Verb verb{.base = report.base, .third = report.third, .past = 0, .ing = 0, .subject = kind::person};
        finite_verb(builder, verb, Tense::present, who);
    }
    if (builder.chance(75U)) {
        builder.add("that"_w);
    }
    short_clause(builder, Tense::present, &who);
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
    const Comparative& comparative = *builder.pick(comparatives(), [](const Comparative&) { return true; });
    const Noun* noun = builder.pick(
        nouns(), [&](const Noun& item) { return (item.kinds & comparative.kinds) != 0U && item.plural != 0; });
    NounRequest request{.noun = noun,
                        .style = Style::definite,
                        .plural_percent = builder.chance(45U) ? 100U : 0U,
                        .adjective_percent = 100};
    const Phrase first = noun_phrase(builder, request);
    if (builder.chance(25U)) {
        noun_modifier(builder, first);
    }
    add_auxiliary(builder, Auxiliary::be, builder.chance(80U) ? Tense::present : Tense::past, first);
    const int adjective = builder.add(comparative.word);
    builder.link(LinkKind::adjective_noun, adjective, first.head);
    builder.add("than"_w);
    if (builder.chance(45U)) {
        request.noun = nullptr;
        request.kinds = noun->kinds & comparative.kinds;
        request.adjective_percent = 50;
    }
    noun_phrase(builder, request);
}

}  // namespace mha::data
