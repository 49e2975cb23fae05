// SPDX-License-Identifier: MIT
// The recipes of the small models: `names` (microGPT), `sort` (minGPT's demo), `steps` (eight
// numbers a word).
#pragma once

#include <string>

#include "cli/training_run.hpp"

namespace mha::cli {

struct NamesOptions {
    RunOptions run;
    std::size_t heads = 4;
    std::string data;  // a list of one's own, one name a line; empty = the names that ship
};
/// One layer, 16 numbers a letter, RMSNorm without parameters, ReLU, no biases: 4,192 parameters.
[[nodiscard]] RunOptions names_defaults();
[[nodiscard]] engine::ModelConfig names_config(std::size_t heads);
[[nodiscard]] engine::Result<void> train_names(const NamesOptions& options);

/// Three blocks, three heads, 48 numbers a letter, as nano-gpt; trained to sort six letters.
[[nodiscard]] RunOptions sort_defaults();
[[nodiscard]] engine::ModelConfig sort_config();
[[nodiscard]] engine::Result<void> train_sort(const RunOptions& options);

struct StepsOptions {
    RunOptions run;
    std::size_t heads = 2;
    std::size_t d_mlp = 16;
    std::size_t held_out = 2000;  // sentences measured at the end
};
/// One layer, 8 numbers a word, no norm, words of the sentence grammar behind masks.
[[nodiscard]] RunOptions steps_defaults();
[[nodiscard]] engine::ModelConfig steps_config(std::size_t heads, std::size_t d_mlp);
[[nodiscard]] engine::Result<void> train_steps(const StepsOptions& options);

}  // namespace mha::cli
