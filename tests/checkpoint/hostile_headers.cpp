// SPDX-License-Identifier: MIT
// Headers whose strings, fields or metadata break a rule (see hostile_files.hpp).
#include "hostile_files.hpp"

namespace mha::checkpoint::tests {
namespace {

using std::string;

void add_strings(std::vector<HostileFile>& out) {
    const auto name = [&out](const char* file, const string& text, const string& message) {
        out.push_back({file, raw_file("{\"" + text + "\":{}}"), message});
    };
    const string at = " of the file, name of a tensor is ";
    name("overlong_utf8", "\xC0\x80", "byte 10" + at + "\"\\xC0\"; expected well-formed UTF-8.");
    name("utf8_surrogate", "\xED\xA0\x80", "byte 10" + at + "\"\\xED\"; expected well-formed UTF-8.");
    name("utf8_beyond", "\xF4\x90\x80\x80", "byte 10" + at + "\"\\xF4\"; expected well-formed UTF-8.");
    name("control_character", "a\tb", "byte 11" + at + "\"\\x09\"; expected no control character.");
    name("bad_escape", "\\x41", "byte 11" + at + "\"x\"; expected one of \" \\ / b f n r t u after a backslash.");
    name("bad_hex", "\\u00g0", "byte 14" + at + "\"g\"; expected four hexadecimal digits after \\u.");
    name("lone_low_surrogate", "\\udc00", "byte 10" + at + "\"\\\"; expected no lone low surrogate.");
    name("lone_high_surrogate", "\\ud800x", "byte 16" + at + "\"x\"; expected a low surrogate (\\uDC00 to \\uDFFF).");
    name("high_high_surrogate", "\\ud800\\ud800",
         "byte 16" + at + "\"\\\"; expected a low surrogate (\\uDC00 to \\uDFFF).");
    name("name_257", string(257, 'n'), "byte 9" + at + "longer than 256 bytes; expected at most 256 bytes of UTF-8.");
    out.push_back(
        {"escaped_duplicate",
         raw_file("{" + entry("a", "U8", "[0]", "[0,0]") + "," + entry("\\u0061", "U8", "[0]", "[0,0]") + "}"),
         string("byte 61 of the file, header is naming \"a\" twice") + kNoTwice});
}

void add_fields(std::vector<HostileFile>& out) {
    const auto tensor = [&out](const char* file, const string& fields, const string& message) {
        out.push_back({file, raw_file(R"({"a":{)" + fields + "}}"), message});
    };
    const string a = " of the file, tensor \"a\" is ";
    tensor("no_dtype", R"("shape":[],"data_offsets":[0,0])",
           "byte 9" + a + "without dtype; expected dtype, shape and data_offsets.");
    tensor("no_shape", R"("dtype":"U8","data_offsets":[0,0])",
           "byte 9" + a + "without shape; expected dtype, shape and data_offsets.");
    tensor("no_offsets", R"("dtype":"U8","shape":[])",
           "byte 9" + a + "without data_offsets; expected dtype, shape and data_offsets.");
    tensor("duplicate_field", R"("dtype":"U8","dtype":"F32")", "byte 27" + a + "naming \"dtype\" twice" + kNoTwice);
    tensor("unknown_field", R"("dtype":"U8","scale":1)",
           "byte 27 of the file, field of tensor \"a\" is "
           "\"scale\"; expected dtype, shape or data_offsets.");
    tensor("dtype_number", R"("dtype":4)", "byte 22 of the file, dtype of tensor \"a\" is \"4\"; expected '\"'.");
    const string offsets = " of the file, data_offsets of tensor \"a\" is ";
    tensor("one_offset", R"("data_offsets":[0])", "byte 31" + offsets + "\"]\"; expected ','.");
    tensor("three_offsets", R"("data_offsets":[0,0,0])", "byte 33" + offsets + "\",\"; expected ']'.");
    const string shape = " of the file, shape of tensor \"a\" is ";
    const string digits = "expected a whole number, 0 or more, in digits.";
    tensor("negative", R"("shape":[-1])", "byte 23" + shape + "\"-\"; " + digits);
    tensor("fraction", R"("shape":[1.0])", "byte 24" + shape + "\".\"; expected ']'.");
    tensor("exponent", R"("shape":[1e3])", "byte 24" + shape + "\"e\"; expected ']'.");
    tensor("leading_zero", R"("shape":[01])",
           "byte 23" + shape +
               "written with a leading zero; expected a "
               "whole number without leading zeros.");
    tensor("number_2_64", R"("shape":[18446744073709551616])",
           "byte 23" + shape +
               "2^64 or more; expected a "
               "whole number below 2^64.");
    tensor("number_in_quotes", R"("shape":["1"])", "byte 23" + shape + "\"\"\"; " + digits);
    tensor("shape_null", R"("shape":null)", "byte 22" + shape + "\"n\"; expected '['.");
    tensor("rank_5", R"("shape":[1,1,1,1,1])", "byte 22" + shape + "of more than 4 dimensions; expected at most 4.");
    out.push_back({"f8", raw_file("{" + entry("a", "F8_E4M3", "[1]", "[0,1]") + "}", 1),
                   "byte 22 of the file, dtype of tensor \"a\" is \"F8_E4M3\"; expected one of "
                   "BOOL U8 I8 U16 "
                   "I16 F16 BF16 U32 I32 F32 U64 I64 F64."});
}

void add_metadata(std::vector<HostileFile>& out) {
    const auto metadata = [&out](const char* file, const string& value, const string& message) {
        out.push_back({file, raw_file(R"({"__metadata__":)" + value + "}"), message});
    };
    metadata("metadata_null", "null", "byte 24 of the file, __metadata__ is \"n\"; expected '{'.");
    metadata("metadata_number", R"({"n_head":4})",
             "byte 34 of the file, __metadata__ \"n_head\" is \"4\"; expected '\"'.");
    metadata("metadata_duplicate_key", R"({"k":"1","k":"2"})",
             string("byte 33 of the file, __metadata__ is naming \"k\" twice") + kNoTwice);
    metadata("metadata_twice", R"({},"__metadata__":{})",
             string("byte 27 of the file, header is naming \"__metadata__\" twice") + kNoTwice);
}

}  // namespace

void add_header_rows(std::vector<HostileFile>& out) {
    add_strings(out);
    add_fields(out);
    add_metadata(out);
}

}  // namespace mha::checkpoint::tests
