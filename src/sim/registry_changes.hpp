// SPDX-License-Identifier: MIT
// What is new in a registry for a page that mirrors it: while the pointer moves, two or three of a hundred nodes in a
// frame. The others are neither sent nor read nor compared by the page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "sim/registry.hpp"

namespace mha::sim {

class RegistryChanges {
  public:
    /// The registry as Registry::to_json() has it, but with its id alone, as a string, for each node that is as it was
    /// at the last call; "" when all are, and in the same order. Valid until the next call.
    [[nodiscard]] const std::string& since_last(const Registry& registry);

    [[nodiscard]] const std::string& last() const { return changes_; }

  private:
    /// A node as it was told: its JSON, or for a table that follows from a generation its id, that and its place.
    struct Told {
        std::string text;
        std::uint64_t generation = 0;
        Rect rect;
        friend bool operator==(const Told&, const Told&) = default;
    };

    std::vector<Told> told_;
    std::vector<Told> now_;  // with what was told before that, for its memory
    Told node_;
    std::string changes_;
};

}  // namespace mha::sim
