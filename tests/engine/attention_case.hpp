// SPDX-License-Identifier: MIT
// Seeded inputs for attention: x of unit scale, matrices of deviation 1 / sqrt(rows), so that every
// stage stays of unit scale whatever the width.
#pragma once

#include <cmath>
#include <vector>

#include "engine/attention.hpp"
#include "engine/random.hpp"
#include "support/reference_attention.hpp"

namespace mha::tests {

template <class T>
struct AttentionCase {
    engine::Matrix<T> x;
    engine::AttentionParameters<T> p;
    std::size_t heads = 1;
};

struct CaseShape {
    std::size_t tokens = 1, d_model = 1, heads = 1;
    bool biases = true;
};

template <class Tensor>
void fill_normal(Tensor& tensor, engine::Random& random, double deviation) {
    for (auto& value : tensor) {
        // Through float, so that the float and the double case hold the same numbers.
        const float number = static_cast<float>(random.normal() * deviation);
        value = static_cast<typename Tensor::value_type>(number);
    }
}

template <class T>
AttentionCase<T> make_case(const CaseShape& shape, std::uint64_t seed) {
    engine::Random random(seed);
    const std::size_t d = shape.d_model;
    const std::size_t concat = shape.heads * (d / shape.heads);
    AttentionCase<T> made;
    made.heads = shape.heads;
    made.x.resize({shape.tokens, d});
    fill_normal(made.x, random, 1.0);
    for (auto* w : {&made.p.wq, &made.p.wk, &made.p.wv}) {
        w->resize({d, concat});
        fill_normal(*w, random, 1.0 / std::sqrt(static_cast<double>(d)));
    }
    made.p.wo.resize({concat, d});
    fill_normal(made.p.wo, random, 1.0 / std::sqrt(static_cast<double>(concat)));
    if (!shape.biases) {
        for (auto* b : {&made.p.bq, &made.p.bk, &made.p.bv, &made.p.bo}) b->resize({0});
        return made;
    }
    for (auto* b : {&made.p.bq, &made.p.bk, &made.p.bv}) {
        b->resize({concat});
        fill_normal(*b, random, 0.1);
    }
    made.p.bo.resize({d});
    fill_normal(made.p.bo, random, 0.1);
    return made;
}

template <class Tensor>
std::vector<double> numbers(const Tensor& tensor) {
    return std::vector<double>(tensor.begin(), tensor.end());
}

template <class T>
ReferenceInput reference_input(const AttentionCase<T>& from, bool causal) {
    return {.tokens = from.x.shape(0),
            .d_model = from.x.shape(1),
            .heads = from.heads,
            .causal = causal,
            .x = numbers(from.x),
            .wq = numbers(from.p.wq),
            .wk = numbers(from.p.wk),
            .wv = numbers(from.p.wv),
            .wo = numbers(from.p.wo),
            .bq = numbers(from.p.bq),
            .bk = numbers(from.p.bk),
            .bv = numbers(from.p.bv),
            .bo = numbers(from.p.bo)};
}

/// Largest |a - b|; infinity when the sizes differ or a number is NaN.
template <class Tensor>
double largest_error(const Tensor& tensor, const std::vector<double>& expected) {
    if (tensor.size() != expected.size()) return HUGE_VAL;
    double largest = 0.0;
    std::size_t i = 0;
    for (const auto value : tensor) {
        const double error = std::fabs(static_cast<double>(value) - expected[i++]);
        if (!(error <= largest)) largest = std::isnan(error) ? HUGE_VAL : error;
    }
    return largest;
}

}  // namespace mha::tests
