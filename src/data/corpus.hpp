// SPDX-License-Identifier: MIT
// Sentences to train on and sentences to measure with, which never meet; and the question asked of
// both: which words are behind the masks? Source: Devlin et al. 2019 (BERT), section 3.1, masked
// words.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "data/grammar.hpp"
#include "engine/random.hpp"
#include "engine/transformer.hpp"

namespace mha::data {

inline constexpr std::size_t kHeldOutShare = 16;

/// A number that follows from the words alone.
[[nodiscard]] std::uint32_t sentence_hash(std::span<const int> tokens);

/// One sentence in sixteen is held out, decided by a hash of its words: what is trained on is never
/// measured with, whatever the seeds.
[[nodiscard]] bool is_held_out(std::span<const int> tokens);

/// The next sentence of the grammar that is not held out.
[[nodiscard]] Sentence training_sentence(engine::Random& random);

/// `count` held-out sentences; the same for the same seed.
[[nodiscard]] std::vector<Sentence> held_out_sentences(std::size_t count, std::uint64_t seed = 1);

/// Shares in 0..1. A word that is asked shows the mask, a random word, or (what is left) itself.
struct MaskOptions {
    double fraction = 0.2;            // of the words are asked
    double agreement_fraction = 0.2;  // of the verbs whose form shows their subject's number
    double mask = 0.8;
    double random = 0.1;
};

/// For measuring: every asked word shows the mask.
inline constexpr MaskOptions kMeasuring{.mask = 1.0, .random = 0.0};

/// Adds a sentence with some words asked, at least one.
void append_masked(engine::Batch& batch, const Sentence& sentence, engine::Random& random,
                   const MaskOptions& options = {});

/// The same for a sentence of another vocabulary of so many words, [MASK] first.
void append_masked(engine::Batch& batch, std::span<const int> tokens, std::size_t vocabulary, engine::Random& random,
                   const MaskOptions& options = {});

/// All sentences, in order.
[[nodiscard]] engine::Batch masked_batch(std::span<const Sentence> sentences, engine::Random& random,
                                         const MaskOptions& options = {});

/// A fresh training batch in place of the old one.
void next_training_batch(engine::Batch& batch, std::size_t sentences, engine::Random& random,
                         const MaskOptions& options = {});

}  // namespace mha::data
