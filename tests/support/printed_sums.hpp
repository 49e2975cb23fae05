// SPDX-License-Identifier: MIT
// Does the sums that stand on the screen: an expression as printed, every number known only to its rounding.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

namespace mha::test {

struct Interval {
    double lo = 0, hi = 0;
    [[nodiscard]] bool meets(Interval other) const { return lo <= other.hi + 1e-9 && other.lo <= hi + 1e-9; }
};

/// "0.482 ÷ 2.396", "max(0.44, −0.33)", "exp(−0.47)", "0.31 · (−0.52) + 0.10", "3.5 ÷ √4".
class PrintedSum {
  public:
    explicit PrintedSum(std::string_view text) : rest_(text) {}
    /// False when the text is no such expression.
    [[nodiscard]] bool evaluate(Interval& out) {
        out = sum();
        skip();
        return good_ && rest_.empty();
    }

  private:
    void skip() {
        while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    }
    bool take(std::string_view token) {
        skip();
        if (!rest_.starts_with(token)) return false;
        rest_.remove_prefix(token.size());
        return true;
    }
    Interval sum() {
        Interval out = product();
        for (;;) {
            if (take("+")) {
                const Interval b = product();
                out = {out.lo + b.lo, out.hi + b.hi};
            } else if (take("−")) {
                const Interval b = product();
                out = {out.lo - b.hi, out.hi - b.lo};
            } else {
                return out;
            }
        }
    }
    Interval product() {
        Interval out = factor();
        for (;;) {
            const bool times = take("·"), by = !times && take("÷");
            if (!times && !by) return out;
            Interval b = factor();
            if (by) {
                if (b.lo <= 0) good_ = false;
                b = {1 / b.hi, 1 / b.lo};
            }
            const double all[] = {out.lo * b.lo, out.lo * b.hi, out.hi * b.lo, out.hi * b.hi};
            out = {*std::min_element(all, all + 4), *std::max_element(all, all + 4)};
        }
    }
    Interval factor() {
        if (take("−")) {
            const Interval a = factor();
            return {-a.hi, -a.lo};
        }
        if (take("√")) {
            const Interval a = factor();
            return {std::sqrt(a.lo), std::sqrt(a.hi)};
        }
        if (take("exp("))
            return closed([this] {
                const Interval a = sum();
                return Interval{std::exp(a.lo), std::exp(a.hi)};
            });
        if (take("max("))
            return closed([this] {
                Interval most = sum();
                while (take(",")) {
                    const Interval a = sum();
                    most = {std::max(most.lo, a.lo), std::max(most.hi, a.hi)};
                }
                return most;
            });
        if (take("(")) return closed([this] { return sum(); });
        return number();
    }
    template <class Inside>
    Interval closed(Inside inside) {
        const Interval out = inside();
        if (!take(")")) good_ = false;
        return out;
    }
    Interval number() {
        skip();
        std::size_t size = 0, point = std::string_view::npos;
        while (size < rest_.size() && ((rest_[size] >= '0' && rest_[size] <= '9') || rest_[size] == '.')) {
            if (rest_[size] == '.') point = size;
            ++size;
        }
        if (size == 0) {
            good_ = false;
            return {};
        }
        const double value = std::strtod(std::string(rest_.substr(0, size)).c_str(), nullptr);
        rest_.remove_prefix(size);
        if (point == std::string_view::npos) return {value, value};
        const double half = 0.5 * std::pow(10.0, -static_cast<double>(size - point - 1));
        return {value - half, value + half};
    }

    std::string_view rest_;
    bool good_ = true;
};

inline std::vector<std::string> split(const std::string& text, const std::string& at) {
    std::vector<std::string> out;
    std::size_t from = 0;
    for (std::size_t to; (to = text.find(at, from)) != std::string::npos; from = to + at.size())
        out.push_back(text.substr(from, to - from));
    out.push_back(text.substr(from));
    return out;
}

}  // namespace mha::test
