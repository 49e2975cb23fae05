// SPDX-License-Identifier: MIT
#include "cli/stored_numbers.hpp"

#include <CLI/CLI.hpp>

namespace mha::cli {

void add_stored_numbers(CLI::App& app, StoredNumbers& numbers) {
    app.add_flag("--half", numbers.half, "store 16-bit floats");
    app.add_option("--mantissa-bits", numbers.mantissa_bits,
                   "bits kept of a 16-bit float's mantissa; the others are zero and deflate well")
        ->check(CLI::Range(1U, checkpoint::kHalfMantissaBits))
        ->needs("--half")
        ->capture_default_str();
}

engine::Result<std::vector<std::byte>> file_of(const engine::Model<float>& model, const checkpoint::Metadata& metadata,
                                               const StoredNumbers& numbers) {
    return checkpoint::write_model(model, metadata,
                                   numbers.half ? checkpoint::StoredType::f16 : checkpoint::StoredType::f32,
                                   numbers.mantissa_bits);
}

engine::Result<engine::Model<float>> as_stored(const engine::Model<float>& model, const StoredNumbers& numbers) {
    const auto file = file_of(model, {}, numbers);
    if (!file) return std::unexpected(file.error());
    auto loaded = checkpoint::read_model(*file);
    if (!loaded) return std::unexpected(loaded.error());
    return std::move(loaded->model);
}

}  // namespace mha::cli
