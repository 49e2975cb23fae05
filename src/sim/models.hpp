// SPDX-License-Identifier: MIT
// The trained models that have arrived, by the name of their file ("heads-4"), each with what was measured of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "analysis/report.hpp"
#include "engine/error.hpp"
#include "engine/model.hpp"

namespace mha::sim {

struct StoredModel {
    engine::Model<float> model;
    analysis::ModelReport report;                 // of models that read sentences
    std::map<std::string, std::string> metadata;  // everything else their file says of itself
};

/// What a model was trained to do, from its file: "heads", "steps", "names", "sort".
[[nodiscard]] std::string recipe_of(const StoredModel& stored);

/// The model file for a number of heads: "heads-4".
[[nodiscard]] std::string model_name(int heads);

class ModelStore {
  public:
    /// Reads a checkpoint and keeps it under `name`, in place of an earlier one. A file that does not read, does not
    /// fit the vocabulary, or has no report of its own, is refused and noted as a problem.
    engine::Result<void> add(std::string_view name, std::span<const std::byte> file);
    /// Notes why a model cannot be had. A later add() makes it good.
    void fail(std::string_view name, std::string_view why);
    /// It is to be tried again: the model counts as still on its way.
    void forget_problem(std::string_view name);

    /// Null when it is not here.
    [[nodiscard]] std::shared_ptr<const StoredModel> find(std::string_view name) const;
    /// Why it cannot be had; empty when it is here or still on its way.
    [[nodiscard]] std::string problem(std::string_view name) const;

  private:
    std::map<std::string, std::shared_ptr<const StoredModel>, std::less<>> models_;
    std::map<std::string, std::string, std::less<>> problems_;
};

}  // namespace mha::sim
