// SPDX-License-Identifier: MIT
#include "data/corpus.hpp"

#include "data/vocabulary.hpp"

namespace mha::data {

namespace {

constexpr std::uint64_t kHeldOutStream = 2;  // of engine::Random; trainers use others
static_assert(kMask == 0, "a random word is any number but the first");

/// True with this probability; always draws, so that a change of one share moves nothing else.
bool chance(engine::Random& random, double probability) { return random.uniform_double() < probability; }

int shown(int word, std::size_t vocabulary, engine::Random& random, const MaskOptions& options) {
    const double draw = random.uniform_double();
    if (draw < options.mask) {
        return kMask;
    }
    if (draw < options.mask + options.random) {
        return 1 + static_cast<int>(random.below(static_cast<std::uint32_t>(vocabulary) - 1));
    }
    return word;
}

std::vector<double> fractions(const Sentence& sentence, const MaskOptions& options) {
    std::vector<double> result(sentence.tokens.size(), options.fraction);
    for (const Agreement& agreement : sentence.agreements) {
        result[static_cast<std::size_t>(agreement.verb)] = options.agreement_fraction;
    }
    return result;
}

void append(engine::Batch& batch, std::span<const int> tokens, std::span<const double> fraction, std::size_t vocabulary,
            engine::Random& random, const MaskOptions& options) {
    const std::size_t size = tokens.size();
    std::vector<bool> asked(size);
    bool any = false;
    for (std::size_t i = 0; i < size; ++i) {
        asked[i] = chance(random, fraction[i]);
        any = any || asked[i];
    }
    if (!any) {
        asked[random.below(static_cast<std::uint32_t>(size))] = true;
    }
    for (std::size_t i = 0; i < size; ++i) {
        const int word = tokens[i];
        batch.tokens.push_back(asked[i] ? shown(word, vocabulary, random, options) : word);
        batch.targets.push_back(asked[i] ? word : -1);
    }
    batch.lengths.push_back(size);
}

}  // namespace

std::uint32_t sentence_hash(std::span<const int> tokens) {
    std::uint64_t hash = 14695981039346656037ULL;  // FNV-1a over the token numbers
    for (const int token : tokens) {
        hash = (hash ^ static_cast<std::uint64_t>(token)) * 1099511628211ULL;
    }
    return static_cast<std::uint32_t>(hash >> 32U);
}

bool is_held_out(std::span<const int> tokens) { return sentence_hash(tokens) % kHeldOutShare == 0; }

Sentence training_sentence(engine::Random& random) {
    Sentence sentence = generate(random);
    while (is_held_out(sentence.tokens)) {
        sentence = generate(random);
    }
    return sentence;
}

std::vector<Sentence> held_out_sentences(std::size_t count, std::uint64_t seed) {
    engine::Random random(seed, kHeldOutStream);
    std::vector<Sentence> sentences;
    sentences.reserve(count);
    while (sentences.size() < count) {
        Sentence sentence = generate(random);
        if (is_held_out(sentence.tokens)) {
            sentences.push_back(std::move(sentence));
        }
    }
    return sentences;
}

void append_masked(engine::Batch& batch, const Sentence& sentence, engine::Random& random, const MaskOptions& options) {
    append(batch, sentence.tokens, fractions(sentence, options), static_cast<std::size_t>(vocabulary_size()), random,
           options);
}

void append_masked(engine::Batch& batch, std::span<const int> tokens, std::size_t vocabulary, engine::Random& random,
                   const MaskOptions& options) {
    append(batch, tokens, std::vector(tokens.size(), options.fraction), vocabulary, random, options);
}

engine::Batch masked_batch(std::span<const Sentence> sentences, engine::Random& random, const MaskOptions& options) {
    engine::Batch batch;
    for (const Sentence& sentence : sentences) {
        append_masked(batch, sentence, random, options);
    }
    return batch;
}

void next_training_batch(engine::Batch& batch, std::size_t sentences, engine::Random& random,
                         const MaskOptions& options) {
    batch.tokens.clear();
    batch.targets.clear();
    batch.lengths.clear();
    for (std::size_t i = 0; i < sentences; ++i) {
        append_masked(batch, training_sentence(random), random, options);
    }
}

}  // namespace mha::data
