// SPDX-License-Identifier: MIT
// How the tool stores a model's numbers (--half, --mantissa-bits), and a model as its file will
// give it back.
#pragma once

#include "checkpoint/model_io.hpp"
#include "engine/error.hpp"

namespace CLI {
class App;
}

namespace mha::cli {

struct StoredNumbers {
    bool half = false;                                       // 16-bit floats
    unsigned mantissa_bits = checkpoint::kHalfMantissaBits;  // ... of which so many are kept
};

void add_stored_numbers(CLI::App& app, StoredNumbers& numbers);

/// The file of the model. Errors: those of checkpoint::write_model.
[[nodiscard]] engine::Result<std::vector<std::byte>> file_of(const engine::Model<float>& model,
                                                             const checkpoint::Metadata& metadata,
                                                             const StoredNumbers& numbers);

/// The model as it will be read from its file, so that everything measured is measured on what
/// ships.
[[nodiscard]] engine::Result<engine::Model<float>> as_stored(const engine::Model<float>& model,
                                                             const StoredNumbers& numbers);

}  // namespace mha::cli
