// SPDX-License-Identifier: MIT
#include <algorithm>
#include <bit>
#include <cmath>

#include "sim/action.hpp"
#include "sim/fields.hpp"
#include "sim/plain_text.hpp"

namespace mha::sim {
namespace {

// A head of one model is not the head of the same number in another, so the knock-outs do not carry over.
void set_heads(State& state, int heads) {
    heads = std::clamp(heads, 1, kMaxHeads);
    if (heads != state.heads) state.off = 0;
    state.heads = heads;
}

// Opening one view leaves the others.
void show_only(State& state, bool concat, bool compare, int open) {
    state.concat = concat;
    state.compare = compare;
    state.open = open;
}

// There is always a chosen word: taking away the first passes that place on to the next one.
void choose_also(State& state, int word, bool on) {
    if (word < 1 || word > kMaxWords) return;
    if (on && word != state.word) state.also |= word_bit(word);
    if (on) return;
    if (word == state.word && state.also != 0) state.word = std::countr_zero(state.also) + 1;
    state.also &= ~word_bit(state.word) & ~word_bit(word);
}

struct Apply {
    State& state;
    const State& linked;

    void operator()(const SetText& action) const {
        if (action.text != state.text) state.also = 0;
        state.text = action.text;
    }
    void operator()(const SetHeads& action) const { set_heads(state, action.heads); }
    void operator()(const SetConcat& action) const {
        if (action.on) show_only(state, true, false, 0);
        state.concat = action.on;
    }
    void operator()(const SetMask& action) const { state.mask = action.on; }
    void operator()(const SetLayer& action) const { state.layer = action.layer; }
    void operator()(const OpenHead& action) const {
        if (action.head > 0) show_only(state, false, false, action.head);
        state.open = action.head;
    }
    void operator()(const SetLinks& action) const { state.links = action.on; }
    void operator()(const SetCompare& action) const {
        if (action.on) show_only(state, false, true, 0);
        state.compare = action.on;
    }
    void operator()(const ComparePair& action) const {
        int left = std::clamp(action.left, 1, state.heads);
        int right = std::clamp(action.right, 1, state.heads);
        // Choosing the other side's head swaps the two.
        if (left == right && left != state.left)
            right = state.left;
        else if (left == right)
            left = state.right;
        state.left = left;
        state.right = right;
    }
    void operator()(const ChooseWord& action) const {
        state.word = action.word;
        state.also = 0;
    }
    void operator()(const ChooseAlso& action) const { choose_also(state, action.word, action.on); }
    void operator()(const SetSeveral& action) const {
        state.several = action.on;
        if (!action.on) state.also = 0;
    }
    void operator()(const SetLookedAt& action) const { state.looked_at = action.on; }
    void operator()(const SetStrongest& action) const { state.strongest = action.on; }
    void operator()(const SetGold& action) const { state.gold = action.on; }
    void operator()(const TurnPage& action) const { state.page = action.page; }
    void operator()(const ShowPanel& action) const { state.panel = action.panel; }
    void operator()(const ChooseDimension& action) const { state.dimension = action.dimension; }
    void operator()(const SwitchHead& action) const {
        if (action.head < 1 || action.head > state.heads) return;
        const std::uint32_t bit = off_bit(state.layer, action.head);
        state.off = action.on ? state.off & ~bit : state.off | bit;
    }
    void operator()(const SwitchMlp& action) const {
        const std::uint32_t bit = mlp_off_bit(state.layer);
        state.off = action.on ? state.off & ~bit : state.off | bit;
    }
    void operator()(const SetTheme& action) const { state.theme = action.theme; }
    void operator()(const GoToStep& action) const {
        if (action.step != state.step) state.part = 1, state.pick = 0;
        state.step = action.step;
    }
    void operator()(const GoToPart& action) const {
        if (action.part != state.part) state.pick = 0;
        state.part = action.part;
    }
    void operator()(const PickNumber& action) const { state.pick = action.pick; }
    void operator()(const SetMean& action) const { state.mean = action.on; }
    void operator()(const SetEarly& action) const { state.early = action.on; }
    void operator()(const SetSeed& action) const { state.seed = action.seed; }
    void operator()(const BringNames& action) const {
        state.own_names =
            !action.any ? nullptr : std::make_shared<const std::string>(action.list.substr(0, kMaxListBytes));
    }
    void operator()(const LookAtMap& action) const {
        state.zoom = action.zoom;
        state.map_x = action.x;
        state.map_y = action.y;
    }
    void operator()(const ShowLesson& action) const { state = action.start; }
    void operator()(const Reset&) const { state = linked; }
    void operator()(const Retry&) const {}
    void operator()(const Take&) const {}
};

/// Two decimals and no more, so that a link carries the place exactly.
float place_on_map(float at) {
    if (!std::isfinite(at)) return State{}.map_x;
    return std::round(std::clamp(at, 0.0F, static_cast<float>(kMapSize)) * 100) / 100;
}

std::uint32_t off_mask(int heads) {
    std::uint32_t mask = 0;
    for (int layer = 1; layer <= kMaxLayers; ++layer) {
        for (int head = 1; head <= heads; ++head) mask |= off_bit(layer, head);
        mask |= mlp_off_bit(layer);
    }
    return mask;
}

}  // namespace

State update(const State& state, const Action& action, const State& linked) {
    State next = clamp(state);
    std::visit(Apply{next, linked}, action);
    return clamp(std::move(next));
}

State clamp(State state) {
    State checked;
    if (!find_field("lesson")->set(checked, state.lesson)) state.lesson = checked.lesson;
    state.text = one_line(state.text, kMaxTextBytes);
    state.heads = std::clamp(state.heads, 1, kMaxHeads);
    state.layer = std::clamp(state.layer, 1, kMaxLayers);
    state.word = std::clamp(state.word, 1, kMaxWords);
    state.dimension = std::clamp(state.dimension, 1, kMaxDimensions);
    const int paired = std::max(state.heads, 2);  // with one head there is nothing to compare: the pair waits as 1, 2
    state.left = std::clamp(state.left, 1, paired);
    state.right = std::clamp(state.right, 1, paired);
    if (state.heads == 1) state.left = 1;
    if (state.left == state.right) state.right = state.left == 1 ? 2 : state.left - 1;
    state.compare = state.compare && state.heads > 1;
    state.concat = state.concat && !state.compare;
    state.open = state.compare || state.concat ? 0 : std::clamp(state.open, 0, state.heads);
    state.off &= off_mask(state.heads);
    state.also &= ((std::uint32_t{1} << static_cast<unsigned>(kMaxWords)) - 1) & ~word_bit(state.word);
    state.page = std::clamp(state.page, 1, kMaxPages);
    state.panel = std::clamp(state.panel, 1, kMaxPanels);
    state.step = std::clamp(state.step, 1, kMaxSteps);
    state.part = std::clamp(state.part, 1, kMaxParts);
    state.pick = std::clamp(state.pick, 0, kMaxPicks);
    state.seed = std::clamp(state.seed, 1, kMaxSeed);
    state.zoom = std::clamp(state.zoom, 0, kMaxZoom);
    state.map_x = place_on_map(state.map_x);
    state.map_y = place_on_map(state.map_y);
    state.theme = std::min(state.theme, ThemeChoice::contrast);
    state.hidden &= all_hide_bits();
    return state;
}

}  // namespace mha::sim
