// SPDX-License-Identifier: MIT
// One stable sort for every list of the program. std::sort and std::stable_sort are compiled anew for each type and
// comparison, some kilobytes a time in the download; here only the comparison is.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace mha::engine {

/// `before(context, a, b)`: whether the thing numbered a comes before the one numbered b.
using Before = bool (*)(const void* context, std::size_t a, std::size_t b);

/// The numbers 0 .. count - 1 in sorted order; equal ones keep theirs.
[[nodiscard]] std::vector<std::uint32_t> sorted_order(std::size_t count, Before before, const void* context);

/// Sorts a vector by `before(a, b)`; equal elements keep their order.
template <typename T, typename Compare>
void sort_by(std::vector<T>& things, Compare before) {
    const auto context = std::pair(&things, &before);
    const auto order = sorted_order(
        things.size(),
        [](const void* both, std::size_t a, std::size_t b) {
            const auto& [all, compare] = *static_cast<const std::pair<std::vector<T>*, Compare*>*>(both);
            return static_cast<bool>((*compare)((*all)[a], (*all)[b]));
        },
        &context);
    std::vector<T> sorted;
    sorted.reserve(things.size());
    for (const std::uint32_t i : order) sorted.push_back(std::move(things[i]));
    things = std::move(sorted);
}

}  // namespace mha::engine
