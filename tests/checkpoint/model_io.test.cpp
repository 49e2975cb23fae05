// SPDX-License-Identifier: MIT
// Our own models: written, read back bit by bit, over every kind of configuration.
#include "checkpoint/model_io.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <limits>
#include <random>

#include "checkpoint/file_bytes.hpp"
#include "raw_file.hpp"

namespace mha::checkpoint::tests {
namespace {

using engine::message;
using engine::NormKind;

engine::Model<float> random_model(const engine::ModelConfig& config, std::uint64_t seed = 7) {
    auto model = engine::zero_model<float>(config);
    engine::Random random(seed);
    for (const auto& parameter : engine::parameters(model)) {
        for (std::size_t i = 0; i < parameter.size; ++i) {
            parameter.data[i] = static_cast<float>(random.normal());
        }
    }
    return model;
}

bool same_bits(const engine::Model<float>& a, const engine::Model<float>& b) {
    const auto left = engine::parameters(a);
    const auto right = engine::parameters(b);
    if (a.config != b.config || left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (left[i].name != right[i].name || left[i].shape != right[i].shape) return false;
        if (std::memcmp(left[i].data, right[i].data, left[i].size * sizeof(float)) != 0) return false;
    }
    return true;
}

engine::ModelConfig small_config() {
    engine::ModelConfig config;
    config.vocabulary = 9;
    config.context = 5;
    config.layers = 2;
    config.heads = 3;
    config.d_model = 8;  // K = 2, H*K = 6
    config.d_mlp = 16;
    return config;
}

/// The configurations our lessons use, and the corners of the rest.
std::vector<engine::ModelConfig> configurations() {
    std::vector<engine::ModelConfig> out(8, small_config());
    out[1].tied_head = true;
    out[1].causal = true;
    out[2].norm = NormKind::rms_norm;
    out[2].head_bias = true;
    out[3].norm = NormKind::none;
    out[3].final_norm = false;
    out[3].biases = false;
    out[4].norm = NormKind::rms_norm;  // microGPT
    out[4].norm_parameters = false;
    out[4].embedding_norm = true;
    out[4].final_norm = false;
    out[4].biases = false;
    out[4].activation = engine::ActivationKind::relu;
    out[5].d_mlp = 0;
    out[5].layers = 1;
    out[6].heads = 1;
    out[6].activation = engine::ActivationKind::gelu_erf;
    out[7].heads = 8;
    out[7].d_mlp = 8;
    out[7].biases = false;
    return out;
}

TEST_CASE("every configuration comes back bit by bit") {
    for (const engine::ModelConfig& config : configurations()) {
        const auto model = random_model(config);
        const auto file = write_model(model, {});
        REQUIRE(file.has_value());
        const auto loaded = read_model(*file);
        INFO((loaded ? std::string() : message(loaded.error())));
        REQUIRE(loaded.has_value());
        CHECK(same_bits(loaded->model, model));
        CHECK(write_model(loaded->model, loaded->metadata).value() == *file);
    }
}

TEST_CASE("the caller's metadata travels with the model") {
    const Metadata extra = {{"vocabulary", "sentences-1"}, {"roles", R"([["previous word",0.81]])"}, {"n_head", "99"}};
    const auto file = write_model(random_model(small_config()), extra).value();
    const LoadedModel loaded = read_model(file).value();
    CHECK(loaded.metadata.at("vocabulary") == "sentences-1");
    CHECK(loaded.metadata.at("roles") == extra.at("roles"));
    CHECK(loaded.metadata.at("n_head") == "3");
    const auto contradiction = write_model(random_model(small_config()), {{"num_heads", "4"}});
    REQUIRE_FALSE(contradiction.has_value());
    CHECK(message(contradiction.error()) == "__metadata__ \"num_heads\" is \"4\"; expected the same as n_head.");
}

TEST_CASE("16-bit models are half the size and stable after the first rounding") {
    const auto model = random_model(small_config());
    const auto full = write_model(model, {}).value();
    const auto half = write_model(model, {}, StoredType::f16).value();
    CHECK(half.size() < full.size() * 3 / 4);
    const LoadedModel once = read_model(half).value();
    CHECK(write_model(once.model, {}, StoredType::f16).value() == half);
    CHECK(std::abs(once.model.head(3, 4) - model.head(3, 4)) <= std::abs(model.head(3, 4)) / 2048.0F);
}

TEST_CASE("16-bit models with fewer mantissa bits: from floats or from halves the same, and stable") {
    const auto model = random_model(small_config());
    const auto half = write_model(model, {}, StoredType::f16).value();
    CHECK(write_model(model, {}, StoredType::f16, 10).value() == half);
    const auto six = write_model(model, {}, StoredType::f16, 6).value();
    CHECK(six != half);
    CHECK(six.size() == half.size());
    CHECK(write_model(read_model(half).value().model, {}, StoredType::f16, 6).value() == six);
    const LoadedModel once = read_model(six).value();
    CHECK(write_model(once.model, {}, StoredType::f16, 6).value() == six);
    CHECK(write_model(once.model, {}, StoredType::f16).value() == six);
    // Half a unit of six bits, and half a unit of the ten before.
    CHECK(std::abs(once.model.head(3, 4) - model.head(3, 4)) <=
          std::abs(model.head(3, 4)) * (1.0F / 128.0F + 1.0F / 2048.0F));
    CHECK(write_model(model, {}, StoredType::f32, 6).value() == write_model(model, {}).value());
    for (const unsigned wrong : {0U, 11U}) {
        CHECK(message(write_model(model, {}, StoredType::f16, wrong).error()) ==
              "mantissa bits is " + std::to_string(wrong) + "; expected 1 to 10.");
    }
}

TEST_CASE("a model that is not whole is not written") {
    auto model = random_model(small_config());
    model.blocks[1].w_fc(2, 3) = std::numeric_limits<float>::quiet_NaN();
    const auto not_finite = write_model(model, {});
    REQUIRE_FALSE(not_finite.has_value());
    CHECK(not_finite.error().code == engine::ErrorCode::not_finite);
    CHECK(not_finite.error().argument == "transformer.h.1.mlp.c_fc.weight");
    model = random_model(small_config());
    model.blocks[0].attention.bq = xt::zeros<float>({5});
    CHECK(write_model(model, {}).error().code == engine::ErrorCode::bad_shape);
}

TEST_CASE("whole-number weights are refused") {
    std::string header = R"({"__metadata__":{"n_head":"1","n_layer":"1","norm":"none","n_mlp":"0"},)";
    header += entry("wte.weight", "I32", "[1,1]", "[0,4]") + "," + entry("wpe.weight", "F32", "[1,1]", "[4,8]") + "," +
              entry("h.0.attn.c_attn.weight", "F32", "[3,1]", "[8,20]") + "," +
              entry("h.0.attn.c_proj.weight", "F32", "[1,1]", "[20,24]") + "}";
    Bytes file = raw_file(header);
    file.resize(file.size() + 24);
    const auto loaded = read_model(file);
    REQUIRE_FALSE(loaded.has_value());
    CHECK(message(loaded.error()) == "dtype of tensor \"wte.weight\" is I32; expected F16, BF16, F32 or F64.");
}

TEST_CASE("every cut of a model file is refused") {
    engine::ModelConfig config = small_config();
    config.layers = 1;
    const auto file = write_model(random_model(config), {}).value();
    for (std::size_t size = 0; size < file.size(); size += 7) {
        CHECK_FALSE(read_model(std::span(file).first(size)).has_value());
    }
}

TEST_CASE("files are written whole, and reasons of the operating system come through") {
    const std::string path = std::filesystem::temp_directory_path() / ("mha-" + std::to_string(std::random_device{}()));
    const Bytes content = raw_file("{}", 70000);
    REQUIRE(write_file(path, content).has_value());
    CHECK(read_file(path).value() == content);
    std::remove(path.c_str());
    CHECK(message(read_file(path).error()) ==
          path + " is No such file or directory; expected a file that can be read.");
    CHECK(write_file(path + "/x", content).error().code == engine::ErrorCode::io);
}

}  // namespace
}  // namespace mha::checkpoint::tests
