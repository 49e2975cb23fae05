// SPDX-License-Identifier: MIT
// The sentence grammar: English sentences with their gold links, i.e. which word depends on which.
// Links are what head roles are measured against; agreements are where verb number can be probed.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/random.hpp"

namespace mha::data {

/// What a link means. "verb" is the finite verb (the one that shows number and tense: "does" in
/// "does not like"); for objects it is the verb with the meaning ("like").
enum class LinkKind : std::uint8_t {
    determiner_noun,
    adjective_noun,  // also the first word of a two-word noun, and "is red"
    verb_subject,
    subject_verb,
    verb_object,
    object_verb,
    pronoun_antecedent,     // "the girl sleeps because she is tired"
    reflexive_antecedent,   // "the girl sees herself"
    possessive_antecedent,  // "the girl reads her book"
    repeated_word,          // each occurrence of a content word to every other one
    pair_partner,           // either-or, neither-nor, both-and, if-then, in both directions
    question_mark,          // question word to "?" and back
    preposition_noun,
};
inline constexpr int kLinkKinds = 13;

/// Identifier for files and URLs, e.g. "verb-subject".
[[nodiscard]] std::string_view slug(LinkKind kind);
/// For readers, e.g. "verb → subject" (UTF-8).
[[nodiscard]] std::string_view label(LinkKind kind);
/// All kinds in order of their values.
[[nodiscard]] std::array<LinkKind, kLinkKinds> all_link_kinds();

/// `from` looks for `to`; positions in the sentence, from != to.
struct Link {
    LinkKind kind;
    int from;
    int to;

    friend bool operator==(const Link&, const Link&) = default;
};

/// A finite verb whose form shows the number of its subject.
struct Agreement {
    int verb;              // position
    int subject;           // position of the subject's head (the last one of "the cat and the dog")
    bool plural;           // number the verb must show; I and you count as plural ("I like")
    bool attractor;        // a noun of the other number stands between the two
    int other_form_token;  // the same verb in the wrong number, a vocabulary id

    friend bool operator==(const Agreement&, const Agreement&) = default;
};

struct Sentence {
    std::vector<int> tokens;  // vocabulary ids, no start token
    std::vector<Link> links;
    std::vector<Agreement> agreements;

    friend bool operator==(const Sentence&, const Sentence&) = default;
};

inline constexpr int kMinTokens = 3;
inline constexpr int kMaxTokens = 16;

/// One sentence of kMinTokens .. kMaxTokens tokens. Deterministic: the same generator state gives
/// the same sentence everywhere.
[[nodiscard]] Sentence generate(engine::Random& random);

}  // namespace mha::data
