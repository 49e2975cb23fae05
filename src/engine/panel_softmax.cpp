// SPDX-License-Identifier: MIT
#include "engine/panel_softmax.hpp"

#include <cmath>
#include <limits>

#include "engine/lanes.hpp"
#include "engine/math.hpp"

namespace mha::engine::panels {
namespace {

constexpr float kHidden = -std::numeric_limits<float>::infinity();

/// Row body + m hides the columns before m.
void hide(const ScorePanel& panel, float* scores) {
    for (std::size_t key = panel.body; key < panel.keys; ++key) {
        for (std::size_t c = 0; c < key - panel.body && c < panel.width; ++c) scores[key * panel.width + c] = kHidden;
    }
}

/// One vector of queries: their scores lie `step` apart.
template <class Scale>
struct Column {
    float* scores;
    std::size_t step;
    Scale scale;

    [[nodiscard]] Lanes at(std::size_t key) const { return Lanes::load_unaligned(scores + key * step); }

    /// Exponentials of rows first..last-1 relative to the peak; first is a multiple of four. Sum m of four takes the
    /// rows with key % 4 == m.
    template <class Exp>
    void raise(std::size_t first, std::size_t last, Lanes peak, Lanes (&sums)[4], Exp exp) const {
        const auto one = [&](std::size_t key, Lanes& sum) {
            const Lanes power = exp(scale(at(key)) - peak);
            sum = sum + power;
            power.store_unaligned(scores + key * step);
        };
        std::size_t key = first;
        for (; key + 4 <= last; key += 4) {
            one(key, sums[0]);
            one(key + 1, sums[1]);
            one(key + 2, sums[2]);
            one(key + 3, sums[3]);
        }
        if (key < last) one(key, sums[0]);
        if (key + 1 < last) one(key + 1, sums[1]);
        if (key + 2 < last) one(key + 2, sums[2]);
    }

    void divide(std::size_t keys, Lanes sum, Lanes peak) const {
        // A column without any finite score has no weights: 0, not 0 / 0.
        const auto none = peak == Lanes(kHidden);
        const bool some_none = xsimd::any(none);
        const Divisor by(sum);
        for (std::size_t key = 0; key < keys; ++key) {
            Lanes weight = by.under(at(key));
            if (some_none) weight = xsimd::select(none, Lanes(0.0F), weight);
            weight.store_unaligned(scores + key * step);
        }
    }

    void softmax(std::size_t body, std::size_t keys) const {
        Lanes highest(kHidden), lowest(std::numeric_limits<float>::max());
        for (std::size_t key = 0; key < body; ++key) {
            const Lanes score = at(key);
            highest = larger(score, highest);
            lowest = xsimd::select(score < lowest, score, lowest);
        }
        for (std::size_t key = body; key < keys; ++key) highest = larger(at(key), highest);
        // Scaling keeps the order, so the peak of the scaled scores is the scaled peak.
        const Lanes peak = scale(highest);
        Lanes sums[4] = {Lanes(0.0F), Lanes(0.0F), Lanes(0.0F), Lanes(0.0F)};
        const auto wide = [](Lanes x) { return math::exp(x); };
        if (xsimd::all(scale(lowest) - peak >= Lanes(math::kLowestNear))) {
            const math::ExpNumbers numbers = held(math::ExpNumbers{});
            raise(0, body, peak, sums, [&](Lanes x) { return math::exp_near(x, numbers); });
        } else {
            raise(0, body, peak, sums, wide);
        }
        raise(body, keys, peak, sums, wide);
        divide(keys, (sums[0] + sums[1]) + (sums[2] + sums[3]), peak);
    }
};

template <class Scale>
void each_column(const ScorePanel& panel, float* scores, Scale scale) {
    for (std::size_t c = 0; c < panel.width; c += 4) {
        Column<Scale>{scores + c, panel.width, scale}.softmax(panel.body, panel.keys);
    }
}

}  // namespace

void softmax(const ScorePanel& panel, float* scores) {
    hide(panel, scores);
    int exponent = 0;
    if (std::frexp(panel.divisor, &exponent) == 0.5F) {
        // Dividing by a power of two and multiplying by its inverse give the same bits.
        const Lanes factor(1.0F / panel.divisor);
        each_column(panel, scores, [factor](Lanes x) { return x * factor; });
    } else {
        const Divisor by(Lanes(panel.divisor));
        each_column(panel, scores, [by](Lanes x) { return by.under(x); });
    }
}

}  // namespace mha::engine::panels
