// SPDX-License-Identifier: MIT
// The subcommands of the tool `attention`. Each is a plain function of its options; main.cpp reads
// the command line.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/stored_numbers.hpp"
#include "cli/training_run.hpp"
#include "data/corpus.hpp"
#include "engine/error.hpp"

namespace mha::cli {

/// Where a model comes from and where the answer goes.
struct ModelOptions {
    std::string model;                                // safetensors file
    std::optional<std::size_t> heads;                 // for files whose metadata does not say
    std::optional<std::string> activation, norm;      // ... in the words of model_config.hpp
    std::optional<std::string> norm_epsilon, causal;  // ...
    std::string out;                                  // JSON file; empty = stdout
};

struct TraceOptions {
    ModelOptions from;
    std::optional<std::string> text;         // words of the sentence vocabulary, or
    std::optional<std::vector<int>> tokens;  // token numbers
    bool as_engine = false;                  // compute in 32-bit floats as the pages do, not in 64-bit
};
/// Every intermediate of one forward pass as JSON, in full precision.
[[nodiscard]] engine::Result<void> trace(const TraceOptions& options);

/// Configuration, tensors and metadata of a model file as JSON.
[[nodiscard]] engine::Result<void> info(const ModelOptions& options);

struct TrainOptions {
    std::size_t heads = 4;
    std::size_t layers = 1;
    std::size_t d_model = 48;
    std::size_t d_mlp = 96;
    bool untied = false;  // a head of its own instead of the token table
    RunOptions run;       // batch: sentences per step; init.token_deviation 0 = 1 / sqrt(d_model)
    data::MaskOptions masking;
    std::string data;             // text, one sentence a line; empty = the sentence grammar
    std::size_t held_out = 2000;  // sentences the result is measured on
};
[[nodiscard]] RunOptions heads_defaults();
/// The recipe `heads`: a bidirectional model of the sentence grammar, or of the lines of a text,
/// that fills in masked words.
[[nodiscard]] engine::Result<void> train_heads(const TrainOptions& options);

/// Loss and agreement on held-out sentences, whole and without each head, as JSON.
[[nodiscard]] engine::Result<void> ablate(const ModelOptions& options, std::size_t sentences);

struct RolesOptions {
    ModelOptions from;
    std::size_t sentences = 2000;
    std::string store;     // a model file to write with the report in its metadata; empty = none
    StoredNumbers stored;  // ... with such numbers; the report is then measured on them
};
/// What each head looks at, measured on held-out sentences, as JSON.
[[nodiscard]] engine::Result<void> roles(const RolesOptions& options);

struct BaselineOptions {
    std::size_t training = 200000;  // sentences counted
    std::size_t sentences = 2000;   // held-out sentences measured
    std::string out;                // JSON file; empty = stdout
};
/// What can be guessed of the masked words without attention, as JSON.
[[nodiscard]] engine::Result<void> baselines(const BaselineOptions& options);

}  // namespace mha::cli
