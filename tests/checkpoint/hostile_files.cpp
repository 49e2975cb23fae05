// SPDX-License-Identifier: MIT
// The table of broken files (see hostile_files.hpp).
#include "hostile_files.hpp"

#include <utility>

namespace mha::checkpoint::tests {
namespace {

using std::string;

void add_known_bugs(std::vector<HostileFile>& out) {
    // The length sizes an allocation before any check (openasr#73).
    out.push_back({"length_2_64", with_length(~std::uint64_t{0}, "{}      "),
                   "byte 0 of the file, header length is 18446744073709551615 bytes; expected at most 8, "
                   "the rest of the file."});
    // Adding 8 to the length wraps (same class).
    out.push_back({"length_wraps", with_length(0xFFFFFFFFFFFFFFF8U, "{}"),
                   "byte 0 of the file, header length is 18446744073709551608 bytes; expected at most 2, "
                   "the rest of the file."});
    // Duplicate keys, the last one wins silently (openasr#73).
    out.push_back({"duplicate_tensor",
                   raw_file("{" + entry("a", "U8", "[1]", "[0,1]") + "," + entry("a", "U8", "[1]", "[1,2]") + "}", 2),
                   string("byte 61 of the file, header is naming \"a\" twice") + kNoTwice});
    // Offsets are not held against the shape: reads beyond the data (mlx#3363).
    out.push_back({"shape_beyond_offsets", raw_file("{" + entry("a", "F32", "[1000]", "[0,4]") + "}", 4),
                   "byte 58 of the file, data_offsets of tensor \"a\" is 4 bytes long; expected 4000 bytes "
                   "for F32 [1000]."});
    // begin > end: the difference wraps (audio.cpp#138, stable-diffusion.cpp#1754).
    out.push_back({"begin_after_end", raw_file("{" + entry("a", "U8", "[4]", "[8,4]") + "}", 8),
                   "byte 54 of the file, data_offsets of tensor \"a\" is from 8 back to 4; expected an end "
                   "that is not before the begin."});
    // The product of the shape wraps to 0 (LiteRT#9255).
    out.push_back({"product_wraps", raw_file("{" + entry("a", "U8", "[4294967296,4294967296]", "[0,0]") + "}"),
                   "byte 35 of the file, shape of tensor \"a\" is [4294967296, 4294967296]; expected a "
                   "product below 2^64."});
    // Elements fit 64 bits, bytes do not (LiteRT#9255).
    out.push_back({"size_wraps", raw_file("{" + entry("a", "F32", "[4611686018427387904]", "[0,0]") + "}"),
                   "byte 36 of the file, shape of tensor \"a\" is [4611686018427387904]; expected a size "
                   "below 2^64 bytes."});
    // An unknown dtype skips validation (imp#1603).
    out.push_back({"unknown_dtype", raw_file("{" + entry("a", "F33", "[1]", "[0,4]") + "}", 4),
                   "byte 22 of the file, dtype of tensor \"a\" is \"F33\"; expected one of BOOL U8 I8 U16 "
                   "I16 F16 BF16 U32 I32 F32 U64 I64 F64."});
    // The width in the file is not the width in memory: I16 read as 4 bytes (imp#1604).
    out.push_back({"i16_of_four_bytes", raw_file("{" + entry("a", "I16", "[4]", "[0,16]") + "}", 16),
                   "byte 55 of the file, data_offsets of tensor \"a\" is 16 bytes long; expected 8 bytes "
                   "for I16 [4]."});
    // Numbers through a double lose the last digit above 2^53 (imp#1603).
    out.push_back({"offset_above_2_53",
                   raw_file("{" + entry("a", "U8", "[1]", "[9007199254740993,9007199254740994]") + "}", 1),
                   "byte 54 of the file, data_offsets of tensor \"a\" is beginning at 9007199254740993; "
                   "expected a begin at 0 (no holes)."});
    // NUL padding of a JavaScript exporter (RuView#809).
    out.push_back({"nul_padding", raw_file(string("{}\0\0\0\0\0\0", 8)),
                   "byte 10 of the file, padding of the header is \"\\x00\"; expected spaces (0x20) only."});
}

void add_many(std::vector<HostileFile>& out) {
    // A very large number of entries makes parsing the attack (safetensors/attacks/abuse_attempt_2,
    // 3).
    string header = "{";
    for (int i = 0; i < 4097; ++i) {
        if (i > 0) header += ',';
        header += entry(std::to_string(10000 + i), "U8", "[0]", "[0,0]");
    }
    const std::size_t last = 8 + header.rfind("\"14096\"");
    out.push_back(
        {"tensors_4097", raw_file(header + "}"),
         "byte " + std::to_string(last) + " of the file, number of tensors is more than 4096; expected at most 4096."});
    string metadata = R"({"__metadata__":{)";
    for (int i = 0; i < 4097; ++i) {
        if (i > 0) metadata += ',';
        metadata += "\"" + std::to_string(10000 + i) + "\":\"\"";
    }
    out.push_back({"metadata_4097", raw_file(metadata + "}}"),
                   "byte " + std::to_string(8 + metadata.rfind("\"14096\"")) +
                       " of the file, number of __metadata__ entries is more than 4096; expected at most "
                       "4096."});
    // Depth: a recursive parser runs out of stack.
    out.push_back({"deep_arrays", raw_file(R"({"a":)" + string(5000, '[')),
                   "byte 13 of the file, tensor \"a\" is \"[\"; expected '{'."});
    out.push_back({"deep_objects", raw_file(R"({"__metadata__":{"a":)" + string(5000, '{')),
                   "byte 29 of the file, __metadata__ \"a\" is \"{\"; expected '\"'."});
}

void add_length_and_frame(std::vector<HostileFile>& out) {
    out.push_back({"empty",
                   {},
                   "byte 0 of the file, file size is 0 bytes; expected at least 8 bytes, the "
                   "length of the header."});
    Bytes seven = raw_file("{}");
    seven.resize(7);
    out.push_back({"seven_bytes", seven,
                   "byte 0 of the file, file size is 7 bytes; expected at least 8 "
                   "bytes, the length of the header."});
    out.push_back({"length_0", with_length(0, ""),
                   "byte 8 of the file, header is not starting with '{'; "
                   "expected a JSON object from its first byte on."});
    out.push_back({"length_beyond_file", with_length(3, "{}"),
                   "byte 0 of the file, header length is 3 "
                   "bytes; expected at most 2, the rest of the file."});
    for (const auto& [name, start] : {std::pair{"leading_space", " {}"}, std::pair{"byte_order_mark", "\xEF\xBB\xBF{}"},
                                      std::pair{"array", "[]"}, std::pair{"null", "null"}}) {
        out.push_back({name, raw_file(start),
                       "byte 8 of the file, header is not starting with '{'; expected "
                       "a JSON object from its first byte on."});
    }
    out.push_back({"newline_padding", raw_file("{}\n"),
                   "byte 10 of the file, padding of the header is "
                   "\"\\x0A\"; expected spaces (0x20) only."});
    out.push_back({"second_object", raw_file("{}  {}"),
                   "byte 12 of the file, padding of the header is "
                   "\"{\"; expected spaces (0x20) only."});
    out.push_back({"cut_off", raw_file(R"({"a":{"dtype":"F3)"),
                   "byte 25 of the file, dtype of tensor \"a\" is the "
                   "end of the header; expected a closing quote."});
    out.push_back({"unclosed", raw_file("{" + entry("a", "U8", "[0]", "[0,0]")),
                   "byte 60 of the file, header is the end of the header; expected '}'."});
    out.push_back({"trailing_comma", raw_file("{" + entry("a", "U8", "[0]", "[0,0]") + ",}"),
                   "byte 61 of the file, name of a tensor is \"}\"; expected '\"'."});
}

void add_cover(std::vector<HostileFile>& out) {
    const auto two = [](const char* first, const char* second, std::size_t data) {
        return raw_file("{" + entry("a", "U8", "[2]", first) + "," + entry("b", "U8", "[2]", second) + "}", data);
    };
    const string b = "byte 106 of the file, data_offsets of tensor \"b\" is ";
    out.push_back({"hole", two("[0,2]", "[3,5]", 5), b + "beginning at 3; expected a begin at 2 (no holes)."});
    out.push_back({"overlap", two("[0,2]", "[1,3]", 3), b + "beginning at 1; expected a begin at 2 (no overlap)."});
    out.push_back({"same_range", two("[0,2]", "[0,2]", 2), b + "beginning at 0; expected a begin at 2 (no overlap)."});
    out.push_back({"beyond_end", two("[0,2]", "[2,4]", 3),
                   b + "ending at 4; expected an end at or before 3, "
                       "the size of the data."});
    out.push_back({"hole_at_start", raw_file("{" + entry("a", "U8", "[2]", "[1,3]") + "}", 3),
                   "byte 54 of the file, data_offsets of tensor \"a\" is beginning at 1; expected a begin at "
                   "0 (no holes)."});
    out.push_back({"rest", two("[0,2]", "[2,4]", 5),
                   "byte 117 of the file, data after the last tensor is 1 "
                   "byte; expected none."});
    out.push_back({"data_without_tensor", raw_file("{}", 1),
                   "byte 10 of the file, data after the last "
                   "tensor is 1 byte; expected none."});
}

}  // namespace

std::vector<HostileFile> hostile_files() {
    std::vector<HostileFile> out;
    add_known_bugs(out);
    add_many(out);
    add_length_and_frame(out);
    add_header_rows(out);
    add_cover(out);
    return out;
}

}  // namespace mha::checkpoint::tests
