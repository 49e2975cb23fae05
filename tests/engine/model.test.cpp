// SPDX-License-Identifier: MIT
#include "engine/model.hpp"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <set>

#include "support/model_fixtures.hpp"

namespace mha::test {

TEST_CASE("the walk visits every tensor once, with unique names and the shapes the check wants") {
    for (const NamedConfig& named : small_configs()) {
        INFO(named.name);
        auto model = engine::zero_model<float>(named.config);
        CHECK(engine::check_shapes(model).has_value());
        std::set<std::string> names;
        std::size_t count = 0;
        for (const auto& tensor : engine::parameters(model)) {
            CHECK(names.insert(tensor.name).second);
            std::size_t product = 1;
            for (const std::size_t extent : tensor.shape) {
                product *= extent;
            }
            CHECK(product == tensor.size);
            CHECK(tensor.decays == (tensor.shape.size() == 2));
            count += tensor.size;
        }
        CHECK(count == engine::parameter_count(model));
    }
}

TEST_CASE("the parameter count is the one counted by hand") {
    // tables 3*48 + 11*48; per block 2 norms 2*96, attention 4*(48*48 + 48), MLP 48*192 + 192 +
    // 192*48 + 48; final norm 96; head 48*3.
    const engine::ModelConfig nano{
        .vocabulary = 3, .context = 11, .layers = 3, .heads = 3, .d_model = 48, .d_mlp = 192, .causal = true};
    CHECK(engine::parameter_count(engine::zero_model<float>(nano)) == 85'728);
}

TEST_CASE("start values are seeded: gains 1, biases 0, matrices as wide as asked") {
    const engine::ModelConfig config{
        .vocabulary = 40, .context = 10, .layers = 2, .heads = 4, .d_model = 32, .d_mlp = 64};
    engine::Random random(5);
    engine::Random again(5);
    const auto model = engine::initial_model<float>(config, {.weight_deviation = 0.05F}, random);
    const auto same = engine::initial_model<double>(config, {.weight_deviation = 0.05F}, again);
    CHECK(random == again);
    const auto a = engine::parameters(model);
    const auto b = engine::parameters(same);
    for (std::size_t i = 0; i < a.size(); ++i) {
        CHECK(std::equal(a[i].data, a[i].data + a[i].size, b[i].data,
                         [](float x, double y) { return static_cast<double>(x) == y; }));
    }
    CHECK(std::all_of(model.ln_f.gain.begin(), model.ln_f.gain.end(), [](float x) { return x == 1.0F; }));
    CHECK(std::all_of(model.ln_f.bias.begin(), model.ln_f.bias.end(), [](float x) { return x == 0.0F; }));
    const auto deviation = [](const auto& matrix) {
        double squares = 0.0;
        for (const float value : matrix) {
            squares += static_cast<double>(value) * static_cast<double>(value);
        }
        return std::sqrt(squares / static_cast<double>(matrix.size()));
    };
    CHECK(std::abs(deviation(model.blocks[1].w_fc) - 0.05) < 0.004);
    CHECK(std::abs(deviation(model.blocks[1].w_proj) - 0.025) < 0.002);  // divided by sqrt(2 L) = 2
}

TEST_CASE("float to double and back changes nothing") {
    const engine::ModelConfig config = small_configs().front().config;
    const auto model = lively_model<float>(config, 3);
    const auto back = engine::convert<float>(engine::convert<double>(model));
    const auto a = engine::parameters(model);
    const auto b = engine::parameters(back);
    for (std::size_t i = 0; i < a.size(); ++i) {
        CHECK(std::equal(a[i].data, a[i].data + a[i].size, b[i].data));
    }
}

}  // namespace mha::test
