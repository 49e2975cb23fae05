// SPDX-License-Identifier: MIT
// Model files of other programs: where every number lands, and what is deduced.
#include <catch2/catch_test_macros.hpp>

#include "checkpoint/model_io.hpp"
#include "model_file.hpp"

namespace mha::checkpoint::tests {
namespace {

using engine::message;

void check_matrix(const engine::Matrix<float>& m, std::size_t number, std::size_t rows, std::size_t columns,
                  std::size_t first_output = 0) {
    REQUIRE(m.shape(0) == rows);
    REQUIRE(m.shape(1) == columns);
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t o = 0; o < columns; ++o) {
            REQUIRE(m(i, o) == coded(number, i, first_output + o));
        }
    }
}

void check_vector(const engine::Vector<float>& v, std::size_t number, std::size_t size, std::size_t first = 0) {
    REQUIRE(v.size() == size);
    for (std::size_t i = 0; i < size; ++i) REQUIRE(v(i) == coded(number, 0, first + i));
}

void check_block(const engine::BlockParameters<float>& block, std::size_t base, const ModelFile& file) {
    const std::size_t d = file.width;
    const std::size_t wide = file.concat;
    check_vector(block.ln1.gain, base + kLn1, d);
    check_matrix(block.attention.wq, base + kQkv, d, wide);
    check_matrix(block.attention.wk, base + kQkv, d, wide, wide);
    check_matrix(block.attention.wv, base + kQkv, d, wide, 2 * wide);
    check_matrix(block.attention.wo, base + kOut, wide, d);
    check_vector(block.ln2.gain, base + kLn2, d);
    check_matrix(block.w_fc, base + kFc, d, file.mlp);
    check_matrix(block.w_proj, base + kProj, file.mlp, d);
    if (!file.biases) return;
    check_vector(block.ln1.bias, base + kLn1Bias, d);
    check_vector(block.attention.bq, base + kQkvBias, wide);
    check_vector(block.attention.bk, base + kQkvBias, wide, wide);
    check_vector(block.attention.bv, base + kQkvBias, wide, 2 * wide);
    check_vector(block.attention.bo, base + kOutBias, d);
    check_vector(block.ln2.bias, base + kLn2Bias, d);
    check_vector(block.b_fc, base + kFcBias, file.mlp);
    check_vector(block.b_proj, base + kProjBias, d);
}

LoadedModel check_file(const ModelFile& file, std::optional<std::size_t> heads = {}) {
    auto loaded = read_model(file.bytes(), {.heads = heads});
    INFO((loaded ? std::string() : message(loaded.error())));
    REQUIRE(loaded.has_value());
    const engine::Model<float>& model = loaded->model;
    CHECK(loaded->layout == (file.in_out ? Layout::in_out : Layout::out_in));
    check_matrix(model.token_table, kTokens, 5, file.width);
    check_matrix(model.position_table, kPositions, 7, file.width);
    REQUIRE(model.blocks.size() == 2);
    check_block(model.blocks[0], 0, file);
    check_block(model.blocks[1], kPerBlock, file);
    check_vector(model.ln_f.gain, kFinalGain, file.width);
    if (file.head) check_matrix(model.head, kHead, file.width, 5);
    if (file.head_bias) check_vector(model.head_bias, kHeadBias, 5);
    CHECK(model.config.tied_head == !file.head);
    CHECK(engine::check_shapes(model).has_value());
    return std::move(*loaded);
}

TEST_CASE(
    "minGPT: [out, in], an untied head, masks skipped, GPT-2's arithmetic where the file is "
    "silent") {
    ModelFile file;
    file.masks = true;
    const LoadedModel loaded = check_file(file);
    engine::ModelConfig wanted;
    wanted.vocabulary = 5;
    wanted.context = 7;
    wanted.layers = 2;
    wanted.heads = 2;
    wanted.d_model = 6;
    wanted.d_mlp = 8;
    wanted.causal = true;
    CHECK(loaded.model.config == wanted);
    CHECK(loaded.skipped.size() == 4);
    CHECK(loaded.skipped.front() == "transformer.h.0.attn.bias");
}

TEST_CASE("HuggingFace GPT-2: [in, out], with and without the prefix, tied head, heads from the caller") {
    ModelFile file;
    file.in_out = true;
    file.head = false;
    file.masks = true;
    file.metadata = {{"format", "pt"}};
    for (const char* prefix : {"", "transformer."}) {
        file.prefix = prefix;
        const LoadedModel loaded = check_file(file, 3);
        CHECK(loaded.model.config.heads == 3);
        CHECK(loaded.metadata.at("format") == "pt");
    }
}

TEST_CASE("square matrices are read the right way round in both layouts") {
    ModelFile file;
    file.mlp = 6;
    for (const bool in_out : {false, true}) {
        file.in_out = in_out;
        check_file(file);
    }
}

TEST_CASE("nanoGPT without biases: LayerNorm has a gain only") {
    ModelFile file;
    file.biases = false;
    file.norm_biases = false;
    const LoadedModel loaded = check_file(file);
    CHECK_FALSE(loaded.model.config.biases);
    CHECK(loaded.model.config.norm == engine::NormKind::layer_norm);
    REQUIRE(loaded.model.ln_f.bias.size() == 6);
    CHECK(loaded.model.ln_f.bias(5) == 0.0F);
}

TEST_CASE("heads that do not divide the width: c_attn is [3*H*K, D], c_proj [D, H*K]") {
    ModelFile file;
    file.width = 7;
    file.concat = 6;
    for (const bool in_out : {false, true}) {
        file.in_out = in_out;
        for (const std::size_t heads : {std::size_t{2}, std::size_t{3}}) {
            file.metadata = {{"n_head", std::to_string(heads)}};
            CHECK(check_file(file).model.config.concat_width() == 6);
        }
    }
}

TEST_CASE("wrapped models, a head with bias, and a head that is a copy of the token table") {
    ModelFile file;
    file.prefix = "_orig_mod.transformer.";
    file.head_prefix = "_orig_mod.";
    file.head_bias = true;
    CHECK(check_file(file).model.config.head_bias);

    ModelFile copy;
    copy.head = false;
    std::vector<float> tokens;
    for (std::size_t row = 0; row < 5; ++row) {
        for (std::size_t column = 0; column < 6; ++column) tokens.push_back(coded(kTokens, row, column));
    }
    copy.extra = {{"lm_head.weight", {5, 6}, tokens}};
    CHECK(read_model(copy.bytes()).value().model.config.tied_head);
    copy.metadata["tied"] = "true";
    CHECK(read_model(copy.bytes()).value().model.config.tied_head);
    copy.metadata["tied"] = "false";
    CHECK_FALSE(read_model(copy.bytes()).value().model.config.tied_head);
}

TEST_CASE("16-bit files load to the rounded values") {
    ModelFile file;
    const auto loaded = read_model(file.bytes(StoredType::f16));
    REQUIRE(loaded.has_value());
    CHECK(loaded->model.token_table(2, 3) == 1.130859375F);  // 1 + 2/16 + 3/512 needs 9 bits
}

}  // namespace
}  // namespace mha::checkpoint::tests
