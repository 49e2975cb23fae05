// SPDX-License-Identifier: MIT
// The closed list of things a learner (or a link, or an embedding page) can do. Any value is allowed in an
// action: update() clamps.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "sim/state.hpp"

namespace mha::sim {

struct SetText {
    std::string text;
};
struct SetHeads {
    int heads;
};
struct SetConcat {
    bool on;
};
struct SetMask {
    bool on;
};
struct SetLayer {
    int layer;
};
struct OpenHead {
    int head;
};  // 0 closes
struct SetLinks {
    bool on;
};  // the open head on narrow screens: links, or the matrix
struct SetCompare {
    bool on;
};
struct ComparePair {
    int left, right;
};
struct ChooseWord {
    int word;
};
struct ChooseDimension {
    int dimension;
};
struct SwitchHead {
    int head;
    bool on;
};  // knock-out of one head of the chosen layer
struct SwitchMlp {
    bool on;
};  // knock-out of the chosen layer's MLP
struct SetTheme {
    ThemeChoice theme;
};
struct ChooseAlso {
    int word;
    bool on;
};  // one more word, or one less, besides the chosen one
struct SetSeveral {
    bool on;
};
struct SetLookedAt {
    bool on;
};
struct SetStrongest {
    bool on;
};
struct SetGold {
    bool on;
};
struct TurnPage {
    int page;
};
struct ShowPanel {
    int panel;
};
struct GoToStep {
    int step;
};
struct GoToPart {
    int part;
};
struct PickNumber {
    int pick;
};
struct SetMean {
    bool on;
};
struct SetEarly {
    bool on;
};
struct SetSeed {
    int seed;
};
struct BringNames {
    bool any;
    std::string list;
};  // any = false: without a list again
struct LookAtMap {
    int zoom;
    float x, y;
};
struct ShowLesson {
    State start;
};                // the state that lesson opens with
struct Reset {};  // back to the linked state
struct Retry {};  // changes nothing here: App asks again for a model that failed
/// What the learner takes along.
enum class Taken : std::uint8_t { none, link, embed_code, png, svg, table };
struct Take {
    Taken what;
};  // changes nothing here: App passes it on to the page

using Action =
    std::variant<SetText, SetHeads, SetConcat, SetMask, SetLayer, OpenHead, SetLinks, SetCompare, ComparePair,
                 ChooseWord, ChooseDimension, SwitchHead, SwitchMlp, SetTheme, ChooseAlso, SetSeveral, SetLookedAt,
                 SetStrongest, SetGold, TurnPage, ShowPanel, GoToStep, GoToPart, PickNumber, SetMean, SetEarly, SetSeed,
                 BringNames, LookAtMap, ShowLesson, Reset, Retry, Take>;
using Actions = std::vector<Action>;

/// Pure and total: every action on every state gives a valid state. `linked` is what Reset returns to.
[[nodiscard]] State update(const State& state, const Action& action, const State& linked = {});

/// Every field brought into its range (heads 1..8, open and off within heads, text made one line of well-formed
/// UTF-8 and cut at kMaxTextBytes, one view at a time, ...). clamp(clamp(s)) == clamp(s). update() ends with it;
/// links and messages go through it.
[[nodiscard]] State clamp(State state);

}  // namespace mha::sim
