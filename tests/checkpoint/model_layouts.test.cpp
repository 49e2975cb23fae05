// SPDX-License-Identifier: MIT
// Model files of other programs: where every number lands, what is deduced, and how a file that
// does not fit is refused.
#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "checkpoint/model_io.hpp"
#include "model_file.hpp"

namespace mha::checkpoint::tests {
namespace {

using engine::message;

void check_matrix(const engine::Matrix<float>& m, std::size_t number, std::size_t rows,
                  std::size_t columns, std::size_t first_output = 0) {
    REQUIRE(m.shape(0) == rows);
    REQUIRE(m.shape(1) == columns);
    for (std::size_t i = 0; i < rows; ++i) {
        for (std::size_t o = 0; o < columns; ++o) {
            REQUIRE(m(i, o) == coded(number, i, first_output + o));
        }
    }
}

void check_vector(const engine::Vector<float>& v, std::size_t number, std::size_t size,
                  std::size_t first = 0) {
    REQUIRE(v.size() == size);
    for (std::size_t i = 0; i < size; ++i) REQUIRE(v(i) == coded(number, 0, first + i));
}

void check_block(const engine::BlockParameters<float>& block, std::size_t base,
                 const ModelFile& file) {
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
    auto loaded = read_model(file.bytes(), heads);
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

TEST_CASE(
    "HuggingFace GPT-2: [in, out], with and without the prefix, tied head, heads from the caller") {
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
        for (std::size_t column = 0; column < 6; ++column)
            tokens.push_back(coded(kTokens, row, column));
    }
    copy.extra = {{"lm_head.weight", {5, 6}, tokens}};
    CHECK(read_model(copy.bytes()).value().model.config.tied_head);
    copy.metadata["tied"] = "true";
    CHECK(read_model(copy.bytes()).value().model.config.tied_head);
    copy.metadata["tied"] = "false";
    CHECK_FALSE(read_model(copy.bytes()).value().model.config.tied_head);
}

std::string refusal(const ModelFile& file, std::optional<std::size_t> heads = {}) {
    const auto loaded = read_model(file.bytes(), heads);
    return loaded ? "accepted" : message(loaded.error());
}

std::string refusal_with(const Metadata& metadata) {
    ModelFile file;
    file.metadata = metadata;
    file.metadata.emplace("n_head", "2");
    return refusal(file);
}

TEST_CASE("a missing tensor is named") {
    for (const char* name : {"transformer.wpe.weight", "transformer.h.0.ln_1.weight",
                             "transformer.h.0.attn.c_attn.weight",
                             "transformer.h.1.attn.c_proj.bias", "transformer.h.0.mlp.c_fc.weight",
                             "transformer.h.1.mlp.c_proj.weight", "transformer.ln_f.weight"}) {
        ModelFile file;
        file.leave_out = {name};
        CHECK(refusal(file) ==
              "tensor \"" + std::string(name) + "\" is missing; expected it to be in the file.");
    }
    ModelFile no_tokens;
    no_tokens.leave_out = {"transformer.wte.weight"};
    CHECK(refusal(no_tokens) ==
          "model file is without a token table; expected tensor \"transformer.wte.weight\" "
          "(minGPT, nanoGPT) or "
          "\"wte.weight\" (GPT-2).");
    ModelFile untied;
    untied.head = false;
    untied.metadata["tied"] = "false";
    CHECK(refusal(untied) ==
          "tensor \"lm_head.weight\" is missing; expected it to be in the file.");
    CHECK(refusal_with({{"n_layer", "3"}}) ==
          "tensor \"transformer.h.2.ln_1.weight\" is missing; expected it to be in the file.");
}

TEST_CASE("a wrong shape is named with what was found and expected") {
    const auto with = [](const char* name, std::vector<std::uint64_t> shape) {
        std::uint64_t size = 1;
        for (const std::uint64_t extent : shape) size *= extent;
        const std::vector<float> values(size);
        ModelFile file;
        file.leave_out = {name};
        file.extra = {{name, std::move(shape), values}};
        return refusal(file);
    };
    const std::string is = "\" is ";
    CHECK(with("transformer.h.1.mlp.c_fc.weight", {6, 8}) ==
          "shape of tensor \"transformer.h.1.mlp.c_fc.weight\" is [6, 8]; expected [8, 6].");
    CHECK(with("transformer.h.0.attn.c_attn.weight", {6, 6}) ==
          "shape of tensor \"transformer.h.0.attn.c_attn.weight\" is [6, 6]; expected [18, 6] or "
          "[6, 18] for 2 "
          "heads of width 3.");
    CHECK(with("transformer.wte.weight", {30}) ==
          "shape of tensor \"transformer.wte.weight\" is [30]; expected two dimensions of at least "
          "1.");
    CHECK(with("transformer.wte.weight", {0, 6}) ==
          "shape of tensor \"transformer.wte.weight\" is [0, 6]; expected two dimensions of at "
          "least 1.");
    CHECK(with("transformer.wpe.weight", {7, 5}) ==
          "shape of tensor \"transformer.wpe.weight\" is [7, 5]; expected [7, 6].");
    CHECK(with("lm_head.weight", {6, 5}) ==
          "shape of tensor \"lm_head.weight\" is [6, 5]; expected [5, 6].");
    CHECK(with("transformer.ln_f.bias", {1, 6}) ==
          "shape of tensor \"transformer.ln_f.bias\" is [1, 6]; expected [6].");
    CHECK(refusal_with({{"vocab_size", "6"}}) ==
          "shape of tensor \"transformer.wte.weight\" is [5, 6]; expected [6, 6].");
    CHECK(refusal_with({{"n_mlp", "24"}}) ==
          "shape of tensor \"transformer.h.0.mlp.c_fc.weight\" is [8, 6]; expected [24, 6].");
}

TEST_CASE("what the file says must agree with itself") {
    ModelFile silent;
    silent.metadata = {};
    CHECK(refusal(silent) ==
          "number of heads is not in the file; expected n_head in __metadata__, or a number given "
          "with the file.");
    CHECK(refusal(silent, 7) == "number of heads is 7; expected 1 to d_model = 6.");
    CHECK(refusal(silent, 0) == "number of heads is 0; expected 1 to d_model = 6.");
    CHECK(refusal(ModelFile{}, 3) == "number of heads is 3; expected 2, n_head in __metadata__.");
    CHECK(refusal(ModelFile{}, 2) == "accepted");
    CHECK(refusal_with({{"layout", "in_out"}}) ==
          "__metadata__ \"layout\" is in_out; expected out_in, as "
          "\"transformer.h.0.attn.c_attn.weight\" of shape "
          "[18, 6] has it.");
    CHECK(refusal_with({{"n_layer", "999999999"}}) ==
          "__metadata__ \"n_layer\" is 999999999; expected 2, as many as the file has.");
    CHECK(refusal_with({{"tied", "true"}}) ==
          "tensor \"lm_head.weight\" is different from the token table; expected the same bytes, "
          "since __metadata__ "
          "says the head is tied.");
    CHECK(refusal_with({{"n_layer", "1"}}) ==
          "tensor \"transformer.h.1.attn.c_attn.bias\" is in the file; expected only the tensors "
          "of a GPT-2 of 1 "
          "blocks as the configuration describes it.");
}

TEST_CASE("tensors of another kind of model are refused, not ignored") {
    const std::vector<float> values(36);
    ModelFile file;
    file.extra = {{"transformer.h.0.attn.rotary.inv_freq", {36}, values}};
    CHECK(refusal(file) ==
          "tensor \"transformer.h.0.attn.rotary.inv_freq\" is in the file; expected only the "
          "tensors of a GPT-2 of 2 "
          "blocks as the configuration describes it.");
}

TEST_CASE("values that are not finite are named with their place") {
    for (const auto& [value, name] :
         {std::pair{std::numeric_limits<float>::quiet_NaN(), "NaN"},
          std::pair{-std::numeric_limits<float>::infinity(), "infinite"}}) {
        std::vector<float> values(48, 0.5F);
        values[13] = value;
        ModelFile file;
        file.leave_out = {"transformer.h.1.mlp.c_proj.weight"};
        file.extra = {{"transformer.h.1.mlp.c_proj.weight", {6, 8}, values}};
        CHECK(refusal(file) == "tensor \"transformer.h.1.mlp.c_proj.weight\" at [1, 5] is " +
                                   std::string(name) + "; expected a finite number.");
    }
}

TEST_CASE("16-bit files load to the rounded values") {
    ModelFile file;
    const auto loaded = read_model(file.bytes(StoredType::f16));
    REQUIRE(loaded.has_value());
    CHECK(loaded->model.token_table(2, 3) == 1.130859375F);  // 1 + 2/16 + 3/512 needs 9 bits
}

}  // namespace
}  // namespace mha::checkpoint::tests
