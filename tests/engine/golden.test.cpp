// SPDX-License-Identifier: MIT
// The bits themselves. This file runs natively and as WebAssembly; one hash for both means both
// gave the same digits. A hash may change only together with a deliberate change of the arithmetic.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <vector>

#include "attention_case.hpp"
#include "engine/activation.hpp"
#include "engine/attention_core.hpp"
#include "engine/math.hpp"
#include "engine/norm.hpp"
#include "support/fnv.hpp"

using namespace mha;
using namespace mha::tests;

namespace {

std::vector<float> spread(float low, float high) {
    std::vector<float> made(4001);
    for (std::size_t i = 0; i < made.size(); ++i) {
        made[i] = low + (high - low) * (static_cast<float>(i) / 4000.0F);
    }
    return made;
}

template <class F>
std::uint64_t hash_of(F f, float low, float high) {
    std::vector<float> values = spread(low, high);
    for (float& value : values) value = f(value);
    return Fnv().add(values).value();
}

std::uint64_t attention_hash(const CaseShape& shape, bool causal) {
    const auto made = make_case<float>(shape, 42);
    const auto trace = engine::attend(made.x, made.p, made.heads, {.causal = causal});
    REQUIRE(trace);
    return Fnv().add(trace->scaled).add(trace->weights).add(trace->share).add(trace->projected).value();
}

std::uint64_t normals_hash() {
    engine::Random random(7);
    std::vector<double> made(1000);
    for (double& value : made) value = random.normal();
    return Fnv().add(made).value();
}

std::uint64_t backward_hash() {
    constexpr std::size_t kTokens = 11;
    constexpr std::size_t kSize = kTokens * 4 * 6;
    engine::Random random(9);
    std::array<std::vector<float>, 7> rows;
    for (auto& row : rows) {
        row.resize(kSize);
        for (float& value : row) value = static_cast<float>(random.normal());
    }
    auto& [q, k, v, d_concat, d_q, d_k, d_v] = rows;
    std::vector<float> weights(4 * kTokens * kTokens), concat(kSize), scratch(2 * kTokens * kTokens);
    const engine::CoreShape shape{kTokens, 4, 6, true};
    engine::attention_core(shape, q.data(), k.data(), v.data(), engine::CoreStages<float>{.weights = weights.data()},
                           concat.data());
    engine::attention_core_backward(shape, q.data(), k.data(), v.data(), weights.data(), d_concat.data(), d_q.data(),
                                    d_k.data(), d_v.data(), scratch.data());
    return Fnv().add(concat).add(d_q).add(d_k).add(d_v).value();
}

std::uint64_t layers_hash() {
    const std::vector<float> x = spread(-6.0F, 6.0F);
    std::vector<float> y(x.size()), d_x(x.size()), stats(2 * 3);
    Fnv hash;
    for (const auto kind : {engine::ActivationKind::gelu_tanh, engine::ActivationKind::gelu_erf}) {
        engine::activate(kind, x.data(), y.data(), x.size());
        engine::activate_backward(kind, x.data(), y.data(), d_x.data(), x.size());
        hash.add(y).add(d_x);
    }
    for (const auto kind : {engine::NormKind::layer_norm, engine::NormKind::rms_norm}) {
        engine::norm_forward<float>(kind, x.data(), nullptr, nullptr, 1e-5F, y.data(), stats.data(), 3, 1333);
        engine::norm_backward<float>(kind, x.data(), nullptr, stats.data(), y.data(), d_x.data(), nullptr, nullptr, 3,
                                     1333);
        hash.add(y.data(), 3 * 1333).add(d_x.data(), 3 * 1333).add(stats);
    }
    return hash.value();
}

}  // namespace

TEST_CASE("elementary functions have the recorded bits", "[golden]") {
    CHECK(hash_of([](float x) { return engine::math::exp(x); }, -104.0F, 88.0F) == 0xec2c3e4938f5abb2ULL);
    CHECK(hash_of([](float x) { return engine::math::log(x); }, 1e-6F, 40.0F) == 0xfcf2a29493ebbfb3ULL);
    CHECK(hash_of([](float x) { return engine::math::tanh(x); }, -9.0F, 9.0F) == 0x02fe67ff74a50bebULL);
    CHECK(hash_of([](float x) { return engine::math::erf(x); }, -5.0F, 5.0F) == 0xe535445d82122192ULL);
}

TEST_CASE("random numbers have the recorded bits", "[golden]") { CHECK(normals_hash() == 0x56cf57d16734dbedULL); }

TEST_CASE("attention has the recorded bits", "[golden]") {
    CHECK(attention_hash({5, 48, 8, true}, false) == 0x2fd31da2092f7fd1ULL);
    CHECK(attention_hash({17, 33, 5, true}, true) == 0xd2c746d95052716bULL);
    CHECK(attention_hash({3, 300, 7, false}, false) == 0x06665c5c6c1f0f24ULL);
}

TEST_CASE("attention backward has the recorded bits", "[golden]") { CHECK(backward_hash() == 0x0d5a94b7f9240df0ULL); }

TEST_CASE("norms and activations have the recorded bits", "[golden]") { CHECK(layers_hash() == 0x264cc66a791ae739ULL); }
