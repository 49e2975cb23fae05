// SPDX-License-Identifier: MIT
// x - x is 0 for every finite x and NaN for the rest, and a sum with a NaN stays one.
#include "engine/finite.hpp"

#include <type_traits>

#include "engine/lanes.hpp"

namespace mha::engine {

bool all_finite(const float* data, std::size_t size) {
    Lanes sum(0.0F);
    each_wide<float>(size, [&](std::size_t i, auto count) {
        const Lanes x = load(data + i, count);
        sum = sum + (x - x);
    });
    return xsimd::all(sum == Lanes(0.0F));
}

template <class T>
Result<void> check_finite(const std::string& argument, const T* data, std::size_t size, std::size_t columns) {
    if constexpr (std::is_same_v<T, float>) {
        if (all_finite(data, size)) return {};
    }
    for (std::size_t i = 0; i < size; ++i) {
        if (data[i] - data[i] == T{0}) continue;
        const bool nan = !(data[i] == data[i]);
        const char* what = nan ? "NaN" : data[i] > T{0} ? "infinity" : "-infinity";
        const std::string row = columns == 0 ? "" : std::to_string(i / columns) + ", ";
        const std::string place = "[" + row + std::to_string(columns == 0 ? i : i % columns) + "]";
        return std::unexpected(Error{ErrorCode::not_finite, argument + place, what, "a finite number"});
    }
    return {};
}

template Result<void> check_finite(const std::string&, const float*, std::size_t, std::size_t);
template Result<void> check_finite(const std::string&, const double*, std::size_t, std::size_t);

}  // namespace mha::engine
