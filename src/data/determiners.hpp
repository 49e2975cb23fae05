// SPDX-License-Identifier: MIT
// The first word of a noun phrase.
#pragma once

#include "data/phrases.hpp"

namespace mha::data {

/// A determiner for the noun in this number, in the request's style; 0 for none. It may be the
/// owner's possessive. "a" stands for "a" and "an".
[[nodiscard]] Token determiner(SentenceBuilder& builder, const NounRequest& request, const Noun& noun, Number number);

}  // namespace mha::data
