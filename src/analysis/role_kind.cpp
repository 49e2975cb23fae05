// SPDX-License-Identifier: MIT
#include "analysis/role_kind.hpp"

#include <array>

namespace mha::analysis {
namespace {

using data::LinkKind;

constexpr std::array<RoleKind, 4 + data::kLinkKinds> kKinds{{
    {"previous-word", "previous word", "previous", "looks at the word just before", Place::previous},
    {"next-word", "next word", "next", "looks at the word just after", Place::next},
    {"itself", "itself", "itself", "looks at the word itself", Place::itself},
    {"first-word", "first word", "first", "looks at the first word of the sentence", Place::first},
    {"determiner-noun", "determiner → noun", "noun", "takes ‘the’ or ‘a’ to its noun", Place::link,
     LinkKind::determiner_noun},
    {"adjective-noun", "adjective → noun", "noun", "takes an adjective to its noun", Place::link,
     LinkKind::adjective_noun},
    {"verb-subject", "verb → subject", "subject", "takes a verb to its subject", Place::link, LinkKind::verb_subject},
    {"subject-verb", "subject → verb", "verb", "takes a subject to its verb", Place::link, LinkKind::subject_verb},
    {"verb-object", "verb → object", "object", "takes a verb to its object", Place::link, LinkKind::verb_object},
    {"object-verb", "object → verb", "verb", "takes an object to its verb", Place::link, LinkKind::object_verb},
    {"pronoun-antecedent", "pronoun → name", "pronoun", "takes a pronoun to the noun it stands for", Place::link,
     LinkKind::pronoun_antecedent},
    {"reflexive-antecedent", "-self → subject", "-self", "takes ‘herself’ or ‘themselves’ to its noun", Place::link,
     LinkKind::reflexive_antecedent},
    {"possessive-antecedent", "possessive → owner", "owner", "takes ‘her’ or ‘their’ to the owner", Place::link,
     LinkKind::possessive_antecedent},
    {"repeated-word", "same word again", "repeat", "finds the same word elsewhere in the sentence", Place::link,
     LinkKind::repeated_word},
    {"pair-partner", "pair partner", "partner", "joins ‘either’ with ‘or’, ‘both’ with ‘and’, ‘if’ with ‘then’",
     Place::link, LinkKind::pair_partner},
    {"question-mark", "question and mark", "question", "joins a question word with the question mark", Place::link,
     LinkKind::question_mark},
    {"preposition-noun", "preposition → noun", "noun", "takes a preposition to its noun", Place::link,
     LinkKind::preposition_noun},
}};

constexpr RoleKind kNoRole{"diffuse", "diffuse", "diffuse",
                           "spreads its attention; no measured role stands clearly above chance"};

}  // namespace

std::span<const RoleKind> role_kinds() { return kKinds; }

const RoleKind& find_role(std::string_view slug) {
    for (const RoleKind& kind : kKinds)
        if (kind.slug == slug) return kind;
    return kNoRole;
}

}  // namespace mha::analysis
