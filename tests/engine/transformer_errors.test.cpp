// SPDX-License-Identifier: MIT
// What the transformer refuses, and the words it uses.
#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "engine/transformer.hpp"
#include "support/model_fixtures.hpp"

namespace mha::test {

namespace {

const engine::ModelConfig kConfig{.vocabulary = 7, .context = 6, .layers = 1, .heads = 2, .d_model = 8, .d_mlp = 12};

template <class T>
std::string refusal(const engine::Result<T>& result) {
    return result.has_value() ? "nothing refused" : message(result.error());
}

std::string forward_refusal(std::vector<int> tokens) {
    return refusal(engine::forward(lively_model<float>(kConfig, 1), tokens));
}

std::string batch_refusal(engine::Batch batch) { return refusal(engine::loss(lively_model<float>(kConfig, 1), batch)); }

}  // namespace

TEST_CASE("bad sequences are refused by name, value and expectation") {
    CHECK(forward_refusal({}) == "tokens is empty; expected at least one token.");
    CHECK(forward_refusal({0, 7}) == "token is 7; expected 0 to 6.");
    CHECK(forward_refusal({-1}) == "token is -1; expected 0 to 6.");
    CHECK(forward_refusal({0, 0, 0, 0, 0, 0, 0}) == "tokens is 7 long; expected at most context = 6.");
}

TEST_CASE("bad batches are refused") {
    CHECK(batch_refusal({}) == "tokens is empty; expected at least one token.");
    CHECK(batch_refusal({{1, 2}, {-1, 3}, {1}}) == "lengths is a sum of 1; expected 2, the number of tokens.");
    CHECK(batch_refusal({{1, 2}, {-1, 3}, {2, 0}}) == "lengths is 0; expected 1 to context = 6.");
    CHECK(batch_refusal({{1, 2}, {3}, {2}}) == "targets is 1 long; expected 2, one for each token.");
    CHECK(batch_refusal({{1, 9}, {-1, 3}, {2}}) == "token is 9; expected 0 to 6.");
    CHECK(batch_refusal({{1, 2}, {-1, 7}, {2}}) == "target is 7; expected -1 (not asked) to 6.");
    CHECK(batch_refusal({{1, 2}, {-2, 3}, {2}}) == "target is -2; expected -1 (not asked) to 6.");
    CHECK(batch_refusal({{1, 2}, {-1, -1}, {2}}) == "targets is -1 everywhere; expected at least one asked row.");
}

TEST_CASE("a parameter that is not finite is named") {
    for (const float bad : {std::numeric_limits<float>::quiet_NaN(), std::numeric_limits<float>::infinity()}) {
        auto model = lively_model<float>(kConfig, 1);
        model.blocks[0].w_fc(3, 4) = bad;
        const std::string forward = refusal(engine::forward(model, std::vector<int>{1, 2}));
        CHECK(forward.starts_with("transformer.h.0.mlp.c_fc.weight is "));
        engine::Model<float> gradient;
        CHECK(refusal(engine::loss_and_gradient(model, {{1}, {2}, {1}}, gradient)) == forward);
    }
}

TEST_CASE("tensors that do not have their shapes are refused before anything is computed") {
    auto model = lively_model<float>(kConfig, 1);
    model.blocks[0].attention.wk = xt::zeros<float>({8, 6});
    const std::string expected = "transformer.h.0.attn.wk is [8, 6]; expected [8, 8].";
    CHECK(refusal(engine::forward(model, std::vector<int>{1})) == expected);
    CHECK(refusal(engine::loss(model, {{1}, {2}, {1}})) == expected);
    auto fewer = lively_model<float>(kConfig, 1);
    fewer.blocks.clear();
    CHECK(refusal(engine::forward(fewer, std::vector<int>{1})) == "blocks is 0; expected 1.");
}

TEST_CASE("a head mean of the wrong length is refused") {
    const auto model = lively_model<float>(kConfig, 1);
    engine::ForwardOptions options;
    options.knockout.head_mean = {{1.0F}};
    CHECK(refusal(engine::forward(model, std::vector<int>{1}, options)) ==
          "head_mean is 1 long; expected 8 = heads * head width.");
}

TEST_CASE("configurations out of range name the first field that is") {
    const auto with = [](auto change) {
        engine::ModelConfig config = kConfig;
        change(config);
        return refusal(engine::check(config));
    };
    CHECK(with([](auto&) {}) == "nothing refused");
    CHECK(with([](auto& c) { c.heads = 9; }) == "heads is 9; expected 1 to 8 for d_model = 8.");
    CHECK(with([](auto& c) { c.heads = 0; }) == "heads is 0; expected 1 to 8 for d_model = 8.");
    CHECK(with([](auto& c) { c.vocabulary = 0; }).starts_with("vocabulary is 0;"));
    CHECK(with([](auto& c) { c.context = 0; }).starts_with("context is 0;"));
    CHECK(with([](auto& c) { c.layers = 0; }).starts_with("layers is 0;"));
    CHECK(with([](auto& c) { c.d_model = 0; }).starts_with("d_model is 0;"));
    CHECK(with([](auto& c) { c.norm_epsilon = 0.0F; }).starts_with("norm_epsilon is "));
    CHECK(with([](auto& c) {
              c.norm_epsilon = std::numeric_limits<float>::quiet_NaN();
          }).starts_with("norm_epsilon is "));
}

}  // namespace mha::test
