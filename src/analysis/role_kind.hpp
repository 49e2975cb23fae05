// SPDX-License-Identifier: MIT
// The places a head may look at that have a name: four positions, and every kind of gold link of the grammar.
#pragma once

#include <span>
#include <string_view>

#include "data/grammar.hpp"

namespace mha::analysis {

enum class Place : std::uint8_t { previous, next, itself, first, link };

struct RoleKind {
    std::string_view slug;         // in reports and links
    std::string_view label;        // "verb → subject"
    std::string_view short_label;  // one word, for narrow headings
    std::string_view meaning;      // what a head with this role does, after "This head ..."
    Place place = Place::link;
    data::LinkKind link{};  // valid when place is link

    [[nodiscard]] constexpr bool is_link() const { return place == Place::link; }
};

/// All kinds, positions first.
[[nodiscard]] std::span<const RoleKind> role_kinds();

/// The kind with this slug; the record of "diffuse" when there is none.
[[nodiscard]] const RoleKind& find_role(std::string_view slug);

}  // namespace mha::analysis
