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
    std::vector<Word> words;   // 1..kMaxWords
    std::vector<int> tokens;   // one per word; the blank for an unknown word
    int blank = 0;             // the token of a blank, which is never asked for
    std::string notice;        // what was not taken as typed, in plain words; else empty
};

/// Any text gives at least one word: an empty line is read as the first example, with a notice.
[[nodiscard]] SentenceReading read_sentence(std::string_view text);

class Deriver {
public:
    /// The readings for this state with the model of this name. Cost: nothing when text, heads, mask, layer, off and the model are the same as
    /// before; else one forward pass, and H + 2 losses over the sentence when text or model changed.
    const Readings& derive(const State& state, const std::string& model, const ModelStore& store);
    /// The same with the model for its number of heads.
    const Readings& derive(const State& state, const ModelStore& store) {
        return derive(state, model_name(state.heads), store);
    }
    [[nodiscard]] const Readings& readings() const { return readings_; }
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
        friend bool operator==(const Inputs&, const Inputs&) = default;
    };

    void read_text(const Inputs& inputs);
    void run_model(const Inputs& inputs);
    void read_losses(const Inputs& inputs);

    Readings readings_;
    Inputs inputs_;
    bool fresh_ = true;
    SentenceReading sentence_;
    // Losses without mask and switches: they depend on less than the readings do.
    struct Losses {
        std::string text;
        std::shared_ptr<const StoredModel> model;
        int layer = 0;
        float whole = 0;
        std::vector<float> without;  // per head of the layer
    } losses_;
};

}  // namespace mha::sim
