// SPDX-License-Identifier: MIT
// Where `attention train heads` takes its sentences from: the grammar, or a text of the caller's.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "checkpoint/header_json.hpp"
#include "cli/commands.hpp"
#include "engine/error.hpp"
#include "engine/random.hpp"
#include "engine/transformer.hpp"

namespace mha::cli {

/// The key of a model file's metadata that holds the words of a text, a word a line.
inline constexpr const char* kWordsKey = "words";

struct TrainingSource {
    std::size_t vocabulary = 0;
    std::size_t context = 0;                                    // of the model
    std::function<void(engine::Batch&, engine::Random&)> next;  // a training batch in place of the old
    engine::Batch held_out;  // what the result is measured on; may be empty for a short text
    std::size_t held_out_sentences = 0;
    std::size_t sentences = 0;      // to train on; 0 = without end
    checkpoint::Metadata metadata;  // for the model file
};

/// Errors: those of reading the file of --data, naming it.
[[nodiscard]] engine::Result<TrainingSource> training_source(const TrainOptions& options);

}  // namespace mha::cli
