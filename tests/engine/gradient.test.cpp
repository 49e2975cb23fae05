// SPDX-License-Identifier: MIT
// The backward pass against central differences, in double precision, every parameter of every
// tensor.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <vector>

#include "engine/transformer.hpp"
#include "support/model_fixtures.hpp"

namespace mha::test {

namespace {

double length(const std::vector<double>& values) {
    double squares = 0.0;
    for (const double value : values) {
        squares += value * value;
    }
    return std::sqrt(squares);
}

double loss_of(const engine::Model<double>& model, const engine::Batch& batch) {
    const auto value = engine::loss(model, batch);
    REQUIRE(value.has_value());
    return *value;
}

std::vector<double> central_differences(engine::Model<double>& model, const engine::ParameterRef<double>& tensor,
                                        const engine::Batch& batch) {
    constexpr double kStep = 1e-5;
    std::vector<double> numeric(tensor.size);
    for (std::size_t i = 0; i < tensor.size; ++i) {
        const double kept = tensor.data[i];
        tensor.data[i] = kept + kStep;
        const double above = loss_of(model, batch);
        tensor.data[i] = kept - kStep;
        const double below = loss_of(model, batch);
        tensor.data[i] = kept;
        numeric[i] = (above - below) / (2.0 * kStep);
    }
    return numeric;
}

}  // namespace

// Relative error of a tensor: |analytic - numeric| / (|analytic| + |numeric|), lengths as vectors.
// A tensor whose gradient is 0 by nature (a key bias shifts all scores of a row alike) is held
// against 1e-4 of the whole gradient.
TEST_CASE("every gradient agrees with central differences") {
    for (const NamedConfig& named : small_configs()) {
        INFO(named.name);
        engine::Model<double> model = lively_model<double>(named.config, 11);
        const engine::Batch batch = small_batch(named.config, 12);
        engine::Model<double> gradient;
        const auto loss = engine::loss_and_gradient(model, batch, gradient);
        REQUIRE(loss.has_value());
        CHECK(*loss == loss_of(model, batch));
        const auto tensors = engine::parameters(model);
        const auto gradients = engine::parameters(gradient);
        REQUIRE(tensors.size() == gradients.size());
        double whole = 0.0;
        for (const auto& tensor : gradients) {
            whole = std::hypot(whole, length({tensor.data, tensor.data + tensor.size}));
        }
        for (std::size_t i = 0; i < tensors.size(); ++i) {
            INFO(tensors[i].name);
            const std::vector<double> analytic(gradients[i].data, gradients[i].data + gradients[i].size);
            const std::vector<double> numeric = central_differences(model, tensors[i], batch);
            std::vector<double> difference(analytic.size());
            std::transform(analytic.begin(), analytic.end(), numeric.begin(), difference.begin(), std::minus<>{});
            const double scale = std::max(length(analytic) + length(numeric), 1e-4 * whole);
            CHECK(length(difference) <= 1e-6 * scale);
        }
    }
}

TEST_CASE("a gradient is overwritten, not added to, and takes the model's shapes") {
    const engine::ModelConfig config = small_configs().front().config;
    const auto model = lively_model<float>(config, 1);
    const auto batch = small_batch(config, 2);
    engine::Model<float> once;
    engine::Model<float> twice;
    REQUIRE(engine::loss_and_gradient(model, batch, once).has_value());
    REQUIRE(engine::loss_and_gradient(model, batch, twice).has_value());
    REQUIRE(engine::loss_and_gradient(model, batch, twice).has_value());
    const auto a = engine::parameters(once);
    const auto b = engine::parameters(twice);
    for (std::size_t i = 0; i < a.size(); ++i) {
        CHECK(std::equal(a[i].data, a[i].data + a[i].size, b[i].data));
    }
}

}  // namespace mha::test
