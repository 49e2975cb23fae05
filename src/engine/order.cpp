// SPDX-License-Identifier: MIT
// Merge sort of numbers, from runs of one upwards.
#include "engine/order.hpp"

#include <algorithm>
#include <numeric>

namespace mha::engine {

std::vector<std::uint32_t> sorted_order(std::size_t count, Before before, const void* context) {
    std::vector<std::uint32_t> order(count), merged(count);
    std::iota(order.begin(), order.end(), 0U);
    for (std::size_t run = 1; run < count; run *= 2) {
        for (std::size_t start = 0; start < count; start += 2 * run) {
            const std::size_t middle = std::min(start + run, count), end = std::min(start + 2 * run, count);
            std::size_t left = start, right = middle;
            for (std::size_t at = start; at < end; ++at) {
                const bool take_right = right < end && (left == middle || before(context, order[right], order[left]));
                merged[at] = order[take_right ? right++ : left++];
            }
        }
        order.swap(merged);
    }
    return order;
}

}  // namespace mha::engine
