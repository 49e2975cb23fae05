// SPDX-License-Identifier: MIT
// The rules of the format that go beyond JSON (see safetensors.hpp).
#include "checkpoint/safetensors.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <expected>
#include <limits>
#include <utility>

#include "checkpoint/utf8.hpp"
#include "engine/order.hpp"

namespace mha::checkpoint {
namespace {

using engine::Error;
using engine::ErrorCode;
using engine::Result;

static_assert(std::endian::native == std::endian::little, "the format is little-endian");
static_assert(std::numeric_limits<float>::is_iec559 && std::numeric_limits<double>::is_iec559);

std::unexpected<Error> refuse(ErrorCode code, std::uint64_t at, std::string_view subject, std::string value,
                              std::string expected) {
    return std::unexpected(Error{code, place(at, subject), std::move(value), std::move(expected)});
}

std::string bytes_text(std::uint64_t count) { return std::to_string(count) + (count == 1 ? " byte" : " bytes"); }

template <class Value>
Value load(std::span<const std::byte> bytes, std::size_t index) {
    Value value;
    std::memcpy(&value, bytes.data() + index * sizeof(Value), sizeof(Value));
    return value;
}

/// Length of the header; it never exceeds the file, the limit, or the bytes at hand.
Result<std::uint64_t> header_length(std::span<const std::byte> start, std::uint64_t file_size) {
    if (file_size < kHeaderStart || start.size() < kHeaderStart) {
        return refuse(ErrorCode::bad_format, 0, "file size", bytes_text(file_size),
                      "at least 8 bytes, the length of the header");
    }
    const auto length = load<std::uint64_t>(start, 0);
    if (length > file_size - kHeaderStart) {
        return refuse(ErrorCode::bad_format, 0, "header length", bytes_text(length),
                      "at most " + std::to_string(file_size - kHeaderStart) + ", the rest of the file");
    }
    if (length > kMaxHeaderBytes) {
        return refuse(ErrorCode::unsupported, 0, "header length", bytes_text(length),
                      "at most " + bytes_text(kMaxHeaderBytes));
    }
    if (length > start.size() - kHeaderStart) {
        return refuse(ErrorCode::empty, 0, "start of the file given", bytes_text(start.size()),
                      "the whole header, " + bytes_text(kHeaderStart + length));
    }
    return length;
}

Result<std::uint64_t> element_count(const HeaderEntry& entry) {
    std::uint64_t count = 1;
    for (const std::uint64_t extent : entry.shape) {
        const auto product = checked_product(count, extent);
        if (!product) {
            return refuse(ErrorCode::bad_format, entry.at_shape, "shape of tensor " + in_quotes(entry.name),
                          shape_text(entry.shape), "a product below 2^64");
        }
        count = *product;
    }
    return count;
}

/// Checks one entry on its own: type, shape, and that its range is as long as the two say.
Result<TensorRecord> record_of(const HeaderEntry& entry) {
    const std::string tensor = "tensor " + in_quotes(entry.name);
    const auto dtype = dtype_from_name(entry.dtype);
    if (!dtype) {
        return refuse(ErrorCode::unsupported, entry.at_dtype, "dtype of " + tensor, in_quotes(entry.dtype),
                      std::string(kDTypeNames));
    }
    const auto elements = element_count(entry);
    if (!elements) return std::unexpected(elements.error());
    const auto size = checked_product(*elements, dtype_size(*dtype));
    if (!size) {
        return refuse(ErrorCode::bad_format, entry.at_shape, "shape of " + tensor, shape_text(entry.shape),
                      "a size below 2^64 bytes");
    }
    if (entry.begin > entry.end) {
        return refuse(ErrorCode::bad_format, entry.at_offsets, "data_offsets of " + tensor,
                      "from " + std::to_string(entry.begin) + " back to " + std::to_string(entry.end),
                      "an end that is not before the begin");
    }
    if (entry.end - entry.begin != *size) {
        return refuse(ErrorCode::bad_format, entry.at_offsets, "data_offsets of " + tensor,
                      bytes_text(entry.end - entry.begin) + " long",
                      bytes_text(*size) + " for " + entry.dtype + " " + shape_text(entry.shape));
    }
    return TensorRecord{entry.name, *dtype, entry.shape, *elements, entry.begin, entry.end};
}

/// The ranges, in order, must cover the data section exactly: no hole, no overlap, no rest.
Result<void> check_cover(const std::vector<HeaderEntry>& entries, std::uint64_t data_begin, std::uint64_t data_size) {
    std::vector<const HeaderEntry*> order;
    order.reserve(entries.size());
    for (const HeaderEntry& entry : entries) order.push_back(&entry);
    engine::sort_by(order, [](const HeaderEntry* a, const HeaderEntry* b) {
        return a->begin != b->begin ? a->begin < b->begin : a->end < b->end;
    });
    std::uint64_t covered = 0;
    for (const HeaderEntry* entry : order) {
        const std::string subject = "data_offsets of tensor " + in_quotes(entry->name);
        if (entry->begin != covered) {
            return refuse(
                ErrorCode::bad_format, entry->at_offsets, subject, "beginning at " + std::to_string(entry->begin),
                "a begin at " + std::to_string(covered) + (entry->begin > covered ? " (no holes)" : " (no overlap)"));
        }
        if (entry->end > data_size) {
            return refuse(ErrorCode::bad_format, entry->at_offsets, subject, "ending at " + std::to_string(entry->end),
                          "an end at or before " + std::to_string(data_size) + ", the size of the data");
        }
        covered = entry->end;
    }
    if (covered != data_size) {
        return refuse(ErrorCode::bad_format, data_begin + covered, "data after the last tensor",
                      bytes_text(data_size - covered), "none");
    }
    return {};
}

}  // namespace

const TensorView* SafeTensors::find(std::string_view name) const {
    const auto at = std::ranges::lower_bound(tensors, name, {},
                                             [](const TensorView& view) { return std::string_view(view.record.name); });
    return at != tensors.end() && at->record.name == name ? &*at : nullptr;
}

Result<TensorTable> read_table(std::span<const std::byte> start, std::uint64_t file_size) {
    const auto length = header_length(start, file_size);
    if (!length) return std::unexpected(length.error());
    const auto text = start.subspan(static_cast<std::size_t>(kHeaderStart), static_cast<std::size_t>(*length));
    auto header = parse_header({reinterpret_cast<const char*>(text.data()), text.size()});
    if (!header) return std::unexpected(header.error());

    const std::uint64_t data_begin = kHeaderStart + *length;
    TensorTable table;
    table.tensors.reserve(header->entries.size());
    for (const HeaderEntry& entry : header->entries) {
        auto record = record_of(entry);
        if (!record) return std::unexpected(record.error());
        table.tensors.push_back(std::move(*record));
    }
    const auto cover = check_cover(header->entries, data_begin, file_size - data_begin);
    if (!cover) return std::unexpected(cover.error());
    for (TensorRecord& record : table.tensors) {  // cannot wrap: both ends lie inside the file
        record.begin += data_begin;
        record.end += data_begin;
    }
    table.metadata = std::move(header->metadata);
    return table;
}

Result<SafeTensors> read_safetensors(std::span<const std::byte> file) {
    auto table = read_table(file, file.size());
    if (!table) return std::unexpected(table.error());
    SafeTensors out;
    out.metadata = std::move(table->metadata);
    out.tensors.reserve(table->tensors.size());
    for (TensorRecord& record : table->tensors) {
        const auto bytes =
            file.subspan(static_cast<std::size_t>(record.begin), static_cast<std::size_t>(record.end - record.begin));
        out.tensors.push_back({std::move(record), bytes});
    }
    return out;
}

Result<std::vector<float>> decode_floats(const TensorView& view) {
    const auto fill = [&view](auto decode) {
        std::vector<float> values(view.bytes.size() / static_cast<std::size_t>(dtype_size(view.record.dtype)));
        for (std::size_t i = 0; i < values.size(); ++i) values[i] = decode(i);
        return values;
    };
    switch (view.record.dtype) {
        case DType::f32:
            return fill([&](std::size_t i) { return load<float>(view.bytes, i); });
        case DType::f16:
            return fill([&](std::size_t i) { return f16_to_float(load<std::uint16_t>(view.bytes, i)); });
        case DType::bf16:
            return fill([&](std::size_t i) { return bf16_to_float(load<std::uint16_t>(view.bytes, i)); });
        case DType::f64:
            return fill([&](std::size_t i) { return static_cast<float>(load<double>(view.bytes, i)); });
        default:
            return std::unexpected(Error{ErrorCode::unsupported, "dtype of tensor " + in_quotes(view.record.name),
                                         std::string(dtype_name(view.record.dtype)), "F16, BF16, F32 or F64"});
    }
}

std::optional<std::uint64_t> checked_product(std::uint64_t a, std::uint64_t b) {
    if (b != 0 && a > std::numeric_limits<std::uint64_t>::max() / b) return std::nullopt;
    return a * b;
}

std::string shape_text(std::span<const std::uint64_t> shape) {
    std::string out = "[";
    for (const std::uint64_t extent : shape) {
        if (out.size() > 1) out += ", ";
        out += std::to_string(extent);
    }
    return out + "]";
}

}  // namespace mha::checkpoint
