// SPDX-License-Identifier: MIT
// The reader: what it accepts, the exact words with which it refuses, and 64-bit sizes.
#include "checkpoint/safetensors.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <limits>

#include "hostile_files.hpp"
#include "raw_file.hpp"

namespace mha::checkpoint::tests {
namespace {

using engine::ErrorCode;
using engine::message;

TEST_CASE("every broken file is refused with its byte and its reason") {
    for (const HostileFile& file : hostile_files()) {
        INFO(file.name);
        const auto read = read_safetensors(file.bytes);
        REQUIRE_FALSE(read.has_value());
        CHECK(message(read.error()) == file.message);
    }
}

TEST_CASE("every cut of a good file is refused, and so is a byte more") {
    const Bytes good = raw_file("{" + entry("a", "F32", "[2]", "[0,8]") + "}  ", 8);
    REQUIRE(read_safetensors(good).has_value());
    for (std::size_t size = 0; size < good.size(); ++size) {
        CHECK_FALSE(read_safetensors(std::span(good).first(size)).has_value());
    }
    Bytes longer = good;
    longer.push_back(std::byte{0});
    CHECK_FALSE(read_safetensors(longer).has_value());
}

TEST_CASE("tensors, shapes, ranges and metadata are given back as written") {
    const std::string header = "{\"__metadata__\":{\"format\":\"pt\",\"note\":\"\\u00e9\\ud83d\\ude00\\n\"}, \t\r\n" +
                               entry("z", "F16", "[2, 1]", "[0,4]") + "," + entry("a", "BOOL", "[3]", "[4,7]") + "}   ";
    const Bytes file = raw_file(header, 7);
    const auto read = read_safetensors(file);
    REQUIRE(read.has_value());
    CHECK(read->metadata == Metadata{{"format", "pt"}, {"note", "\xC3\xA9\xF0\x9F\x98\x80\n"}});
    REQUIRE(read->tensors.size() == 2);
    CHECK(read->tensors[0].record.name == "a");
    const TensorView* z = read->find("z");
    REQUIRE(z != nullptr);
    CHECK(z->record.dtype == DType::f16);
    CHECK(z->record.shape == std::vector<std::uint64_t>{2, 1});
    CHECK(z->record.elements == 2);
    CHECK(z->record.begin == 8 + header.size());
    CHECK(z->bytes.data() == file.data() + 8 + header.size());
    CHECK(z->bytes.size() == 4);
    CHECK(read->find("b") == nullptr);
}

TEST_CASE("empty tables, empty tensors and single numbers are legal") {
    CHECK(read_safetensors(raw_file("{}")).value().tensors.empty());
    CHECK(read_safetensors(raw_file(R"({"__metadata__":{}}     )")).has_value());
    const auto read = read_safetensors(raw_file("{" + entry("", "F32", "[]", "[0,4]") + "," +
                                                    entry("none", "F64", "[0,9223372036854775807]", "[4,4]") + "," +
                                                    entry("also", "F64", "[7,0]", "[4,4]") + "}",
                                                4));
    REQUIRE(read.has_value());
    CHECK(read->find("")->record.elements == 1);
    CHECK(decode_floats(*read->find("none")).value().empty());
}

TEST_CASE("names may have 256 bytes and shapes four dimensions") {
    const std::string name(256, 'n');
    const auto read = read_safetensors(raw_file("{" + entry(name, "U8", "[1,2,1,2]", "[0,4]") + "}", 4));
    REQUIRE(read.has_value());
    CHECK(read->find(name) != nullptr);
}

TEST_CASE("4096 tensors are read and found") {
    std::string header = "{";
    for (int i = 0; i < 4096; ++i) {
        header += (i > 0 ? "," : "") +
                  entry(std::to_string(i), "U8", "[1]", "[" + std::to_string(i) + "," + std::to_string(i + 1) + "]");
    }
    const Bytes file = raw_file(header + "}", 4096);  // what is read points into it
    const auto read = read_safetensors(file);
    REQUIRE(read.has_value());
    CHECK(read->find("4095")->bytes.front() == std::byte{0xFF});
}

TEST_CASE("a header above 4 MiB is refused before it is looked at") {
    const Bytes file = raw_file(std::string((std::size_t{4} << 20U) + 1, ' '));
    const auto read = read_safetensors(file);
    REQUIRE_FALSE(read.has_value());
    CHECK(read.error().code == ErrorCode::unsupported);
    CHECK(message(read.error()) ==
          "byte 0 of the file, header length is 4194305 bytes; expected at most 4194304 bytes.");
    std::string largest = "{}";
    largest.resize(std::size_t{4} << 20U, ' ');
    CHECK(read_safetensors(raw_file(largest)).has_value());
}

TEST_CASE("sizes beyond 32 bits are exact in the table of contents") {
    // 2^32 bits (safetensors#817), 2^32 bytes, and an offset above 2^53.
    for (const std::uint64_t elements :
         {std::uint64_t{1} << 27U, std::uint64_t{1} << 30U, (std::uint64_t{1} << 53U) + 1}) {
        const std::uint64_t size = elements * 4;
        const std::string header =
            "{" + entry("a", "F32", "[" + std::to_string(elements) + "]", "[0," + std::to_string(size) + "]") + "}";
        const Bytes start = raw_file(header);
        const auto table = read_table(start, start.size() + size);
        REQUIRE(table.has_value());
        CHECK(table->tensors[0].elements == elements);
        CHECK(table->tensors[0].end == start.size() + size);
        CHECK_FALSE(read_table(start, start.size() + size - 1).has_value());
        CHECK_FALSE(read_table(start, start.size() + size + 1).has_value());
        CHECK_FALSE(read_safetensors(start).has_value());
    }
}

TEST_CASE("a start that does not hold the whole header asks for it") {
    const Bytes file = raw_file("{" + entry("a", "U8", "[1]", "[0,1]") + "}", 1);
    const auto table = read_table(std::span(file).first(20), file.size());
    REQUIRE_FALSE(table.has_value());
    CHECK(table.error().code == ErrorCode::empty);
    CHECK(message(table.error()) ==
          "byte 0 of the file, start of the file given is 20 bytes; expected the whole header, 61 "
          "bytes.");
}

Bytes file_with_data(std::string_view dtype, std::size_t elements, const Bytes& data) {
    Bytes file = raw_file(
        "{" + entry("a", dtype, "[" + std::to_string(elements) + "]", "[0," + std::to_string(data.size()) + "]") + "}");
    file.insert(file.end(), data.begin(), data.end());
    return file;
}

template <class Value>
std::vector<float> decoded(std::string_view dtype, std::initializer_list<Value> values) {
    Bytes data;
    for (const Value value : values) {
        const auto* bytes = reinterpret_cast<const std::byte*>(&value);
        data.insert(data.end(), bytes, bytes + sizeof(Value));
    }
    const Bytes file = file_with_data(dtype, values.size(), data);
    return decode_floats(read_safetensors(file).value().tensors[0]).value();
}

TEST_CASE("float types decode to the values they stand for") {
    constexpr float kInfinity = std::numeric_limits<float>::infinity();
    CHECK(decoded<float>("F32", {1.5F, -0.0F, 3e38F}) == std::vector{1.5F, -0.0F, 3e38F});
    CHECK(decoded<double>("F64", {0.1, 1e300, -1e300}) == std::vector{0.1F, kInfinity, -kInfinity});
    CHECK(decoded<std::uint16_t>("F16", {0x3C00, 0xC000, 0x0001, 0x7BFF, 0xFC00}) ==
          std::vector{1.0F, -2.0F, 0x1p-24F, 65504.0F, -kInfinity});
    CHECK(decoded<std::uint16_t>("BF16", {0x3F80, 0xC040, 0x0001, 0x7F80}) ==
          std::vector{1.0F, -3.0F, 0x1p-133F, kInfinity});
    CHECK(std::isnan(decoded<std::uint16_t>("F16", {0x7E00}).front()));
}

TEST_CASE("whole-number types are listed with their size but not decoded") {
    struct Row {
        const char* dtype;
        std::size_t size;
    };
    for (const Row& row : {Row{"BOOL", 1}, Row{"U8", 1}, Row{"I8", 1}, Row{"U16", 2}, Row{"I16", 2}, Row{"U32", 4},
                           Row{"I32", 4}, Row{"U64", 8}, Row{"I64", 8}}) {
        const Bytes file = file_with_data(row.dtype, 3, Bytes(3 * row.size));
        const auto read = read_safetensors(file);
        REQUIRE(read.has_value());
        CHECK(dtype_name(read->tensors[0].record.dtype) == row.dtype);
        const auto floats = decode_floats(read->tensors[0]);
        REQUIRE_FALSE(floats.has_value());
        CHECK(floats.error().code == ErrorCode::unsupported);
        CHECK(message(floats.error()) ==
              std::string("dtype of tensor \"a\" is ") + row.dtype + "; expected F16, BF16, F32 or F64.");
    }
}

}  // namespace
}  // namespace mha::checkpoint::tests
