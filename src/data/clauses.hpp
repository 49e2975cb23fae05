// SPDX-License-Identifier: MIT
// Verbs with their subjects and objects: everything that shows tense and number.
#pragma once

#include "data/phrases.hpp"

namespace mha::data {

enum class Tense : std::uint8_t { present, past };

/// Auxiliaries that show number: is, does, isn't, doesn't.
enum class Auxiliary : std::uint8_t { be, do_, be_not, do_not };

/// How a verb is put: eats, is eating, does not eat, can eat.
enum class Aspect : std::uint8_t { simple, progressive, negated, modal };

/// The finite verb and the one that carries the meaning; the same position for "eats".
struct VerbGroup {
    int finite = 0;
    int lexical = 0;
};

/// Puts the form of an auxiliary that agrees with the subject at a position that was added before
/// (it may stand before the subject), with its links.
void set_auxiliary(SentenceBuilder& builder, int position, Auxiliary which, Tense tense, const Phrase& subject);

/// Adds the finite verb and links it to the subject, wherever that stands.
int finite_verb(SentenceBuilder& builder, const Verb& verb, Tense tense, const Phrase& subject);

/// Adds "often eats", "is eating", "does not eat" or "can eat".
VerbGroup verb_group(SentenceBuilder& builder, const Verb& verb, Tense tense, Aspect aspect, const Phrase& subject);

/// Adds what follows the verb: object, place, manner. `room` is 0 (object only), 1 (short) or 2.
void complement(SentenceBuilder& builder, const Verb& verb, int lexical, const Phrase& subject, int room);

/// "is happy", "are in the garden", "is a kind doctor" after a subject that stands.
void copula(SentenceBuilder& builder, const Phrase& subject, Tense tense, int room);

/// Everything that follows a subject, tense and aspect chosen here.
void predicate(SentenceBuilder& builder, const Verb& verb, const Phrase& subject, int room);

/// "now", "yesterday", "every day" or nothing.
void time_adverbial(SentenceBuilder& builder, Tense tense, Aspect aspect);

/// A whole short clause with its own subject, for "because ..." and "if ...". With an antecedent
/// the subject may be a pronoun for it.
Phrase short_clause(SentenceBuilder& builder, Tense tense, const Phrase* antecedent);

/// A verb of everyday life or (technical) of machines whose subject may be one of the kinds;
/// nullptr if there is none.
[[nodiscard]] const Verb* choose_verb(SentenceBuilder& builder, Kinds subject, bool technical);

/// A subject: pronoun, name or noun phrase, perhaps with a prepositional phrase or a relative
/// clause that separates it from its verb. `modifier_percent` is for the last two together.
Phrase subject(SentenceBuilder& builder, Kinds kinds, std::uint32_t modifier_percent = 66);

/// A pronoun as subject: I .. it for persons, it or they for other kinds.
Phrase pronoun_subject(SentenceBuilder& builder, Kinds kinds);

/// The pronoun for a phrase, placed where its verb follows, with its link to the phrase.
Phrase pronoun_for(SentenceBuilder& builder, const Phrase& antecedent);

/// "who likes music", "that the dogs chase": after the noun it belongs to.
void relative_clause(SentenceBuilder& builder, const Phrase& phrase);

}  // namespace mha::data
