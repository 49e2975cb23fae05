// SPDX-License-Identifier: MIT
// FNV-1a over the bits of numbers: one value that says whether two runs gave the same digits.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace mha::tests {

class Fnv {
  public:
    template <class T>
    Fnv& add(const T* values, std::size_t size) {
        using Bits = std::conditional_t<sizeof(T) == 8, std::uint64_t, std::uint32_t>;
        for (std::size_t i = 0; i < size; ++i) {
            const Bits bits = std::bit_cast<Bits>(values[i]);
            for (std::size_t byte = 0; byte < sizeof(T); ++byte) {
                hash_ = (hash_ ^ ((bits >> (8 * byte)) & 0xffU)) * 0x100000001b3ULL;
            }
        }
        return *this;
    }
    template <class Tensor>
    Fnv& add(const Tensor& tensor) {
        return add(tensor.data(), tensor.size());
    }
    [[nodiscard]] std::uint64_t value() const { return hash_; }

  private:
    std::uint64_t hash_ = 0xcbf29ce484222325ULL;
};

}  // namespace mha::tests
