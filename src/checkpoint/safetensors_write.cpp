// SPDX-License-Identifier: MIT
// The writer (see safetensors_write.hpp).
#include "checkpoint/safetensors_write.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <expected>
#include <functional>
#include <optional>
#include <string_view>
#include <utility>

#include "checkpoint/safetensors.hpp"
#include "checkpoint/utf8.hpp"
#include "engine/order.hpp"

namespace mha::checkpoint {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;

void append_json_string(std::string& out, std::string_view text) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (byte < 0x20) {
            out += "\\u00";
            out += kDigits[byte >> 4U];
            out += kDigits[byte & 0xFU];
        } else {
            out += c;
        }
    }
    out += '"';
}

std::optional<Error> fault_of_text(std::string_view what, std::string_view text, std::size_t limit) {
    if (utf8_valid_prefix(text) != text.size()) {
        return Error{ErrorCode::bad_value, std::string(what), in_quotes(text), "well-formed UTF-8"};
    }
    if (text.size() > limit) {
        return Error{ErrorCode::unsupported, std::string(what), in_quotes(text),
                     "at most " + std::to_string(limit) + " bytes"};
    }
    return std::nullopt;
}

std::optional<Error> fault_of_tensor(const TensorToWrite& tensor, StoredType type) {
    const std::string subject = "tensor " + in_quotes(tensor.name);
    if (tensor.name == "__metadata__") {
        return Error{ErrorCode::bad_value, "tensor name", in_quotes(tensor.name), "any other name"};
    }
    if (auto fault = fault_of_text("tensor name", tensor.name, kMaxNameBytes)) return fault;
    if (tensor.shape.size() > kMaxRank) {
        return Error{ErrorCode::unsupported, "rank of " + subject, std::to_string(tensor.shape.size()),
                     "at most " + std::to_string(kMaxRank)};
    }
    std::optional<std::uint64_t> count = 1;
    for (const std::uint64_t extent : tensor.shape) {
        if (count) count = checked_product(*count, extent);
    }
    if (count != std::uint64_t{tensor.values.size()}) {
        return Error{ErrorCode::bad_shape, "shape of " + subject, shape_text(tensor.shape),
                     "a product of " + std::to_string(tensor.values.size()) + ", the number of values"};
    }
    if (type == StoredType::f32) return std::nullopt;
    const auto large = std::ranges::find_if(tensor.values, [](float value) {
        return std::isfinite(value) && !std::isfinite(f16_to_float(float_to_f16(value)));
    });
    if (large == tensor.values.end()) return std::nullopt;
    return Error{ErrorCode::bad_value, "a value of " + subject, std::to_string(*large),
                 "at most 65504 in size to fit F16"};
}

std::optional<Error> fault_of(std::span<const TensorToWrite> tensors, const Metadata& metadata, StoredType type) {
    if (tensors.size() > kMaxTensors) {
        return Error{ErrorCode::unsupported, "number of tensors", std::to_string(tensors.size()),
                     "at most " + std::to_string(kMaxTensors)};
    }
    if (metadata.size() > kMaxMetadataEntries) {
        return Error{ErrorCode::unsupported, "number of metadata entries", std::to_string(metadata.size()),
                     "at most " + std::to_string(kMaxMetadataEntries)};
    }
    std::vector<std::string_view> names;
    for (const TensorToWrite& tensor : tensors) {
        if (auto fault = fault_of_tensor(tensor, type)) return fault;
        names.push_back(tensor.name);
    }
    engine::sort_by(names, std::less<>{});
    if (const auto twice = std::ranges::adjacent_find(names); twice != names.end()) {
        return Error{ErrorCode::bad_value, "tensor name", in_quotes(*twice) + " twice", "every name once"};
    }
    for (const auto& [key, value] : metadata) {
        if (auto fault = fault_of_text("metadata key", key, kMaxNameBytes)) return fault;
        if (auto fault = fault_of_text("metadata value of " + in_quotes(key), value, std::size_t{kMaxHeaderBytes})) {
            return fault;
        }
    }
    return std::nullopt;
}

std::string header_of(std::span<const TensorToWrite> tensors, const Metadata& metadata, StoredType type) {
    std::string out = "{";
    const auto member = [&out](std::string_view key) {
        if (out.back() != '{') out += ',';
        append_json_string(out, key);
        out += ':';
    };
    if (!metadata.empty()) {
        member("__metadata__");
        out += '{';
        for (const auto& [key, value] : metadata) {
            member(key);
            append_json_string(out, value);
        }
        out += '}';
    }
    const std::uint64_t width = type == StoredType::f16 ? 2 : 4;
    std::uint64_t begin = 0;
    for (const TensorToWrite& tensor : tensors) {
        const std::uint64_t end = begin + std::uint64_t{tensor.values.size()} * width;
        member(tensor.name);
        out += type == StoredType::f16 ? R"({"dtype":"F16","shape":[)" : R"({"dtype":"F32","shape":[)";
        for (std::size_t i = 0; i < tensor.shape.size(); ++i) {
            if (i > 0) out += ',';
            out += std::to_string(tensor.shape[i]);
        }
        out += "],\"data_offsets\":[" + std::to_string(begin) + ',' + std::to_string(end) + "]}";
        begin = end;
    }
    out += '}';
    out.append((8 - out.size() % 8) % 8, ' ');
    return out;
}

template <class Value>
void append(std::vector<std::byte>& out, const Value& value) {
    const std::size_t at = out.size();
    out.resize(at + sizeof(Value));
    std::memcpy(out.data() + at, &value, sizeof(Value));
}

}  // namespace

Result<std::vector<std::byte>> write_safetensors(std::span<const TensorToWrite> tensors, const Metadata& metadata,
                                                 StoredType type, unsigned mantissa_bits) {
    if (mantissa_bits == 0 || mantissa_bits > kHalfMantissaBits) {
        return std::unexpected(Error{ErrorCode::bad_value, "mantissa bits", std::to_string(mantissa_bits),
                                     "1 to " + std::to_string(kHalfMantissaBits)});
    }
    if (auto fault = fault_of(tensors, metadata, type)) return std::unexpected(std::move(*fault));
    const std::string header = header_of(tensors, metadata, type);
    if (header.size() > kMaxHeaderBytes) {
        return std::unexpected(Error{ErrorCode::unsupported, "header", std::to_string(header.size()) + " bytes",
                                     "at most " + std::to_string(kMaxHeaderBytes)});
    }
    std::size_t size = std::size_t{kHeaderStart} + header.size();
    for (const TensorToWrite& tensor : tensors) size += tensor.values.size() * sizeof(float);
    std::vector<std::byte> out;
    out.reserve(size);
    append(out, std::uint64_t{header.size()});
    for (const char c : header) out.push_back(static_cast<std::byte>(c));
    for (const TensorToWrite& tensor : tensors) {
        for (const float value : tensor.values) {
            if (type == StoredType::f32)
                append(out, value);
            else
                append(out, round_mantissa(float_to_f16(value), mantissa_bits));
        }
    }
    return out;
}

}  // namespace mha::checkpoint
