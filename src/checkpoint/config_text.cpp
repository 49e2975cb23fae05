// SPDX-License-Identifier: MIT
#include "checkpoint/config_text.hpp"

#include <algorithm>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "checkpoint/utf8.hpp"

namespace mha::checkpoint {
namespace {

/// Reads one level of an object; what lies deeper is only skipped, by counting brackets.
class FlatObject {
  public:
    explicit FlatObject(std::string_view text) : text_(text) {}

    /// nullopt where the text is no object.
    std::optional<Metadata> read() {
        Metadata entries;
        if (!take('{')) return std::nullopt;
        if (!take('}')) {
            do {
                if (!entry(entries)) return std::nullopt;
            } while (take(','));
            if (!take('}')) return std::nullopt;
        }
        skip_space();
        return at_ == text_.size() ? std::optional(std::move(entries)) : std::nullopt;
    }

  private:
    bool entry(Metadata& entries) {
        std::string key;
        if (!string(key) || !take(':')) return false;
        skip_space();
        const char first = at_ < text_.size() ? text_[at_] : '\0';
        if (first == '{' || first == '[') return skip_nested();
        std::string value;
        if (!(first == '"' ? string(value) : bare_word(value))) return false;
        return entries.emplace(std::move(key), std::move(value)).second;
    }

    /// Keys and values of a configuration are plain words: an escape keeps the byte after it.
    bool string(std::string& out) {
        if (!take('"')) return false;
        for (; at_ < text_.size() && text_[at_] != '"'; ++at_) {
            if (text_[at_] == '\\' && at_ + 1 < text_.size()) ++at_;
            out += text_[at_];
        }
        return at_++ < text_.size();
    }

    bool bare_word(std::string& out) {
        const std::size_t end = text_.find_first_of(",}] \t\r\n", at_);
        if (end == std::string_view::npos || end == at_) return false;
        out = text_.substr(at_, end - at_);
        at_ = end;
        return true;
    }

    bool skip_nested() {
        std::size_t depth = 0;
        std::string ignored;
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '"') {
                if (!string(ignored)) return false;
                continue;
            }
            ++at_;
            if (c == '{' || c == '[') ++depth;
            if ((c == '}' || c == ']') && --depth == 0) return true;
        }
        return false;
    }

    bool take(char wanted) {
        skip_space();
        const bool found = at_ < text_.size() && text_[at_] == wanted;
        at_ += found ? 1 : 0;
        return found;
    }

    void skip_space() { at_ = std::min(text_.find_first_not_of(" \t\r\n", at_), text_.size()); }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

engine::Result<Metadata> with_config_text(const Metadata& metadata) {
    Metadata all = metadata;
    const auto found = metadata.find("config");
    if (found == metadata.end() || !found->second.starts_with('{')) return all;
    auto entries = FlatObject(found->second).read();
    if (!entries) {
        return std::unexpected(engine::Error{engine::ErrorCode::bad_value, "__metadata__ \"config\"",
                                             in_quotes(found->second),
                                             "one JSON object, or no text that begins with {"});
    }
    all.merge(*entries);
    return all;
}

}  // namespace mha::checkpoint
