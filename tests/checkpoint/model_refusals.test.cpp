// SPDX-License-Identifier: MIT
// Model files that do not fit: what is missing, wrong or contradictory is named, with what was
// expected.
#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "checkpoint/model_io.hpp"
#include "model_file.hpp"

namespace mha::checkpoint::tests {
namespace {

using engine::message;

std::string refusal(const ModelFile& file, std::optional<std::size_t> heads = {}) {
    const auto loaded = read_model(file.bytes(), {.heads = heads});
    return loaded ? "accepted" : message(loaded.error());
}

std::string refusal_with(const Metadata& metadata) {
    ModelFile file;
    file.metadata = metadata;
    file.metadata.emplace("n_head", "2");
    return refusal(file);
}

TEST_CASE("a missing tensor is named") {
    for (const char* name :
         {"transformer.wpe.weight", "transformer.h.0.ln_1.weight", "transformer.h.0.attn.c_attn.weight",
          "transformer.h.1.attn.c_proj.bias", "transformer.h.0.mlp.c_fc.weight", "transformer.h.1.mlp.c_proj.weight",
          "transformer.ln_f.weight"}) {
        ModelFile file;
        file.leave_out = {name};
        CHECK(refusal(file) == "tensor \"" + std::string(name) + "\" is missing; expected it to be in the file.");
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
    CHECK(refusal(untied) == "tensor \"lm_head.weight\" is missing; expected it to be in the file.");
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
    CHECK(with("lm_head.weight", {6, 5}) == "shape of tensor \"lm_head.weight\" is [6, 5]; expected [5, 6].");
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
    CHECK(refusal(ModelFile{}, 3) == "number of heads is 3; expected 2, as __metadata__ says.");
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
    for (const auto& [value, name] : {std::pair{std::numeric_limits<float>::quiet_NaN(), "NaN"},
                                      std::pair{-std::numeric_limits<float>::infinity(), "infinite"}}) {
        std::vector<float> values(48, 0.5F);
        values[13] = value;
        ModelFile file;
        file.leave_out = {"transformer.h.1.mlp.c_proj.weight"};
        file.extra = {{"transformer.h.1.mlp.c_proj.weight", {6, 8}, values}};
        CHECK(refusal(file) == "tensor \"transformer.h.1.mlp.c_proj.weight\" at [1, 5] is " + std::string(name) +
                                   "; expected a finite number.");
    }
}

}  // namespace
}  // namespace mha::checkpoint::tests
