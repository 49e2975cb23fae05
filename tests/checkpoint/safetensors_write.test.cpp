// SPDX-License-Identifier: MIT
// The writer: exact bytes, round trips, refusals.
#include "checkpoint/safetensors_write.hpp"

#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <limits>

#include "checkpoint/safetensors.hpp"
#include "raw_file.hpp"

namespace mha::checkpoint::tests {
namespace {

using engine::ErrorCode;
using engine::message;

const std::vector<float> kValues = {1.0F, -2.5F, 0x1p-24F, -0.0F, 65504.0F, 0.333251953125F};

TEST_CASE("the file is exactly the bytes the format asks for") {
    const std::vector<float> two = {1.0F, 2.0F};
    const TensorToWrite tensors[] = {{"b", {2}, two}, {"a", {}, std::span(two).first(1)}};
    const auto file = write_safetensors(tensors, {{"k", "v\"\\\n"}}, StoredType::f32);
    REQUIRE(file.has_value());
    std::string header = R"({"__metadata__":{"k":"v\"\\\u000a"},"b":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},)"
                         R"("a":{"dtype":"F32","shape":[],"data_offsets":[8,12]}})";
    header.resize((header.size() + 7) / 8 * 8, ' ');
    Bytes wanted = raw_file(header);
    append_text(wanted, {"\x00\x00\x80\x3F\x00\x00\x00\x40\x00\x00\x80\x3F", 12});
    CHECK(*file == wanted);
    CHECK(write_safetensors(tensors, {{"k", "v\"\\\n"}}, StoredType::f32).value() == *file);
}

TEST_CASE("what is written is read back, in both types") {
    const Metadata metadata = {{"", ""}, {"roles", R"({"head":["previous word",0.81]})"}, {"caf\xC3\xA9", "\x01\x7F"}};
    for (const StoredType type : {StoredType::f32, StoredType::f16}) {
        const TensorToWrite tensors[] = {{"x/\"y\"", {2, 3}, kValues}, {"none", {0, 4}, {}}};
        const Bytes file = write_safetensors(tensors, metadata, type).value();
        const auto read = read_safetensors(file);
        REQUIRE(read.has_value());
        CHECK(read->metadata == metadata);
        const TensorView* view = read->find("x/\"y\"");
        REQUIRE(view != nullptr);
        CHECK(view->record.shape == std::vector<std::uint64_t>{2, 3});
        CHECK(view->record.begin % 8 == 0);
        const auto values = decode_floats(*view).value();
        REQUIRE(values.size() == kValues.size());
        for (std::size_t i = 0; i < values.size(); ++i) {
            CHECK(std::bit_cast<std::uint32_t>(values[i]) == std::bit_cast<std::uint32_t>(kValues[i]));
        }
    }
}

TEST_CASE("a file without tensors is legal") {
    CHECK(write_safetensors({}, {}, StoredType::f32).value() == raw_file("{}      "));
}

std::string refusal(const TensorToWrite& tensor, const Metadata& metadata = {}, StoredType type = StoredType::f32) {
    const auto file = write_safetensors(std::span(&tensor, 1), metadata, type);
    return file ? "accepted" : message(file.error());
}

TEST_CASE("the writer refuses what the reader would") {
    const std::span<const float> one = std::span(kValues).first(1);
    CHECK(refusal({"a", {2}, one}) == "shape of tensor \"a\" is [2]; expected a product of 1, the number of values.");
    CHECK(refusal({"a", {std::uint64_t{1} << 63U, 4}, {}}) ==
          "shape of tensor \"a\" is [9223372036854775808, 4]; expected a product of 0, the number "
          "of values.");
    CHECK(refusal({"a", {1, 1, 1, 1, 1}, one}) == "rank of tensor \"a\" is 5; expected at most 4.");
    CHECK(refusal({"__metadata__", {1}, one}) == "tensor name is \"__metadata__\"; expected any other name.");
    CHECK(refusal({"\xFF", {1}, one}) == "tensor name is \"\\xFF\"; expected well-formed UTF-8.");
    CHECK(refusal({std::string(257, 'n'), {1}, one}) ==
          "tensor name is \"" + std::string(64, 'n') + "...\"; expected at most 256 bytes.");
    CHECK(refusal({"a", {1}, one}, {{"k", "\xC3"}}) ==
          "metadata value of \"k\" is \"\\xC3\"; expected well-formed UTF-8.");
    CHECK(refusal({"a", {1}, one}, {{"k", std::string(std::size_t{4} << 20U, 'v')}}) ==
          "header is 4194384 bytes; expected at most 4194304.");
    const std::vector<float> large = {65520.0F};
    CHECK(refusal({"a", {1}, large}, {}, StoredType::f16) ==
          "a value of tensor \"a\" is 65520.000000; expected at most 65504 in size to fit F16.");
    const TensorToWrite twice[] = {{"a", {1}, one}, {"a", {1}, one}};
    CHECK(message(write_safetensors(twice, {}, StoredType::f32).error()) ==
          "tensor name is \"a\" twice; expected every name once.");
}

}  // namespace
}  // namespace mha::checkpoint::tests
