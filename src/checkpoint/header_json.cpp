// SPDX-License-Identifier: MIT
// The grammar of the header (see header_json.hpp): an object of tensor objects and one metadata
// object.
#include "checkpoint/header_json.hpp"

#include <algorithm>
#include <expected>
#include <utility>

#include "checkpoint/json_cursor.hpp"
#include "checkpoint/utf8.hpp"
#include "engine/order.hpp"

namespace mha::checkpoint {
namespace {

using engine::ErrorCode;

constexpr std::string_view kMetadataKey = "__metadata__";

class HeaderParser {
  public:
    explicit HeaderParser(std::string_view text) : cursor_(text), starts_with_brace_(text.starts_with('{')) {}

    [[nodiscard]] bool parse();
    [[nodiscard]] Header take_header() { return std::move(header_); }
    [[nodiscard]] const engine::Error& error() const { return cursor_.error(); }

  private:
    bool top_level_member();
    bool metadata();
    bool tensor(HeaderEntry& entry);
    bool tensor_field(HeaderEntry& entry, unsigned& seen);
    bool shape(HeaderEntry& entry, const std::string& subject);
    bool offsets(HeaderEntry& entry, const std::string& subject);
    bool sort_names();
    bool duplicate(std::uint64_t at, std::string_view subject, std::string_view key);

    JsonCursor cursor_;
    bool starts_with_brace_;
    bool metadata_seen_ = false;
    Header header_;
};

bool HeaderParser::parse() {
    if (!starts_with_brace_) {
        return cursor_.fail(ErrorCode::bad_format, kHeaderStart, "header", "not starting with '{'",
                            "a JSON object from its first byte on");
    }
    if (!cursor_.expect('{', "header")) return false;
    if (!cursor_.take('}')) {
        do {
            if (!top_level_member()) return false;
        } while (cursor_.take(','));
        if (!cursor_.expect('}', "header")) return false;
    }
    return cursor_.padding() && sort_names();
}

bool HeaderParser::top_level_member() {
    HeaderEntry entry;
    entry.at_name = cursor_.file_offset();
    if (!cursor_.string(entry.name, kMaxNameBytes, "name of a tensor")) return false;
    if (!cursor_.expect(':', in_quotes(entry.name))) return false;
    if (entry.name == kMetadataKey) {
        if (std::exchange(metadata_seen_, true)) return duplicate(entry.at_name, "header", kMetadataKey);
        return metadata();
    }
    if (header_.entries.size() == kMaxTensors) {
        return cursor_.fail(ErrorCode::unsupported, entry.at_name, "number of tensors",
                            "more than " + std::to_string(kMaxTensors), "at most " + std::to_string(kMaxTensors));
    }
    if (!tensor(entry)) return false;
    header_.entries.push_back(std::move(entry));
    return true;
}

bool HeaderParser::metadata() {
    if (!cursor_.expect('{', kMetadataKey)) return false;
    if (cursor_.take('}')) return true;
    do {
        const std::uint64_t at = cursor_.file_offset();
        std::string key;
        std::string value;
        if (!cursor_.string(key, kMaxNameBytes, "key in __metadata__")) return false;
        const std::string subject = "__metadata__ " + in_quotes(key);
        if (!cursor_.expect(':', subject)) return false;
        if (!cursor_.string(value, std::size_t{kMaxHeaderBytes}, subject)) return false;
        if (header_.metadata.size() == kMaxMetadataEntries) {
            return cursor_.fail(ErrorCode::unsupported, at, "number of __metadata__ entries",
                                "more than " + std::to_string(kMaxMetadataEntries),
                                "at most " + std::to_string(kMaxMetadataEntries));
        }
        const std::string shown = in_quotes(key);
        if (!header_.metadata.emplace(std::move(key), std::move(value)).second) {
            return cursor_.fail(ErrorCode::bad_format, at, "__metadata__", "naming " + shown + " twice",
                                "every key once");
        }
    } while (cursor_.take(','));
    return cursor_.expect('}', kMetadataKey);
}

bool HeaderParser::tensor(HeaderEntry& entry) {
    const std::string subject = "tensor " + in_quotes(entry.name);
    if (!cursor_.expect('{', subject)) return false;
    unsigned seen = 0;
    if (!cursor_.take('}')) {
        do {
            if (!tensor_field(entry, seen)) return false;
        } while (cursor_.take(','));
        if (!cursor_.expect('}', subject)) return false;
    }
    if (seen != 7U) {
        const char* missing = (seen & 1U) == 0 ? "dtype" : (seen & 2U) == 0 ? "shape" : "data_offsets";
        return cursor_.fail(ErrorCode::bad_format, entry.at_name, subject, std::string("without ") + missing,
                            "dtype, shape and data_offsets");
    }
    return true;
}

bool HeaderParser::tensor_field(HeaderEntry& entry, unsigned& seen) {
    const std::string subject = "tensor " + in_quotes(entry.name);
    const std::uint64_t at = cursor_.file_offset();
    std::string key;
    if (!cursor_.string(key, kMaxNameBytes, "field of " + subject)) return false;
    const unsigned bit = key == "dtype" ? 1U : key == "shape" ? 2U : key == "data_offsets" ? 4U : 0U;
    if (bit == 0) {
        return cursor_.fail(ErrorCode::bad_format, at, "field of " + subject, in_quotes(key),
                            "dtype, shape or data_offsets");
    }
    if ((seen & bit) != 0) return duplicate(at, subject, key);
    seen |= bit;
    const std::string field = key + " of " + subject;
    if (!cursor_.expect(':', field)) return false;
    const std::uint64_t at_value = cursor_.file_offset();
    switch (bit) {
        case 1U:
            entry.at_dtype = at_value;
            return cursor_.string(entry.dtype, kMaxNameBytes, field);
        case 2U:
            entry.at_shape = at_value;
            return shape(entry, field);
        default:
            entry.at_offsets = at_value;
            return offsets(entry, field);
    }
}

bool HeaderParser::shape(HeaderEntry& entry, const std::string& subject) {
    if (!cursor_.expect('[', subject)) return false;
    if (cursor_.take(']')) return true;
    do {
        if (entry.shape.size() == kMaxRank) {
            return cursor_.fail(ErrorCode::unsupported, entry.at_shape, subject,
                                "of more than " + std::to_string(kMaxRank) + " dimensions",
                                "at most " + std::to_string(kMaxRank));
        }
        std::uint64_t extent = 0;
        if (!cursor_.integer(extent, subject)) return false;
        entry.shape.push_back(extent);
    } while (cursor_.take(','));
    return cursor_.expect(']', subject);
}

bool HeaderParser::offsets(HeaderEntry& entry, const std::string& subject) {
    return cursor_.expect('[', subject) && cursor_.integer(entry.begin, subject) && cursor_.expect(',', subject) &&
           cursor_.integer(entry.end, subject) && cursor_.expect(']', subject);
}

bool HeaderParser::sort_names() {
    engine::sort_by(header_.entries, [](const HeaderEntry& a, const HeaderEntry& b) {
        return a.name != b.name ? a.name < b.name : a.at_name < b.at_name;
    });
    const auto twice = std::ranges::adjacent_find(header_.entries, {}, &HeaderEntry::name);
    if (twice == header_.entries.end()) return true;
    return duplicate((twice + 1)->at_name, "header", twice->name);
}

bool HeaderParser::duplicate(std::uint64_t at, std::string_view subject, std::string_view key) {
    return cursor_.fail(ErrorCode::bad_format, at, subject, "naming " + in_quotes(key) + " twice", "every key once");
}

}  // namespace

engine::Result<Header> parse_header(std::string_view text) {
    HeaderParser parser(text);
    if (!parser.parse()) return std::unexpected(parser.error());
    return parser.take_header();
}

std::string place(std::uint64_t at, std::string_view subject) {
    std::string out = "byte " + std::to_string(at) + " of the file, ";
    return out += subject;
}

}  // namespace mha::checkpoint
