// SPDX-License-Identifier: MIT
// A seeded hand: random things a learner, a finger, a page or a link may do to the whole program without a window, and
// what must hold after each.
#pragma once

#include <cstdint>
#include <string>

#include "support/headless_ui.hpp"

namespace mha::test {

/// Models for every lesson: fixtures of several shapes, or some of those the site ships. heads-8 or others never
/// arrive.
void bring_models(HeadlessUi& ui, bool shipped);

/// Does `steps` things, the same for the same seed. "" when every rule held, else which broke and after what.
std::string run_hand(HeadlessUi& ui, std::uint64_t seed, int steps);

}  // namespace mha::test
