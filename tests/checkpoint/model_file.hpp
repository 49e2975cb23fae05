// SPDX-License-Identifier: MIT
// Model files as other programs write them, made tensor by tensor, with values that say where they
// came from: so the tests see every number arrive at its place without using the loader's own
// tables.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "checkpoint/safetensors_write.hpp"
#include "raw_file.hpp"

namespace mha::checkpoint::tests {

/// A small GPT: 2 blocks, V 5, context 7, D 6, F 8. In the `linear` tensors, the value for input i
/// and output o of tensor number n is n + i / 16 + o / 512, whatever the layout; all exact in
/// float.
struct ModelFile {
    bool in_out = false;  // Conv1D, as HuggingFace GPT-2
    std::string prefix = "transformer.";
    std::string head_prefix;
    bool head = true;
    bool head_bias = false;
    bool biases = true;
    bool norm_biases = true;
    bool masks = false;
    std::uint64_t width = 6;   // D
    std::uint64_t concat = 6;  // H*K
    std::uint64_t mlp = 8;     // F
    std::vector<std::string> leave_out;
    std::vector<TensorToWrite> extra;
    Metadata metadata = {{"n_head", "2"}};

    [[nodiscard]] Bytes bytes(StoredType type = StoredType::f32) const;
};

/// The value of input i, output o of tensor number n.
inline float coded(std::size_t n, std::size_t i, std::size_t o) {
    return static_cast<float>(n) + static_cast<float>(i) / 16.0F + static_cast<float>(o) / 512.0F;
}

// Tensor numbers; add 20 for block 1.
inline constexpr std::size_t kTokens = 1, kPositions = 2, kFinalGain = 3, kFinalBias = 4, kHead = 5, kHeadBias = 6;
inline constexpr std::size_t kLn1 = 7, kLn1Bias = 8, kQkv = 9, kQkvBias = 10, kOut = 11, kOutBias = 12, kLn2 = 13,
                             kLn2Bias = 14, kFc = 15, kFcBias = 16, kProj = 17, kProjBias = 18;
inline constexpr std::size_t kPerBlock = 20;

}  // namespace mha::checkpoint::tests
