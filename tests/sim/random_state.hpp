// SPDX-License-Identifier: MIT
// Seeded random states and actions: valid and wild ones.
#pragma once

#include <array>
#include <string>

#include "engine/random.hpp"
#include "sim/action.hpp"

namespace mha::test {

inline int wild(engine::Random& random) {
    constexpr std::array kEnds{0, 1, -1, 2147483647, -2147483647, 9, 17, 65, 100};
    return random.below(3) == 0 ? kEnds[random.below(kEnds.size())] : static_cast<int>(random.below(20)) - 4;
}

inline std::string wild_text(engine::Random& random) {
    const std::array<std::string, 9> pieces{"The ", "cat", " zog ", "\xFF", "\xC3\xA9", "%41&=#+ ", "\n\t", "‘", ""};
    std::string text;
    for (std::uint32_t left = random.below(12); left > 0; --left) text += pieces[random.below(pieces.size())];
    if (random.below(40) == 0) text.append(600, 'a');
    return text;
}

inline sim::Action wild_action(engine::Random& random) {
    const bool on = random.below(2) == 1;
    switch (random.below(33)) {
        case 0:
            return sim::SetText{wild_text(random)};
        case 1:
            return sim::SetHeads{wild(random)};
        case 2:
            return sim::SetConcat{on};
        case 3:
            return sim::SetMask{on};
        case 4:
            return sim::SetLayer{wild(random)};
        case 5:
            return sim::OpenHead{wild(random)};
        case 6:
            return sim::SetCompare{on};
        case 7:
            return sim::ComparePair{wild(random), wild(random)};
        case 8:
            return sim::ChooseWord{wild(random)};
        case 9:
            return sim::ChooseDimension{wild(random)};
        case 10:
            return sim::SwitchHead{wild(random), on};
        case 11:
            return sim::SetTheme{static_cast<sim::ThemeChoice>(random.below(6))};
        case 12: {
            sim::State start;
            start.lesson = random.below(2) == 0 ? "words" : wild_text(random);
            start.text = wild_text(random);
            start.also = random.next_u32();
            start.open = wild(random);
            return sim::ShowLesson{start};
        }
        case 14:
            return sim::ChooseAlso{wild(random), on};
        case 15:
            return sim::SetLookedAt{on};
        case 16:
            return sim::SetStrongest{on};
        case 17:
            return sim::SetGold{on};
        case 18:
            return sim::TurnPage{wild(random)};
        case 19:
            return sim::ShowPanel{wild(random)};
        case 20:
            return sim::SetSeveral{on};
        case 21:
            return sim::GoToStep{wild(random)};
        case 22:
            return sim::GoToPart{wild(random)};
        case 23:
            return sim::PickNumber{wild(random)};
        case 24:
            return sim::SetMean{on};
        case 25:
            return sim::SetEarly{on};
        case 26:
            return sim::SetSeed{wild(random)};
        case 27:
            return sim::LookAtMap{wild(random), static_cast<float>(wild(random)) / 7,
                                  static_cast<float>(wild(random)) / 3};
        case 13:
            return sim::Take{static_cast<sim::Taken>(random.below(6))};
        case 28:
            return sim::SetLinks{on};
        case 29:
            return sim::Retry{};
        case 30:
            return sim::BringNames{on, wild_text(random)};
        case 31:
            return sim::SwitchMlp{on};
        default:
            return sim::Reset{};
    }
}

inline sim::State random_state(engine::Random& random) {
    sim::State state;
    for (int step = 0; step < 12; ++step) state = sim::update(state, wild_action(random));
    state.own_names = nullptr;  // no link carries a list
    state.hidden = random.below(4) == 0 ? random.below(1U << 31U) : 0;
    return sim::clamp(state);
}

}  // namespace mha::test
