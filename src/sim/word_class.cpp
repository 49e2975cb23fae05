// SPDX-License-Identifier: MIT
#include "sim/word_class.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "data/lexicon.hpp"
#include "data/vocabulary.hpp"
#include "data/word_list.hpp"

namespace mha::sim {
namespace {

using data::operator""_w;
using data::Token;

using Classes = std::uint32_t;
constexpr Classes kNoun = 1U << 0U;  // names too
constexpr Classes kVerb = 1U << 1U;
constexpr Classes kAdjective = 1U << 2U;
constexpr Classes kDeterminer = 1U << 3U;
constexpr Classes kPronoun = 1U << 4U;
constexpr Classes kReflexive = 1U << 5U;
constexpr Classes kPossessive = 1U << 6U;
constexpr Classes kPreposition = 1U << 7U;
constexpr Classes kQuestionWord = 1U << 8U;
constexpr Classes kQuestionMark = 1U << 9U;

constexpr auto kDeterminers = std::to_array<Token>(
    {"the"_w,     "a"_w,    "an"_w,      "this"_w, "that"_w,  "these"_w, "those"_w, "every"_w, "each"_w, "some"_w,
     "many"_w,    "much"_w, "another"_w, "one"_w,  "two"_w,   "three"_w, "which"_w, "all"_w,   "both"_w, "either"_w,
     "neither"_w, "my"_w,   "your"_w,    "our"_w,  "their"_w, "her"_w,   "his"_w,   "its"_w});
constexpr auto kPronouns = std::to_array<Token>(
    {"I"_w, "you"_w, "he"_w, "she"_w, "it"_w, "we"_w, "they"_w, "me"_w, "him"_w, "her"_w, "us"_w, "them"_w});
constexpr auto kReflexives = std::to_array<Token>(
    {"myself"_w, "yourself"_w, "himself"_w, "herself"_w, "itself"_w, "ourselves"_w, "themselves"_w});
constexpr auto kPossessives = std::to_array<Token>({"my"_w, "your"_w, "our"_w, "their"_w, "her"_w, "his"_w, "its"_w});
constexpr auto kPrepositions = std::to_array<Token>(
    {"about"_w, "at"_w, "behind"_w, "by"_w, "from"_w, "in"_w, "near"_w, "of"_w, "on"_w, "to"_w, "under"_w, "with"_w});
constexpr auto kQuestionWords =
    std::to_array<Token>({"what"_w, "when"_w, "where"_w, "which"_w, "who"_w, "why"_w, "how"_w});
constexpr auto kAuxiliaries =
    std::to_array<Token>({"am"_w,    "is"_w,     "are"_w,    "was"_w,     "were"_w,  "do"_w,      "does"_w,
                          "did"_w,   "has"_w,    "have"_w,   "had"_w,     "will"_w,  "can"_w,     "must"_w,
                          "isn't"_w, "aren't"_w, "wasn't"_w, "weren't"_w, "don't"_w, "doesn't"_w, "didn't"_w});
struct Pair {
    Token first, second;
};
constexpr auto kPairs =
    std::to_array<Pair>({{"either"_w, "or"_w}, {"neither"_w, "nor"_w}, {"both"_w, "and"_w}, {"if"_w, "then"_w}});

bool among(std::span<const Token> list, int id) {
    return std::any_of(list.begin(), list.end(), [id](Token word) { return word == id; });
}

Classes open_classes(int id) {
    Classes out = 0;
    for (const data::Noun& noun : data::nouns()) {
        if (noun.singular == id || noun.plural == id) out |= kNoun;
    }
    for (const data::Name& name : data::names()) {
        if (name.word == id) out |= kNoun;
    }
    for (const data::Verb& verb : data::verbs()) {
        if (verb.base == id || verb.third == id || verb.past == id || verb.ing == id) out |= kVerb;
    }
    for (const data::Adjective& adjective : data::adjectives()) {
        if (adjective.word == id) out |= kAdjective;
    }
    for (const data::Compound& compound : data::compounds()) {
        if (compound.modifier == id) out |= kAdjective;  // the grammar links it as one
    }
    return out;
}

Classes find_classes(int id) {
    Classes out = open_classes(id);
    if (among(kAuxiliaries, id)) out |= kVerb;
    if (among(kDeterminers, id)) out |= kDeterminer;
    if (among(kPronouns, id)) out |= kPronoun;
    if (among(kReflexives, id)) out |= kReflexive;
    if (among(kPossessives, id)) out |= kPossessive;
    if (among(kPrepositions, id)) out |= kPreposition;
    if (among(kQuestionWords, id)) out |= kQuestionWord;
    if (id == "?"_w) out |= kQuestionMark;
    return out;
}

/// The search through the lexicon is made once for each word.
Classes classes_of(int id) {
    if (id <= data::kMask) return 0;
    constexpr Classes kUnknown = ~Classes{0};
    static std::vector<Classes> known(static_cast<std::size_t>(data::vocabulary_size()), kUnknown);
    Classes& classes = known[static_cast<std::size_t>(id)];
    if (classes == kUnknown) classes = find_classes(id);
    return classes;
}

bool are_partners(int query, int key) {
    return std::any_of(kPairs.begin(), kPairs.end(), [&](const Pair& pair) {
        return (pair.first == query && pair.second == key) || (pair.first == key && pair.second == query);
    });
}

struct Concern {
    std::string_view role;
    Classes query, key;
};
constexpr Classes kThing = kNoun | kPronoun;
constexpr auto kConcerns = std::to_array<Concern>({
    {"determiner-noun", kDeterminer, kNoun},
    {"adjective-noun", kAdjective, kNoun},
    {"verb-subject", kVerb, kThing},
    {"subject-verb", kThing, kVerb},
    {"verb-object", kVerb, kThing | kReflexive},
    {"object-verb", kThing | kReflexive, kVerb},
    {"pronoun-antecedent", kPronoun, kNoun},
    {"reflexive-antecedent", kReflexive, kThing},
    {"possessive-antecedent", kPossessive, kThing},
    {"preposition-noun", kPreposition, kThing},
    {"question-mark", kQuestionWord, kQuestionMark},
    {"question-mark", kQuestionMark, kQuestionWord},
});

}  // namespace

bool concerns(std::string_view role, int query, int key) {
    if (query <= data::kMask || key <= data::kMask) return false;
    if (role == "pair-partner") return are_partners(query, key);
    if (role == "repeated-word") return query == key;
    const Classes query_classes = classes_of(query);
    const Classes key_classes = classes_of(key);
    return std::any_of(kConcerns.begin(), kConcerns.end(), [&](const Concern& concern) {
        return concern.role == role && (concern.query & query_classes) != 0 && (concern.key & key_classes) != 0;
    });
}

}  // namespace mha::sim
