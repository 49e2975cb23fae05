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

/// The two ways of scaling a score: alone, and with something added to it.
struct Times {
    Lanes factor;
    [[nodiscard]] Lanes operator()(Lanes x) const { return x * factor; }
    [[nodiscard]] Lanes plus(Lanes x, Lanes more) const { return multiply_add(x, factor, more); }
};
struct Divided {
    Divisor by;
    [[nodiscard]] Lanes operator()(Lanes x) const { return by.under(x); }
    [[nodiscard]] Lanes plus(Lanes x, Lanes more) const { return by.under(x) + more; }
};

/// A panel of Wides vectors of queries side by side; a row is a key.
template <std::size_t Wides, class Scale>
struct Panel {
    float* scores;
    Scale scale;

    [[nodiscard]] Lanes at(std::size_t key, std::size_t w) const {
        return Lanes::load_unaligned(scores + (key * Wides + w) * 4);
    }
    void put(Lanes value, std::size_t key, std::size_t w) const {
        value.store_unaligned(scores + (key * Wides + w) * 4);
    }

    /// Exponentials of rows first..last-1 relative to the peak; first is a multiple of four. Sum m of four takes the
    /// rows with key % 4 == m.
    template <class Exp>
    void raise(std::size_t w, std::size_t first, std::size_t last, Lanes peak, Lanes (&sums)[4], Exp exp) const {
        const Lanes minus_peak = Lanes(0.0F) - peak;
        const auto one = [&](std::size_t key, Lanes& sum) {
            const Lanes power = exp(scale.plus(at(key, w), minus_peak));
            sum = sum + power;
            put(power, key, w);
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

    /// The same for any scores; rare, or few rows.
    [[gnu::noinline]] void raise_any(std::size_t w, std::size_t first, std::size_t last, Lanes peak,
                                     Lanes (&sums)[4]) const {
        raise(w, first, last, peak, sums, [](Lanes x) { return math::exp(x); });
    }

    /// The exponentials of one vector of queries, and their sum.
    [[nodiscard]] Lanes raise_all(std::size_t w, std::size_t body, std::size_t keys, Lanes peak, Lanes lowest) const {
        Lanes sums[4] = {Lanes(0.0F), Lanes(0.0F), Lanes(0.0F), Lanes(0.0F)};
        if (xsimd::all(lowest - peak >= Lanes(math::kLowestNear))) {
            const math::ExpNumbers numbers = held(math::ExpNumbers{});
            raise(w, 0, body, peak, sums, [&](Lanes x) { return math::exp_near(x, numbers); });
        } else {
            raise_any(w, 0, body, peak, sums);
        }
        if (body < keys) raise_any(w, body, keys, peak, sums);
        return (sums[0] + sums[1]) + (sums[2] + sums[3]);
    }

    /// A column without any finite score has no weights: 0, not 0 / 0.
    void clear(std::size_t keys, std::size_t w, Lanes peak) const {
        const auto none = peak == Lanes(kHidden);
        if (!xsimd::any(none)) return;
        for (std::size_t key = 0; key < keys; ++key) put(xsimd::select(none, Lanes(0.0F), at(key, w)), key, w);
    }

    void divide(std::size_t keys, const Lanes (&sum)[Wides]) const {
        for (std::size_t key = 0; key < keys; ++key) {
            for (std::size_t w = 0; w < Wides; ++w) put(Divisor(sum[w]).under(at(key, w)), key, w);
        }
    }

    /// `inverse` as in ScorePanel.
    void softmax(std::size_t body, std::size_t keys, float* inverse) const {
        Lanes highest[Wides], lowest[Wides], sum[Wides];
        for (std::size_t w = 0; w < Wides; ++w) {
            highest[w] = Lanes(kHidden);
            lowest[w] = Lanes(std::numeric_limits<float>::max());
        }
        for (std::size_t key = 0; key < body; ++key) {
            for (std::size_t w = 0; w < Wides; ++w) {
                highest[w] = larger(at(key, w), highest[w]);
                lowest[w] = smaller(at(key, w), lowest[w]);
            }
        }
        for (std::size_t key = body; key < keys; ++key) {
            for (std::size_t w = 0; w < Wides; ++w) highest[w] = larger(at(key, w), highest[w]);
        }
        // Scaling keeps the order, so the peak of the scaled scores is the scaled peak.
        for (std::size_t w = 0; w < Wides; ++w) {
            sum[w] = raise_all(w, body, keys, scale(highest[w]), scale(lowest[w]));
        }
        if (inverse == nullptr) divide(keys, sum);
        for (std::size_t w = 0; w < Wides; ++w) {
            clear(keys, w, highest[w]);
            if (inverse == nullptr) continue;
            const auto none = highest[w] == Lanes(kHidden);
            xsimd::select(none, Lanes(0.0F), Lanes(1.0F) / sum[w]).store_unaligned(inverse + w * 4);
        }
    }
};

template <class Scale>
void run(const ScorePanel& panel, float* scores, Scale scale) {
    if (panel.width == 4) {
        Panel<1, Scale>{scores, scale}.softmax(panel.body, panel.keys, panel.inverse);
    } else {
        Panel<2, Scale>{scores, scale}.softmax(panel.body, panel.keys, panel.inverse);
    }
}

}  // namespace

void softmax(const ScorePanel& panel, float* scores) {
    hide(panel, scores);
    int exponent = 0;
    if (std::frexp(panel.divisor, &exponent) == 0.5F) {
        // Dividing by a power of two and multiplying by its inverse give the same bits.
        const Lanes factor(1.0F / panel.divisor);
        run(panel, scores, Times{factor});
    } else {
        run(panel, scores, Divided{Divisor(Lanes(panel.divisor))});
    }
}

}  // namespace mha::engine::panels
