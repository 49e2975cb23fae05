// SPDX-License-Identifier: MIT
// Our elementary functions against the standard library's in double.
#include "engine/math.hpp"

#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

using namespace mha;
namespace math = engine::math;

namespace {

constexpr int kSteps = 200'000;
constexpr float kInfinity = std::numeric_limits<float>::infinity();

/// Largest error in units in the last place of a float (of the smallest subnormal where that is
/// larger).
template <class F, class G>
double worst_ulp(F ours, G exact, double low, double high) {
    double worst = 0.0;
    for (int i = 0; i <= kSteps; ++i) {
        const float x = static_cast<float>(low + (high - low) * i / kSteps);
        const double expected = exact(static_cast<double>(x));
        int exponent = 0;
        std::frexp(expected, &exponent);
        const double unit = std::ldexp(1.0, std::max(exponent - 24, -149));
        const double error = std::fabs(static_cast<double>(ours(x)) - expected) / unit;
        worst = error <= worst ? worst : error;
    }
    return worst;
}

template <class F, class G>
double worst_absolute(F ours, G exact, double low, double high) {
    double worst = 0.0;
    for (int i = 0; i <= kSteps; ++i) {
        const double x = low + (high - low) * i / kSteps;
        const double error = std::fabs(ours(x) - exact(x));
        worst = error <= worst ? worst : error;
    }
    return worst;
}

template <class F, class G>
double worst_relative(F ours, G exact, double low, double high) {
    return worst_absolute([&](double x) { return exact(x) == 0.0 ? 0.0 : ours(x) / exact(x); },
                          [&](double x) { return exact(x) == 0.0 ? 0.0 : 1.0; }, low, high);
}

const auto std_exp = [](double x) { return std::exp(x); };
const auto std_log = [](double x) { return std::log(x); };
const auto std_tanh = [](double x) { return std::tanh(x); };
const auto std_erf = [](double x) { return std::erf(x); };

}  // namespace

TEST_CASE("exp in float", "[math]") {
    const auto ours = [](float x) { return math::exp(x); };
    CHECK(worst_ulp(ours, std_exp, -87.0, 88.7) <= 1.0);
    CHECK(worst_ulp(ours, std_exp, -1.0, 1.0) <= 1.0);
    CHECK(worst_ulp(ours, std_exp, -103.0, -87.0) <= 1.0);
    CHECK(math::exp(0.0F) == 1.0F);
    CHECK(math::exp(-kInfinity) == 0.0F);
    CHECK(math::exp(-3e38F) == 0.0F);
    CHECK(math::exp(kInfinity) == kInfinity);
    CHECK(math::exp(88.8F) == kInfinity);
    CHECK(std::isnan(math::exp(std::numeric_limits<float>::quiet_NaN())));
}

TEST_CASE("log in float", "[math]") {
    const auto ours = [](float x) { return math::log(x); };
    CHECK(worst_ulp(ours, std_log, 1e-6, 10.0) <= 1.0);
    CHECK(worst_ulp(ours, std_log, 0.5, 2.0) <= 1.0);
    CHECK(worst_ulp(ours, std_log, 1.0, 3e38) <= 1.0);
    CHECK(worst_ulp(ours, std_log, 1e-44, 1e-37) <= 1.0);
    CHECK(math::log(1.0F) == 0.0F);
    CHECK(math::log(0.0F) == -kInfinity);
    CHECK(math::log(kInfinity) == kInfinity);
    CHECK(std::isnan(math::log(-1.0F)));
}

TEST_CASE("tanh and erf in float", "[math]") {
    CHECK(worst_ulp([](float x) { return math::tanh(x); }, std_tanh, -10.0, 10.0) <= 2.0);
    const auto erf_of_float = [](double x) {
        return static_cast<double>(math::erf(static_cast<float>(x))) -
               std::erf(static_cast<double>(static_cast<float>(x)));
    };
    CHECK(worst_absolute(erf_of_float, [](double) { return 0.0; }, -6.0, 6.0) <= 2e-7);
    CHECK(math::tanh(100.0F) == 1.0F);
    CHECK(math::tanh(-kInfinity) == -1.0F);
    CHECK(math::erf(-kInfinity) == -1.0F);
    CHECK(std::bit_cast<std::uint32_t>(math::tanh(-0.0F)) == 0x80000000U);
}

TEST_CASE("a scalar has the bits of a lane", "[math]") {
    for (int i = 0; i < 400; i += 4) {
        float x[4];
        for (int lane = 0; lane < 4; ++lane) {
            x[lane] = 0.37F * static_cast<float>(i + lane - 200) / static_cast<float>(lane + 1);
        }
        float lanes[4];
        math::exp(engine::Lanes::load_unaligned(x)).store_unaligned(lanes);
        for (int lane = 0; lane < 4; ++lane) {
            CHECK(std::bit_cast<std::uint32_t>(lanes[lane]) == std::bit_cast<std::uint32_t>(math::exp(x[lane])));
        }
    }
}

TEST_CASE("the functions in double", "[math]") {
    CHECK(worst_relative([](double x) { return math::exp(x); }, std_exp, -700.0, 700.0) <= 1e-15);
    CHECK(worst_relative([](double x) { return math::log(x); }, std_log, 1e-6, 10.0) <= 1e-15);
    CHECK(worst_relative([](double x) { return math::log(x); }, std_log, 0.9, 1.1) <= 1e-15);
    CHECK(worst_relative([](double x) { return math::tanh(x); }, std_tanh, -10.0, 10.0) <= 1e-15);
    CHECK(worst_absolute([](double x) { return math::erf(x); }, std_erf, -7.0, 7.0) <= 2e-15);
    CHECK(worst_absolute([](double x) { return math::cos(x); }, [](double x) { return std::cos(x); }, -7.0, 7.0) <=
          1e-15);
    CHECK(worst_absolute([](double x) { return math::sin(x); }, [](double x) { return std::sin(x); }, -7.0, 7.0) <=
          1e-15);
    CHECK(worst_relative([](double x) { return math::power(x, 2.4); }, [](double x) { return std::pow(x, 2.4); }, 0.01,
                         100.0) <= 1e-14);
    CHECK(math::exp(-HUGE_VAL) == 0.0);
    CHECK(math::exp(800.0) == HUGE_VAL);
    CHECK(math::log(0.0) == -HUGE_VAL);
    CHECK(std::fabs(math::log(5e-324) - std::log(5e-324)) <= 1e-12);
}

TEST_CASE("subnormal numbers become 0, all others stay", "[math]") {
    const auto kept = [](float x) { return math::normal_or_zero(engine::Lanes(x)).get(0); };
    for (const float x : {0.0F, 1.5F, -3e38F, std::numeric_limits<float>::min(), -std::numeric_limits<float>::min(),
                          std::numeric_limits<float>::infinity()}) {
        CHECK(kept(x) == x);
        CHECK(math::normal_or_zero(static_cast<double>(x)) == static_cast<double>(x));
    }
    CHECK(kept(1.1e-38F) == 0.0F);
    CHECK(kept(-1e-45F) == 0.0F);
    CHECK(std::isnan(kept(std::numeric_limits<float>::quiet_NaN())));
    CHECK(math::normal_or_zero(-5e-324) == 0.0);
}
