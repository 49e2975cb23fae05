// SPDX-License-Identifier: MIT
// Which words of a sentence a link role could concern at all, by the lexicon's word classes. A word may belong to
// several classes ("play"), and no relation in the sentence is claimed.
#pragma once

#include <string_view>

namespace mha::sim {

/// True when a head with this link role (slug) could have something to say about this pair of words: "verb-subject"
/// asks for a verb that looks at a noun, name or pronoun. Ids are the vocabulary's; unknown words and other roles give
/// false.
[[nodiscard]] bool concerns(std::string_view role, int query, int key);

}  // namespace mha::sim
