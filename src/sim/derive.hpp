// SPDX-License-Identifier: MIT
// State -> Readings: runs the model on the sentence. Runs it only when something it depends on has changed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "sim/models.hpp"
#include "sim/readings.hpp"
#include "sim/state.hpp"

namespace mha::sim {

/// The words of a typed line and the tokens a model sees for them.
struct SentenceReading {
    std::vector<Word> words;  // 1..kMaxWords
    std::vector<int> tokens;  // one per word; the blank for an unknown word
    int blank = 0;            // the token of a blank, which is never asked for
    std::vector<std::string> completions;
    std::string notice;       // what was not taken as typed, in plain words; else empty
    bool in_grammar = false;  // the sentence grammar makes this sentence: `gold` holds its links
    std::vector<GoldLink> gold;
};

/// Any text gives at least one word: an empty line is read as the first example, with a notice.
[[nodiscard]] SentenceReading read_sentence(std::string_view text);

/// Fills the readings of a lesson that reads something else than a sentence. `before` are the last readings: what did
/// not change may be taken over from them. `now` has generation, link notice and an empty rest; sets `ready` or
/// `problem`.
using Reader = void (*)(const State& state, const std::shared_ptr<const StoredModel>& model, const Readings& before,
                        Readings& now);

/// What a lesson asks for: a model file by its name, and how its input is read (null: as a sentence).
struct Task {
    std::string model;
    Reader reader = nullptr;
};

class Deriver {
  public:
    /// The readings for this state and task. Cost of a sentence: nothing when text, heads, mask, layer, off and the
    /// model are the same as before; else one forward pass. Losses over the sentence wait until somebody asks for
    /// them.
    const Readings& derive(const State& state, const Task& task, const ModelStore& store);
    /// The same with the model for its number of heads.
    const Readings& derive(const State& state, const ModelStore& store) {
        return derive(state, Task{model_name(state.heads), nullptr}, store);
    }
    [[nodiscard]] const Readings& readings() const { return readings_; }
    /// Losses that are not known yet wait, or do not.
    void let_losses_wait(bool now) {
        if (losses_ != nullptr) losses_->wait(now);
    }
    void set_link_notice(std::string notice) { readings_.link_notice = std::move(notice); }

  private:
    struct Inputs {
        std::string text;
        int heads = 0;
        bool mask = false;
        int layer = 0;
        std::uint32_t off = 0;
        std::shared_ptr<const StoredModel> model;
        std::string problem;
        Reader reader = nullptr;
        friend bool operator==(const Inputs&, const Inputs&) = default;
    };

    const Readings& read_otherwise(const State& state, const Task& task, const ModelStore& store);
    void read_text(const Inputs& inputs);
    void run_model(const Inputs& inputs);
    void keep_losses(const Inputs& inputs, std::size_t layer);

    Readings readings_;
    Inputs inputs_;
    State state_;  // the whole of it, for readers of other input
    bool fresh_ = true;
    SentenceReading sentence_;
    std::shared_ptr<SentenceLosses> losses_;  // what was measured of this sentence and model
};

}  // namespace mha::sim
