// SPDX-License-Identifier: MIT
// What part of speech a token can be, read from the lexicon and from short lists of function words,
// independently of the code that builds sentences.
#pragma once

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "data/lexicon.hpp"
#include "data/vocabulary.hpp"

namespace mha::test {

inline bool is_any_of(int token, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, data::word_text(token)) != words.end();
}

inline bool is_noun(int token) {
    const auto names = [token](const data::Noun& noun) { return noun.singular == token || noun.plural == token; };
    return std::ranges::any_of(data::nouns(), names) || data::is_name(token) ||
           is_any_of(token, {"day", "morning", "evening", "attention", "parallel"});
}

inline bool is_plural_noun(int token) {
    const auto names = [token](const data::Noun& noun) { return noun.plural != 0 && noun.plural == token; };
    return std::ranges::any_of(data::nouns(), names);
}

inline bool is_plural_pronoun(int token) { return is_any_of(token, {"we", "they"}); }

inline bool is_pronoun(int token) {
    return is_any_of(token, {"I", "you", "he", "she", "it", "we", "they", "who", "what", "one"});
}

inline bool is_object_word(int token) {
    return is_noun(token) ||
           is_any_of(token, {"me",       "you",      "him",     "her",     "it",      "us",        "them",       "what",
                             "myself",   "yourself", "himself", "herself", "itself",  "ourselves", "themselves", "one",
                             "swimming", "reading",  "dancing", "cooking", "drawing", "running",   "singing"});
}

inline bool is_determiner(int token) {
    return is_any_of(token, {"the",  "a",       "an",  "this", "that",  "these", "those", "every",
                             "each", "another", "one", "two",  "three", "many",  "some",  "all",
                             "my",   "your",    "our", "his",  "her",   "its",   "their", "which"});
}

inline bool is_adjective(int token) {
    const auto word = [token](const auto& item) { return item.word == token; };
    const auto modifier = [token](const data::Compound& item) { return item.modifier == token; };
    return std::ranges::any_of(data::adjectives(), word) || std::ranges::any_of(data::comparatives(), word) ||
           std::ranges::any_of(data::compounds(), modifier) || is_any_of(token, {"multi-head"});
}

inline bool is_lexical_verb(int token) {
    const auto forms = [token](const data::Verb& verb) {
        return verb.base == token || verb.third == token || (token != 0 && (verb.past == token || verb.ing == token));
    };
    return std::ranges::any_of(data::verbs(), forms);
}

inline bool is_finite_verb(int token) {
    return is_lexical_verb(token) ||
           is_any_of(token, {"am",  "is",   "are",  "was",   "were",    "isn't",  "aren't", "wasn't", "weren't",
                             "do",  "does", "did",  "don't", "doesn't", "didn't", "can",    "will",   "must",
                             "say", "says", "said", "think", "thinks",  "know",   "knows"});
}

/// -1 singular, +1 plural, 0 shows no number (past, modal).
inline int number_shown(int token) {
    if (is_any_of(token, {"am", "is", "isn't", "was", "wasn't", "does", "doesn't", "says", "thinks", "knows"})) {
        return -1;
    }
    if (is_any_of(token, {"are", "aren't", "were", "weren't", "do", "don't", "say", "think", "know"})) {
        return 1;
    }
    const auto third = [token](const data::Verb& verb) { return verb.third == token; };
    const auto base = [token](const data::Verb& verb) { return verb.base == token; };
    if (std::ranges::any_of(data::verbs(), third)) {
        return -1;
    }
    return std::ranges::any_of(data::verbs(), base) ? 1 : 0;
}

inline bool is_preposition(int token) {
    return is_any_of(token, {"in", "on", "at", "by", "near", "under", "behind", "with", "of", "about", "to", "from"});
}

}  // namespace mha::test
