// SPDX-License-Identifier: MIT
// Everything that follows from the state: what the models compute, and what was measured of them. Read-only
// for lessons. Recomputed only when an engine input changed; `generation` counts the recomputations.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/matrix_view.hpp"
#include "sim/sentence_losses.hpp"
#include "sim/state.hpp"

namespace mha::engine {
template <class T>
struct Model;
template <class T>
struct Trace;
}  // namespace mha::engine

namespace mha::sim {

using engine::MatrixView;

struct Word {
    std::string text;   // as the learner wrote it
    bool known = true;  // false: the model sees a blank ([MASK]) in its place, and the screen says so
    std::vector<std::string> suggestions;  // known words near an unknown one, best first
};

/// A measured role of a head, from the report stored with its checkpoint.
struct RoleReading {
    std::string slug;                               // "previous-word", "verb-subject", "diffuse", ...
    std::string label;                              // "previous word", "verb → subject", "diffuse"
    std::string short_label;                        // one word for narrow headings: "previous", "subject"
    std::string meaning;                            // "looks at the word just before"
    float score = 0;                                // mean attention mass, 0..1
    float chance = 0;                               // the higher of its chance lines, 0..1
    float uniform_chance = 0, distance_chance = 0;  // the two lines (distance: links only, else 0)
    float low = 0, high = 0;                        // 95 % confidence interval of the score
    bool is_link = false;
};

/// What the model loses without one head.
struct KnockoutReading {
    float heldout_loss = 0;       // nats per masked word, without the head (stored, measured on held-out sentences)
    float heldout_agreement = 0;  // share of right verb forms with an attractor, without the head
};

struct HeadReading {
    bool on = true;                   // false: switched off, its output is zero before W_O
    RoleReading role;                 // the label shown; of a diffuse head the numbers are those of the
                                      // measured role that is furthest above its chance lines (others[0])
    std::vector<RoleReading> others;  // the other measured roles, furthest above chance first
    float entropy = 0;                // mean over held-out rows, as a share of uniform, 0..1
    KnockoutReading knockout;
    MatrixView weights;  // [T, T] query x key, this sentence
    MatrixView scores;   // [T, T] scaled, masked
    MatrixView output;   // [T, K]  Z_i
    MatrixView share;    // [T, D]  Z_i W_O^(i)
    std::string here;    // what its role means on this sentence: describe_here()
};

/// What the running model is, and how well it does with all its heads.
struct ModelReading {
    int heads = 0, layers = 1, d_model = 0, head_width = 0, concat_width = 0, vocabulary = 0, parameters = 0;
    int seed = 0, steps = 0;
    float heldout_loss = 0, heldout_agreement = 0;  // all heads on
    int heldout_sentences = 0, agreement_cases = 0;
};

struct NamesReading;
struct SortReading;

/// A link of the sentence grammar in this sentence, words from 1: `from` looks for `to`.
struct GoldLink {
    std::string label;  // "verb → subject"
    int from = 0, to = 0;
};

struct Readings {
    bool ready = false;       // false while the model's file is on its way: then heads and matrices are
                              // empty; words and notices are valid
    std::string problem;      // a sentence when the model cannot be had, else empty
    std::string link_notice;  // what a link asked for and could not have, else empty
    std::uint64_t generation = 0;
    std::vector<Word> words;  // 1..16
    bool in_grammar = false;  // the sentence grammar has this sentence: `gold` holds its links
    std::vector<GoldLink> gold;
    std::vector<std::string> completions;  // what the line typed may go on to be
    std::string text_notice;  // e.g. "‘qat’ is not among the 412 words this model knows. Try ‘cat’.", else empty
    ModelReading model;
    LossReading loss;                // on this sentence
    std::vector<HeadReading> heads;  // of the chosen layer
    MatrixView before;               // [T, D] the residual stream that enters this layer (before its norm)
    MatrixView projected;            // [T, D] sum of the shares + b_O
    MatrixView concat;               // [T, H*K]
    MatrixView w_o;                  // [H*K, D]
    MatrixView b_o;                  // [1, D], empty without bias
    std::vector<int> tokens;         // what the model reads
    const engine::Model<float>* network = nullptr;  // the whole model and all it computed, for lessons that show
    const engine::Trace<float>* trace = nullptr;    // more than one layer's heads; null while not ready
    std::shared_ptr<const NamesReading> names;      // of the lesson about names, else null
    std::shared_ptr<const SortReading> sort;        // of the lesson about sorting, else null
    std::shared_ptr<const void> storage;            // keeps the tensors behind the views alive
    [[nodiscard]] int word_count() const { return static_cast<int>(words.size()); }
};

/// The state with word, layer and dimension brought within this sentence and this model, when they are known.
[[nodiscard]] State fit(State state, const Readings& readings);

/// Similarity of two heads' weights: mean over rows of the sum of min(a, b); 1 identical, 0 nothing shared.
[[nodiscard]] float similarity(const MatrixView& a, const MatrixView& b);

}  // namespace mha::sim
