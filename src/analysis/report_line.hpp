// SPDX-License-Identifier: MIT
// One line of a stored report, "kind key=value ...", read field by field; `ok` turns false at the first field that is
// missing or not a number.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>

#include "engine/decimal.hpp"

namespace mha::analysis {

class ReportLine {
  public:
    explicit ReportLine(std::string_view text) : text_(text) {}

    [[nodiscard]] std::string_view kind() const { return text_.substr(0, text_.find(' ')); }
    [[nodiscard]] bool ok() const { return ok_; }

    std::string_view word(std::string_view key) {
        std::size_t at = 0;
        while ((at = text_.find(key, at)) != std::string_view::npos) {
            const std::size_t equals = at + key.size();
            if (at > 0 && text_[at - 1] == ' ' && equals < text_.size() && text_[equals] == '=') {
                const std::string_view rest = text_.substr(equals + 1);
                return rest.substr(0, rest.find(' '));
            }
            ++at;
        }
        ok_ = false;
        return {};
    }
    int integer(std::string_view key) {
        const std::string_view digits = word(key);
        int value = 0;
        const auto [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
        if (fault != std::errc{} || end != digits.data() + digits.size()) ok_ = false;
        return value;
    }
    double real(std::string_view key) {
        const std::optional<double> value = engine::read_double(word(key));
        if (!value) ok_ = false;
        return value.value_or(0);
    }

  private:
    std::string_view text_;
    bool ok_ = true;
};

}  // namespace mha::analysis
