// SPDX-License-Identifier: MIT
// Short forms without locale or streams.
#include "view/number_text.hpp"

#include <cmath>

#include "sim/numerals.hpp"

namespace mha::view {

std::string cell_number(float weight, float cell) {
    if (cell < 25 || !std::isfinite(weight)) return {};
    std::string text = sim::places(static_cast<double>(weight), 2);
    if (cell >= 36) return text;
    return text.starts_with("0") ? text.substr(1) : sim::places(static_cast<double>(weight), 1);
}

std::string cell_difference(float value, float cell) {
    if (cell < 31 || !std::isfinite(value)) return {};
    const std::string text = sim::signed_places(static_cast<double>(value), 2);
    const std::size_t zero = text.find("0.");
    if (zero == std::string::npos) return sim::signed_places(static_cast<double>(value), 1);
    return text.substr(0, zero) + text.substr(zero + 1);
}

std::string whole(int value) { return sim::places(static_cast<double>(value), 0); }

}  // namespace mha::view
