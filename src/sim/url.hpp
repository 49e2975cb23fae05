// SPDX-License-Identifier: MIT
// State <-> the query or fragment of a link: "heads=4&concat=1&text=The+cat+sat". Driven by the fields table.
// Anything may arrive here; whatever does not read gives the default and a sentence that says so.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sim/fields.hpp"
#include "sim/state.hpp"

namespace mha::sim {

inline constexpr std::size_t kMaxLinkBytes = 65536;
inline constexpr std::size_t kMaxNotices = 8;

/// What a link asks for: a valid state, and sentences about what could not be followed, for the learner.
struct Link {
    State state;
    std::vector<std::string> notices;
};

/// `base` with the keys of `query` set. A leading '?' or '#' is allowed; a key that comes twice: the last one
/// counts; bytes beyond kMaxLinkBytes are ignored with a notice.
[[nodiscard]] Link parse_link(std::string_view query, const State& base = {});

/// What to say when a link asked for something and `state` has another: "The link asked for 12 heads; showing 8."
[[nodiscard]] std::string adjusted(const Field& field, std::string_view asked, const State& state);

/// What a link says of a key, as it stands there; empty when it does not name it.
[[nodiscard]] std::string asked_value(std::string_view query, std::string_view key);

/// The lesson a link names, as it stands there; empty when it names none. A lesson has a start of its own, which is
/// then the `base` for the rest.
[[nodiscard]] std::string asked_lesson(std::string_view query);

/// The query first, then the fragment over it.
[[nodiscard]] Link parse_link(std::string_view query, std::string_view fragment);

/// The keys in which `state` differs from `base`, in the table's order; empty when they are equal.
/// parse_link(write_link(state, base), base).state == state for every clamped state and base.
[[nodiscard]] std::string write_link(const State& state, const State& base = {});

}  // namespace mha::sim
