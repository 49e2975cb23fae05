// SPDX-License-Identifier: MIT
// The places a head may look at in a name and in a sorting sequence, and what the heads of such models do look at.
// The rule that makes a score a role is that of roles.hpp.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/report.hpp"
#include "engine/model.hpp"

namespace mha::analysis {

struct LetterRole {
    std::string_view slug;         // in reports and links
    std::string_view label;        // "previous letter"
    std::string_view short_label;  // one word, for narrow headings
    std::string_view meaning;      // what a head with this role does, after "This head ..."
    bool is_link = false;          // found by what a letter is, so it has a same-distance line
};

/// Names: previous-letter, two-back, itself, start-mark; vowel, consonant, same-letter (links).
[[nodiscard]] std::span<const LetterRole> name_roles();
/// Sorting: previous-letter, itself, first-letter, same-place (the input letter at the place that is being filled);
/// same-letter, answer-letter, smaller-letter, greater-letter (input letters compared with the one read, or equal to
/// the one asked for) and sorted-half (letters written so far).
[[nodiscard]] std::span<const LetterRole> sort_roles();
/// The role of either list with this slug; the record of "diffuse" when there is none.
[[nodiscard]] const LetterRole& find_letter_role(std::span<const LetterRole> roles, std::string_view slug);

/// Measured on these names, every letter and the mark as queries; places that are the same thing (at the second letter
/// the one before is the mark) are left out. Errors: those of engine::forward; empty without names.
[[nodiscard]] engine::Result<std::vector<HeadReport>> measure_name_roles(const engine::Model<float>& model,
                                                                         std::span<const std::string> names);

/// Measured on all 729 inputs with their sorted letters; queries are the six rows that are asked for a letter.
[[nodiscard]] engine::Result<std::vector<HeadReport>> measure_sort_roles(const engine::Model<float>& model);

}  // namespace mha::analysis
