// SPDX-License-Identifier: MIT
// Writes JSON as text, left to right. Numbers are the shortest that read back to the same float or
// double.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace mha::checkpoint {

/// Commas and colons come by themselves. Infinities and NaN, which JSON has no numbers for, are the
/// strings "inf", "-inf" and "nan".
class JsonText {
  public:
    JsonText& begin_object();
    JsonText& end_object();
    JsonText& begin_array();
    JsonText& end_array();
    JsonText& key(std::string_view name);
    JsonText& text(std::string_view value);
    JsonText& number(float value);
    JsonText& number(double value);
    JsonText& integer(std::uint64_t value);
    JsonText& signed_integer(std::int64_t value);
    JsonText& boolean(bool value);

    [[nodiscard]] const std::string& str() const { return out_; }

  private:
    void separate();
    void append_quoted(std::string_view value);
    template <class Number>
    JsonText& append_number(Number value);

    std::string out_;
    bool needs_comma_ = false;
};

}  // namespace mha::checkpoint
